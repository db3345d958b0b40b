"""How active members are, in four tiers; pure."""

from __future__ import annotations

from handlers.segments.lifecycle import bought_again
from handlers.segments.ready import ACTIVITY
from handlers.segments.thresholds import Thresholds
from storage.segments import Habits

ONE_TIME, SILENT, USUAL, LOYAL = ACTIVITY


def tier_of(habits: Habits, thresholds: Thresholds, today: int) -> str | None:
    """Return a member's tier; None for those who came just now and have done nothing to tell by."""
    has_bought = bool(habits.orders) and habits.orders[-1].day > today - thresholds.month
    engaged = habits.spoke_month or habits.checked_month or habits.deeds or has_bought
    if not habits.bought and not habits.deeds and _came_once(habits):
        if today - max(habits.joined_on, habits.seen_on) >= thresholds.settling:
            return ONE_TIME
        if not engaged:
            return None
    if not engaged:
        return SILENT
    is_regular = habits.seen_month.bit_count() >= thresholds.regular
    return LOYAL if is_regular and (habits.deeds >= thresholds.deeds or bought_again(habits)) else USUAL


def _came_once(habits: Habits) -> bool:
    """Return whether a member was there on one day at most, of all that is kept."""
    return not habits.looks and habits.seen_days.bit_count() <= 1 and habits.seen_weeks.bit_count() <= 1
