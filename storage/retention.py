"""What is forgotten, and when: rows are found on a reading connection and deleted in portions.

Nothing here guards an effect. A ledger entry's key, a claimed moment, a check-in and a draw stay for ever. The keys of
events may go, because an event that is half as old as they get is not carried out any more: see bot/dispatch.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.db import Db, Row, to_millis

WINDOW = 5000
"""Rows looked through at a time."""
_DIGEST = re.compile('"digest":"([0-9a-f]{64})"')
LONG_AGO = (0, "~")
"""Behind all pictures from before their age was on record: digests are hex."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that are forgotten at some age. All its words are constants of this file."""

    name: str
    """The setting that says after how many days."""
    table: str
    key: tuple[str, ...]
    """Columns that name a row; the rows are looked through in their order."""
    age: str
    """The column that tells it: ms since 1970 UTC, or a local date."""
    condition: str = "TRUE"
    in_order: bool = False
    """Whether a later key is a younger row, so that the first young one ends the search."""
    by_date: bool = False


_WAITING = "state IN ('new', 'claimed')"
_ARRIVED = f"NOT ({_WAITING}) AND (kind = 'answer' OR state = 'sent')"
_LAST = "id < (SELECT MAX(id) FROM {0})"
"""The last row stays: SQLite would give its number, which may stand in a chat, to another one."""

PICTURES = Kind("pictures", "picture", ("saved_at", "digest"), "saved_at", in_order=True)
KINDS = (
    Kind("inbox", "inbox", ("channel", "key"), "received_at"),
    Kind("inbox", "stranger", ("channel", "chat_id"), "heard_at"),
    Kind("sent", "outbox", ("id",), "created_at", f"{_ARRIVED} AND {_LAST.format('outbox')}", in_order=True),
    # Broadcasts that an admin may still want to see: in doubt, refused, expired, ignored; and what no lane ever took.
    Kind("failed", "outbox", ("id",), "created_at", f"state <> 'claimed' AND {_LAST.format('outbox')}", in_order=True),
    Kind("failed", "proposal", ("id",), "expires", _LAST.format("proposal"), in_order=True),
    Kind("transcript", "transcript", ("id",), "at", in_order=True),
    Kind("inbox", "cap", ("member_id", "source", "day"), "day", by_date=True),
    # Their sums by day stay. A week's name is greater than any date of its year, so weeks go with their year.
    Kind("facts", "talk_sum", ("group_id", "span", "member_id"), "span", by_date=True),
    Kind("facts", "hour_sum", ("group_id", "day", "hour"), "day", by_date=True),
    Kind("facts", "fact", ("group_id", "day", "kind", "member_id"), "day", by_date=True),
    Kind("photos", "album_photo", ("at", "album", "number"), "at", in_order=True),
    PICTURES,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The old rows of one window, and where the next one begins; None at the end."""

    rows: list[Row]
    after: Row | None


def find(db: Db, kind: Kind, now: datetime, age: timedelta, after: Row | None) -> Found:
    """Return the keys of rows older than `age` in the window behind a key, or in the first one."""
    before = now - age
    # A date is over everywhere a day after it is over in UTC.
    limit = (before - timedelta(days=1)).date().isoformat() if kind.by_date else to_millis(before)
    columns, values = ", ".join(kind.key), dict(_values("after", after or ()))
    behind = f"({columns}) > ({_places('after', kind)})" if after is not None else "TRUE"
    last = db.fetch_one(
        f"""SELECT {columns}, {kind.age} FROM {kind.table} WHERE {behind}
        ORDER BY {columns} LIMIT 1 OFFSET {WINDOW - 1}""",
        **values,
    )
    upto = "TRUE"
    if last is not None:
        upto = f"({columns}) <= ({_places('upto', kind)})"
        values |= _values("upto", last[:-1])
    rows = db.fetch_all(
        f"""SELECT {columns} FROM {kind.table}
        WHERE {behind} AND {upto} AND {kind.age} < :before AND {kind.condition} ORDER BY {columns}""",
        **values,
        before=limit,
    )
    ends = last is None or (kind.in_order and last[-1] >= limit)
    return Found(rows, None if ends or last is None else last[:-1])


def delete(db: Db, kind: Kind, rows: Sequence[Row]) -> int:
    """Delete rows by their keys, where they still are as they were found; return how many."""
    named = " AND ".join(f"{column} = ?" for column in kind.key)
    sql = f"DELETE FROM {kind.table} WHERE {named} AND {kind.condition}"
    return sum(db.execute(sql, *row) for row in rows)


def list_needed_pictures(db: Db, now: datetime) -> frozenset[str]:
    """Return the digests that a message may still be sent with, those that open tasks show, and those of albums."""
    replies = db.fetch_all(
        f"""SELECT reply FROM outbox WHERE ({_WAITING} OR (kind <> 'answer' AND state <> 'sent'))
        AND reply LIKE '%"digest"%'"""
    )
    digests = {digest for (reply,) in replies for digest in _DIGEST.findall(reply)}
    digests |= {row[0] for row in db.fetch_all("SELECT picture FROM task WHERE picture <> ''")}
    quests = db.fetch_all("SELECT picture FROM quest WHERE picture <> '' AND ends_at > :now", now=to_millis(now))
    events = db.fetch_all("SELECT poster FROM event WHERE poster <> '' AND state = 'open'")
    digests |= {row[0] for row in (*quests, *events)}
    return frozenset(digests | {row[0] for row in db.fetch_all("SELECT digest FROM album_photo")})


def without(rows: Sequence[Row], needed: Collection[str]) -> list[Row]:
    """Return the pictures that nothing needs."""
    return [row for row in rows if row[1] not in needed]


def give_back(db: Db, pages: int) -> int:
    """Give up to so many free pages of an SQLite file back to the disk; return how many are left."""
    db.fetch_all(f"PRAGMA incremental_vacuum({int(pages)})")
    return int(db.fetch_value("PRAGMA freelist_count"))


def gives_back(db: Db) -> bool:
    """Return whether an SQLite file can; those of earlier versions use the pages again instead."""
    return bool(db.fetch_value("PRAGMA auto_vacuum") == 2)


def _values(name: str, row: Sequence[object]) -> dict[str, str | int]:
    return {f"{name}{place}": value for place, value in enumerate(row)}  # type: ignore[misc]


def _places(name: str, kind: Kind) -> str:
    return ", ".join(f":{name}{place}" for place in range(len(kind.key)))
