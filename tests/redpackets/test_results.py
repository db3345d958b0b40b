"""What is told at the end of a packet: how long it took and who was luckiest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.redpackets.results import best_share, describe_duration
from storage.members.roster import Member
from storage.redpackets.packets import Packet, State
from storage.redpackets.shares import Share
from tests.chat import START


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 秒"),
        (59.9, "59 秒"),
        (60, "1 分 0 秒"),
        (61, "1 分 1 秒"),
        (3599, "59 分 59 秒"),
        (3600, "1 小时 0 分"),
        (7559, "2 小时 5 分"),
        (90000, "25 小时 0 分"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(seconds: float, told: str) -> None:
    assert describe_duration(timedelta(seconds=seconds)) == told


def packet(shares: int, *, lucky: bool = True, state: State = State.EMPTY) -> Packet:
    return Packet(
        id=1,
        group_id="demo",
        number=1,
        sender_id=None,
        own=False,
        lucky=lucky,
        points=10,
        shares=shares,
        words="",
        phrase="",
        question="",
        occasion="",
        reason="",
        opened_at=START,
        ends_at=START,
        state=state,
        ended_at=START,
    )


def grabbed(*points: int) -> list[Share]:
    return [
        Share(Member(number, "demo", f"u{number}", ""), number, some, START) for number, some in enumerate(points, 1)
    ]


@pytest.mark.parametrize(
    ("points", "number"), [((1, 7, 2), 2), ((4, 1, 4), 1), ((1, 3, 3), 2), ((2, 2, 2), 1), ((1, 9), 2)]
)
def test_the_first_of_the_largest_shares_is_the_best(points: tuple[int, ...], number: int) -> None:
    best = best_share(packet(len(points)), grabbed(*points))
    assert best
    assert best.number == number


def test_where_luck_did_not_decide_nobody_is_the_luckiest() -> None:
    assert best_share(packet(1), grabbed(10)) is None
    assert best_share(packet(2, lucky=False), grabbed(5, 5)) is None
    assert best_share(packet(3, state=State.EXPIRED), grabbed(5, 1)) is None
