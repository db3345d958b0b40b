"""A group's treasury: filled once a month, it pays what is owed first; and its state in words."""

from __future__ import annotations

from datetime import date

from handlers.dates.months import first_of_month, midnight
from handlers.kit import Context
from handlers.points.rules import BudgetRules
from storage.points import arrears, entries, ledger, treasury
from storage.points.errors import Overdrawn

BATCH_SIZE = 100
"""Debts read in one query."""
LOW_PERCENT = 10
"""Percent of the month's points, below which a warning is shown."""
TREASURY = "💰 预算每月 {monthly} 分，{month} 已拨 {filled} 分，现在还剩 {left} 分。"
OWED = "欠成员 {owed} 分，一有预算就先补发。"
LOW_WARNING = "⚠ 剩下的不到一成了，可以用「预算 5000」加拨。"


def fill_treasury(ctx: Context) -> bool:
    """Fill the treasury for the month of the context's day and pay what is owed; False where that was done before.

    So a budget that is switched on in the middle of a month holds what it says from then on.
    """
    monthly = ctx.rules(BudgetRules).monthly
    month = f"{ctx.today:%Y-%m}"
    key = f"budget:{ctx.group.id}:{month}"
    if not monthly or entries.get_by_key(ctx.db, key):
        return False
    lapse_unspent(ctx)
    source, target = ledger.issuer(ctx.group.id), ledger.treasury(ctx.group.id)
    ledger.transfer(ctx.db, source, target, monthly, key=key, reason=f"{month} 预算", cause=ctx.key, at=ctx.now)
    pay_arrears(ctx)
    return True


def left_to_pay(ctx: Context) -> int | None:
    """Return what the group can pay now, filled for the month before that; None where it has no budget."""
    if ctx.rules(BudgetRules).monthly is None:
        return None
    fill_treasury(ctx)
    return treasury.balance(ctx.db, ctx.group.id)


def lapse_unspent(ctx: Context) -> None:
    """Take back what is left of the months before, where the group's rules say so; once a month."""
    rest = treasury.balance(ctx.db, ctx.group.id)
    if not rest or ctx.rules(BudgetRules).carry:
        return
    source, target = ledger.treasury(ctx.group.id), ledger.issuer(ctx.group.id)
    key = f"unspent:{ctx.group.id}:{ctx.today:%Y-%m}"
    ledger.transfer(ctx.db, source, target, rest, key=key, reason="上月没发完的预算", cause=ctx.key, at=ctx.now)


def pay_arrears(ctx: Context) -> int:
    """Pay what is owed to members, the oldest debt first, while the treasury lasts; return the points paid."""
    paid = 0
    source = ledger.treasury(ctx.group.id)
    while owed := arrears.list_oldest(ctx.db, ctx.group.id, BATCH_SIZE):
        for debt in owed:
            try:
                ledger.earn(
                    ctx.db,
                    debt.member,
                    debt.amount,
                    key=debt.key,
                    reason=debt.reason,
                    cause=debt.cause,
                    at=ctx.now,
                    source=source,
                )
            except Overdrawn:
                return paid
            arrears.delete(ctx.db, debt)
            paid += debt.amount
    return paid


def describe_treasury(ctx: Context, month: date) -> str:
    """Say what was added to the treasury in the month that begins with `month`, and what it holds and owes now.

    For the current month it warns where little is left.
    """
    monthly = ctx.rules(BudgetRules).monthly or 0
    since, until = midnight(month, ctx.group.zone), midnight(first_of_month(month, -1), ctx.group.zone)
    filled = treasury.total_filled(ctx.db, ctx.group.id, since, until)
    left = treasury.balance(ctx.db, ctx.group.id)
    owed = arrears.total_of_group(ctx.db, ctx.group.id)
    text = TREASURY.format(monthly=monthly, month=f"{month:%Y-%m}", filled=filled, left=left)
    if owed:
        text += OWED.format(owed=owed)
    is_current = month == first_of_month(ctx.today)
    return text + (LOW_WARNING if is_current and is_low(left, max(monthly, filled)) else "")


def is_low(left: int, given: int) -> bool:
    """Return whether less than `LOW_PERCENT` is left of the points given in a month."""
    return left * 100 < given * LOW_PERCENT
