"""The state of a group's treasury in a month, in words."""

from __future__ import annotations

from datetime import date

from handlers.dates.months import first_of_month, midnight
from handlers.kit import Context
from handlers.points.rules import BudgetRules
from storage.points import arrears, treasury

LOW_PERCENT = 10
"""Percent of the month's points; below, those who ask are warned."""
TREASURY = "💰 预算每月 {monthly} 分，{month} 已拨 {filled} 分，现在还剩 {left} 分。"
OWED = "欠成员 {owed} 分，一有预算就先补发。"
LOW_WARNING = "⚠ 剩下的不到一成了，可以用「预算 5000」加拨。"


def describe_treasury(ctx: Context, month: date) -> str:
    """What the treasury was given in the month that begins with `month`, and what it holds and owes now.

    Where little is left of this month's points, so much is said.
    """
    monthly = ctx.rules(BudgetRules).monthly or 0
    since, until = midnight(month, ctx.group.zone), midnight(first_of_month(month, -1), ctx.group.zone)
    filled = treasury.filled(ctx.db, ctx.group.id, since, until)
    left = treasury.left(ctx.db, ctx.group.id)
    owed = arrears.total(ctx.db, ctx.group.id)
    said = TREASURY.format(monthly=monthly, month=f"{month:%Y-%m}", filled=filled, left=left)
    if owed:
        said += OWED.format(owed=owed)
    now = month == first_of_month(ctx.today)
    return said + (LOW_WARNING if now and is_low(left, max(monthly, filled)) else "")


def is_low(left: int, given: int) -> bool:
    """Whether less than a tenth is left of what a month was given."""
    return left * 100 < given * LOW_PERCENT
