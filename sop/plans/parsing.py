"""Reading plans told in the chat: a name, when, and what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, NoReturn

from handlers.dates.spoken import FURTHEST, read_deadline
from handlers.dates.spoken import LONGEST as LONGEST_TIME
from handlers.dates.spoken_days import read_spoken_day
from handlers.dates.spoken_spans import read_span
from handlers.kit import MemberContext, Refusal
from handlers.kit.words import half_width
from sop.plans.fields import LONGEST_NAME
from sop.when.durations import whole_minute
from sop.when.parser import parse

ADD_USAGE = "SOP 新增 每周三 20:00 今晚课程开始啦"
CHANGE_USAGE = "SOP 修改 {name} 每周五 21:00，或 SOP 修改 {name} 词 大家早"
HOW = "请这样写：{usage}"
NO_WORDS = "到时候说什么呢？" + HOW
TIME = "09:00"
"""The time of a single day that is told without one."""
SHORT = 10
WORDS = "词"
"""Before new words that come without a new time."""
BEHIND_MARK = ("", " ", "\n", ":", "：")
_TIMES = re.compile(r"[0-9]{1,2}:[0-9]{2}(?: ?[、,和 ] ?[0-9]{1,2}:[0-9]{2})*")


class Told(NamedTuple):
    """A plan as it was told; a part that was not told is empty."""

    name: str
    when: str
    say: str


def read_new(ctx: MemberContext) -> Told:
    """Read `[name] WHEN words` from the arguments, with a name made of the words; raises Refusal that tells how.

    WHEN is as in the file, or a single time as people say it: 明天 20:00, which becomes its date.
    """
    name, _, behind = ctx.args.partition(" ")
    told = _read(ctx, (("", ctx.args), (name, behind)), ADD_USAGE)
    say = told.say or _refuse(NO_WORDS.format(usage=ADD_USAGE))
    return Told((told.name or _first(say))[:LONGEST_NAME], told.when, say)


def read_change(ctx: MemberContext, words: str, name: str) -> Told:
    """Read `WHEN`, `WHEN words` or `词 words`, told of the plan with this name; raises Refusal that tells how."""
    usage = CHANGE_USAGE.format(name=name)
    behind = words.removeprefix(WORDS)
    if words.startswith(WORDS) and behind[:1] in BEHIND_MARK:
        return Told(name, "", behind[1:].strip() or _refuse(NO_WORDS.format(usage=usage)))
    return _read(ctx, (("", words),), usage)._replace(name=name)


def _read(ctx: MemberContext, readings: tuple[tuple[str, str], ...], usage: str) -> Told:
    """Return what the first of these readings says, each a name and what follows it; raises Refusal where none does."""
    reason = ""
    for name, words in readings:
        match = _TIMES.search(half_width(words))
        if match:
            try:
                when = str(parse(half_width(words[: match.end()]).strip(), ctx.group.calendar.occasions))
            except ValueError as error:
                reason = reason or str(error)
            else:
                return Told(name, when, words[match.end() :].strip())
    return next(_read_once(ctx, readings), None) or _refuse(reason or HOW.format(usage=usage))


def _read_once(ctx: MemberContext, readings: tuple[tuple[str, str], ...]) -> Iterator[Told]:
    """Yield the readings that tell of a single moment as people say it; raises Refusal where it cannot be."""
    for name, words in readings:
        if not _names_a_day(words, ctx.local_now):
            continue
        moment, say = read_deadline(words, ctx.local_now, TIME)
        if moment is None:
            continue
        if moment > ctx.now + FURTHEST:
            raise Refusal(HOW.format(usage=ADD_USAGE))
        yield Told(name, f"{ctx.local(whole_minute(moment)):%Y-%m-%d %H:%M}", say)


def _names_a_day(words: str, now: datetime) -> bool:
    """Return whether words begin with one day or a span; a weekday or a time alone may be meant for every one."""
    head = half_width(words[:LONGEST_TIME])
    try:
        day = read_spoken_day(head, 0, now.date())
        span = read_span(head, 0, now)
    except (ValueError, OverflowError):
        return True
    return (day is not None and not day.weekly) or (span is not None and span.marked)


def _refuse(text: str) -> NoReturn:
    raise Refusal(text)


def _first(say: str) -> str:
    words = " ".join(say.split())
    return words if len(words) <= SHORT else words[:SHORT]
