"""裂变: how many newcomers each newcomer brings along (the K factor), and how long that takes (the cycle)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.reports.days import bounds_of
from handlers.reports.service import list_staff_ids
from handlers.reports.spans import SPAN_WORDS, YEAR_WORDS, read_dates
from handlers.text.shares import FEW, whole
from storage.reports import fission

feature = Feature("fission", title="裂变", topic="群报告")

CYCLE_DAYS = 30
"""Days after their own joining in which whom a newcomer brings along counts."""
INVITERS = 3
TITLE = "🌱 {dates} 来的 {joined} 人，进群 {days} 天内又带来 {brought} 人：K = {k:.2f}"
EARLY = "（有人来了还不满 {days} 天，K 还会再高一点）"
CYCLE = "循环周期：一半的人是在带人的那位进群{when}来的"
WITHIN, SAME_DAY = " {days:.1f} 天内", "当天"
GROWS = "K 不小于 1：一个带一个，群会自己长大，先顾好来的人。"
TOO_FEW = "来的人还少，K 先不用看。"
FADES = "K 小于 1：光靠邀请会慢慢停下来，每来 10 人大约再带来 {more} 人，别的来路不能断。"
RECENT = "最近 {days} 天来了 {joined} 人，其中 {invited} 人是群友邀请的"
INVITERS_LINE = "带来最多的：{names}"
NOBODY = "{dates} 没有人来，换一段时间看看，比如「裂变 {other}」。"
THIS_MONTH, LAST_MONTH = "本月", "上月"


@feature.command(
    "裂变",
    "K因子",
    help="新人又带来多少新人，多久一轮",
    usage="上月",
    role=Role.STAFF,
    read_only=True,
    glued=(*SPAN_WORDS, *YEAR_WORDS),
)
def show_fission(message: Message, ctx: MemberContext) -> str:
    """Show the K factor of those who have had a whole cycle, or of the span that is asked for."""
    staff = list_staff_ids(ctx)
    if ctx.args:
        first, last = read_dates(ctx.args, ctx.today)
    else:
        last = ctx.today - timedelta(days=CYCLE_DAYS + 1)  # so that everybody has had a whole cycle
        first = last - timedelta(days=CYCLE_DAYS - 1)
        if not fission.count_joined(ctx.db, ctx.group.id, *bounds_of(ctx, first, last), staff):
            # A young group: nobody has had a whole cycle yet.
            first, last = ctx.today - timedelta(days=CYCLE_DAYS - 1), ctx.today
    since, until = bounds_of(ctx, first, last)
    dates = f"{first:%m-%d} 到 {last:%m-%d}"
    joined = fission.count_joined(ctx.db, ctx.group.id, since, until, staff)
    if not joined:
        other = LAST_MONTH if last >= ctx.today.replace(day=1) else THIS_MONTH
        return "\n".join([NOBODY.format(dates=dates, other=other), *_describe_recent(ctx)])
    delays = fission.list_delays(ctx.db, ctx.group.id, since, until, timedelta(days=CYCLE_DAYS), staff)
    k = len(delays) / joined
    title = TITLE.format(dates=dates, joined=joined, days=CYCLE_DAYS, brought=len(delays), k=k)
    if until + timedelta(days=CYCLE_DAYS) > ctx.now:
        title += EARLY.format(days=CYCLE_DAYS)
    verdict = TOO_FEW if joined < FEW else GROWS if k >= 1 else FADES.format(more=whole(10 * k))
    return "\n".join([title, *_describe_cycle(delays), verdict, *_describe_recent(ctx)])


def _describe_cycle(delays: Sequence[timedelta]) -> list[str]:
    if not delays:
        return []
    days = median(delay / timedelta(days=1) for delay in delays)
    return [CYCLE.format(when=WITHIN.format(days=days) if days >= 1 else SAME_DAY)]


def _describe_recent(ctx: MemberContext) -> list[str]:
    """Return how many came in the last cycle, how many of them by invitation, and who brought most."""
    since, until = bounds_of(ctx, ctx.today - timedelta(days=CYCLE_DAYS - 1), ctx.today)
    staff = list_staff_ids(ctx)
    joined = fission.count_joined(ctx.db, ctx.group.id, since, until, staff)
    invited = fission.count_invited(ctx.db, ctx.group.id, since, until, staff)
    inviters = fission.list_inviters(ctx.db, ctx.group.id, since, until, INVITERS)
    names = "、".join(f"{member.name} {brought} 人" for member, brought in inviters)
    recent = RECENT.format(days=CYCLE_DAYS, joined=joined, invited=invited)
    return [recent, INVITERS_LINE.format(names=names)] if names else [recent]
