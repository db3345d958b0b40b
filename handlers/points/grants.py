"""What admins add and take: small amounts at once, larger ones once they are confirmed."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.points import payments
from handlers.points.rules import Rules
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.numbers import read_whole_number
from handlers.text.people import split_member
from storage.members import roster
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import Overdrawn
from storage.system.proposals import Proposal

feature = Feature("granting", title="加减分")
feature.ledger_kind("grant", "管理员加分")
feature.ledger_kind("deduct", "管理员扣分")

TOO_FEW = "{name} 只有 {balance} 分，扣不了 {amount} 分。"
GRANTED = "已给 {name} 加 {amount} 分{reason}，现有 {balance} 分。"
TAKEN = "已扣 {name} {amount} 分{reason}，现有 {balance} 分。"
WORDS = {"grant": "给 {name} 加 {amount} 分{reason}", "deduct": "扣 {name} {amount} 分{reason}"}
LONGEST_REASON = 60


class Grant(BaseModel):
    """Points to be added to a member, or taken."""

    act: Literal["grant", "deduct"]
    member: int
    amount: int
    reason: str


@feature.command("加分", help="给成员加分", usage="@小明 10 理由", role=Role.ADMIN)
def grant(message: Message, ctx: MemberContext) -> str:
    return _begin("grant", message, ctx, "加分 @小明 10 分享干货")


@feature.command("扣分", help="扣成员的分", usage="@小明 10 理由", role=Role.ADMIN)
def deduct(message: Message, ctx: MemberContext) -> str:
    return _begin("deduct", message, ctx, "扣分 @小明 10 刷屏")


@feature.on_confirmed(Grant)
def carry_out(order: Grant, proposal: Proposal, ctx: MemberContext) -> str:
    member = roster.find(ctx.db, order.member)
    assert member, "members are never deleted"
    by = proposal.proposer if proposal.proposer == ctx.member.user_id else f"{proposal.proposer} + {ctx.member.user_id}"
    return _act(order, member, ctx, f"{order.act}:proposal:{proposal.id}", by)


def _begin(act: Literal["grant", "deduct"], message: Message, ctx: MemberContext, usage: str) -> str:
    member, rest = split_member(message, ctx, usage)
    number, _, reason = rest.partition(" ")
    if not number:
        raise Refusal(f"要几分呢？请这样写：{usage}")
    rules = ctx.rules(Rules)
    amount = read_whole_number(number, 1, rules.most)
    order = Grant(act=act, member=member.id, amount=amount, reason=reason.strip()[:LONGEST_REASON])
    if amount <= min(rules.confirm, rules.second):
        return _act(order, member, ctx, f"{act}:{ctx.key}", ctx.member.user_id)
    if act == "deduct":
        _afford(ctx, member, amount)
    words = WORDS[act].format(name=member.name, amount=amount, reason=_because(order.reason))
    favoured = member.user_id if act == "grant" else ""
    return ask_confirmation(ctx, feature, order, words, second=amount > rules.second, about=favoured)


def _act(order: Grant, member: Member, ctx: MemberContext, key: str, by: str) -> str:
    cause = f"{ctx.key} by {by}"
    if order.act == "grant":
        paid = payments.pay(ctx, member, order.amount, key=key, reason=order.reason or "管理员加分", cause=cause)
        if not (paid and paid.points):
            raise Refusal(payments.EMPTY.format(points=order.amount))
        said, balance = GRANTED, paid.balance
    else:
        said, balance = TAKEN, _take(order, member, ctx, key, cause)
    return said.format(name=member.name, amount=order.amount, reason=_because(order.reason), balance=balance)


def _take(order: Grant, member: Member, ctx: MemberContext, key: str, cause: str) -> int:
    try:
        balance = ledger.debit(
            ctx.db, member, order.amount, key=key, reason=order.reason or "管理员扣分", cause=cause, at=ctx.now
        )
    except Overdrawn as error:
        raise Refusal(TOO_FEW.format(name=member.name, balance=error.balance, amount=order.amount)) from None
    assert balance is not None, "an event is handled once and a proposal carried out once, so the key is new"
    return balance


def _afford(ctx: MemberContext, member: Member, amount: int) -> None:
    """Nobody should be asked to confirm what cannot be done."""
    balance = ledger.balance(ctx.db, member)
    if balance < amount:
        raise Refusal(TOO_FEW.format(name=member.name, balance=balance, amount=amount))


def _because(reason: str) -> str:
    return f"（{reason}）" if reason else ""
