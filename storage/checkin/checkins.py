"""Who checked in on which day, and for how many days in a row.

A run is days in a row: checked and made-up ones count, frozen ones hold it together without counting. Runs only ever
grow or meet, because no day is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member

ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """How a day came into its run."""

    CHECKED = "checked"
    MADE_UP = "made up"
    FROZEN = "frozen"


class Run(NamedTuple):
    """Days in a row, or a part of them: how many count, and how many bonuses they earned."""

    length: int
    bonuses: int


NO_RUN = Run(0, 0)


class Position(NamedTuple):
    """A day among the others, before it is checked in."""

    here: Kind | None
    """What the day is already."""
    missed: int
    """Days between it and the last one before that is in a run; 0 where there is none, or the day is frozen."""
    left: Run
    """The run that ends before it, or before those missed."""
    right: Run
    """What goes on the day after."""

    @property
    def is_taken(self) -> bool:
        """Return the day counts already."""
        return self.here is not None and self.here is not Kind.FROZEN


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a member's calendar."""

    day: date
    kind: Kind
    bonus: bool
    """It completed a cycle."""


def locate(db: Db, member: Member, day: date) -> Position:
    """Return where a day stands; asks once, unless the day after is checked in already."""
    yesterday, today, tomorrow = _around(day)
    here, missed, left, right = None, 0, NO_RUN, NO_RUN
    for found, streak, bonuses, kind in db.fetch_all(
        """SELECT day, streak, bonuses, kind FROM checkin WHERE member_id = ? AND day <= ?
        ORDER BY day DESC LIMIT 2""",
        member.id,
        tomorrow,
    ):
        if found == tomorrow:
            right = _onwards(db, member, tomorrow)
        elif found == today:
            here, left = Kind(kind), Run(streak, bonuses)
            break
        else:
            left = Run(streak, bonuses)
            missed = 0 if found == yesterday else (day - date.fromisoformat(found)).days - 1
            break
    if here is Kind.FROZEN:  # it does not count, so its run is the one before it; what follows goes on from there
        right = Run(right.length - left.length, right.bonuses - left.bonuses)
    return Position(here, missed, left, right)


@lru_cache(maxsize=8)
def _around(day: date) -> tuple[str, str, str]:
    """Return the day before, the day and the day after, as stored; nearly every question is about today."""
    return (day - ONE_DAY).isoformat(), day.isoformat(), (day + ONE_DAY).isoformat()


_NEXT_RUN = """COALESCE((SELECT MIN(begun.day) FROM checkin begun WHERE begun.member_id = :member_id
    AND begun.day > :first AND begun.streak = 1 AND begun.kind <> 'frozen'), '9999')"""
"""Where the run after that of :first begins: only a run's first day counts as 1 and is not frozen."""


def _onwards(db: Db, member: Member, first: str) -> Run:
    row = db.fetch_one(
        f"""SELECT streak, bonuses FROM checkin
        WHERE member_id = :member_id AND day >= :first AND day < {_NEXT_RUN} ORDER BY day DESC LIMIT 1""",
        member_id=member.id,
        first=first,
    )
    assert row, "the day after is checked in"
    return Run(*row)


def add(db: Db, member: Member, day: date, at: datetime, kind: Kind, run: Run) -> bool:
    """Add a day as the last of `run`, which it is counted in; a frozen day may become one that counts.

    False when the day was in a run before. Days after it are joined by `lengthen`.
    """
    return bool(
        db.execute(
            """INSERT INTO checkin (member_id, day, at, streak, bonuses, kind) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (member_id, day) DO UPDATE SET at = excluded.at, streak = excluded.streak,
                bonuses = excluded.bonuses, kind = excluded.kind WHERE checkin.kind = 'frozen'""",
            member.id,
            _around(day)[1],
            to_millis(at),
            run.length,
            run.bonuses,
            kind,
        )
    )


def lengthen(db: Db, member: Member, day: date, more: Run) -> None:
    """Count the days in a row after `day` so many more."""
    db.execute(
        f"""UPDATE checkin SET streak = streak + :length, bonuses = bonuses + :bonuses
        WHERE member_id = :member_id AND day >= :first AND day < {_NEXT_RUN}""",
        length=more.length,
        bonuses=more.bonuses,
        member_id=member.id,
        first=_around(day)[2],
    )


