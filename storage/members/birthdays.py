"""The birthdays of members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of every year."""

    month: int
    day: int
    year: int | None
    saved_at: datetime


def save(db: Db, member: Member, month: int, day: int, year: int | None, at: datetime) -> None:
    """Save a member's birthday, in place of one known before."""
    db.execute(
        """INSERT INTO birthday (member_id, month, day, year, at)
        VALUES (:id, :month, :day, :year, :at)
        ON CONFLICT (member_id) DO UPDATE SET month = excluded.month, day = excluded.day, year = excluded.year,
            at = excluded.at""",
        id=member.id,
        month=month,
        day=day,
        year=year,
        at=to_millis(at),
    )


def get(db: Db, member: Member) -> Birthday | None:
    """Return the birthday of a member, None where it is unknown."""
    row = db.fetch_one(
        f"SELECT {columns(Birthday, 'birthday', saved_at='at')} FROM birthday WHERE member_id = :id", id=member.id
    )
    return read(Birthday, row) if row else None
