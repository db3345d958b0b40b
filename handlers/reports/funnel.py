"""漏斗: of those who came, how many did the group's own act, did it again a week later, and brought others along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.reports.days import bounds_of
from handlers.reports.rules import Rules
from handlers.reports.service import list_staff_ids
from handlers.reports.spans import SPAN_WORDS, YEAR_WORDS, read_dates
from handlers.text.shares import FEW, percent_of, whole
from storage.members.presence import KEPT
from storage.reports import cohorts
from storage.reports.cohorts import Joiner

feature = Feature("funnel", title="漏斗", topic="群报告")

USUAL_DAYS = 30
AGAIN = 7
"""Days after the first time, from which on doing it again counts as staying."""
WEEK_MILLIS = AGAIN * 86_400_000
TITLE = "🔻 {dates} 来的人走到了哪一步（指定动作：{goal}）"
STEPS = ("获取：进群", "激活：{did}", "留存：一周后又{again}", "传播：带来新人或分享")
LINE = "{step}　{members} 人{share}"
SHARE = "（上一步的 {percent}%）"
NOBODY = "{dates} 没有人来。"
TOO_OLD = "只看得到最近两个月来的人，再早的不准了。"
WEAKEST = "最该补的一步：{step}，少了 {percent}% 的人。"
GOALS = {"签到": ("签过到", "签到"), "发言": ("开过口", "说话"), "介绍": ("介绍过自己", "露面")}
GOALS |= {"兑换": ("换过东西", "兑换"), "下单": ("下过单", "下单")}
TABLES = {"兑换": "mall_order", "下单": "purchase"}


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many members went how far; each step is a part of the one before."""

    joined: int
    activated: int
    stayed: int
    spread: int

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the four numbers in order."""
        return self.joined, self.activated, self.stayed, self.spread


@feature.command(
    "漏斗",
    help="新人走到了哪一步：获取、激活、留存、传播",
    usage="上月",
    role=Role.STAFF,
    read_only=True,
    glued=(*SPAN_WORDS, *YEAR_WORDS),
)
def show_funnel(message: Message, ctx: MemberContext) -> str:
    if ctx.args:
        first, last = read_dates(ctx.args, ctx.today)
    else:
        first, last = ctx.today - timedelta(days=USUAL_DAYS - 1), ctx.today
    if (ctx.today - first).days >= KEPT:
        raise Refusal(TOO_OLD)
    since, until = bounds_of(ctx, first, last)
    goal = ctx.rules(Rules).goal
    joiners = cohorts.list_joiners(ctx.db, ctx.group.id, since, until, list_staff_ids(ctx))
    dates = f"{first:%m-%d} 到 {last:%m-%d}"
    if not joiners:
        return NOBODY.format(dates=dates)
    moments = cohorts.list_moments(ctx.db, ctx.group.id, TABLES[goal], since) if goal in TABLES else {}
    funnel = count_steps(joiners, lambda joiner: times_of(goal, joiner, moments))
    did, again = GOALS[goal]
    names = [step.format(did=did, again=again) for step in STEPS]
    lines = [
        LINE.format(
            step=name,
            members=members,
            share="" if (percent := percent_of(members, before)) is None else SHARE.format(percent=percent),
        )
        for name, members, before in zip(names, funnel.steps, (0, *funnel.steps), strict=False)
    ]
    return "\n".join([TITLE.format(dates=dates, goal=goal), *lines, *_weakest(funnel, names)])


def count_steps(joiners: Sequence[Joiner], times: Callable[[Joiner], int]) -> Funnel:
    """Count those who did the act (`times` of 1), did it a week later (2), and also brought others along; pure."""
    activated = [joiner for joiner in joiners if times(joiner)]
    stayed = [joiner for joiner in activated if times(joiner) > 1]
    return Funnel(len(joiners), len(activated), len(stayed), sum(joiner.invited for joiner in stayed))


def times_of(goal: str, joiner: Joiner, moments: dict[int, tuple[int, int]]) -> int:
    """Return 0 where a member never did the act, 2 where also a week after the first time or later, else 1; pure."""
    if goal in TABLES:
        if joiner.id not in moments:
            return 0
        first, last = moments[joiner.id]
        return 2 if last - first >= WEEK_MILLIS else 1
    if goal == "介绍":
        return (2 if _spread(joiner.seen_days) >= AGAIN else 1) if joiner.introduced else 0
    days = joiner.checked_days if goal == "签到" else joiner.spoke_days
    return (2 if _spread(days) >= AGAIN else 1) if days else 0


def _spread(days: int) -> int:
    """Return how many days lie between the first and the last of some days, as bits."""
    return days.bit_length() - (days & -days).bit_length()


def _weakest(funnel: Funnel, names: Sequence[str]) -> list[str]:
    """Return a line on the step that loses the largest part; none where fewer than ten came."""
    if funnel.joined < 10:
        return []
    losses = [
        (whole((before - after) * 100 / before), name)
        for before, after, name in zip(funnel.steps, funnel.steps[1:], names[1:], strict=False)
        if before >= FEW
    ]
    percent, name = max(losses)
    return [WEAKEST.format(step=name, percent=percent)] if percent else []
