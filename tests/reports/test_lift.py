"""The interval of 效果 holds the truth: with a known effect, and with none."""

from __future__ import annotations

from math import exp
from random import Random

import pytest

from handlers.reports.lift import measure_lift


def poisson(random: Random, mean: float) -> int:
    """Return a number of events, by multiplying chances (Knuth)."""
    limit, product, events = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        events += 1
    return events


@pytest.mark.parametrize("times", [1, 4, 12])
@pytest.mark.parametrize(("usual", "effect"), [(20, 8), (3, 2), (20, 0), (3, 0), (0.2, 0)])
def test_the_interval_covers_the_true_effect_in_ninety_of_a_hundred(times: int, usual: float, effect: float) -> None:
    covered = 0
    for seed in range(100):
        random = Random(seed)
        with_it = [poisson(random, usual + effect) for _ in range(times)]
        without = [poisson(random, usual) for _ in range(24)]
        lift = measure_lift(with_it, without)
        assert lift
        covered += lift.low <= effect <= lift.high
    assert covered >= 90


def test_a_large_effect_is_seen() -> None:
    seen = 0
    for seed in range(100):
        random = Random(seed)
        lift = measure_lift([poisson(random, 30) for _ in range(8)], [poisson(random, 20) for _ in range(24)])
        assert lift
        seen += lift.is_clear and lift.difference > 0
    assert seen >= 90


def test_too_few_days_say_nothing() -> None:
    assert measure_lift([9], [1, 2, 3]) is None
    assert measure_lift([], [1, 2, 3, 4]) is None


def test_what_never_varied_is_not_taken_for_certain() -> None:
    lift = measure_lift([1], [0] * 20)
    assert lift
    assert lift.high > 1
    assert measure_lift([0], [0] * 20)
