"""Who buys how recently, how often and how much, and who bought once only; pure."""

from __future__ import annotations

from handlers.segments.ready import BUYERS, RFM
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits
from storage.segments.sales import Sales

BEST, BREAK_THROUGH, MAINTAIN, ORDINARY, CALL_BACK, RECENT = RFM
ONE_OFF, REPEAT = BUYERS


def value_of(habits: Habits, thresholds: Thresholds, today: int, sales: Sales) -> str | None:
    """Return the segment of a member by their orders of the month; None where there are none.

    What they spend is their mean order, held against the group's: a sum would grow with how often they buy.
    """
    since = today - thresholds.month
    month = [order for order in habits.orders if order.day > since]
    if not month:
        return None
    orders, fen = len(month), sum(order.fen for order in month)
    is_recent = today - month[-1].day <= thresholds.recent
    is_much = fen * sales.orders >= sales.fen * orders
    if orders >= thresholds.often:
        if not is_much:
            return MAINTAIN
        return BEST if is_recent else CALL_BACK
    if is_much:
        return BREAK_THROUGH
    return RECENT if is_recent else ORDINARY


def buyer_of(habits: Habits) -> str | None:
    """Return whether a member bought once or again; None where they never did."""
    return (None, ONE_OFF, REPEAT)[habits.bought]
