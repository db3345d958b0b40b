"""What admins may ask of journeys, and do for single members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS
from handlers.kit.words import truncate
from handlers.text.people import split_member
from sop.journeys.model import Journey
from sop.journeys.section import journeys_of
from sop.journeys.service import begin, find_journey
from sop.plans.gate import blocked_by
from sop.plans.lookup import suggest_plan
from sop.plans.outcomes import WHY
from storage.members.roster import Member
from storage.sop import journeys, plan_states
from storage.sop.journeys import Count, Outcome, Place

feature = Feature("journey_desk", title="旅程管理", topic="定时", visible=lambda ctx: bool(journeys_of(ctx.group)))

NO_JOURNEYS = "这个群还没有旅程，请在群的 YAML 里写 journeys。"
UNKNOWN = "没有叫「{name}」的旅程。{hint}"
HEAD = "旅程（发「旅程 {name}」看谁走到哪了）："
LINE = "{name}{state}：{walking}{ended}"
WALKING = "{count} 人在走（{steps}）"
NOBODY = "现在没有人在走"
AT_STEP = "等第 {step} 步 {count} 人"
ENDED = "；以前"
ENDS = {
    Outcome.GOAL: "达成 {count}",
    Outcome.FINISHED: "走完 {count}",
    Outcome.MOVED: "转走 {count}",
    Outcome.LEFT: "退群 {count}",
    Outcome.REMOVED: "移出 {count}",
    Outcome.CHANGED: "旅程改了 {count}",
}
STATE = "（{why}）"
WHERE = "{name}：等第 {step} 步，{due}"
ONE_HEAD = "{name}{state}，一共 {steps} 步："
MORE = "…还有 {count} 人"
MOST_LINES = 30
IN = "旅程 加入 {name} @小明"
OUT = "旅程 退出 {name} @小明"
HOW = "请这样写：{usage}"
PUT_IN = "好的，{member} 开始走「{name}」，第 1 步是 {due}。"
WAS_IN = "{member} 正在走「{name}」。"
TAKEN_OUT = "好的，{member} 不再走「{name}」。"
TAKEN_OUT_OF_ALL = "好的，{member} 退出了 {count} 个旅程。"
WAS_OUT = "{member} 没有在走「{name}」。"
WAS_NOWHERE = "{member} 没有在走哪个旅程。"


@feature.command("旅程", help="每个旅程有多少人、走到哪了", usage="新人路", role=Role.ADMIN, read_only=True)
def show_journeys(_: Message, ctx: MemberContext) -> str:
    if not journeys_of(ctx.group):
        raise Refusal(NO_JOURNEYS)
    if ctx.args:
        return _one(ctx, _named(ctx, ctx.args))
    counts = journeys.count_by_step(ctx.db, ctx.group.id)
    lines = [
        _line(ctx, journey, [count for count in counts if count.name == journey.name])
        for journey in journeys_of(ctx.group)
    ]
    return "\n".join([HEAD.format(name=journeys_of(ctx.group)[0].name), *lines])


@feature.command("旅程 加入", help="让一位成员开始走一个旅程", usage="新人路 @小明", role=Role.ADMIN)
def put_in(message: Message, ctx: MemberContext) -> str:
    """Put a member on a journey; whether they may begin again is the admin's decision here, not that of `again`."""
    journey, member = _journey_and_member(message, ctx, IN)
    if not begin(ctx, journey, [member.id], ctx.now, since=ctx.now):
        raise Refusal(WAS_IN.format(member=member.name, name=journey.name))
    place = journeys.get_place(ctx.db, member, journey.name)
    assert place, "the member has just begun"
    return PUT_IN.format(member=member.name, name=journey.name, due=_shown(ctx, place.due))


@feature.command("旅程 退出", help="让一位成员不再走一个旅程，或所有旅程", usage="新人路 @小明", role=Role.ADMIN)
def take_out(message: Message, ctx: MemberContext) -> str:
    if ctx.args.startswith(SIGNS):
        member, _ = split_member(message, ctx, OUT.format(name="新人路"))
        count = journeys.end_for_member(ctx.db, member, Outcome.REMOVED, ctx.now)
        if not count:
            raise Refusal(WAS_NOWHERE.format(member=member.name))
        return TAKEN_OUT_OF_ALL.format(member=member.name, count=count)
    journey, member = _journey_and_member(message, ctx, OUT)
    if not journeys.end_for_member(ctx.db, member, Outcome.REMOVED, ctx.now, journey.name):
        raise Refusal(WAS_OUT.format(member=member.name, name=journey.name))
    return TAKEN_OUT.format(member=member.name, name=journey.name)


def _journey_and_member(message: Message, ctx: MemberContext, usage: str) -> tuple[Journey, Member]:
    """`新人路 @小明`; raises Refusal."""
    if not journeys_of(ctx.group):
        raise Refusal(NO_JOURNEYS)
    usage = usage.format(name=journeys_of(ctx.group)[0].name)
    name, at, who = ctx.args.replace("＠", "@").partition("@")
    if not name.strip() or not at:
        raise Refusal(HOW.format(usage=usage))
    journey = _named(ctx, name)
    member, _ = split_member(message, replace(ctx, args=f"@{who}"), usage)
    return journey, member


def _named(ctx: MemberContext, words: str) -> Journey:
    """Return the group's journey of this name; raises Refusal that helps on."""
    wanted = " ".join(words.split())
    journey = find_journey(ctx.group, wanted)
    if journey is None:
        names = [other.name for other in journeys_of(ctx.group)]
        raise Refusal(UNKNOWN.format(name=truncate(wanted), hint=suggest_plan(wanted, names)))
    return journey


def _line(ctx: MemberContext, journey: Journey, counts: Iterable[Count]) -> str:
    steps: dict[int, int] = {}
    ended: dict[Outcome, int] = {}
    for count in counts:
        if count.outcome is None:
            steps[count.step] = steps.get(count.step, 0) + count.members
        else:
            ended[count.outcome] = ended.get(count.outcome, 0) + count.members
    listed = "、".join(AT_STEP.format(step=step + 1, count=count) for step, count in steps.items())
    walking = WALKING.format(count=sum(steps.values()), steps=listed) if steps else NOBODY
    results = "、".join(words.format(count=ended[outcome]) for outcome, words in ENDS.items() if outcome in ended)
    return LINE.format(
        name=journey.name, state=_state(ctx, journey), walking=walking, ended=f"{ENDED}{results}" if results else ""
    )


def _one(ctx: MemberContext, journey: Journey) -> str:
    places = journeys.list_places(ctx.db, ctx.group.id, journey.name, MOST_LINES)
    head = ONE_HEAD.format(name=journey.name, state=_state(ctx, journey), steps=len(journey.steps))
    if not places:
        return head + NOBODY
    counts = journeys.count_by_step(ctx.db, ctx.group.id)
    count = sum(one.members for one in counts if one.name == journey.name and one.outcome is None)
    more = [MORE.format(count=count - len(places))] if count > len(places) else []
    return "\n".join([head, *(_where(ctx, one) for one in places), *more])


def _where(ctx: MemberContext, place: Place) -> str:
    return WHERE.format(name=place.member.name, step=place.step + 1, due=_shown(ctx, place.due))


def _shown(ctx: MemberContext, due: datetime) -> str:
    return f"{ctx.local(due):%m-%d %H:%M}"


def _state(ctx: MemberContext, journey: Journey) -> str:
    hindrance = blocked_by(ctx.db, ctx.group, journey, plan_states.list_paused(ctx.db, ctx.group.id))
    return STATE.format(why=WHY[hindrance]) if hindrance else ""
