"""What members are worth to the group: all they ever spent, and a grade of spending, coming and spreading; pure."""

from __future__ import annotations

from handlers.segments.fans import spread
from handlers.segments.lifecycle import bought_again
from handlers.segments.ready import GRADES, WORTH
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits
from storage.segments.sales import Sales

HIGH, MIDDLE, LOW = WORTH


def worth_of(habits: Habits, thresholds: Thresholds, sales: Sales) -> str | None:
    """Return how much a member spent, held against the mean of all buyers; None where they never bought."""
    if not habits.spent:
        return None
    mine = habits.spent * sales.buyers
    if mine >= sales.spent * thresholds.valuable:
        return HIGH
    return MIDDLE if mine * thresholds.valuable >= sales.spent else LOW


def grade_of(habits: Habits, thresholds: Thresholds) -> str:
    """Return a grade from 0 to 2 points each for spending, coming and spreading: 5, 3 or 1 at least, or none."""
    points = 2 if habits.regular else int(habits.there)
    if habits.orders:
        points += 2 if bought_again(habits) else 1
    times = spread(habits)
    if times:
        points += 2 if times >= thresholds.seed else 1
    return GRADES[3 - (points + 1) // 2]
