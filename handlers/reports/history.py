"""What a member's card tells beside what is in the group: what they did elsewhere, and what has been tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from handlers.kit import Context
from handlers.reports.rules import TITLES
from storage.members import facts, loss_reasons
from storage.members.facts import Count, Kind
from storage.members.roster import Member
from storage.sop import tried
from storage.sop.tried import Attempt

MONTH = timedelta(days=29)
"""From today back to the first of thirty days."""
MOST = 5
ACT = "{title} {times} 次{lasted}"
LASTED = "共 {duration}"
HOURS, MINUTES, SECONDS = "{hours} 小时 {minutes} 分钟", "{minutes} 分钟", "{seconds} 秒"
ATTEMPT = "{what}「{name}」（{day:%m-%d} 起，{outcome}）"
WHAT = {True: "唤醒", False: "旅程"}
BACK, NOT_BACK, UNDER_WAY, OVER = "回来了", "没回来", "还在看", "走完了"
TOOK = "，领了礼"
REASON = "{words}（{who} 记于 {day:%m-%d}）"


def describe_elsewhere(ctx: Context, member: Member) -> str:
    """Return what a member did elsewhere within thirty days, with how long it took; empty where nothing is known."""
    return "、".join(
        ACT.format(title=TITLES[kind], times=count.times, lasted=_lasted(count))
        for kind, count in facts.list_outside(ctx.db, member, ctx.today - MONTH, ctx.today).items()
    )


def describe_acts_elsewhere(acts: Mapping[Kind, Count]) -> str:
    """Return what members of a group did elsewhere; empty where nothing is known."""
    return "、".join(
        f"{acts[kind].members} 人" + ACT.format(title=TITLES[kind], times=acts[kind].times, lasted=_lasted(acts[kind]))
        for kind in facts.OUTSIDE
        if kind in acts
    )


def format_duration(seconds: int) -> str:
    """Return a length of time as people say it: 45 秒, 12 分钟, 3 小时 5 分钟."""
    if seconds < 60:
        return SECONDS.format(seconds=seconds)
    minutes = round(seconds / 60)
    if minutes < 60:
        return MINUTES.format(minutes=minutes)
    return HOURS.format(hours=minutes // 60, minutes=minutes % 60)


def describe_tried(ctx: Context, member: Member) -> str:
    """Return how the group tried to keep or to call back a member lately; empty where it did not."""
    return "、".join(_say_attempt(ctx, attempt) for attempt in tried.list_attempts(ctx.db, member, MOST))


def describe_loss(ctx: Context, member: Member) -> str:
    """Return why a member was lost, as staff know it; empty where they do not."""
    known = loss_reasons.get(ctx.db, member)
    return REASON.format(words=known.words, who=known.who, day=ctx.local(known.at)) if known else ""


def _say_attempt(ctx: Context, attempt: Attempt) -> str:
    if attempt.is_wave:
        outcome = BACK if attempt.reached else UNDER_WAY if attempt.until and attempt.until > ctx.now else NOT_BACK
    else:
        outcome = UNDER_WAY if attempt.until is None else BACK if attempt.reached else OVER
    return ATTEMPT.format(
        what=WHAT[attempt.is_wave],
        name=attempt.name,
        day=ctx.local(attempt.at),
        outcome=outcome + (TOOK if attempt.took else ""),
    )


def _lasted(count: Count) -> str:
    return LASTED.format(duration=format_duration(count.seconds)) if count.seconds else ""