def streak(db: Db, member: Member, today: date) -> int:
    """Return days in a row up to today, up to yesterday while today is still open, or up to what freezes will save."""
    row = db.fetch_one(
        """SELECT checkin.day, checkin.streak, COALESCE(account.balance, 0) FROM checkin
        LEFT JOIN account ON account.group_id = :group_id AND account.unit = 'freeze' AND account.holder = :holder
        WHERE checkin.member_id = :member_id AND checkin.day <= :today ORDER BY checkin.day DESC LIMIT 1""",
        group_id=member.group_id,
        holder=f"member:{member.id}",
        member_id=member.id,
        today=today.isoformat(),
    )
    return going_on(date.fromisoformat(row[0]), row[1], row[2], today) if row else 0


def going_on(last: date, streak: int, freezes: int, today: date) -> int:
    """Return a streak whose last day is `last`, 0 where more days were missed since than there are freezes."""
    missed = (today - last).days - 1
    return streak if missed <= freezes else 0


def count(db: Db, member: Member, first: date, last: date) -> int:
    """Return how many days from `first` to `last` count."""
    row = db.fetch_one(
        """SELECT COUNT(*) FROM checkin
        WHERE member_id = :member_id AND day BETWEEN :first AND :last AND kind <> 'frozen'""",
        member_id=member.id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    assert row
    return int(row[0])


def count_made_up(db: Db, member: Member, since: datetime, until: datetime) -> int:
    """Return how many days the member made up in a stretch of time, the end not included."""
    row = db.fetch_one(
        """SELECT COUNT(*) FROM checkin WHERE member_id = :member_id AND kind = 'made up'
        AND at >= :since AND at < :until""",
        member_id=member.id,
        since=to_millis(since),
        until=to_millis(until),
    )
    assert row
    return int(row[0])


def list_days(db: Db, member: Member, first: date, last: date) -> list[Day]:
    """Return the member's days from `first` to `last`, in order."""
    rows = db.fetch_all(
        """SELECT day, streak, bonuses, kind FROM checkin
        WHERE member_id = :member_id AND day BETWEEN :before AND :last ORDER BY day""",
        member_id=member.id,
        before=(first - ONE_DAY).isoformat(),
        last=last.isoformat(),
    )
    found: list[Day] = []
    earned = 0
    for stored, length, bonuses, kind in rows:
        earned = 0 if length == 1 and kind != Kind.FROZEN else earned
        found.append(Day(date.fromisoformat(stored), Kind(kind), bonuses > earned))
        earned = bonuses
    return [one for one in found if one.day >= first]


def list_missing(db: Db, group_id: str, since: date, today: date) -> list[Member]:
    """Return who checked in on a day from `since` to yesterday, but not yet today; by id, without those who left."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member WHERE group_id = :group_id AND left_at IS NULL
        AND EXISTS (SELECT 1 FROM checkin WHERE checkin.member_id = member.id AND checkin.kind <> 'frozen'
            AND checkin.day >= :since AND checkin.day < :today)
        AND NOT EXISTS (SELECT 1 FROM checkin WHERE checkin.member_id = member.id AND checkin.day = :today)
        ORDER BY id""",
        group_id=group_id,
        since=since.isoformat(),
        today=today.isoformat(),
    )
    return [Member(*row) for row in rows]


def list_since(db: Db, group_id: str, day: date, since: datetime) -> list[tuple[str, int]]:
    """Return the names and streaks of those who checked in for a day (or a later one) since a moment, in order."""
    rows = db.fetch_all(
        """SELECT member.name, checkin.streak FROM member JOIN checkin ON checkin.member_id = member.id
        WHERE member.group_id = :group_id AND member.left_at IS NULL AND checkin.day >= :day AND checkin.at >= :since
            AND checkin.kind = :kind ORDER BY checkin.at, member.id""",
        group_id=group_id,
        day=day.isoformat(),
        since=to_millis(since),
        kind=Kind.CHECKED,
    )
    return [(name, streak) for name, streak in rows]
