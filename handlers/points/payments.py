"""Payments of every feature: points paid out of the group's budget, where it has one, and prices charged to members."""

from __future__ import annotations

from typing import NamedTuple

from handlers.kit import Context, Refusal
from handlers.levels import rules as level_rules
from handlers.points.once import was_paid_before
from handlers.points.rules import BudgetRules
from handlers.points.treasury import fill_treasury
from storage.members.roster import Member
from storage.points import arrears, ledger
from storage.points.errors import Overdrawn
from storage.points.ledger import Account

PAID = "+{points} 积分，现有 {balance} 分。"
OWED = "{points} 分先记账，有了预算就补发。"
BUDGET_USED_UP = "这个月的积分预算已经发完啦，{points} 分这次没法发，下个月再来～"


class Paid(NamedTuple):
    """The outcome of a payment, in points."""

    points: int
    """Paid now; 0 where the treasury holds too little."""
    owed: int
    """Written down, to be paid when the treasury is filled."""
    balance: int
    """The member's balance afterwards."""
    refused: int = 0
    """Neither paid nor owed."""

    def text(self, paid: str = PAID) -> str:
        """Say whether the points were paid, owed or refused; `paid` may name {points} and {balance}."""
        if self.owed:
            return OWED.format(points=self.owed)
        if self.refused:
            return BUDGET_USED_UP.format(points=self.refused)
        return paid.format(points=self.points, balance=self.balance)


def pay_reward(ctx: Context, member: Member, points: int, *, key: str, reason: str, owe: bool = False) -> Paid | None:
    """Pay as `pay` does, with what the member's level adds: for what members do, not for what admins grant."""
    rules = ctx.rules(level_rules.Rules)
    if rules.boosts:
        points = level_rules.apply_earn_rate(points, level_rules.get_level(ctx.db, member, rules))
    return pay(ctx, member, points, key=key, reason=reason, owe=owe)


def pay(
    ctx: Context, member: Member, points: int, *, key: str, reason: str, owe: bool = False, cause: str = ""
) -> Paid | None:
    """Pay `points` (at least 1) once per key; return None where the key was paid before.

    Where the group's treasury holds too little nothing is paid; with `owe` it is written down for later. The key's
    first word is the source in the report; `cause` is the context's key by default.
    """
    if was_paid_before(ctx, member, key):
        return None
    cause, source = cause or ctx.key, _source(ctx)
    try:
        balance = ledger.earn(ctx.db, member, points, key=key, reason=reason, cause=cause, at=ctx.now, source=source)
    except Overdrawn:
        if fill_treasury(ctx):
            return pay(ctx, member, points, key=key, reason=reason, owe=owe, cause=cause)
        balance = ledger.balance(ctx.db, member)
        if not owe:
            return Paid(0, 0, balance, refused=points)
        arrears.owe(ctx.db, member, points, key=key, reason=reason, cause=cause, at=ctx.now)
        return Paid(0, points, balance)
    return None if balance is None else Paid(points, 0, balance)


def set_aside(ctx: Context, target: Account, points: int, *, key: str, reason: str, cause: str = "") -> bool:
    """Move `points` (at least 1) of the group's to an account that pays them out later; False where there are too few.

    The key is one that was never used; `cause` is the context's key by default.
    """
    try:
        moved = ledger.transfer(
            ctx.db, _source(ctx), target, points, key=key, reason=reason, cause=cause or ctx.key, at=ctx.now
        )
    except Overdrawn:
        return fill_treasury(ctx) and set_aside(ctx, target, points, key=key, reason=reason, cause=cause)
    assert moved, "the key is new"
    return True


def _source(ctx: Context) -> Account:
    """Return where the group's points come from: its treasury, where it has a budget."""
    return (ledger.issuer if ctx.rules(BudgetRules).monthly is None else ledger.treasury)(ctx.group.id)


def charge(
    ctx: Context,
    member: Member,
    price: int,
    *,
    key: str,
    reason: str,
    refusal: str,
    target: Account | None = None,
    unit: str = ledger.POINTS,
    cause: str = "",
) -> int:
    """Charge a member `price` (at least 1) of a unit, once per key, and return their balance.

    It goes to `target`, by default to the issuer; `cause` is the context's key by default. Raises Refusal where the
    member has too little, in the words of `refusal`, which may name {name}, {price}, {balance} and {missing}.
    """
    source, target = ledger.account(member), target or ledger.issuer(member.group_id)
    try:
        ledger.transfer(
            ctx.db, source, target, price, key=key, reason=reason, cause=cause or ctx.key, at=ctx.now, unit=unit
        )
    except Overdrawn as error:
        missing = price - error.balance
        raise Refusal(refusal.format(name=member.name, price=price, balance=error.balance, missing=missing)) from None
    return ledger.balance(ctx.db, member, unit)
