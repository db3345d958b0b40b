"""Points that admins add and deduct: small amounts at once, larger ones once they are confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel

from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS
from handlers.mall.next_reward import describe_progress
from handlers.points import payments
from handlers.points.by_hand import LONGEST_REASON, Confirmation, count_by_hand, describe_alone, needed_confirmation
from handlers.points.rules import Rules
from handlers.staff.directory import split_members
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.numbers import read_whole_number
from handlers.text.people import join_names, require_present, split_member
from storage.members import roster
from storage.members.roster import Member
from storage.points import ledger
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("granting", title="加减分", topic="积分")
feature.ledger_kind("grant", "管理员加分")
feature.ledger_kind("deduct", "管理员扣分")

TOO_FEW = "{name} 只有 {balance} 分，扣不了 {price} 分。"
SEVERAL_AMOUNTS = "后面还 @ 了人：几个人加一样多，请写在一起，例如「加分 @小明 @小红 10 理由」；不一样多，请分开发。"
GRANTED = "已给 {name} 加 {amount} 分{reason}，现有 {balance} 分。"
DEDUCTED = "已扣 {name} {amount} 分{reason}，现有 {balance} 分。"
GRANTED_EACH = "已给 {count} 人各加 {amount} 分{reason}，现有：{balances}。"
DEDUCTED_EACH = "已扣 {count} 人各 {amount} 分{reason}，现有：{balances}。"
EACH = "{name} {balance} 分"
QUESTIONS = {"grant": "给 {name} 加 {amount} 分{reason}", "deduct": "扣 {name} {amount} 分{reason}"}
QUESTIONS_EACH = {
    "grant": "给 {name} 这 {count} 人各加 {amount} 分{reason}，一共 {total} 分",
    "deduct": "扣 {name} 这 {count} 人各 {amount} 分{reason}，一共 {total} 分",
}
MOST_NAMES = 20
"""Named in a question."""


class Grant(BaseModel):
    """Points to be added to members or deducted, as kept until it is confirmed."""

    act: Literal["grant", "deduct"]
    member: int
    others: tuple[int, ...] = ()
    """Who gets or loses as much."""
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
    members = roster.list_people(ctx.db, (order.member, *order.others), include_left=True)
    if order.act == "grant":
        for member in members:
            require_present(ctx, member)
    if not proposal.second:
        count_by_hand(ctx, order.act, members, order.amount)
    by = proposal.proposer if proposal.proposer == ctx.member.user_id else f"{proposal.proposer} + {ctx.member.user_id}"
    return _book(order, members, ctx, f"{order.act}:proposal:{proposal.id}", by)


def _order(act: Literal["grant", "deduct"], message: Message, ctx: MemberContext, usage: str) -> str:
    members, rest = _split_members(message, ctx, usage)
    number, _, reason = rest.partition(" ")
    if reason.count("@") + reason.count("＠"):
        raise Refusal(SEVERAL_AMOUNTS)
    if not number:
        raise Refusal(f"要几分呢？请这样写：{usage}")
    amount = read_whole_number(number, 1, ctx.rules(Rules).most)
    first, *others = members
    order = Grant(
        act=act,
        member=first.id,
        others=tuple(member.id for member in others),
        amount=amount,
        reason=reason.strip()[:LONGEST_REASON],
    )
    needed = needed_confirmation(ctx, act, members, amount)
    if needed is Confirmation.NOBODY:
        count_by_hand(ctx, act, members, amount)
        return _book(order, members, ctx, f"{act}:{ctx.key}", ctx.member.user_id)
    if act == "deduct":
        for member in members:
            _check_affordable(ctx, member, amount)
    question = (QUESTIONS_EACH if others else QUESTIONS)[act].format(
        name=join_names(members, MOST_NAMES),
        count=len(members),
        amount=amount,
        reason=_in_brackets(order.reason),
        total=amount * len(members),
    )
    receivers = [member.user_id for member in members] if act == "grant" else []
    if needed is Confirmation.SECOND:
        return ask_confirmation(ctx, feature, order, question, second=True, about=receivers)
    return ask_confirmation(ctx, feature, order, question) + describe_alone(ctx)


def _split_members(message: Message, ctx: MemberContext, usage: str) -> tuple[Sequence[Member], str]:
    """Return the members that the arguments begin with, one by name or several with an @ each, and the rest."""
    if ctx.args.startswith(SIGNS):
        members, rest = split_members(message, ctx, ctx.args, usage)
        if members:
            return members, rest
    member, rest = split_member(message, ctx, usage)
    return [member], rest


def _book(order: Grant, members: Sequence[Member], ctx: MemberContext, key: str, by: str) -> str:
    """Book the points of all these members, or of none; raises Refusal."""
    reason = _in_brackets(order.reason)
    if len(members) == 1:
        balance = _book_one(order, members[0], ctx, key, by)
        text = (GRANTED if order.act == "grant" else DEDUCTED).format(
            name=members[0].name, amount=order.amount, reason=reason, balance=balance
        )
        return text + (describe_progress(ctx, members[0], order.amount, balance) if order.act == "grant" else "")
    balances = "、".join(
        EACH.format(name=member.name, balance=_book_one(order, member, ctx, f"{key}:{member.id}", by))
        for member in members
    )
    text = GRANTED_EACH if order.act == "grant" else DEDUCTED_EACH
    return text.format(count=len(members), amount=order.amount, reason=reason, balances=balances)


def _book_one(order: Grant, member: Member, ctx: MemberContext, key: str, by: str) -> int:
    """Book one member's points and return their balance; raises Refusal."""
    cause = f"{ctx.key} by {by}"
    if order.act == "deduct":
        reason = order.reason or "管理员扣分"
        return payments.charge(ctx, member, order.amount, key=key, reason=reason, refusal=TOO_FEW, cause=cause)
    paid = payments.pay(ctx, member, order.amount, key=key, reason=order.reason or "管理员加分", cause=cause)
    assert paid, "an event is handled once and a proposal carried out once, so the key is new"
    if not paid.points:
        raise Refusal(paid.text())
    return paid.balance


def _check_affordable(ctx: MemberContext, member: Member, amount: int) -> None:
    """Raise Refusal where the member has too few points: nobody should be asked to confirm what cannot be done."""
    balance = ledger.balance(ctx.db, member)
    if balance < amount:
        raise Refusal(TOO_FEW.format(name=member.name, balance=balance, price=amount))


def _in_brackets(reason: str) -> str:
    return f"（{reason}）" if reason else ""
