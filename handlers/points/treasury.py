"""The state of a group's treasury in a month, in words."""

from __future__ import annotations

from datetime import date

from handlers.dates.months import first_of_month, midnight
from handlers.kit import Context
from handlers.points.rules import BudgetRules
from storage.points import arrears, treasury

LOW_PERCENT = 10
"""Percent of the month's points, below which a warning is shown."""
TREASURY = "💰 预算每月 {monthly} 分，{month} 已拨 {filled} 分，现在还剩 {left} 分。"
OWED = "欠成员 {owed} 分，一有预算就先补发。"
LOW_WARNING = "⚠ 剩下的不到一成了，可以用「预算 5000」加拨。"


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
