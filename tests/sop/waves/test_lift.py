"""The interval of the lift covers the truth as often as it says: counted out exactly, and over simulated waves."""

from __future__ import annotations

from itertools import product
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.waves.lift import measure_lift

SHARES = (0.0, 0.02, 0.1, 0.25, 0.5)
EFFECTS = (0.0, 0.05, 0.1, 0.3)


def chances(members: int, share: float) -> list[float]:
    """Return how likely each number of hits is."""
    return [comb(members, hits) * share**hits * (1 - share) ** (members - hits) for hits in range(members + 1)]


def covered(called: int, alone: int, share: float, effect: float) -> float:
    """Return how likely the interval covers a true effect: the sum over all outcomes."""
    first, second = chances(called, share + effect), chances(alone, share)
    total = 0.0
    for back, back_alone in product(range(called + 1), range(alone + 1)):
        chance = first[back] * second[back_alone]
        lift = measure_lift(back, called, back_alone, alone)
        assert lift
        if chance > 1e-12 and lift.low - 1e-9 <= effect <= lift.high + 1e-9:
            total += chance
    return total


@pytest.mark.parametrize(("called", "alone", "least"), [(18, 2, 0.92), (45, 5, 0.94), (90, 10, 0.945), (80, 20, 0.945)])
def test_it_covers_the_truth_for_holdouts_however_small(called: int, alone: int, least: float) -> None:
    worst = min((covered(called, alone, share, effect), share, effect) for share, effect in product(SHARES, EFFECTS))
    assert worst[0] >= least, worst


@pytest.mark.parametrize(("back", "back_alone", "low", "high"), [(56, 48, 0.0524, 0.3339), (9, 3, 0.1705, 0.8090)])
def test_it_is_newcombes(back: int, back_alone: int, low: float, high: float) -> None:
    """Rows (a) and (c) of table II of the article: 56/70 - 48/80, and 9/10 - 3/10."""
    called, alone = (70, 80) if back == 56 else (10, 10)
    lift = measure_lift(back, called, back_alone, alone)
    assert lift
    assert (round(lift.low, 4), round(lift.high, 4)) == (low, high)


@given(st.integers(1, 300), st.integers(1, 60), st.data())
def test_it_holds_the_estimate_and_stays_within_shares(called: int, alone: int, data: st.DataObject) -> None:
    back, back_alone = data.draw(st.integers(0, called)), data.draw(st.integers(0, alone))
    lift = measure_lift(back, called, back_alone, alone)
    assert lift
    assert -1 - 1e-9 <= lift.low <= lift.difference <= lift.high <= 1 + 1e-9
    turned = measure_lift(back_alone, alone, back, called)
    assert turned
    assert turned.low == pytest.approx(-lift.high)


def test_without_one_of_the_groups_nothing_is_told() -> None:
    assert measure_lift(0, 0, 1, 3) is None
    assert measure_lift(1, 3, 0, 0) is None


@pytest.mark.parametrize("effect", [0.0, 0.15])
def test_a_hundred_waves_are_covered_in_ninety(effect: float) -> None:
    hits = 0
    for seed in range(100):
        dice = Random(seed)
        back, back_alone = (
            sum(dice.random() < share for _ in range(n)) for share, n in ((0.1 + effect, 108), (0.1, 12))
        )
        lift = measure_lift(back, 108, back_alone, 12)
        assert lift
        hits += lift.low <= effect <= lift.high
    assert hits >= 90
