"""How much of a daily allowance each member has used, by what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.db import Db
from storage.members.roster import Member


@dataclass(frozen=True, slots=True)
class Use:
    """What was used of an allowance. `full` is true the first time that it could not give everything."""

    given: int
    full: bool


def use_allowance(db: Db, member: Member, source: str, day: date, wanted: int, most: int) -> Use:
    """Use up to `wanted` (at least 1) of the day's allowance of `most`."""
    given = min(wanted, left_today(db, member, source, day, most))
    if given:
        db.execute(
            """INSERT INTO cap (member_id, source, day, used, told) VALUES (:member_id, :source, :day, :given, 0)
            ON CONFLICT (member_id, source, day) DO UPDATE SET used = cap.used + excluded.used""",
            member_id=member.id,
            source=source,
            day=day.isoformat(),
            given=given,
        )
    return Use(given, full=given < wanted and _mark_announced(db, member, source, day))


def give_back(db: Db, member: Member, source: str, day: date, amount: int) -> None:
    """Give back up to so much of what was used of a day's allowance."""
    db.execute(
        """UPDATE cap SET used = CASE WHEN used > :amount THEN used - :amount ELSE 0 END
        WHERE member_id = :member_id AND source = :source AND day = :day""",
        member_id=member.id,
        source=source,
        day=day.isoformat(),
        amount=amount,
    )


def left_today(db: Db, member: Member, source: str, day: date, most: int) -> int:
    """Return how much of the day's allowance of `most` is left.

    0 where more was used: two accounts were merged, or the owner has lowered it since.
    """
    return max(most - used_today(db, member, source, day), 0)


def used_today(db: Db, member: Member, source: str, day: date) -> int:
    """Return how much of the day's allowance the member has used."""
    used = db.fetch_value(
        "SELECT used FROM cap WHERE member_id = :member_id AND source = :source AND day = :day",
        member_id=member.id,
        source=source,
        day=day.isoformat(),
    )
    return used or 0


def _mark_announced(db: Db, member: Member, source: str, day: date) -> bool:
    return bool(
        db.execute(
            """UPDATE cap SET told = 1
            WHERE member_id = :member_id AND source = :source AND day = :day AND told = 0""",
            member_id=member.id,
            source=source,
            day=day.isoformat(),
        )
    )
