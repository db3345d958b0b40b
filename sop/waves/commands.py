"""唤醒: what a wave would cost and bring, begun, paused and stopped, and what it brought; for those in charge."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Message, Query, Refusal, Reply, Role, reply
from handlers.kit.declarations import Prepared
from handlers.kit.words import truncate
from handlers.system.confirmation_requests import ask_confirmation
from sop.plans.approval import needs_second
from sop.plans.gate import blocked_by
from sop.plans.lookup import suggest_plan
from sop.plans.outcomes import WHY
from sop.plans.preview import describe_next
from sop.waves.assigning import describe_unassigned
from sop.waves.model import Wave
from sop.waves.preview import NOBODY, describe_plan
from sop.waves.report import report_reply
from sop.waves.section import waves_of
from sop.waves.service import PORTION, choose, current_run, find_wave, resume, start, stop
from storage.db import Db
from storage.sop import plan_states, waves
from storage.sop.waves import State
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("wave_desk", title="唤醒管理", topic="客户", visible=lambda ctx: bool(waves_of(ctx.group)))

NO_WAVES = "这个群还没有唤醒，请在群的 YAML 里写 waves。"
UNKNOWN = "没有叫「{name}」的唤醒。{hint}"
WHICH = "哪个唤醒呢？请这样写：{word} {name}"
TITLE = "唤醒（发「唤醒方案 {name}」看要找谁、花多少）："
LINE = "{name}：{state}{when}"
NEVER_BEGUN = "还没开始过"
LAST = "上一轮 {day:%m-%d}"
STATES = {State.COLLECTING: "正在一批批地找", State.DONE: "都找过了", State.STOPPED: "停了"}
BY_ITSELF = "，自己开始：{next}"
PAUSED = "（{why}）"
BEGUN = "「{name}」开始了：要轮到 {count} 人，一批 {portion} 人，半分钟一批，静默时段不发。要停发「唤醒 停止 {name}」。"
GOES_ON = "「{name}」接着找，还剩 {count} 批。"
UNAPPROVED = "「{name}」还没有批准，请先发「SOP 批准 {name}」。"
UNDER_WAY = "「{name}」正在一批批地找，还剩 {count} 批。"
WAITS = "「{name}」{why}，先处理好再开始。"
QUESTION = "开始唤醒「{name}」，要轮到 {count} 人"
PAUSE = "「{name}」先停下，谁也不再找，发「唤醒 开始 {name}」接着找。说过的算数，回来的人照样感谢。"
WAS_PAUSED = "「{name}」已经暂停了。"
STOPPED = "「{name}」这一轮停了，没轮到的不找了。找过的人照样看回不回来，发「唤醒报表 {name}」看。"
STOPPED_FOR_GOOD = "它到时间还会自己开始，不要就再发「唤醒 暂停 {name}」。"
NOT_UNDER_WAY = "「{name}」现在没有在找谁。"
NO_RUN = "「{name}」还没有开始过。"
EARLIER = "\n另有 {count} 轮，{before}发「唤醒报表 {name} 全部」合在一起看。"
BEFORE = "发「唤醒报表 {name} {number}」看前一轮，"
ALL = "全部"
MOST_RUNS = 50
"""Of the latest ones that are added up."""
NO_SUCH_RUN = "「{name}」一共 {count} 轮，1 是最近一轮。"


class Order(BaseModel):
    """A wave to be begun once another admin has confirmed it."""

    name: str


@feature.command(
    "唤醒方案", help="一轮唤醒会找多少人、花多少、回来几位够本", usage="唤回老客", role=Role.ADMIN, read_only=True
)
def show_plan(_: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return _list(ctx)
    wave = _named(ctx, "唤醒方案")
    return "\n".join(describe_plan(ctx, wave, choose(ctx, wave)))


@feature.command("唤醒 开始", help="开始一轮唤醒，或接着找", usage="唤回老客", role=Role.ADMIN)
def begin(_: Message, ctx: MemberContext) -> str | Query:
    wave = _named(ctx, "唤醒 开始")
    was_paused = plan_states.resume(ctx.db, ctx.group.id, wave.name)
    if blocked_by(ctx.db, ctx.group, wave, ()):
        raise Refusal(UNAPPROVED.format(name=wave.name))
    run = current_run(ctx, wave.name)
    if run:
        resume(ctx, wave.name)
        return (GOES_ON if was_paused else UNDER_WAY).format(
            name=wave.name, count=waves.count_left(ctx.db, run, PORTION)
        )
    return Query(lambda db: _look(ctx, db, wave, asks=needs_second(replace(ctx, db=db), wave)))


@feature.on_confirmed(Order)
def carry_out(order: Order, _: ConfirmationRequest, ctx: MemberContext) -> Query:
    wave = find_wave(ctx.group, order.name)
    if wave is None:
        raise Refusal(UNKNOWN.format(name=order.name, hint=""))
    blocked = blocked_by(ctx.db, ctx.group, wave, plan_states.list_paused(ctx.db, ctx.group.id))
    if blocked:
        raise Refusal(WAITS.format(name=wave.name, why=WHY[blocked]))
    run = current_run(ctx, wave.name)
    if run:
        raise Refusal(UNDER_WAY.format(name=wave.name, count=waves.count_left(ctx.db, run, PORTION)))
    return Query(lambda db: _look(ctx, db, wave, asks=False))


@feature.command("唤醒 暂停", help="一轮唤醒先停下，以后接着找", usage="唤回老客", role=Role.ADMIN)
def pause(_: Message, ctx: MemberContext) -> str:
    wave = _named(ctx, "唤醒 暂停")
    if not plan_states.pause(ctx.db, ctx.group.id, wave.name, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(WAS_PAUSED.format(name=wave.name))
    return PAUSE.format(name=wave.name)


@feature.command("唤醒 停止", help="这一轮不再找人", usage="唤回老客", role=Role.ADMIN)
def stop_run(_: Message, ctx: MemberContext) -> str:
    wave = _named(ctx, "唤醒 停止")
    if stop(ctx, wave.name) is None:
        raise Refusal(NOT_UNDER_WAY.format(name=wave.name))
    return STOPPED.format(name=wave.name) + (STOPPED_FOR_GOOD.format(name=wave.name) if wave.when else "")


@feature.command(
    "唤醒报表",
    help="一轮唤醒带来了什么，和没找的人比；加上「全部」把几轮合在一起",
    usage="唤回老客 全部",
    role=Role.ADMIN,
    read_only=True,
)
def show_report(_: Message, ctx: MemberContext) -> Reply:
    name, _space, last = ctx.args.rpartition(" ")
    is_numbered = bool(name) and (last == ALL or (last.isascii() and last.isdigit() and len(last) < 5))
    wave = _named(replace(ctx, args=name) if is_numbered else ctx, "唤醒报表")
    listed = waves.list_runs(ctx.db, ctx.group.id, wave.name)
    if not listed:
        raise Refusal(NO_RUN.format(name=wave.name))
    if is_numbered and last == ALL:
        return report_reply(ctx, listed[:MOST_RUNS])
    number = int(last) if is_numbered else 1
    if not 1 <= number <= len(listed):
        raise Refusal(NO_SUCH_RUN.format(name=wave.name, count=len(listed)))
    report = report_reply(ctx, [listed[number - 1]])
    if len(listed) == 1:
        return report
    before = BEFORE.format(name=wave.name, number=number + 1) if number < len(listed) else ""
    return (*report, *reply(EARLIER.format(name=wave.name, count=len(listed) - 1, before=before)))


def _look(ctx: MemberContext, db: Db, wave: Wave, *, asks: bool) -> Prepared | str:
    """Find on a reading connection who is asleep, and prepare to begin, or to ask another admin first."""
    chosen = choose(replace(ctx, db=db), wave)
    ids, unassigned = chosen.ids, describe_unassigned(wave, chosen.unassigned)
    if not ids:
        return "\n".join(filter(None, (NOBODY.format(name=wave.name), unassigned)))
    if asks:
        question = QUESTION.format(name=wave.name, count=len(ids))
        order = Order(name=wave.name)
        return Prepared(partial(ask_confirmation, feature=feature, params=order, words=question, second=True))
    return Prepared(partial(_start, wave=wave, packets=waves.pack(ids), count=len(ids), besides=unassigned))


def _start(ctx: MemberContext, wave: Wave, packets: list[str], count: int, besides: str) -> str:
    if start(ctx, wave, packets, ctx.member.user_id) is None:
        raise Refusal(UNDER_WAY.format(name=wave.name, count=1))
    ctx.record(ctx.typed)
    return "\n".join(filter(None, (BEGUN.format(name=wave.name, count=count, portion=PORTION), besides)))


def _named(ctx: MemberContext, word: str) -> Wave:
    """Return the wave that the arguments name; raises Refusal that helps on."""
    known = waves_of(ctx.group)
    if not known:
        raise Refusal(NO_WAVES)
    wanted = " ".join(ctx.args.split())
    if not wanted:
        raise Refusal(WHICH.format(word=word, name=known[0].name))
    wave = find_wave(ctx.group, wanted)
    if wave is None:
        hint = suggest_plan(wanted, [other.name for other in known])
        raise Refusal(UNKNOWN.format(name=truncate(wanted), hint=hint))
    return wave


def _list(ctx: MemberContext) -> str:
    known = waves_of(ctx.group)
    if not known:
        raise Refusal(NO_WAVES)
    paused = plan_states.list_paused(ctx.db, ctx.group.id)
    lines = []
    for wave in known:
        latest = waves.list_runs(ctx.db, ctx.group.id, wave.name)[:1]
        state = "，".join([LAST.format(day=run.day) + "，" + STATES[run.state] for run in latest]) or NEVER_BEGUN
        blocked = blocked_by(ctx.db, ctx.group, wave, paused)
        when = (wave.when and describe_next(ctx.group, wave.when, ctx.now)) or ""
        lines.append(
            LINE.format(name=wave.name, state=state, when=BY_ITSELF.format(next=when) if when else "")
            + (PAUSED.format(why=WHY[blocked]) if blocked else "")
        )
    return "\n".join([TITLE.format(name=known[0].name), *lines])
