"""How close members are to the group: how many ties there are; pure."""

from __future__ import annotations

from handlers.segments.ready import RELATIONS
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits


def relation_of(habits: Habits, thresholds: Thresholds) -> str:
    """Return how close a member is, by how many of five ties they have: four and five are the same."""
    ties = (
        habits.spoke,
        habits.regular,
        habits.introduced,
        bool(habits.bought or habits.deeds),
        bool(habits.invited or habits.shares),
    )
    return RELATIONS[min(sum(ties), len(RELATIONS) - 1)]
