"""Points that admins add and deduct: small amounts at once, larger ones once they are confirmed."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Role
from handlers.mall.next_reward import describe_progress
from handlers.points import payments
from handlers.points.by_hand import Confirmation, count_by_hand, describe_alone, needed_confirmation
from handlers.points.rules import Rules
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.numbers import read_whole_number
from handlers.text.people import split_member
from storage.members import roster
from storage.members.roster import Member
from storage.points import ledger
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("granting", title="加减分", topic="积分")
feature.ledger_kind("grant", "管理员加分")
feature.ledger_kind("deduct", "管理员扣分")

TOO_FEW = "{name} 只有 {balance} 分，扣不了 {price} 分。"
GRANTED = "已给 {name} 加 {amount} 分{reason}，现有 {balance} 分。"
DEDUCTED = "已扣 {name} {amount} 分{reason}，现有 {balance} 分。"
QUESTIONS = {"grant": "给 {name} 加 {amount} 分{reason}", "deduct": "扣 {name} {amount} 分{reason}"}
LONGEST_REASON = 60


class Grant(BaseModel):
    """Points to be added to a member or deducted, as kept until it is confirmed."""

    act: Literal["grant", "deduct"]
    member: int
    amount: int
    reason: str


@feature.command("加分", help="给成员加分", usage="@小明 10 理由", role=Role.ADMIN, audience=Audience.EVERYBODY)
def grant(message: Message, ctx: MemberContext) -> str:
    return _order("grant", message, ctx, "加分 @小明 10 分享干货")


@feature.command("扣分", help="扣成员的分", usage="@小明 10 理由", role=Role.ADMIN, audience=Audience.EVERYBODY)
def deduct(message: Message, ctx: MemberContext) -> str:
    return _order("deduct", message, ctx, "扣分 @小明 10 刷屏")


@feature.on_confirmed(Grant)
def carry_out(order: Grant, proposal: ConfirmationRequest, ctx: MemberContext) -> str:
    member = roster.get(ctx.db, order.member, include_left=True)
    assert member, "members are never deleted"
    if not proposal.second:
        count_by_hand(ctx, order.act, member, order.amount)
    by = proposal.proposer if proposal.proposer == ctx.member.user_id else f"{proposal.proposer} + {ctx.member.user_id}"
    return _book(order, member, ctx, f"{order.act}:proposal:{proposal.id}", by)


def _order(act: Literal["grant", "deduct"], message: Message, ctx: MemberContext, usage: str) -> str:
    member, rest = split_member(message, ctx, usage)
    number, _, reason = rest.partition(" ")
    if not number:
        raise Refusal(f"要几分呢？请这样写：{usage}")
    amount = read_whole_number(number, 1, ctx.rules(Rules).most)
    order = Grant(act=act, member=member.id, amount=amount, reason=reason.strip()[:LONGEST_REASON])
    needed = needed_confirmation(ctx, act, member, amount)
    if needed is Confirmation.NOBODY:
        count_by_hand(ctx, act, member, amount)
        return _book(order, member, ctx, f"{act}:{ctx.key}", ctx.member.user_id)
    if act == "deduct":
        _check_affordable(ctx, member, amount)
    question = QUESTIONS[act].format(name=member.name, amount=amount, reason=_in_brackets(order.reason))
    receiver = member.user_id if act == "grant" else ""
    if needed is Confirmation.SECOND:
        return ask_confirmation(ctx, feature, order, question, second=True, about=receiver)
    return ask_confirmation(ctx, feature, order, question) + describe_alone(ctx)


def _book(order: Grant, member: Member, ctx: MemberContext, key: str, by: str) -> str:
    cause = f"{ctx.key} by {by}"
    if order.act == "grant":
        paid = payments.pay(ctx, member, order.amount, key=key, reason=order.reason or "管理员加分", cause=cause)
        assert paid, "an event is handled once and a proposal carried out once, so the key is new"
        if not paid.points:
            raise Refusal(paid.text())
        text, balance = GRANTED, paid.balance
        progress = describe_progress(ctx, member, paid.points, balance)
    else:
        reason = order.reason or "管理员扣分"
        balance = payments.charge(ctx, member, order.amount, key=key, reason=reason, refusal=TOO_FEW, cause=cause)
        text, progress = DEDUCTED, ""
    line = text.format(name=member.name, amount=order.amount, reason=_in_brackets(order.reason), balance=balance)
    return line + progress


def _check_affordable(ctx: MemberContext, member: Member, amount: int) -> None:
    """Raise Refusal where the member has too few points: nobody should be asked to confirm what cannot be done."""
    balance = ledger.balance(ctx.db, member)
    if balance < amount:
        raise Refusal(TOO_FEW.format(name=member.name, balance=balance, price=amount))


def _in_brackets(reason: str) -> str:
    return f"（{reason}）" if reason else ""
