"""Streaks and their bonuses, against counting by hand: every pattern of two weeks, and any order of events."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.checkin import streaks
from handlers.checkin.streaks import completed_cycles
from storage.checkin import checkins, freezes
from storage.checkin.checkins import Kind, Run
from storage.db import Db
from storage.members import roster
from storage.members.roster import Member
from storage.points import reconciliation
from tests.chat import START
from tests.support.empty_database import Undone, in_one_database, undone

FIRST = date(2026, 11, 1)
CYCLE, POINTS, BONUS = 7, 10, 30
DAYS = 14


def test_a_cycle_that_has_become_longer_takes_bonuses_that_were_paid_into_account() -> None:
    for left, right in ((Run(6, 2), Run(0, 0)), (Run(0, 0), Run(6, 2)), (Run(3, 1), Run(3, 1))):
        assert completed_cycles(left, right, 7) == 0
    assert completed_cycles(Run(6, 0), Run(0, 0), 7) == 1
    assert completed_cycles(Run(6, 0), Run(7, 1), 7) == 1
    assert completed_cycles(Run(6, 1), Run(7, 1), 7) == 0


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def by_hand(pattern: str) -> tuple[int, int]:
    """Return the streak at the end, the last day being still open, and all points, of days such as `110111`."""
    runs = [len(run) for run in pattern.split("0") if run]
    closed = pattern.removesuffix("0")
    streak = len(closed) - len(closed.rstrip("1"))
    return streak, sum(POINTS * length + BONUS * (length // CYCLE) for length in runs)


def lived(db: Db, name: str, days: list[int]) -> tuple[int, int]:
    """Return the same from the bot, for check-ins that arrive in this order."""
    member = roster.get_or_create(db, "demo", name, name, START)
    added = [streaks.add_check_in(db, member, day(number), START, CYCLE, "test") for number in days]
    points = sum(POINTS + BONUS * one.bonuses for one in added if one)
    return checkins.streak(db, member, day(DAYS - 1)), points


async def test_every_pattern_of_two_weeks_is_paid_as_by_hand(sqlite_url: str) -> None:
    def live(db: Db) -> None:
        for number in range(1 << DAYS):
            pattern = f"{number:0{DAYS}b}"
            days = [place for place, mark in enumerate(pattern) if mark == "1"]
            assert lived(db, pattern, days) == by_hand(pattern), pattern

    await in_one_database(sqlite_url, live)


async def test_the_order_in_which_messages_arrive_makes_no_difference(sqlite_url: str) -> None:
    chance = Random(7)

    def live(db: Db) -> None:
        for number in range(3000):
            pattern = "".join(chance.choices("01", (1, 5), k=DAYS - 1)) + "1"
            days = [place for place, mark in enumerate(pattern) if mark == "1"]
            chance.shuffle(days)
            assert lived(db, f"m{number}", days) == by_hand(pattern), (pattern, days)

    await in_one_database(sqlite_url, live)


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("check in"), st.integers(0, 24)),
        st.tuples(st.just("make up"), st.integers(0, 24)),
        st.tuples(st.just("buy"), st.just(0)),
    ),
    max_size=60,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, cycle=st.integers(1, 8))
def test_any_order_of_events_keeps_runs_and_bonuses_in_step(
    events: list[tuple[str, int]], cycle: int, migrated_file: Path
) -> None:
    """Runs only grow and meet, so each has exactly the bonuses of its length: no more, no fewer, none twice."""

    def live(db: Db) -> None:
        member = roster.get_or_create(db, "demo", "小明", "小明", START)
        paid, bought = 0, 0
        for number, (what, which) in enumerate(events):
            if what == "buy":
                freezes.grant(db, member, key=f"card:{number}", reason="r", cause="c", at=START)
                bought += 1
                continue
            place = checkins.locate(db, member, day(which))
            if what == "check in":
                added = streaks.add_check_in(db, member, day(which), START, cycle, "c")
                assert (added is None) == place.is_taken
            else:
                added = streaks.add_make_up(db, member, day(which), START, cycle)
                assert (added is None) == (place.here is not None)
            paid += added.bonuses if added else 0
        in_step(db, member, cycle, paid, bought)
        raise Undone

    asyncio.run(undone(migrated_file, live))


def in_step(db: Db, member: Member, cycle: int, paid: int, bought: int) -> None:
    """What is stored is what counting every run anew says."""
    rows = db.fetch_all(
        "SELECT day, streak, bonuses, kind FROM checkin WHERE member_id = :id ORDER BY day", id=member.id
    )
    found = [(date.fromisoformat(row[0]), *row[1:]) for row in rows]
    due = 0
    for _, run in groupby(enumerate(found), lambda one: one[1][0] - timedelta(days=one[0])):
        length, earned = 0, 0
        for _, (_, streak, bonuses, kind) in run:
            length += kind != Kind.FROZEN
            assert streak == length
            assert earned <= bonuses
            earned = bonuses
        assert earned == length // cycle
        due += length // cycle
    assert paid == due
    frozen = sum(row[3] == Kind.FROZEN for row in found)
    assert freezes.count(db, member) == bought - frozen
    assert reconciliation.wrong_balances(db) == []
    marked = checkins.list_days(db, member, day(0), day(30))
    assert sum(one.bonus for one in marked) == due


def test_a_new_cycle_neither_pays_the_past_again_nor_in_arrears() -> None:
    five_times_two = Run(10, 2)
    assert completed_cycles(Run(13, 2), Run(0, 0), 7) == 0, "two bonuses were paid for these days already"
    assert completed_cycles(five_times_two, Run(0, 0), 1) == 1, "one day completes one cycle, whatever was missed"
    assert completed_cycles(Run(6, 0), Run(6, 0), 7) == 1


@pytest.mark.parametrize(
    ("left", "right", "cycle", "bonuses"),
    [
        (Run(0, 0), Run(0, 0), 1, 1),
        (Run(5, 0), Run(0, 0), 7, 0),
        (Run(6, 0), Run(0, 0), 7, 1),
        (Run(7, 1), Run(0, 0), 7, 0),
        (Run(13, 1), Run(0, 0), 7, 1),
        (Run(3, 0), Run(2, 0), 7, 0),
        (Run(3, 0), Run(3, 0), 7, 1),
        (Run(0, 0), Run(7, 1), 7, 0),
        (Run(7, 1), Run(6, 0), 7, 1),
        (Run(6, 0), Run(7, 1), 7, 1),
        (Run(7, 1), Run(7, 1), 7, 0),
    ],
)
def test_a_day_between_two_runs_completes_a_cycle_where_their_days_do(
    left: Run, right: Run, cycle: int, bonuses: int
) -> None:
    assert completed_cycles(left, right, cycle) == bonuses
