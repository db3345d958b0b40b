"""What admins give and take by hand: when they confirm it themselves, and when another admin has to.

It counts for a day, by who gives and by who receives, so that splitting an amount changes nothing. What somebody gives
to themselves always needs another admin. In a group with one admin alone nobody else can be asked: they confirm it
themselves, and the weekly report tells of it.
"""

from __future__ import annotations

from enum import Enum

from handlers.kit import MemberContext, Refusal
from handlers.points.rules import Rules
from handlers.system.confirmation_requests import other_admins
from storage.members.roster import Member
from storage.points import limits

UNLIMITED = 2**31
"""What is counted has no limit here; no day's sum comes near it."""
SPLIT_UP = "今天手工加减的已经超过 {most} 分，这一笔要另一位管理员确认，请重新发一遍。"
ALONE = "（群里没有另一位管理员，由你自己确认；每周小结会写上。）"


class Confirmation(Enum):
    """Who has to confirm."""

    NOBODY = 0
    GIVER = 1
    SECOND = 2


def needed_confirmation(ctx: MemberContext, act: str, receiver: Member, worth: int) -> Confirmation:
    """Return who has to confirm that the acting admin gives (`grant`) or takes (`deduct`) so many points."""
    rules = ctx.rules(Rules)
    used = max(
        limits.used_today(ctx.db, member, source, ctx.today)
        for member, source in ((ctx.member, _by(act)), (receiver, _of(act)))
    )
    is_own = act == "grant" and receiver.id == ctx.member.id
    if is_own or used + worth > rules.second:
        return Confirmation.SECOND if other_admins(ctx) else Confirmation.GIVER
    return Confirmation.GIVER if worth > rules.confirm else Confirmation.NOBODY


def count_by_hand(ctx: MemberContext, act: str, receiver: Member, worth: int) -> None:
    """Count what the acting admin gives or takes on their own; raises Refusal where that is too much by now."""
    if needed_confirmation(ctx, act, receiver, worth) is Confirmation.SECOND:
        raise Refusal(SPLIT_UP.format(most=ctx.rules(Rules).second))
    for member, source in ((ctx.member, _by(act)), (receiver, _of(act))):
        limits.use_allowance(ctx.db, member, source, ctx.today, worth, UNLIMITED)


def describe_alone(ctx: MemberContext) -> str:
    """Say that there is nobody else to confirm; empty where there is."""
    return "" if other_admins(ctx) else ALONE


def _by(act: str) -> str:
    return f"{act} by hand"


def _of(act: str) -> str:
    return f"{act} from hands"
