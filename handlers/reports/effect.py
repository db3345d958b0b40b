"""效果 早安: what a planned message brought in the two hours after it, against the same hours without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.dates.months import midnight
from handlers.kit import Context, Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import truncate
from handlers.reports.days import ONE_DAY, list_days, measure_hours
from handlers.reports.lift import LEAST, Lift, measure_lift
from handlers.text.names import suggest_name
from handlers.text.shares import format_number
from storage.members import facts
from storage.reports import broadcasts, days, hours

feature = Feature("effect", title="效果", topic="群报告")

WEEKS = timedelta(weeks=4)
TWO_HOURS = timedelta(hours=2)
NOTHING_SENT = "最近四周没有发过定时消息。"
WHICH = "要看哪一条？最近四周发过：{names}。例如「效果 {name}」。"
UNKNOWN = "最近四周没有发过「{name}」。{hint}"
TOO_FEW = (
    "「{name}」最近四周发了 {times} 次，可比的日子（同样的钟点、没发它）只有 {others} 天，至少要 {least} 天才比得出。"
    "想比，就发「SOP 暂停 {name}」停几天，再发「SOP 恢复 {name}」。"
)
HEAD = "「{name}」最近四周 {time} 发了 {times} 次。从 {hour} 点算起两小时，和没发它的 {others} 天同样钟点比，平均每次："
LINE = "{title} {now}，平时 {before}：{verdict}"
NEITHER = "{title} 两边都没有"
CLEAR = "{more} {difference}（{low} 到 {high} 之间）"
UNCLEAR = "看不出差别（{low} 到 {high} 之间）"
NOTE = "括号里是 95% 把握的范围。同时发生的别的事也算在里面；露面和点击按小时算人次。"


@dataclass(frozen=True, slots=True)
class Window:
    """What happened within two hours from a full hour on."""

    people: int
    checkins: int
    exchanges: int
    clicks: int


MEASURES: tuple[tuple[str, Callable[[Window], int]], ...] = (
    ("露面", lambda window: window.people),
    ("签到", lambda window: window.checkins),
    ("兑换", lambda window: window.exchanges),
    ("点击", lambda window: window.clicks),
)
OPTIONAL = ("点击",)
"""Not told where there is none on either side: most groups tell nothing of what happens elsewhere."""


@feature.command("效果", help="一条定时消息带来了什么，和没发的时候比", usage="早安", role=Role.ADMIN, read_only=True)
def show_effect(message: Message, ctx: MemberContext) -> str:
    since = ctx.now - WEEKS
    sent = broadcasts.list_sent(ctx.db, ctx.group.id, since, ctx.now)
    names = list(dict.fromkeys(broadcast.plan for broadcast in sent))
    if not names:
        return NOTHING_SENT
    shown = "、".join(names[:20])
    if not ctx.args:
        raise Refusal(WHICH.format(names=shown, name=names[0]))
    if ctx.args not in names:
        raise Refusal(
            UNKNOWN.format(name=truncate(ctx.args), hint=suggest_name(ctx.args[:20], names, f"发过：{shown}"))
        )
    moments = [ctx.local(broadcast.at) for broadcast in sent if broadcast.plan == ctx.args]
    hour = moments[-1].hour
    with_it = sorted({moment.date() for moment in moments if moment.hour == hour})
    without = _comparable(ctx, ctx.args, with_it)
    if len(without) < LEAST:
        return TOO_FEW.format(name=ctx.args, times=len(with_it), others=len(without), least=LEAST)
    windows = _read_windows(ctx, [*with_it, *without], hour)
    lines = [
        HEAD.format(hour=hour, name=ctx.args, time=f"{moments[-1]:%H:%M}", times=len(with_it), others=len(without)),
        *(
            _describe(title, lift)
            for title, of in MEASURES
            if (title not in OPTIONAL or any(map(of, windows.values())))
            and (lift := measure_lift([of(windows[day]) for day in with_it], [of(windows[day]) for day in without]))
        ),
        NOTE,
    ]
    return "\n".join(lines)


def _comparable(ctx: Context, plan: str, with_it: Sequence[date]) -> list[date]:
    """Return up to 28 days on which a plan said nothing, of the same part of the week if there are enough of them.

    They lie before its last moment and are kept; today is none of them, because it is not over.
    """
    first = with_it[-1] - 2 * WEEKS
    kept = {day.day for day in days.list_days(ctx.db, ctx.group.id, first, with_it[-1]) if day.members}
    said = {
        ctx.local(broadcast.at).date()
        for broadcast in broadcasts.list_sent(ctx.db, ctx.group.id, midnight(first, ctx.group.zone), ctx.now, plan)
    }
    free = sorted(kept - said, reverse=True)
    weekends = {day.weekday() >= 5 for day in with_it}
    same = [day for day in free if (day.weekday() >= 5) in weekends]
    return (same if len(same) >= LEAST else free)[: WEEKS.days]


def _read_windows(ctx: Context, dates: Sequence[date], hour: int) -> dict[date, Window]:
    """Return what happened from an hour on, two hours long, on some days."""
    first, last = min(dates), max(dates)
    by_hour = {
        (hour.day, hour.hour): (hour.people, hour.checkins)
        for hour in hours.list_hours(ctx.db, ctx.group.id, first, last)
    }
    if last == ctx.today:
        for day, today in measure_hours(ctx, list_days(ctx.today, ctx.today)).items():
            by_hour |= {(day, number): (today.people[number], today.checkins[number]) for number in hours.HOURS}
    clicks = {
        (day, number % 24): count
        for number in (hour, hour + 1)
        for day, count in facts.count_clicks(ctx.db, ctx.group.id, first, last + ONE_DAY, number % 24).items()
    }
    found = {}
    for day in dates:
        begin = datetime.combine(day, datetime.min.time(), ctx.group.zone) + timedelta(hours=hour)
        places = [(begin + timedelta(hours=number)) for number in range(TWO_HOURS // timedelta(hours=1))]
        counts = [by_hour.get((place.date(), place.hour), (0, 0)) for place in places]
        exchanges = broadcasts.count_exchanges(ctx.db, ctx.group.id, begin, begin + TWO_HOURS)
        found[day] = Window(
            people=sum(people for people, _ in counts),
            checkins=sum(checkins for _, checkins in counts),
            exchanges=exchanges,
            clicks=sum(clicks.get((place.date(), place.hour), 0) for place in places),
        )
    return found


def _describe(title: str, lift: Lift) -> str:
    if not lift.with_it and not lift.without:
        return NEITHER.format(title=title)
    now, before = format_number(lift.with_it), format_number(lift.without)
    return LINE.format(title=title, now=now, before=before, verdict=_say(lift))


def _say(lift: Lift) -> str:
    low, high = format_number(lift.low), format_number(lift.high)
    if not lift.is_clear:
        return UNCLEAR.format(low=low, high=high)
    more = "多" if lift.difference > 0 else "少"
    return CLEAR.format(more=more, difference=format_number(abs(lift.difference)), low=low, high=high)
