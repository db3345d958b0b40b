"""Splitting: nothing is lost, nobody gets nothing, and no place in the line is better than another one."""

from __future__ import annotations

from random import Random

import pytest

from handlers.redpackets.splitting import nearest_multiples, split_by_luck, split_equally, split_minutes

MOST = 200
TRIES = 10_000


def test_every_packet_up_to_200_points_is_split_without_a_rest() -> None:
    random = Random(1)
    for points in range(1, MOST + 1):
        for shares in range(1, points + 1):
            split = split_by_luck(points, shares, random)
            assert (len(split), sum(split), min(split) >= 1) == (shares, points, True)


@pytest.mark.parametrize(("points", "shares"), [(100, 10), (20, 3), (7, 2), (1000, 20)])
def test_no_place_in_the_line_is_favoured(points: int, shares: int) -> None:
    random = Random(2)
    totals = [0] * shares
    for _ in range(TRIES):
        totals = [total + share for total, share in zip(totals, split_by_luck(points, shares, random), strict=True)]
    fair = points / shares
    assert all(abs(total / TRIES - fair) < fair / 10 for total in totals)


def test_each_way_to_split_comes_as_often_as_any_other() -> None:
    random = Random(3)
    counts: dict[tuple[int, ...], int] = {}
    for _ in range(TRIES):
        split = tuple(split_by_luck(5, 3, random))
        counts[split] = counts.get(split, 0) + 1
    assert sorted(counts) == [(1, 1, 3), (1, 2, 2), (1, 3, 1), (2, 1, 2), (2, 2, 1), (3, 1, 1)]
    assert all(abs(count - TRIES / 6) < TRIES / 60 for count in counts.values())


def test_large_packets_are_split_as_well() -> None:
    split = split_by_luck(1_000_000, 100, Random(4))
    assert (len(split), sum(split), min(split) >= 1) == (100, 1_000_000, True)


def test_equal_shares_are_equal() -> None:
    assert split_equally(100, 4) == [25] * 4
    assert split_equally(7, 7) == [1] * 7


@pytest.mark.parametrize(
    ("points", "shares", "near"), [(100, 7, [98, 105]), (5, 7, [7]), (10, 3, [9, 12]), (8, 3, [6, 9])]
)
def test_the_nearest_sums_that_can_be_split_are_known(points: int, shares: int, near: list[int]) -> None:
    assert nearest_multiples(points, shares) == near


@pytest.mark.parametrize(("minutes", "packets"), [(30, 5), (10, 5), (5, 5), (7, 5), (180, 10), (20, 2), (2, 2)])
def test_every_packet_of_a_rain_is_open_long_enough(minutes: int, packets: int) -> None:
    random = Random(1)
    gaps = [split_minutes(minutes, packets, random) for _ in range(200)]
    assert {(len(gap), sum(gap)) for gap in gaps} == {(packets, minutes)}
    assert min(map(min, gaps)) >= max(minutes // packets // 2, min(2, minutes // packets))
    assert len(set(map(tuple, gaps))) > 1 or minutes <= 2 * packets
