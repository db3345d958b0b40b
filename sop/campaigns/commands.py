"""How campaigns stand: the phase, goals against what members did, steps done and to come, a report at the end."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from handlers.dates.months import midnight
from handlers.kit import Context, Feature, MemberContext, Message, Refusal, Role, Section
from handlers.kit.words import truncate
from sop.campaigns.model import REPORT, Campaign, campaigns_of
from sop.campaigns.phases import PHASES, Span, overall_span, phase_on
from sop.plans.lookup import describe_moment
from sop.plans.outcomes import outcome
from sop.plans.timetable import Timetable
from storage.sop import plan_states, runs
from storage.sop.goals import count_members

feature = Feature("campaigns", title="营销计划", topic="定时")

NONE = "这个群还没有营销计划，请在群的 YAML 里写 campaigns。"
UNKNOWN = "没有叫「{name}」的营销计划。现在有：{names}"
HEAD = "📋 营销计划（发「营销计划 {name}」看每一步）"
LINE = "{name}（{span}）：{state}"
AHEAD = "还有 {days} 天开始"
RUNNING = "{phase}，还有 {days} 天结束"
LAST_DAY = "{phase}，今天结束"
BETWEEN = "等{phase}开始"
OVER = "已结束"
MORE = "…还有 {count} 个"
PHASE = "{phase} {span}"
GOAL = "{deed} {count}/{goal} 人（{percent}%）{mark}"
AIM = "{deed} {goal} 人"
GOALS = "目标：{goals}"
NO_GOALS = "没有写目标"
DONE = "做过的："
COMING = "接下来："
REST = "…另有 {count} 条"
TITLE = "📊 {name} 战报（{span}）"
THANKS = "谢谢每一位参加的朋友～"
LISTED = 10
STEPS = 30
"""Lines of steps done, and of steps to come."""


class Params(Section):
    """营销战报：一份营销计划的目标和结果"""

    name: str = Field(min_length=1, max_length=40, description="哪一份营销计划", examples=["双旦"])


@feature.command("营销计划", help="活动到哪一步了，目标完成多少", usage="双旦", role=Role.ADMIN, read_only=True)
def show(_: Message, ctx: MemberContext) -> str:
    if not campaigns_of(ctx.group):
        raise Refusal(NONE)
    if ctx.args:
        return _steps(ctx, named(ctx, " ".join(ctx.args.split())))
    campaigns = sorted(campaigns_of(ctx.group), key=lambda campaign: _order(campaign, ctx.today))
    lines = [text for campaign in campaigns[:LISTED] for text in (_line(ctx, campaign), "　" + _goals(ctx, campaign))]
    more = [MORE.format(count=len(campaigns) - LISTED)] if len(campaigns) > LISTED else []
    return "\n".join([HEAD.format(name=campaigns[0].name), *lines, *more])


@feature.action(REPORT, Params, read_only=True)
def report(params: Params, ctx: Context) -> str:
    """Return the goals against what was done; raises Refusal where the campaign is gone, so that the moment failed."""
    campaign = named(ctx, params.name)
    head = TITLE.format(name=campaign.name, span=_shown(overall_span(campaign.dates), ctx.today))
    return "\n".join([head, *_measured(ctx, campaign), THANKS])


def named(ctx: Context, name: str) -> Campaign:
    """Return the group's campaign of this name; raises Refusal that names those that there are."""
    for campaign in campaigns_of(ctx.group):
        if campaign.name == name:
            assert isinstance(campaign, Campaign)
            return campaign
    names = "、".join(campaign.name for campaign in campaigns_of(ctx.group)[:LISTED])
    raise Refusal(UNKNOWN.format(name=truncate(name), names=names) if names else NONE)


def _order(campaign: Campaign, today: date) -> tuple[bool, int]:
    """Return what goes on first, then what comes, the nearest first; what is over at the end, the latest first."""
    span = overall_span(campaign.dates)
    over = span.end < today
    return over, (today - span.end).days if over else span.begin.toordinal()


def _line(ctx: Context, campaign: Campaign) -> str:
    span = overall_span(campaign.dates)
    state = _state(campaign, ctx.today)
    return LINE.format(name=campaign.name, span=_shown(span, ctx.today), state=state)


def _state(campaign: Campaign, today: date) -> str:
    span, phase = overall_span(campaign.dates), phase_on(campaign.dates, today)
    if today < span.begin:
        return AHEAD.format(days=(span.begin - today).days)
    if today > span.end:
        return OVER
    if phase is None:
        return BETWEEN.format(phase=next(name for name, dates in campaign.dates.items() if dates.begin > today))
    days = (span.end - today).days
    return RUNNING.format(phase=phase, days=days) if days else LAST_DAY.format(phase=phase)


def _goals(ctx: Context, campaign: Campaign) -> str:
    """Return one line: the goals with what is measured, or only the goals before the campaign begins."""
    if not campaign.goal:
        return NO_GOALS
    if ctx.today < overall_span(campaign.dates).begin:
        aims = (AIM.format(deed=deed, goal=goal) for deed, goal in campaign.goal.items())
        return GOALS.format(goals="、".join(aims))
    return "、".join(_measured(ctx, campaign))


def _measured(ctx: Context, campaign: Campaign) -> list[str]:
    """Return each goal with how many members did it on the campaign's days; those who run the group do not count."""
    span, group = overall_span(campaign.dates), ctx.group
    ours = group.staff | group.admins | {group.owner}
    lines = []
    for deed, goal in campaign.goal.items():
        count = count_members(ctx.db, group.id, deed, span.begin, span.end, group.zone, ours)
        mark = " ✓" if count >= goal else ""
        lines.append(GOAL.format(deed=deed, count=count, goal=goal, percent=count * 100 // goal, mark=mark))
    return lines


def _steps(ctx: MemberContext, campaign: Campaign) -> str:
    """Return the campaign in full: phases, goals, what was done and what comes."""
    phases = [
        PHASE.format(phase=phase, span=_shown(campaign.dates[phase], ctx.today))
        for phase in PHASES
        if phase in campaign.dates
    ]
    span = overall_span(campaign.dates)
    since, until = midnight(span.begin, ctx.group.zone), midnight(span.end + timedelta(days=2), ctx.group.zone)
    records = [one for plan in campaign.plans for one in runs.list_latest(ctx.db, ctx.group.id, STEPS * 3, plan.name)]
    done = sorted((one for one in records if since <= one.planned < until), key=lambda one: one.planned)
    coming = list(Timetable((ctx.group, plan, ctx.now) for plan in campaign.plans).due(until))
    paused = plan_states.list_paused(ctx.db, ctx.group.id)
    return "\n".join(
        [
            _line(ctx, campaign),
            "，".join(phases),
            *(_measured(ctx, campaign) if campaign.goal and ctx.today >= span.begin else [_goals(ctx, campaign)]),
            *_listed(DONE, [outcome(ctx, one) for one in done[-STEPS:]], len(done)),
            *_listed(COMING, [describe_moment(ctx, one, paused) for one in coming[:STEPS]], len(coming)),
        ]
    )


def _listed(head: str, lines: list[str], count: int) -> list[str]:
    rest = [REST.format(count=count - len(lines))] if count > len(lines) else []
    return [head, *lines, *rest] if lines else []


def _shown(span: Span, today: date) -> str:
    """Return 12-20 至 12-22, with the year where it is not this one."""
    style = "%m-%d" if span.begin.year == span.end.year == today.year else "%Y-%m-%d"
    begin, end = f"{span.begin:{style}}", f"{span.end:{style}}"
    return begin if begin == end else f"{begin} 至 {end}"
