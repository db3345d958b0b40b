"""付款: real money to one member, asked for by one admin, approved by another, and then paid under one order number.

Nothing here asks the network: what was approved is written down, and bot/payouts/ carries it out.
"""

from __future__ import annotations

import re
import string

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Role, Section
from handlers.kit.naming import SIGNS
from handlers.kit.words import truncate
from handlers.redpackets.rules import LONGEST_WORDS
from handlers.staff.directory import split_members
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.money import Money, format_yuan, read_amount
from handlers.text.numbers import read_spaced_number
from storage.members import roster
from storage.members.roster import Member
from storage.redpackets import payouts
from storage.redpackets.payouts import Payout, State
from storage.system.confirmation_requests import ConfirmationRequest

OFF = "这个群没有开付款。群主在群的 YAML 里写 payout: {daily: 100}，再在 services.yaml 里配好商户号才能用。"
ABOVE = "{name} 是 {yuan} 元，不能大于 {other} 的 {most} 元"
USAGE, USAGE_PAYEE = "@小明 8.88 周末活动一等奖", "@小明 oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
HOW = f"请这样写：付款 {USAGE}，先写给谁，再写几元和为什么。"
HOW_PAYEE = f"请这样写：收款号 {USAGE_PAYEE}，openid 要是商户绑定的公众号或小程序下的。"
ONE_ONLY = "一次付给一位。"
NO_PAYEE = "还不知道 {name} 的收款号，先发「收款号 @{name} openid」。"
TOO_SMALL = "一次最少付 {least} 元。"
TOO_LARGE = "一次最多付 {most} 元。"
DAY_FULL = "今天一共最多付 {most} 元，还能付 {left} 元。"
MEMBER_FULL = "一天最多给一位付 {most} 元，今天还能给 {name} 付 {left} 元。"
QUESTION = "付给 {name} {yuan} 元：{words}"
APPROVED = "好的，{number} 号付款：{yuan} 元给 {name}，正在付，结果会告诉你们。单号 {order}。"
PAYEE_SAVED = "记下了，给 {name} 付款用 {openid}。"
UNKNOWN = "没有「{shown}」这一笔付款，发「付款记录」看编号。"
PACKAGE = (
    "收款人要自己确认：在你们的小程序里调 wx.requestMerchantTransfer（公众号网页用 JSAPI 的同名接口），"
    "mchId 和 appId 用 services.yaml 里的，package 是：\n{package}"
)
NONE = "还没有付过款。"
HEAD = "最近的付款："
LINE = (
    "{number} 号 {at:%m-%d %H:%M} {yuan} 元给 {name}：{state}{note}（{proposer} 提出，{approver} 批准，单号 {order}）"
)
STATES = {
    State.APPROVED: "等着付",
    State.DOUBT: "结果不明，正在核对，不要另付",
    State.WAITING: "已受理，等到账或对方确认收款",
    State.PAID: "已付",
    State.FAILED: "没付成",
}
SHOWN = 10
LEAST = 10
"""Fen: less cannot be transferred."""
LETTERS = string.digits + string.ascii_uppercase
MARK, LENGTH = "QB", 26
"""Order numbers begin with it, and have so many characters; WeChat Pay takes up to 28."""


class Rules(Section):
    """付款：真的钱，一人提出、另一位管理员批准才付；要先配好商户号（services.yaml）"""

    daily: Money = Field(0, validate_default=True, description="一天一共最多付几元；0 就是不开", examples=[100])
    member: Money = Field(5000, description="一天最多给一位付几元", examples=[50])
    single: Money = Field(2000, description="一次最多付几元，不能大于 daily 和 member", examples=[20])

    @field_validator("member", "single")
    @classmethod
    def _is_within(cls, fen: int, info: ValidationInfo) -> int:
        """Refuse what could never be paid; a daily sum of 0 is off, and says nothing of the others."""
        for name in ("daily", "member"):
            most = info.data.get(name, 0)
            if info.field_name != name and 0 < most < fen:
                told = ABOVE.format(name=info.field_name, yuan=format_yuan(fen), most=format_yuan(most), other=name)
                raise ValueError(told)
        return fen


class Payment(BaseModel):
    """What waits for another admin's approval."""

    member: int
    fen: int
    words: str


feature = Feature("payout", Rules, title="付款", topic="红包", visible=lambda ctx: bool(ctx.rules(Rules).daily))


@feature.command("付款", help="给一位成员付真的钱，要另一位管理员批准", usage=USAGE, role=Role.ADMIN)
def pay(message: Message, ctx: MemberContext) -> str:
    _require_on(ctx)
    member, rest = _split_payee(message, ctx, HOW)
    yuan, _, words = rest.partition(" ")
    words = " ".join(words.split())[:LONGEST_WORDS]
    if not yuan or not words:
        raise Refusal(HOW)
    fen = read_amount(yuan)
    _require_possible(ctx, member, fen)
    question = QUESTION.format(name=member.name, yuan=format_yuan(fen), words=words)
    payment = Payment(member=member.id, fen=fen, words=words)
    return ask_confirmation(ctx, feature, payment, question, second=True, about=[member.user_id])


