"""When members have their birthdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis
from storage.members.roster import Member


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of every year."""

    month: int
    day: int
    year: int | None
    told_at: datetime


def save(db: Db, member: Member, month: int, day: int, year: int | None, at: datetime) -> None:
    """Keeps the member's birthday, in place of one known before."""
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
    """The member's birthday, where it is known."""
    row = db.fetch_one("SELECT month, day, year, at FROM birthday WHERE member_id = :id", id=member.id)
    return Birthday(row[0], row[1], row[2], from_millis(row[3])) if row else None
