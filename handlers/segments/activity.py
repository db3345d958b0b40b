"""How active members are, in four tiers; pure."""

from __future__ import annotations

from handlers.segments.lifecycle import AGAIN
from handlers.segments.presence import count_recent
from handlers.segments.ready import ACTIVITY
from handlers.segments.thresholds import Thresholds
from storage.segments import Habits

ONE_TIME, SILENT, USUAL, LOYAL = ACTIVITY


def tier_of(habits: Habits, thresholds: Thresholds, today: int) -> str | None:
    """Return a member's tier; None for those who came just now and have done nothing to tell by."""
    engaged = (
        bool(habits.deeds)
        or any(order.day > today - thresholds.month for order in habits.orders[-1:])
        or count_recent(habits.spoke_days | habits.checked_days, habits, today, thresholds) > 0
    )
    if not habits.bought and not habits.deeds and _came_once(habits):
        if today - max(habits.joined_on, habits.seen_on) >= thresholds.settling:
            return ONE_TIME
        if not engaged:
            return None
    if not engaged:
        return SILENT
    is_regular = count_recent(habits.seen_days, habits, today, thresholds) >= thresholds.regular
    return LOYAL if is_regular and (len(habits.orders) >= AGAIN or habits.deeds >= thresholds.deeds) else USUAL


def _came_once(habits: Habits) -> bool:
    """Return whether a member was there on one day at most, of all that is kept."""
    return not habits.looks and habits.seen_days.bit_count() <= 1 and habits.seen_weeks.bit_count() <= 1
