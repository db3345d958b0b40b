"""Who checked in on which day, and for how many days in a row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from storage.db import Db, stamp
from storage.members import Member

ONE_DAY = timedelta(days=1)


class CheckinTable(SQLModel, table=True):
    __tablename__ = "checkin"
    __table_args__ = {"sqlite_with_rowid": False}

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    streak: int = Field(description="Days in a row up to this one")


def record(db: Db, member: Member, day: date, at: datetime) -> int | None:
    """Checks a member in and returns the days in a row, or None when that day was checked in before.

    A message from before midnight may arrive after one from after it: then the later day's streak grows, too.
    """
    yesterday, today, tomorrow = _around(day)
    around: dict[str, int] = dict(
        db.all(
            "SELECT day, streak FROM checkin WHERE member_id = ? AND day BETWEEN ? AND ?",
            member.id,
            yesterday,
            tomorrow,
        )
    )
    streak = around.get(yesterday, 0) + 1
    new = db.run(
        """INSERT INTO checkin (member_id, day, at, streak) VALUES (?, ?, ?, ?)
        ON CONFLICT (member_id, day) DO NOTHING""",
        member.id,
        today,
        stamp(at),
        streak,
    )
    if not new:
        return None
    if tomorrow in around:
        _lengthen(db, member, day + ONE_DAY, streak)
    return streak


@lru_cache(maxsize=8)
def _around(day: date) -> tuple[str, str, str]:
    """The day before, the day and the day after, as stored; nearly every question is about today."""
    return (day - ONE_DAY).isoformat(), day.isoformat(), (day + ONE_DAY).isoformat()


def _lengthen(db: Db, member: Member, day: date, gained: int) -> None:
    while db.run(
        "UPDATE checkin SET streak = streak + :gained WHERE member_id = :member_id AND day = :day",
        gained=gained,
        member_id=member.id,
        day=day.isoformat(),
    ):
        day += ONE_DAY


def streak(db: Db, member: Member, today: date) -> int:
    """Days in a row up to today, or up to yesterday while today is still open."""
    row = db.one(
        "SELECT streak FROM checkin WHERE member_id = :member_id AND day IN (:today, :yesterday) ORDER BY day DESC",
        member_id=member.id,
        today=today.isoformat(),
        yesterday=(today - ONE_DAY).isoformat(),
    )
    return row[0] if row else 0
