"""What a wave brought, in figures that anybody can count by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sop.waves.figures import say_points
from sop.waves.results import add_up, results_of
from storage.sop.wave_results import Arm
from tests.support.wave_figures import RUN

CALLED = Arm(members=100, touched=96, woken=30, taken=20, fen=50_000)
ALONE = Arm(members=20, woken=2, fen=1_000)


def test_the_ratio_and_what_is_proven_of_it() -> None:
    results = results_of(RUN, CALLED, ALONE)
    assert (results.spent, results.earned) == (96 * 50 + 20 * 1000, 30 * 3000)
    assert results.ratio == round(90_000 * 100 / 24_800)
    assert results.more
    assert results.more[0] == pytest.approx(20)  # 30 of 100, less the 10 who would have come
    assert results.proven_ratio
    assert results.proven_ratio[0] == round(20 * 3000 * 100 / 24_800)
    assert results.proven_ratio[1] < results.proven_ratio[0] < results.proven_ratio[2]


def test_without_a_worth_orders_count() -> None:
    results = results_of(replace(RUN, worth_fen=None), CALLED, ALONE)
    assert results.earned == 50_000
    assert results.proven_ratio
    assert results.proven_ratio[0] == round(20 * (50_000 / 30) * 100 / 24_800)


def test_what_cannot_be_told_is_not_told() -> None:
    free = results_of(replace(RUN, touch_fen=0, offer_fen=0), CALLED, ALONE)
    assert (free.ratio, free.proven_ratio) == (None, None)
    nobody = results_of(RUN, CALLED, Arm())
    assert (nobody.lift, nobody.more, nobody.proven_ratio) == (None, None, None)
    asleep = results_of(RUN, replace(CALLED, woken=0, fen=0), ALONE)
    assert (asleep.ratio, asleep.proven_ratio) == (0, None)


def test_runs_are_added_up_each_on_its_own_terms() -> None:
    first, second = results_of(RUN, CALLED, ALONE), results_of(replace(RUN, touch_fen=100), CALLED, ALONE)
    both = add_up([first, second])
    assert (both.called.members, both.alone.woken, both.called.fen) == (200, 4, 100_000)
    assert (both.spent, both.earned) == (first.spent + second.spent, 180_000)
    assert both.lift
    assert first.lift
    assert both.lift.high - both.lift.low < first.lift.high - first.lift.low


@pytest.mark.parametrize(
    ("share", "told"), [(0.123, "12.3"), (1.0, "100"), (-0.05, "-5"), (0.0004, "0"), (-0.0004, "0"), (0.0006, "0.1")]
)
def test_differences_are_told_in_percentage_points(share: float, told: str) -> None:
    assert say_points(share) == told
