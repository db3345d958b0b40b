"""Members' tasks for staff: publishing, withdrawing, reviewing a few of them, and how each goes.

This file is long because all that staff do with tasks belongs to one feature, under whose name its timers are stored.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from pydantic import BaseModel, Field

from config.content import ContentPicture
from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    ForMember,
    ForStaff,
    MemberContext,
    Message,
    Outlook,
    Refusal,
    Role,
    Section,
    reply,
)
from handlers.kit.words import truncate
from handlers.points.by_hand import require_modest
from handlers.quests.rules import USAGE, Rules, read_terms
from handlers.quests.service import DESK, describe, pay, resolve
from handlers.staff.reviews import ReviewsDue, notice
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.mentions import mention_in_batches
from handlers.text.verdicts import MOST_AT_ONCE, read_verdict
from storage.messages import files
from storage.quests import claims, quests
from storage.quests.claims import Claim, State
from storage.quests.quests import Kind, Quest, Terms
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature(DESK, title="发布任务", topic="任务")

PUBLISHED = "🎯 新任务！{line}\n想做的发「领任务 {number}」，做好了发「交任务 {number}」。"
MOMENTS_OFF = (
    "朋友圈任务现在不能发：微信不允许用积分、奖品引人转发（诱导分享），被投诉会限制账号。"
    "群内、线下、创意任务一样有积分。想清楚了要用，请群主在群的 YAML 里写 quests: {moments: true}。"
)
MOMENTS_RULE = (
    "发朋友圈任务「{title}」。提醒：微信不允许用奖励引人转发，文案里别写「转发有奖」「分享后才能」，也别要截图；"
    "被投诉由发的人负责"
)
ONLY_ADMINS = "朋友圈任务请管理员来发。"
WITHDRAWN = "{number} 号任务「{title}」收回了，已经完成的积分不变。"
NO_LONGER = "{number} 号任务「{title}」收回了，不用做啦，谢谢～ "
NOTHING = "没有要复核的任务。"
LIST = "要复核的任务（发「复核 编号 过」或者「复核 编号 退 理由」，都好就发「复核 全部 过」）：\n{lines}"
LINE = "{id} 号 {name}「{title}」：{words}"
NO_WORDS = "（没有写什么）"
HOW = "请这样写：复核 12 过，或者 复核 12 退 没有看到照片"
UNKNOWN = "没有 {id} 号要复核的任务，发「复核」看有哪些。"
PASSED = "✅ {name} 的任务通过了{paid}。"
REFUSED = "好的，{name} 的任务没有通过。"
OWN = "自己交的请别的员工来复核～"
WAITING = "📋 有 {count} 份任务等你们复核，发「复核」来看。"
TELL_PASSED = "你的任务「{title}」复核通过了{paid}，谢谢～"
TELL_REFUSED = "你的任务「{title}」这次没有通过{reason}。名额给你留着，改好了在截止前再发「交任务 {number}」。"
TELL_TOO_LATE = "你的任务「{title}」这次没有通过{reason}。"
PAID = "，+{points} 分"
ENOUGH = "（今天的任务分已经满了，这一个不加分）"
REASON = "：{reason}"
REPORT_LINE = "{line}\n　领了 {taken} 人，完成 {done} 人，等复核 {waiting} 份"
OVER = "{number} 号「{title}」已经结束"
NO_QUESTS = "现在没有任务，发「发布任务 …」开一个。"
SHOWN = "{line}\n发「复核 {id} 过」或者「复核 {id} 退 理由」。"
MOST, LONGEST_REASON, LONGEST_WORDS = 10, 60, 200


class Params(Section):
    """任务：到时间发布一个成员任务"""

    task: str = Field(max_length=200, description="和「发布任务」后面写的一样", examples=["晒一张早餐照 奖励10 名额30"])
    words: str = Field("", max_length=1000, description="要大家复制的文字", examples=["今天也要好好吃早餐"])
    picture: ContentPicture = Field(None, description="要大家一起发的图片，content 文件夹里的 png 或 jpg")


class Moments(BaseModel):
    """A task of sharing to one's own contacts, as kept until it is confirmed."""

    title: str
    words: str
    reward: int
    stock: int
    ends_at: datetime
    picture: str = ""


