"""Rounds that a feature keeps open in a group, with what it knows of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.db import Db, to_millis
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Row:
    """An open round; its state is the feature's own JSON."""

    id: int
    group_id: str
    feature: str
    opened_by: int | None
    """The member; None for the timetable."""
    opened_at: datetime
    ends_at: datetime
    state: str
    has_merged: bool
    """Two members of any group have become one since it was opened, or not long before."""


LATEST = timedelta(days=1)
"""Words that merge two members are recorded by their own time, and may be heard so much later."""
_MERGED = f"""EXISTS (SELECT 1 FROM merged_member
    WHERE merged_member.at > round.opened_at - {LATEST // timedelta(milliseconds=1)})"""
_OPEN = f"SELECT {columns(Row, 'round', has_merged=_MERGED)} FROM round WHERE ended_at IS NULL"


def create(
    db: Db, group_id: str, feature: str, state: str, *, opened_by: int | None, opened_at: datetime, ends_at: datetime
) -> int:
    """Open a round and return its number."""
    return db.insert(
        """INSERT INTO round (group_id, feature, opened_by, opened_at, ends_at, state, outcome)
        VALUES (:group_id, :feature, :opened_by, :opened_at, :ends_at, :state, '')""",
        group_id=group_id,
        feature=feature,
        opened_by=opened_by,
        opened_at=to_millis(opened_at),
        ends_at=to_millis(ends_at),
        state=state,
    )


def list_open(db: Db, group_id: str) -> list[Row]:
    """Return the open rounds of a group, oldest first."""
    rows = db.fetch_all(f"{_OPEN} AND group_id = :group_id ORDER BY id", group_id=group_id)
    return [read(Row, row) for row in rows]


def get_open(db: Db, group_id: str, number: int) -> Row | None:
    """Return a round of the group while it is open."""
    row = db.fetch_one(f"{_OPEN} AND id = :id AND group_id = :group_id", id=number, group_id=group_id)
    return read(Row, row) if row else None


def find_latest(db: Db, group_id: str, prefix: str) -> str | None:
    """Return the feature that has opened a round in the group last, open or not, of those that begin with `prefix`."""
    row = db.fetch_one(
        """SELECT feature FROM round WHERE group_id = :group_id AND SUBSTR(feature, 1, :length) = :prefix
        ORDER BY id DESC LIMIT 1""",
        group_id=group_id,
        prefix=prefix,
        length=len(prefix),
    )
    return str(row[0]) if row else None


def save_state(db: Db, number: int, state: str) -> None:
    """Keep what the feature knows of an open round."""
    db.execute("UPDATE round SET state = :state WHERE id = :id AND ended_at IS NULL", state=state, id=number)


def end(db: Db, number: int, outcome: str, at: datetime) -> bool:
    """End a round; False where it has ended before."""
    return bool(
        db.execute(
            "UPDATE round SET ended_at = :at, outcome = :outcome WHERE id = :id AND ended_at IS NULL",
            at=to_millis(at),
            outcome=outcome,
            id=number,
        )
    )
