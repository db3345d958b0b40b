"""When to remind somebody and of what: one time or several, 农历八月十五 9:00, 明天下午3点和5点; raises Refusal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import NamedTuple

from handlers.dates.named_days import read_named_day
from handlers.dates.spoken import SEPARATORS, find_deadline, read_deadline, read_glued
from handlers.dates.spoken_clock import DAY, SpokenClock, read_clock
from handlers.kit import MemberContext, Refusal
from handlers.kit.words import half_width, truncate
from handlers.tools.days import NO_SUCH_DAY, is_at_work
from handlers.tools.recurrence import Recurrence, read_recurrence

DEFAULT_TIME = "09:00"
MOST_TIMES = 4
ONE_BY_ONE = "「{words}」是另一个时间吗？请一条一条发，每条写一个时间，例如：提醒我 明天下午3点 开会。"
LONGEST_HEAD = 24
"""Characters that are looked through for a day's name, and for one more time."""
_ANY_DAY = re.compile(
    "今天|今晚|明[天早晚]|大?后天|(?:下|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|[0-9]{1,2}[月号日/-]|[一二三四五六七八九十]{1,3}[月号日]"
)
_DAY_BEHIND = re.compile(
    r"[\s,，]{0,3}(?:今天|明天|大?后天|(?:下|这|本)?(?:周|星期|礼拜)[一二三四五六日天])(?=[\s,，])"
)
_END = re.compile(r"\s?(?:-|~|到|至)\s?([0-9]{1,2}:[0-9]{2})(?=[\s,，]|\Z)")
"""Until when something lasts, which is no part of what it is."""
_AND = re.compile(r"(?:和|与|跟|及|以及|还有|、)\s?(?:在)?")
_BEHIND_NAME = re.compile(r"(?:当天|那天|这天|的)?(?=[\s,，:：0-9一二三四五六七八九十零两]|[早晚上中下午凌傍夜]|\Z)\s?")


class Order(NamedTuple):
    """A reminder as it was understood."""

    due: datetime
    every: Recurrence | None
    text: str
    """Empty where nothing was said besides the time."""


def read_orders(ctx: MemberContext, typed: str) -> list[Order]:
    """Return when and what, once for each time that was said; none where none was.

    Raises Refusal that asks back where it is not clear.
    """
    typed = _with_date(ctx, typed.strip())
    first, rest = _read(ctx, typed)
    behind = _DAY_BEHIND.match(rest) if first and not first.every else None
    if behind and (swapped := _swap(typed, rest, behind)):
        typed = swapped
        first, rest = _read(ctx, typed)
    if first is None:
        return []
    found = [first]
    while another := _another(ctx, found[-1], typed, rest):
        order, rest = another
        found.append(order)
        if len(found) > MOST_TIMES:
            raise Refusal(ONE_BY_ONE.format(words=truncate(rest)))
    text = " ".join(_with_end(rest).split())
    return [order._replace(text=text) for order in found]


def _swap(typed: str, rest: str, day: re.Match[str]) -> str:
    """Return 明天 下午三点 开会 for 下午三点 明天 开会; empty where the time names a day itself."""
    head = typed.removesuffix(rest)
    return "" if head == typed or _ANY_DAY.search(head) else f"{day[0].strip()} {head.strip()} {rest[day.end() :]}"


def _with_end(rest: str) -> str:
    """Return 开会（到 16:00） for the -16:00 开会 that is left of 15:00-16:00 开会."""
    end = _END.match(half_width(rest[:LONGEST_HEAD]))
    return f"{rest[end.end() :].strip()}（到 {end[1]}）" if end else rest


def _with_date(ctx: MemberContext, typed: str) -> str:
    """Return what was typed with the date of a festival or a lunar day in the place of its name."""
    head = half_width(typed[:LONGEST_HEAD])
    try:
        named = read_named_day(head, ctx.today)
    except ValueError:
        raise Refusal(NO_SUCH_DAY.format(shown=truncate(head))) from None
    behind = _BEHIND_NAME.match(head, named.end) if named else None
    return f"{named.date} {typed[behind.end() :]}" if named and behind else typed


def _read(ctx: MemberContext, typed: str) -> tuple[Order | None, str]:
    """Return the first time, and what stands behind it."""
    again = read_recurrence(typed)
    if again:
        every, rest = again
        following = _following(ctx, every)
        return (Order(following, every, ""), rest) if following else (None, rest)
    due, rest = read_glued(typed, ctx.local_now, DEFAULT_TIME)
    if due is None:
        due, rest = find_deadline(typed, ctx.local_now, DEFAULT_TIME)
    return (Order(due, None, ""), rest) if due else (None, rest)


def _another(ctx: MemberContext, before: Order, typed: str, rest: str) -> tuple[Order, str] | None:
    """Return one more time of the same day that follows with 和 or 、, and what stands behind it; None without one."""
    is_list = typed[: len(typed) - len(rest)].rstrip().endswith("、") if typed.endswith(rest) else False
    joined = _AND.match(rest)
    if not rest or not (joined or is_list):
        return None
    words = rest[joined.end() if joined else 0 :]
    head = half_width(words[:LONGEST_HEAD])
    try:
        clock = read_clock(head, 0, None)
    except ValueError:
        clock = None
    if clock and clock.options:
        return _at(ctx, before, clock, head), words[clock.end :].strip(SEPARATORS)
    try:
        is_moment = read_deadline(words, ctx.local_now, DEFAULT_TIME)[0] is not None
    except Refusal:
        is_moment = True
    if is_moment:
        raise Refusal(ONE_BY_ONE.format(words=truncate(words)))
    return None


def _at(ctx: MemberContext, before: Order, clock: SpokenClock, head: str) -> Order:
    """Return the order at another time of its day: of two readings the one that comes next; raises Refusal."""
    last = before.every.at if before.every else ctx.local(before.due).time()
    later = [seconds for seconds in clock.options if last.hour * 3600 + last.minute * 60 < seconds < DAY]
    if not later:
        raise Refusal(ONE_BY_ONE.format(words=head[: clock.end]))
    at = time(later[0] // 3600, later[0] % 3600 // 60)
    if before.every:
        every = before.every.model_copy(update={"at": at})
        following = _following(ctx, every)
        assert following, "its other time comes, too"
        return Order(following, every, "")
    day = ctx.local(before.due).date()
    return Order(datetime.combine(day, at, ctx.local_now.tzinfo).astimezone(UTC), None, "")


def _following(ctx: MemberContext, every: Recurrence) -> datetime | None:
    return every.next_after(ctx.local_now, lambda day: is_at_work(day, ctx.group.calendar))
