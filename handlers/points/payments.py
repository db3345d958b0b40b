"""How every feature pays points: out of the group's budget, where it has one."""

from __future__ import annotations

from typing import NamedTuple

from handlers.kit import Context
from handlers.levels import rules as level_rules
from handlers.points.rules import BudgetRules
from storage.members.roster import Member
from storage.points import arrears, ledger
from storage.points.ledger import Overdrawn

BUDGET_USED_UP = "这个月的积分预算已经发完啦，{points} 分这次没法发，下个月再来～"


class Paid(NamedTuple):
    """What became of a payment."""

    points: int
    """Paid now; 0 where the treasury is empty."""
    owed: int
    """Not paid but written down, to be paid when the treasury is filled."""
    balance: int


def pay_reward(ctx: Context, member: Member, points: int, *, key: str, reason: str, owe: bool = False) -> Paid | None:
    """As `pay`, with what the member's level adds to it: for what members do, not for what admins give."""
    rules = ctx.rules(level_rules.Rules)
    if rules.boosts:
        points = level_rules.apply_earn_rate(points, level_rules.get_level(ctx.db, member, rules))
    return pay(ctx, member, points, key=key, reason=reason, owe=owe)


def pay(
    ctx: Context, member: Member, points: int, *, key: str, reason: str, owe: bool = False, cause: str = ""
) -> Paid | None:
    """Pays `points` (at least 1) for something done, once for ever per key; None when it was paid before.

    Where the group's treasury holds too little nothing is paid; with `owe` it is written down for later. The key's
    first word is the source in the report; `cause` is the ctx's key unless said otherwise.
    """
    cause = cause or ctx.key
    source = None if ctx.rules(BudgetRules).monthly is None else ledger.treasury(ctx.group.id)
    try:
        balance = ledger.earn(ctx.db, member, points, key=key, reason=reason, cause=cause, at=ctx.now, source=source)
    except Overdrawn:
        if owe:
            arrears.owe(ctx.db, member, points, key=key, reason=reason, cause=cause, at=ctx.now)
        return Paid(0, points if owe else 0, ledger.balance(ctx.db, member))
    return None if balance is None else Paid(points, 0, balance)
