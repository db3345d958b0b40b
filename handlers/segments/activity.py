"""How active members are, in four tiers; pure."""

from __future__ import annotations

from handlers.segments.lifecycle import bought_again
from handlers.segments.ready import ACTIVITY
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits

ONE_TIME, SILENT, USUAL, LOYAL = ACTIVITY


def tier_of(habits: Habits, thresholds: Thresholds, today: int) -> str | None:
    """Return a member's tier; None for those who came just now and have done nothing to tell by."""
    has_bought = bool(habits.orders) and habits.orders[-1].day > today - thresholds.month
    engaged = habits.spoke or habits.checked or habits.deeds or has_bought
    if not habits.bought and not habits.deeds and not habits.looks and habits.once:
        if today - habits.last >= thresholds.settling:
            return ONE_TIME
        if not engaged:
            return None
    if not engaged:
        return SILENT
    return LOYAL if habits.regular and (habits.deeds >= thresholds.deeds or bought_again(habits)) else USUAL
