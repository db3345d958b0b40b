"""Counting a member's days among those that are kept as bits; pure."""

from __future__ import annotations

from handlers.segments.thresholds import Thresholds
from storage.segments import Habits


def count_recent(bits: int, habits: Habits, today: int, thresholds: Thresholds) -> int:
    """Return how many of a member's days (`seen_days` and its like) are in the month up to today."""
    ahead = habits.seen_on - today
    moved = bits >> ahead if ahead > 0 else bits << min(-ahead, thresholds.month)
    return (moved & ((1 << thresholds.month) - 1)).bit_count()
