"""Tickets that admins give: some at once, more once they are confirmed."""

from __future__ import annotations

from pydantic import BaseModel

from handlers.kit import Audience, Feature, MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS
from handlers.lottery.rules import Rules
from handlers.lottery.tickets import TICKET_UNIT, grant_tickets
from handlers.points.by_hand import Confirmation, count_by_hand, describe_alone, needed_confirmation
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.numbers import read_whole_number
from handlers.text.people import split_member
from storage.members import roster
from storage.members.roster import Member
from storage.points import ledger
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("lottery_desk", title="抽奖券", topic="兑换")

QUESTION = "给 {name} {amount} 张抽奖券"
TICKETS_GRANTED = "给了 {name} {amount} 张抽奖券，现有 {balance} 张。"
ONE_EACH = "一次给一位，几位就分开写：发抽奖券 @小明 2"
MOST_TICKETS = 1000


class TicketGrant(BaseModel):
    """Tickets to be given, as kept until they are confirmed."""

    member: int
    amount: int


@feature.command("发抽奖券", help="给成员抽奖券", usage="@小明 2", role=Role.ADMIN, audience=Audience.EVERYBODY)
def grant(message: Message, ctx: MemberContext) -> str:
    member, rest = split_member(message, ctx, "发抽奖券 @小明 2")
    if rest.startswith(SIGNS):
        raise Refusal(ONE_EACH)
    amount = read_whole_number(rest.removesuffix("张"), 1, MOST_TICKETS)
    order = TicketGrant(member=member.id, amount=amount)
    needed = needed_confirmation(ctx, "grant", [member], _worth(ctx, amount))
    question = QUESTION.format(name=member.name, amount=amount)
    if needed is Confirmation.SECOND:
        return ask_confirmation(ctx, feature, order, question, second=True, about=[member.user_id])
    if needed is Confirmation.GIVER:
        return ask_confirmation(ctx, feature, order, question) + describe_alone(ctx)
    count_by_hand(ctx, "grant", [member], _worth(ctx, amount))
    return _book_tickets(ctx, member, amount, f"tickets:{ctx.key}", ctx.member.user_id)


@feature.on_confirmed(TicketGrant)
def carry_out(order: TicketGrant, proposal: ConfirmationRequest, ctx: MemberContext) -> str:
    member = roster.get(ctx.db, order.member, include_left=True)
    assert member, "members are never deleted"
    if not proposal.second:
        count_by_hand(ctx, "grant", [member], _worth(ctx, order.amount))
    by = proposal.proposer + (f" + {ctx.member.user_id}" if proposal.second else "")
    return _book_tickets(ctx, member, order.amount, f"tickets:proposal:{proposal.id}", by)


def _worth(ctx: MemberContext, tickets: int) -> int:
    """Return the points that one would pay for as many draws."""
    return tickets * ctx.rules(Rules).price


def _book_tickets(ctx: MemberContext, member: Member, amount: int, key: str, by: str) -> str:
    grant_tickets(ctx, ledger.account(member), amount, key, f"{ctx.key} by {by}")
    return TICKETS_GRANTED.format(name=member.name, amount=amount, balance=ledger.balance(ctx.db, member, TICKET_UNIT))
