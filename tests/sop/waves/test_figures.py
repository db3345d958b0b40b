"""Which figures of a wave say nothing because there are too few, and where a ratio becomes so many times."""

from __future__ import annotations

import pytest

from sop.waves.figures import lift_of, say_ratio, say_share
from sop.waves.lift import Lift
from storage.sop.wave_results import Arm
from tests.support.wave_figures import results


@pytest.mark.parametrize(
    ("called", "spent", "earned", "told"),
    [
        (9, 100, 50, "—"),
        (10, 100, 50, "50%"),
        (10, 100, 0, "0%"),
        (10, 0, 50, "—"),
        (10, 1000, 9994, "999%"),
        (10, 1000, 9995, "10 倍"),
        (10, 100, 1000, "10 倍"),
        (10, 100, 1549, "15 倍"),
    ],
)
def test_a_ratio_is_told_of_ten_and_more(called: int, spent: int, earned: int, told: str) -> None:
    assert say_ratio(results(called, 1, 5, 0, spent=spent, earned=earned)) == told


def test_a_share_is_told_of_five_and_more() -> None:
    assert [say_share(Arm(members=members, woken=1)) for members in (0, 4, 5, 8)] == ["—", "—", "20%", "13%"]


@pytest.mark.parametrize(
    ("called", "woken", "alone", "woken_alone", "is_told"),
    [
        (5, 1, 5, 1, True),
        (4, 1, 5, 1, False),
        (5, 1, 4, 1, False),
        (100, 100, 4, 0, True),
        (100, 0, 4, 4, True),
        (0, 0, 5, 0, False),
        (5, 0, 0, 0, False),
    ],
)
def test_of_a_handful_only_a_clear_difference_is_told(
    called: int, woken: int, alone: int, woken_alone: int, is_told: bool
) -> None:
    assert (lift_of(results(called, woken, alone, woken_alone)) is not None) is is_told


def test_an_interval_that_touches_nought_is_not_clear() -> None:
    clear = [Lift(0.5, 0.4, low, high).is_clear for low, high in ((0.01, 0.2), (0.0, 0.2), (-0.2, 0.0), (-0.2, -0.01))]
    assert clear == [True, False, False, True]


def test_twenty_left_alone_are_not_few() -> None:
    assert [results(100, 1, alone, 0).is_small for alone in (19, 20)] == [True, False]
