"""成员, 新来 and 退群 of a report add up, however people come, go and return."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reports.days import add_up
from storage.db import SqliteDb
from storage.members import roster
from storage.reports import days
from storage.reports.days import DaySum

FIRST = datetime(2026, 11, 23, tzinfo=UTC)
WHO = ("甲", "乙", "丙")
STEP = st.tuples(st.sampled_from(WHO), st.sampled_from(("join", "leave", "talk")))


def step(db: SqliteDb, who: str, what: str, there: set[str], at: datetime) -> None:
    """Let somebody join, leave or talk; who is not there cannot leave, and who talks is there."""
    if what == "join" and who not in there:
        roster.join(db, "g", who, "", at, None)
        there.add(who)
    elif what == "leave" and who in there:
        roster.leave(db, roster.get_or_create(db, "g", who, "", at), at)
        there.remove(who)
    elif what == "talk":
        roster.get_or_create(db, "g", who, "", at)
        there.add(who)


@settings(max_examples=60, deadline=None)
@given(drawn=st.lists(st.lists(STEP, max_size=6), min_size=1, max_size=6))
def test_members_are_those_of_the_day_before_plus_who_came_less_who_left(
    migrated_file: Path, drawn: list[list[tuple[str, str]]]
) -> None:
    with closing(sqlite3.connect(migrated_file)) as file, closing(sqlite3.connect(":memory:")) as connection:
        file.backup(connection)
        db = SqliteDb(connection)
        there: set[str] = set()
        counts = []
        for number, steps in enumerate([[], *drawn]):  # a day before anybody came
            since = FIRST + timedelta(days=number)
            for minute, (who, what) in enumerate(steps):
                step(db, who, what, there, since + timedelta(hours=9, minutes=minute))
            counts.append(len(there))
            told = days.measure(db, "g", since.date(), since, since + timedelta(days=1), 0, 0, 0)
            days.save(db, "g", [told], 0)
        kept = days.list_days(db, "g", FIRST.date(), date.max)
        shown = list(add_up(kept))
        assert [day.members for day in shown] == counts
        assert all(day.joined >= 0 <= day.left for day in shown)
        for before, day in pairwise(shown):
            assert day.members == before.members + day.joined - day.left
        for raw, day in zip(kept, shown, strict=True):
            assert min(day.joined - raw.joined, day.left - raw.left) >= 0, "nobody who came or left is taken off"


def test_days_with_a_gap_between_them_are_not_held_against_each_other() -> None:
    one = DaySum(FIRST.date(), 5, 5, 0, 1, 1, 1, 1, 1, 1, 1)
    later = DaySum(FIRST.date() + timedelta(days=40), 9, 1, 0, 1, 1, 1, 1, 1, 1, 1)
    assert list(add_up([one, later])) == [one, later]