@feature.on_confirmed(Payment)
def approve(payment: Payment, request: ConfirmationRequest, ctx: MemberContext) -> str:
    """Write an approved payout down with the number under which it will be paid, whatever happens."""
    ctx.audience = Audience.STAFF  # who is paid, and how much, is nobody else's business
    _require_on(ctx)
    member = roster.get(ctx.db, payment.member, include_left=True)
    assert member, "members are never deleted"
    openid = _require_possible(ctx, member, payment.fen)
    payout = payouts.create(
        ctx.db,
        member,
        openid=openid,
        fen=payment.fen,
        words=payment.words,
        order_number=MARK + "".join(ctx.random.choices(LETTERS, k=LENGTH - len(MARK))),
        cause=f"request:{request.id}",
        proposer=request.proposer,
        approver=ctx.member.user_id,
        day=ctx.today,
        at=ctx.now,
    )
    return APPROVED.format(
        number=payout.number, yuan=format_yuan(payout.fen), name=member.name, order=payout.order_number
    )


@feature.command("收款号", help="记下给一位成员付款用的 openid", usage=USAGE_PAYEE, role=Role.ADMIN)
def save_payee(message: Message, ctx: MemberContext) -> str:
    _require_on(ctx)
    member, openid = _split_payee(message, ctx, HOW_PAYEE)
    if not re.fullmatch("[0-9A-Za-z_-]{16,64}", openid):
        raise Refusal(HOW_PAYEE)
    payouts.save_payee(ctx.db, member, openid, ctx.member.user_id, ctx.now)
    return PAYEE_SAVED.format(name=member.name, openid=openid)


@feature.command(
    "付款记录",
    help="最近付了哪些款，到了没有；带编号看那一笔和收款人确认要用的 package",
    usage="3",
    role=Role.ADMIN,
    read_only=True,
)
def show(message: Message, ctx: MemberContext) -> str:
    if ctx.args:
        return _show_one(ctx)
    latest = payouts.list_latest(ctx.db, ctx.group.id, SHOWN)
    return "\n".join([HEAD, *(_line(ctx, payout) for payout in latest)]) if latest else NONE


def _show_one(ctx: MemberContext) -> str:
    """Return one payout with what the payee's page needs, where they have yet to take the money."""
    number = read_spaced_number(ctx.args)
    payout = payouts.get_by_number(ctx.db, ctx.group.id, number) if number else None
    if payout is None:
        raise Refusal(UNKNOWN.format(shown=truncate(ctx.args)))
    line = _line(ctx, payout)
    if payout.state is not State.WAITING or not payout.package:
        return line
    return "\n".join([line, PACKAGE.format(package=payout.package)])


def _line(ctx: MemberContext, payout: Payout) -> str:
    member = roster.get(ctx.db, payout.member_id, include_left=True)
    return LINE.format(
        number=payout.number,
        at=ctx.local(payout.at),
        yuan=format_yuan(payout.fen),
        name=member.name if member else "",
        state=STATES[payout.state],
        note=f"，{payout.note}" if payout.note else "",
        proposer=payout.proposer,
        approver=payout.approver,
        order=payout.order_number,
    )


def _split_payee(message: Message, ctx: MemberContext, how: str) -> tuple[Member, str]:
    if not ctx.args.startswith(SIGNS):
        raise Refusal(how)
    members, rest = split_members(message, ctx, ctx.args, f"{ctx.word} {USAGE}")
    if len(members) != 1:
        raise Refusal(ONE_ONLY)
    return members[0], rest.strip()


def _require_on(ctx: MemberContext) -> None:
    if not ctx.rules(Rules).daily:
        raise Refusal(OFF)


def _require_possible(ctx: MemberContext, member: Member, fen: int) -> str:
    """Return the openid under which a member can be paid so much now; raises Refusal that says what is in the way."""
    rules = ctx.rules(Rules)
    if fen < LEAST:
        raise Refusal(TOO_SMALL.format(least=format_yuan(LEAST)))
    if fen > rules.single:
        raise Refusal(TOO_LARGE.format(most=format_yuan(rules.single)))
    left = rules.daily - payouts.sum_of_day(ctx.db, ctx.group.id, ctx.today)
    if fen > left:
        raise Refusal(DAY_FULL.format(most=format_yuan(rules.daily), left=format_yuan(max(0, left))))
    left = rules.member - payouts.sum_of_day(ctx.db, ctx.group.id, ctx.today, member)
    if fen > left:
        most = format_yuan(rules.member)
        raise Refusal(MEMBER_FULL.format(most=most, name=member.name, left=format_yuan(max(0, left))))
    openid = payouts.get_payee(ctx.db, member)
    if openid is None:
        raise Refusal(NO_PAYEE.format(name=member.name))
    return openid
