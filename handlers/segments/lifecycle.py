"""How far members have come, and who is slipping away: by days, and by each member's own rhythm; pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from handlers.segments.ready import INACTIVE, LIFECYCLE
from handlers.segments.thresholds import Thresholds
from storage.members.presence import KEPT
from storage.segments.habits import Habits

ACQUIRED, ACTIVATED, MATURE, QUIET, LOST = LIFECYCLE
SILENT, ASLEEP, GONE = INACTIVE
KNOWN_RHYTHM = 3
"""Days from which on there is a rhythm: fewer have one gap at most."""
LONGEST_GAP = KEPT // 2
"""Days. The median of at least two gaps between the days that are kept is no longer than that."""


def bought_again(habits: Habits) -> bool:
    """Return whether a member bought on two days of the last year, or more."""
    return len(habits.orders) > 1 and habits.orders[0].day < habits.orders[-1].day


def quiet_days(habits: Habits, today: int) -> int:
    """Return for how many days a member has sent nothing and bought nothing; from joining where they never did."""
    bought = habits.orders[-1].day if habits.orders else 0
    return max(today - max(habits.last, bought), 0)


def stage_of(habits: Habits, thresholds: Thresholds, today: int, quiet: int) -> str:
    """Return how far a member has come, who has been silent for `quiet` days.

    Who is silent for long by the calendar is not by their own rhythm where they always came, or bought, that seldom.
    """
    if quiet >= thresholds.silent:
        if _exceeds(habits, today, quiet, thresholds.lost, thresholds.lost_times):
            return LOST
        if _exceeds(habits, today, quiet, thresholds.silent, thresholds.silent_times):
            return QUIET
    if not (habits.began or habits.introduced or habits.bought or habits.deeds):
        return ACQUIRED
    is_mature = bought_again(habits) or habits.regular
    return MATURE if is_mature else ACTIVATED


def inactive_of(thresholds: Thresholds, quiet: int) -> str | None:
    """Return what a member is called who has been silent for `quiet` days; None where that is not long."""
    if quiet < thresholds.silent:
        return None
    if quiet < thresholds.asleep:
        return SILENT
    return ASLEEP if quiet < thresholds.lost else GONE


def _exceeds(habits: Habits, today: int, quiet: int, days: int, times: int) -> bool:
    """Return whether a member is silent for so many days, and longer than their own gaps, so many times over."""
    if quiet < max(days, times * _gap(_seen(habits))):
        return False
    bought = sorted({order.day for order in habits.orders})
    return not bought or today - bought[-1] >= times * _gap(bought)


def _seen(habits: Habits) -> list[int]:
    """Return the days on which a member was there, among the last that are kept, in order and from anywhere."""
    bits = habits.rhythm
    return [-bit for bit in range(bits.bit_length() - 1, -1, -1) if bits >> bit & 1]


def _gap(days: Sequence[int]) -> float:
    """Return the median of the days between successive ones; 0 where there are too few to tell."""
    return median(after - before for before, after in pairwise(days)) if len(days) >= KNOWN_RHYTHM else 0
