"""Who wins which prize of a competition; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple


class Place(NamedTuple):
    """How one member came off."""

    member_id: int
    score: int
    place: int
    """From 1; equal scores share one."""
    prize: int
    """Points, before the day's budget is asked."""


def rank(scores: Mapping[int, int], prizes: Sequence[int]) -> list[Place]:
    """Return the members from the best score on. Who shares a place shares its prizes, rounded down; 0 wins nothing."""
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    places: list[Place] = []
    for member_id, score in ordered:
        place = 1 + sum(other > score for other in scores.values())
        equals = sum(other == score for other in scores.values())
        pot = sum(prizes[place - 1 : place - 1 + equals])
        places.append(Place(member_id, score, place, pot // equals if score > 0 else 0))
    return places


def within_budget(places: Sequence[Place], left: int) -> list[Place]:
    """Return the places with prizes cut to what is left of the day's budget, the best first and equals as much."""
    cut: list[Place] = []
    for _, shared in groupby(places, lambda place: place.place):
        equals = list(shared)
        prize = min(equals[0].prize, left // len(equals))
        # What cannot be shared evenly is not for those behind them either.
        left = left - prize * len(equals) if prize == equals[0].prize else 0
        cut += [place._replace(prize=prize) for place in equals]
    return cut