def _read_planned(params: Params, now: datetime, rules: Rules) -> Terms:
    """Return the task of a plan at a local time; raises Refusal, also for what an admin has to confirm."""
    terms = read_terms(f"{params.task}\n{params.words}", now, rules)
    if terms.kind is Kind.MOMENTS:
        raise Refusal(ONLY_ADMINS if rules.moments else MOMENTS_OFF)
    return terms


def _foresee(params: Params, outlook: Outlook) -> None:
    _read_planned(params, outlook.at, outlook.rules(Rules))


@feature.action("发布任务", Params, foresee=_foresee)
def publish_planned(params: Params, ctx: Context) -> str:
    """Publish a task by the timetable; raises Refusal."""
    terms = _read_planned(params, ctx.local_now, ctx.rules(Rules))
    picture = files.save(ctx.db, params.picture.read_bytes(), ctx.now) if params.picture else ""
    return _publish(ctx, replace(terms, picture=picture))


@feature.command(
    "发布任务",
    help="给成员发布一个任务",
    usage="晒一张早餐照 奖励10 名额30",
    role=Role.STAFF,
    audience=Audience.EVERYBODY,
    in_group=True,
)
def publish(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal(f"请这样写：{USAGE}")
    rules = ctx.rules(Rules)
    terms = read_terms(ctx.args, ctx.local_now, rules)
    require_modest(ctx, terms.reward, rules.reward)
    kept = files.list_kept(ctx.db, message.pictures[:1])
    terms = replace(terms, picture=kept[0]) if kept else terms
    if terms.kind is not Kind.MOMENTS:
        return _publish(ctx, terms)
    if not rules.moments:
        raise Refusal(MOMENTS_OFF)
    if ctx.role < Role.ADMIN:
        raise Refusal(ONLY_ADMINS)
    order = Moments.model_validate(asdict(terms))
    return ask_confirmation(ctx, feature, order, MOMENTS_RULE.format(title=terms.title))


@feature.on_confirmed(Moments)
def publish_confirmed(order: Moments, request: ConfirmationRequest, ctx: MemberContext) -> str:
    return _publish(ctx, Terms(kind=Kind.MOMENTS, **order.model_dump()))


@feature.command("收回任务", help="一个任务不做了", usage="3", role=Role.STAFF, audience=Audience.EVERYBODY)
def withdraw(message: Message, ctx: MemberContext) -> str:
    quest, _ = resolve(ctx, ctx.args, "收回任务 {}")
    quests.end(ctx.db, quest, ctx.now)
    told = NO_LONGER.format(number=quest.number, title=quest.terms.title)
    if Capability.PUSHES in ctx.capabilities:
        last = mention_in_batches(ctx, claims.list_taken(ctx.db, quest), "", before=told)
        if last:
            ctx.post(f"{ctx.key}:last", last)
    return WITHDRAWN.format(number=quest.number, title=quest.terms.title)


@feature.command("复核", help="看看抽到复核的任务", usage="12 过", role=Role.STAFF)
def review(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        waiting = claims.list_waiting(ctx.db, ctx.group.id, MOST)
        return LIST.format(lines="\n".join(_describe(ctx, claim) for claim in waiting)) if waiting else NOTHING
    verdict = read_verdict(ctx.args)
    if verdict is None:
        raise Refusal(HOW)
    if verdict.passed is None:
        return SHOWN.format(line=_describe(ctx, _get(ctx, verdict.numbers[0]), LONGEST_WORDS), id=verdict.numbers[0])
    waiting = claims.list_waiting(ctx.db, ctx.group.id, MOST_AT_ONCE)
    if not verdict.numbers and not verdict.everything and len(waiting) > 1:
        raise Refusal(HOW)
    of_others = [claim for claim in waiting if claim.member.id != ctx.member.id]
    handed_in = [_get(ctx, number) for number in verdict.numbers] or of_others or waiting
    reason = verdict.remark[:LONGEST_REASON]
    return "\n".join(_decide(ctx, claim, reason, passed=verdict.passed) for claim in handed_in) or NOTHING


def _get(ctx: MemberContext, number: int) -> Claim:
    """Return the claim with this number that waits; raises Refusal."""
    claim = claims.get_of_group(ctx.db, ctx.group.id, number)
    if claim is None or claim.state is not State.WAITING:
        raise Refusal(UNKNOWN.format(id=number))
    return claim


@feature.on_timer(ReviewsDue)
def tell_what_waits(timer: ReviewsDue, ctx: Context) -> ForStaff | None:
    count = claims.count_waiting(ctx.db, ctx.group.id)
    return notice(WAITING.format(count=count), "复核") if count else None


def _decide(ctx: MemberContext, claim: Claim, reason: str, *, passed: bool) -> str:
    quest = quests.get(ctx.db, claim.quest_id)
    assert quest
    if claim.member.id == ctx.member.id:
        raise Refusal(OWN)
    claims.move(ctx.db, claim, State.DONE if passed else State.REFUSED, claim.words, ctx.now)
    return _pass(ctx, claim, quest) if passed else _refuse(ctx, claim, quest, reason)


@feature.command("任务统计", help="成员任务的进展", role=Role.STAFF, read_only=True)
def report(message: Message, ctx: MemberContext) -> str:
    open_quests = quests.list_open(ctx.db, ctx.group.id, ctx.now)
    lines = []
    for quest in (*open_quests, *quests.list_over_with_waiting(ctx.db, ctx.group.id, ctx.now)):
        counts = claims.count_by_state(ctx.db, quest)
        lines.append(
            REPORT_LINE.format(
                line=describe(ctx, quest)
                if quest in open_quests
                else OVER.format(number=quest.number, title=quest.terms.title),
                taken=quest.taken,
                done=counts.get(State.DONE, 0),
                waiting=counts.get(State.WAITING, 0),
            )
        )
    return "\n".join(lines) or NO_QUESTS


def _publish(ctx: Context, terms: Terms) -> str:
    quest = quests.create(ctx.db, ctx.group.id, terms)
    return PUBLISHED.format(line=describe(ctx, quest), number=quest.number)


def _pass(ctx: MemberContext, claim: Claim, quest: Quest) -> str:
    payment = pay(ctx, quest, claim.member)
    paid = PAID.format(points=payment.points) if payment and payment.points else ""
    paid = ENOUGH if payment is None and quest.terms.reward else paid
    _tell(ctx, claim, TELL_PASSED.format(title=quest.terms.title, paid=paid))
    return PASSED.format(name=claim.member.name, paid=paid)


def _refuse(ctx: MemberContext, claim: Claim, quest: Quest, reason: str) -> str:
    shown = REASON.format(reason=reason) if reason else ""
    told = TELL_REFUSED if quest.is_open(ctx.now) else TELL_TOO_LATE
    _tell(ctx, claim, told.format(title=quest.terms.title, reason=shown, number=quest.number))
    return REFUSED.format(name=claim.member.name)


def _tell(ctx: MemberContext, claim: Claim, text: str) -> None:
    ctx.post(f"{ctx.key}:quest:{claim.id}", ForMember(member=claim.member, reply=reply(text), ask="任务进度"))


def _describe(ctx: MemberContext, claim: Claim, longest: int = 60) -> str:
    quest = quests.get(ctx.db, claim.quest_id)
    assert quest
    return LINE.format(
        id=claim.id,
        name=claim.member.name,
        title=truncate(quest.terms.title, 20),
        words=truncate(claim.words, longest) or NO_WORDS,
    )
