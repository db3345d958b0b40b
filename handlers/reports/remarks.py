"""What changed, and why it may matter: at most two sentences, by rules; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.text.shares import FEW, format_number, whole
from storage.reports.days import DaySum

MOST = 2
LARGE = 0.2
"""A change of a fifth is worth a sentence."""
RARELY = 20
"""Percent. Whoever comes within a month comes on fewer days than one in five."""

LOSING = "退群 {left} 人，比新来的 {joined} 人多：新增没有跑赢流失，可以办一次老带新，也问问走的人为什么走。"
FEWER = "{mean}{now} 人露面，比{before}少 {percent}%：{call}找三五位老朋友聊聊。"
CALL_SILENT, CALL = "发「沉默名单」，先", "先"
MORE = "{mean}{now} 人露面，比{before}多 {percent}%：最近做的事对大家的胃口，接着做。"
LESS_SAID = "聊天比{before}少 {percent}%：来的人没少，话少了，找个大家都能接的话题。"
QUIET_NEWCOMERS = "{quiet} 位新人还没开口：入群头一周最容易破冰，请老成员 @ 一下他们。"
CHECKINS_DOWN = "签到率从 {before}% 降到 {now}%：看看签到的奖励是不是该换换新了。"
CHECKINS_UP = "签到率从 {before}% 升到 {now}%：习惯正在养成，别换时间。"
RARE = "每月来过的 {monthly} 人里，平均每天只来 {stickiness}%：定时的签到、话题能让大家常来。"
UNSPENT = "发出 {issued} 分，只花掉 {spent} 分：商城可以上点新东西，攒着不花就没了劲头。"
MEAN = "平均每天 "
STEADY = "和{earlier}差不多，稳稳的。"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a span of days."""

    days: int
    members: int
    joined: int
    left: int
    daily: float
    """Members who sent anything, on a day: DAU."""
    monthly: int
    """Members who did within the thirty days up to the end: MAU."""
    messages: int
    checkin_rate: float
    """Percent of the members who checked in, on a day."""
    checkins: int
    """Members who checked in, each once a day."""
    issued: int
    spent: int

    @property
    def stickiness(self) -> int:
        """Return DAU ÷ MAU in percent."""
        return whole(self.daily * 100 / self.monthly) if self.monthly else 0


def sum_days(days: Sequence[DaySum]) -> Figures | None:
    """Return the figures of some days; None where there is none."""
    if not days:
        return None
    here = sum(day.members for day in days)
    return Figures(
        days=len(days),
        members=days[-1].members,
        joined=sum(day.joined for day in days),
        left=sum(day.left for day in days),
        daily=sum(day.active for day in days) / len(days),
        monthly=days[-1].monthly,
        messages=sum(day.messages for day in days),
        checkin_rate=sum(day.checkins for day in days) * 100 / here if here else 0.0,
        checkins=sum(day.checkins for day in days),
        issued=sum(day.issued for day in days),
        spent=sum(day.spent for day in days),
    )


def change(now: float, before: float) -> int | None:
    """Return the change in whole percent; None where there was too little before for that."""
    return whole((now - before) * 100 / before) if before >= FEW else None


def list_remarks(
    now: Figures, before: Figures | None, earlier: str, quiet_newcomers: int, net: int, *, silent: bool = False
) -> list[str]:
    """Return the most important sentences; `earlier` is what the span before is called, `net` who came more.

    `silent` is whether there is anybody to be called who is silent.
    """
    found = [
        *(_losses(now) if net < 0 else ()),
        *(_changes(now, before, earlier, silent) if before else ()),
        *_habits(now, quiet_newcomers),
    ]
    return found[:MOST] or ([STEADY.format(earlier=earlier)] if before and _is_steady(now, before) else [])


def _is_steady(now: Figures, before: Figures) -> bool:
    """Return whether as many came and said as much as before; of a handful nobody can tell."""
    daily, said = change(now.daily, before.daily), change(now.messages / now.days, before.messages / before.days)
    return daily is not None and all(abs(percent) < LARGE * 100 for percent in (daily, said or 0))


def _losses(now: Figures) -> Iterator[str]:
    if now.left > now.joined:
        yield LOSING.format(left=now.left, joined=now.joined)


def _changes(now: Figures, before: Figures, earlier: str, silent: bool) -> Iterator[str]:
    daily = change(now.daily, before.daily)
    if daily is not None and max(now.daily, before.daily) >= FEW and abs(daily) >= LARGE * 100:
        text = MORE if daily > 0 else FEWER
        mean = MEAN if now.days > 1 else ""
        yield text.format(
            mean=mean,
            now=format_number(now.daily),
            before=earlier,
            percent=abs(daily),
            call=CALL_SILENT if silent else CALL,
        )
    said = change(now.messages / now.days, before.messages / before.days)
    if (
        said is not None
        and said <= -LARGE * 100
        and (daily or 0) > -LARGE * 100
        and before.messages >= FEW * before.days
    ):
        yield LESS_SAID.format(before=earlier, percent=-said)
    if abs(now.checkin_rate - before.checkin_rate) >= LARGE * 50 and min(now.members, before.members) >= FEW:
        text = CHECKINS_UP if now.checkin_rate > before.checkin_rate else CHECKINS_DOWN
        yield text.format(before=whole(before.checkin_rate), now=whole(now.checkin_rate))


def _habits(now: Figures, quiet_newcomers: int) -> Iterator[str]:
    if quiet_newcomers >= 2:
        yield QUIET_NEWCOMERS.format(quiet=quiet_newcomers)
    if now.monthly >= 2 * FEW and now.stickiness < RARELY and now.days > 1:
        yield RARE.format(monthly=now.monthly, stickiness=now.stickiness)
    if now.days > 1 and now.issued >= 100 and now.spent * 10 < now.issued:
        yield UNSPENT.format(issued=now.issued, spent=max(0, now.spent))
