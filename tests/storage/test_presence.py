"""Days as bits in the member's row: what they say is what the members' own days say, whatever the order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database
from storage.db import Db, SqliteDb
from storage.members import activity, presence, roster
from storage.migrations.configuration import engine_url
from storage.reports import hours

START = datetime(2026, 11, 23, tzinfo=UTC)
MEMBER_COLUMNS = "seen_on, seen_days, spoke_days, checked_days, seen_weeks"


@dataclass
class Life:
    """What one member did, kept the obvious way."""

    seen: set[date] = field(default_factory=set)
    spoke: set[date] = field(default_factory=set)
    checked: set[date] = field(default_factory=set)

    def within(self, days: set[date], first: date, last: date) -> bool:
        """Return whether one of these days is in a span and still kept."""
        kept = max(self.seen) - timedelta(days=presence.KEPT)
        return any(first <= day <= last and day > kept for day in days)


ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),  # whose
        st.sampled_from((0, 0, 0, 1, 3, 20, 24, 30, 500, 1500)),  # hours since the last act
        st.booleans(),  # talk, or else a command
        st.booleans(),  # which checks in
        st.sampled_from((0, 0, 0, 5, 23)),  # hours late
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, spans=st.lists(st.tuples(st.integers(-80, 5), st.integers(1, 62)), min_size=3, max_size=3))
def test_bits_are_what_sets_of_days_say(
    migrated_file: Path, acts: list[tuple[int, int, bool, bool, int]], spans: list[tuple[int, int]]
) -> None:
    with closing(sqlite3.connect(migrated_file)) as file, closing(sqlite3.connect(":memory:")) as connection:
        file.backup(connection)
        db = SqliteDb(connection)
        now, lives = START, [Life(), Life(), Life()]
        members = [roster.get_or_create(db, "g", f"u{number}", "", START) for number in range(3)]
        for whose, wait, is_talk, checks_in, late in acts:
            now += timedelta(hours=wait)
            at, life = now - timedelta(hours=late), lives[whose]
            checked = at.date() if checks_in and not is_talk and at.date() not in life.checked else None
            hours.count_message(db, members[whose], at, is_talk=is_talk, checked_in=checked is not None)
            life.seen.add(at.date())
            life.spoke |= {at.date()} if is_talk else set()
            life.checked |= {checked} if checked else set()
        for back, length in spans:
            last = now.date() + timedelta(days=back)
            first = last - timedelta(days=length - 1)
            there = [life for life in lives if life.seen]
            assert presence.count(db, "g", first, last) == presence.Reach(
                sum(life.within(life.seen, first, last) for life in there),
                sum(life.within(life.spoke, first, last) for life in there),
                sum(life.within(life.checked, first, last) for life in there),
            )


async def test_an_upgrade_takes_over_what_is_on_record(database: Database, database_url: str) -> None:
    def live(db: Db) -> tuple[list[object], list[object]]:
        for day in (0, 1, 2, 9, 40, 61, 62, 70, 400):
            at = START + timedelta(days=day, hours=day % 24)
            for user in ("u", "v"):
                member = roster.get_or_create(db, "g", user, "", at)
                is_talk = user == "u" or day % 2 == 0
                activity.record_message(db, member, at, is_talk=is_talk)
                if day % 3 == 0 and not is_talk:
                    db.execute(
                        """INSERT INTO checkin (member_id, day, at, streak, bonuses, kind)
                        VALUES (?, ?, 0, 1, 0, 'checked')""",
                        member.id,
                        at.date().isoformat(),
                    )
                checked = at.date() if day % 3 == 0 and not is_talk else None
                hours.count_message(db, member, at, is_talk=is_talk, checked_in=checked is not None)
        before = _kept(db)
        db.execute("UPDATE member SET seen_on = 0, seen_days = 0, spoke_days = 0, checked_days = 0")
        db.execute("UPDATE member SET seen_weeks = 0")
        db.execute("DELETE FROM talk_sum")
        return before

    before = await database.write(live)
    engine = create_async_engine(engine_url(database_url))
    async with engine.begin() as connection:
        await connection.run_sync(_fill)
    await engine.dispose()
    assert await database.read(_kept) == before
    assert before[1]


def _kept(db: Db) -> tuple[list[object], list[object]]:
    return (
        list(db.fetch_all(f"SELECT {MEMBER_COLUMNS} FROM member ORDER BY id")),
        list(db.fetch_all("SELECT group_id, span, member_id, messages FROM talk_sum ORDER BY 2, 3")),
    )


def _fill(connection: Connection) -> None:
    with Operations.context(MigrationContext.configure(connection)):
        import_module("storage.migrations.versions.0030_presence")._fill()
