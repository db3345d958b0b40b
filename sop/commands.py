"""What admins may ask of the timetable, and tell it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from handlers.kit import (
    Capability,
    Drawing,
    Feature,
    HandlerResult,
    MemberContext,
    Mention,
    Message,
    Notice,
    Part,
    Query,
    Refusal,
    Reply,
    Role,
    Text,
    reply,
)
from handlers.kit.audience import as_notice, words_of
from handlers.text.numbers import read_whole_number
from handlers.text.people import join_names
from sop.journeys.model import Journey
from sop.journeys.section import journeys_of
from sop.journeys.service import resume_waiting
from sop.plans.approval import approve_targets
from sop.plans.controls import Controllable
from sop.plans.execution import EMPHASIS, Act, audience_of, carry_out
from sop.plans.gate import blocked_by
from sop.plans.lookup import NO_PLANS, describe_moment, find_plan, find_targets, numbers_of
from sop.plans.outcomes import WHY
from sop.plans.plan import Plan
from sop.plans.preview import NEVER, describe_next, later, sheet, upcoming
from sop.plans.rules import Rules, silent_until
from sop.plans.sections import plans_of
from sop.plans.timetable import following
from sop.waves import service as wave_service
from sop.waves.model import Wave
from sop.waves.section import waves_of
from storage.db import discarding
from storage.sop import plan_states, runs

feature = Feature("timetable", Rules, title="定时计划", topic="定时")
feature.keeps_silence(silent_until)
feature.occasion(EMPHASIS)
feature.requires(Capability.PUSHES, "请给群配一个推送通道（push），不然定时消息发不出去。")
feature.requires(Capability.MENTIONS_ALL, "定时消息里的 @所有人 只写成字，不会响。")

DAYS = 7
TWO_WEEKS = 14
COMING = "接下来 {days} 天："
MOST_DAYS = 31
MOST_LINES = 20
NOTHING = "接下来 {days} 天没有定时消息。"
TITLE = "接下来 {days} 天的定时消息："
MORE_LATER = "…还有 {count} 个计划更晚"
MOST_LATER = 5
MORE = "…还有 {count} 条"
MISSED = "最近 7 天没有发出（SOP 补发 名字）："
RECENT = timedelta(days=7)
MOST_MISSED = 5
PAUSED = "「{name}」先不发了，发「SOP 恢复 {name}」再开始。"
WAS_PAUSED = "「{name}」已经暂停了。"
RESUMED = "「{name}」恢复了，下一次：{when}。"
NOT_PAUSED = "「{name}」没有暂停。"
RESTS_WITH = "「{campaign}」整个暂停着，「{name}」也跟着不发，请发「SOP 恢复 {campaign}」。"
APPROVED = "「{name}」批准了，内容不改就一直有效。"
MANY = "一共 {count} 条：\n"
TRIED = "【试发，只有你看得到效果，群里没有发】\n"
SILENT = "（这次什么都不说）"
TO_ALL = "「{name}」说给全群。"
TO_NOBODY = "「{name}」现在不会 @ 谁。"
TO_SOME = "「{name}」现在会 @ {count} 人：{names}"
MOST_NAMES = 50
NOT_MISSED = "「{name}」最近 7 天没有漏发的。"
STILL_HINDERED = "「{name}」{why}，先处理好再补发。"
SENT_AGAIN = "补发了「{name}」{at:%m-%d %H:%M} 那一次。"
JOURNEYS = "另有 {count} 个旅程，发「旅程」看走到哪了。"
WAVES = "另有 {count} 个唤醒，发「唤醒方案」看找谁、找到哪了。"
FILE_WRONG = "⚠ 群的文件有错，现在按改之前的样子运行：{problem}"
GOES_ON = "「{name}」恢复了，停着的人接着走。"


@feature.command("SOP 预览", help="接下来两周的定时消息，画成日历", usage="天数", role=Role.ADMIN, read_only=True)
def show_calendar(_: Message, ctx: MemberContext) -> Reply:
    days = read_whole_number(ctx.args.removesuffix("天").strip(), 1, MOST_DAYS) if ctx.args else TWO_WEEKS
    if not plans_of(ctx.group):
        raise Refusal(NO_PLANS)
    drawn = sheet(ctx.group, ctx.now, days)
    return reply(COMING.format(days=days), Drawing(sheet=drawn, alt=drawn.title))


@feature.command("SOP", help="看接下来几天要发的定时消息", usage="天数", role=Role.ADMIN, read_only=True)
def list_plans(_: Message, ctx: MemberContext) -> str:
    days = read_whole_number(ctx.args.removesuffix("天").strip(), 1, MOST_DAYS) if ctx.args else DAYS
    wrong = [FILE_WRONG.format(problem=ctx.group.file_problem)] if ctx.group.file_problem else []
    more = [
        words.format(count=len(others))
        for words, others in ((JOURNEYS, journeys_of(ctx.group)), (WAVES, waves_of(ctx.group)))
        if others
    ]
    if not plans_of(ctx.group):
        return "\n".join([*wrong, NO_PLANS, *more])
    planned = upcoming([ctx.group], ctx.now, days)
    more = [*_later(ctx, max(days, DAYS)), *more]
    if not planned:
        return "\n".join([*wrong, NOTHING.format(days=days), *more, *_missed(ctx)])
    paused = plan_states.list_paused(ctx.db, ctx.group.id)
    lines = [*wrong, TITLE.format(days=days)]
    numbers = numbers_of(ctx.group)
    lines += [f"#{numbers[moment.plan.name]} {describe_moment(ctx, moment, paused)}" for moment in planned[:MOST_LINES]]
    if len(planned) > MOST_LINES:
        lines.append(MORE.format(count=len(planned) - MOST_LINES))
    return "\n".join([*lines, *more, *_missed(ctx)])


@feature.command("SOP 暂停", help="一个计划、旅程或唤醒先停下", usage="早安", role=Role.ADMIN)
def pause(_: Message, ctx: MemberContext) -> str:
    name = find_targets(ctx, "SOP 暂停")[0]
    if not plan_states.pause(ctx.db, ctx.group.id, name, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(WAS_PAUSED.format(name=name))
    return PAUSED.format(name=name)


@feature.command("SOP 恢复", help="暂停的计划、旅程或唤醒再开始", usage="早安", role=Role.ADMIN)
def resume(_: Message, ctx: MemberContext) -> str:
    name, targets = find_targets(ctx, "SOP 恢复")
    campaign = next((plan.campaign for plan in targets if plan.name == name), "")
    if campaign and campaign in plan_states.list_paused(ctx.db, ctx.group.id):
        raise Refusal(RESTS_WITH.format(name=name, campaign=campaign))
    if not plan_states.resume(ctx.db, ctx.group.id, name):
        raise Refusal(NOT_PAUSED.format(name=name))
    if _wake(ctx, targets):
        return GOES_ON.format(name=name)
    plans = [plan for plan in targets if isinstance(plan, Plan) and following(ctx.group, plan, ctx.now)]
    first = min(plans, key=lambda plan: following(ctx.group, plan, ctx.now) or ctx.now, default=None)
    return RESUMED.format(name=name, when=(first and describe_next(ctx.group, first.when, ctx.now)) or NEVER)


@feature.command("SOP 批准", help="批准一个要批准的计划、旅程或唤醒", usage="早安", role=Role.ADMIN)
def approve(_: Message, ctx: MemberContext) -> str:
    name, targets = find_targets(ctx, "SOP 批准")
    approved = approve_targets(ctx, name, targets)
    _wake(ctx, approved)
    return APPROVED.format(name=name)


@feature.command("SOP 试发", help="看一个计划会发什么，群里不发", usage="早安", role=Role.ADMIN)
def try_out(_: Message, ctx: MemberContext) -> HandlerResult | Query:
    """Do everything as at a real moment, and take it back."""
    plan = find_plan(ctx, "SOP 试发")
    ctx.record(ctx.typed)
    return carry_out(plan, ctx, _try_out)


def _try_out(ctx: MemberContext, act_now: Act) -> Reply:
    posted: list[Notice] = []
    result: HandlerResult = None
    post, ctx.post = ctx.post, lambda _, words: posted.append(words)
    try:
        with discarding(ctx.db):
            result = act_now()
    finally:
        ctx.post = post
    notices = (*posted, result or SILENT)
    many = [MANY.format(count=len(notices))] if len(notices) > 1 else []
    return reply(TRIED, *many, *(_silent(part) for notice in notices for part in words_of(notice)))


@feature.command("SOP 名单", help="一个计划现在会 @ 哪些人", usage="早安", role=Role.ADMIN, read_only=True)
def show_audience(_: Message, ctx: MemberContext) -> str:
    plan = find_plan(ctx, "SOP 名单")
    if plan.whom is None:
        return TO_ALL.format(name=plan.name)
    people = [facts.member for facts in audience_of(plan, ctx)]
    if not people:
        return TO_NOBODY.format(name=plan.name)
    return TO_SOME.format(name=plan.name, count=len(people), names=join_names(people, MOST_NAMES))


@feature.command("SOP 补发", help="补发最近漏发的一次", usage="早安", role=Role.ADMIN)
def make_up(_: Message, ctx: MemberContext) -> HandlerResult | Query:
    plan = find_plan(ctx, "SOP 补发")
    missed = [
        record for record in runs.list_missed(ctx.db, ctx.group.id, ctx.now - RECENT, 1000) if record.plan == plan.name
    ]
    if not missed:
        raise Refusal(NOT_MISSED.format(name=plan.name))
    hindrance = blocked_by(ctx.db, ctx.group, plan, plan_states.list_paused(ctx.db, ctx.group.id))
    if hindrance:
        raise Refusal(STILL_HINDERED.format(name=plan.name, why=WHY[hindrance]))
    return carry_out(plan, ctx, partial(_make_up, plan=plan, at=missed[0].planned))


def _make_up(ctx: MemberContext, act_now: Act, *, plan: Plan, at: datetime) -> str:
    if not runs.reclaim(ctx.db, ctx.group.id, plan.name, at, ctx.now):
        raise Refusal(NOT_MISSED.format(name=plan.name))
    result = act_now()
    if result:
        ctx.post(runs.message_key(ctx.group.id, plan.name, at), as_notice(result))
    ctx.record(ctx.typed)
    return SENT_AGAIN.format(name=plan.name, at=ctx.local(at))


def _silent(part: Part) -> Part:
    """Return a part of a trial, in which nobody is rung for what is not said yet."""
    return Text(text=f"@{part.name} ") if isinstance(part, Mention) and part.everybody else part


def _wake(ctx: MemberContext, targets: Iterable[Controllable]) -> bool:
    """Let those who waited in journeys and waves go on; True where there was one."""
    waiting = [target for target in targets if isinstance(target, Journey | Wave)]
    for target in waiting:
        if isinstance(target, Journey):
            resume_waiting(ctx, target.name)
        else:
            wave_service.resume(ctx, target.name)
    return bool(waiting)


def _later(ctx: MemberContext, days: int) -> list[str]:
    """Return when plans come that do not in these days, and which are over; the first few."""
    lines = [f"#{number} {line}" for number, line in later(ctx.group, ctx.now, days)]
    rest = [MORE_LATER.format(count=len(lines) - MOST_LATER)] if len(lines) > MOST_LATER else []
    return [*lines[:MOST_LATER], *rest]


def _missed(ctx: MemberContext) -> list[str]:
    """Return what did not go out lately: nothing is dropped in silence."""
    missed = runs.list_missed(ctx.db, ctx.group.id, ctx.now - RECENT, MOST_MISSED)
    lines = [
        f"{ctx.local(record.planned):%m-%d %H:%M} {record.plan}（{WHY.get(record.outcome, record.outcome)}）"
        for record in missed
    ]
    return [MISSED, *lines] if lines else []
