"""The birthdays of members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


class Calendar(StrEnum):
    """Whose month it is, by the name it is stored under."""

    SOLAR = "solar"
    LUNAR = "lunar"
    LEAP = "leap"
    """The lunar calendar's, and the second month of its number."""


class BirthdayDate(NamedTuple):
    """A day of every year."""

    month: int
    day: int
    calendar: Calendar = Calendar.SOLAR


@dataclass(frozen=True, slots=True)
class Birthday:
    """What a member told of their birthday."""

    date: BirthdayDate
    year: int | None
    """Of birth, in the date's calendar."""
    saved_at: datetime
    """When this date was told first."""


def save(db: Db, member: Member, date: BirthdayDate, year: int | None, at: datetime) -> None:
    """Save a member's birthday, in place of one known before; the same date keeps the moment at which it was told."""
    db.execute(
        """INSERT INTO birthday (member_id, month, day, calendar, year, at)
        VALUES (:id, :month, :day, :calendar, :year, :at)
        ON CONFLICT (member_id) DO UPDATE SET month = excluded.month, day = excluded.day,
            calendar = excluded.calendar, year = excluded.year,
            at = CASE WHEN birthday.month = excluded.month AND birthday.day = excluded.day
                AND birthday.calendar = excluded.calendar THEN birthday.at ELSE excluded.at END""",
        id=member.id,
        month=date.month,
        day=date.day,
        calendar=date.calendar,
        year=year,
        at=to_millis(at),
    )


def get(db: Db, member: Member) -> Birthday | None:
    """Return the birthday of a member, None where it is unknown."""
    row = db.fetch_one(
        f"""SELECT {columns(Birthday, "birthday", date="birthday", saved_at="at")}
        FROM birthday WHERE member_id = :id""",
        id=member.id,
    )
    return read(Birthday, row) if row else None
