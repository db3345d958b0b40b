"""What a report says of a wave's worth, and where it says that nobody can tell; pure."""

from __future__ import annotations

import pytest

from sop.waves.report import PROVEN_SHORT, say_proven, verdict
from sop.waves.results import Results
from tests.support import wave_figures
from tests.support.wave_figures import RUN


def results(called: int, woken: int, alone: int, woken_alone: int, spent: int = 1000) -> Results:
    return wave_figures.results(called, woken, alone, woken_alone, spent=spent, earned=woken * 100)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((100, 50, 0, 0), "没有对照的人"),
        ((0, 0, 20, 5), "没有对照的人"),
        ((100, 50, 20, 0), "是唤醒起了作用：多回来大约 50 人，至少"),
        ((10, 10, 3, 0), "是唤醒起了作用：多回来大约 10 人，至少"),
        ((100, 0, 20, 10), "找了反而回来得少"),
        ((100, 10, 20, 2), "看不出差别"),
        ((100, 10, 19, 2), "人太少，看不出是不是唤醒的功劳：对照只有 19 人"),
    ],
)
def test_a_report_says_what_its_figures_show(figures: tuple[int, int, int, int], told: str) -> None:
    assert verdict(results(*figures), [RUN]).startswith(told)


def test_at_least_one_came_where_the_difference_is_clear() -> None:
    assert "至少 1 人" in verdict(results(10, 5, 100, 15), [RUN])


def test_with_too_few_more_runs_are_advised() -> None:
    few = results(100, 10, 19, 2)
    assert "攒几轮发「唤醒报表 唤回 全部」，或多留一点对照" in verdict(few, [RUN])
    assert "再攒几轮，或多留一点对照" in verdict(few, [RUN, RUN])


@pytest.mark.parametrize(
    ("figures", "is_told"),
    [
        ((100, 10, 20, 2), True),
        ((100, 10, 19, 2), False),
        ((100, 90, 5, 0), True),
        ((10, 10, 5, 0), True),
        ((9, 9, 5, 0), False),
        ((100, 0, 20, 2), False),
        ((100, 10, 0, 0), False),
        ((100, 10, 20, 2, 0), False),
    ],
)
def test_what_is_proven_is_told_of_enough_members(figures: tuple[int, ...], is_told: bool) -> None:
    assert bool(say_proven(results(*figures), PROVEN_SHORT)) is is_told


def test_what_is_proven_counts_only_who_would_not_have_come() -> None:
    assert say_proven(results(100, 50, 20, 2), PROVEN_SHORT).startswith("只算没找就不会回来的人，ROI 400%（")
