"""Streaks: a new day joins the runs of days around it, and every full cycle brings its bonus exactly once.

A day at the end of its run is the usual case. One in the middle (a message that came late, a day that was made up)
joins two runs, which may complete a cycle that neither completed alone.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from storage.checkin import checkins, freezes
from storage.checkin.checkins import NO_RUN, Kind, Run
from storage.db import Db
from storage.members.roster import Member


class AddedDay(NamedTuple):
    """A day that was added, and the run that it is part of."""

    streak: int
    """Days of the whole run, including those after the day."""
    bonuses: int
    """Cycles that the day completed."""
    frozen: int = 0
    """Missed days before it for which streak freezes were used."""
    freeze_returned: bool = False
    """Whether the day had been taken for missed, so that its freeze was given back."""


def completed_cycles(left: Run, right: Run, cycle: int) -> int:
    """Return the bonuses due (0 or 1) when a day joins two runs: a run of L days earns L // cycle, counted once.

    Where the owner changed the cycle, past cycles are neither paid in arrears nor paid again.
    """
    length = left.length + 1 + right.length
    new = length // cycle - left.length // cycle - right.length // cycle
    return max(min(new, length // cycle - left.bonuses - right.bonuses), 0)


def add_check_in(db: Db, member: Member, day: date, at: datetime, cycle: int, cause: str) -> AddedDay | None:
    """Check in on a day, with freezes for missed days if the member has enough; return None if it was done before."""
    place = checkins.locate(db, member, day)
    if place.is_taken:
        return None
    if place.here is Kind.FROZEN:
        freezes.refund(db, member, day, cause=cause, at=at)
        return _add_between(db, member, day, at, Kind.CHECKED, place.left, place.right, cycle, freeze_returned=True)
    if not place.missed:
        return _add_between(db, member, day, at, Kind.CHECKED, place.left, place.right, cycle)
    if freezes.count(db, member) < place.missed:
        return _add_between(db, member, day, at, Kind.CHECKED, NO_RUN, place.right, cycle)
    for back in range(place.missed, 0, -1):
        missed_day = day - timedelta(days=back)
        freezes.use(db, member, missed_day, cause=cause, at=at)
        checkins.add(db, member, missed_day, at, Kind.FROZEN, place.left)
    return _add_between(db, member, day, at, Kind.CHECKED, place.left, place.right, cycle, frozen=place.missed)


def add_make_up(db: Db, member: Member, day: date, at: datetime, cycle: int) -> AddedDay | None:
    """Make up a missed day; return None where it is part of a run already, checked in or frozen."""
    place = checkins.locate(db, member, day)
    if place.here:
        return None
    left = NO_RUN if place.missed else place.left
    return _add_between(db, member, day, at, Kind.MADE_UP, left, place.right, cycle)


def _add_between(
    db: Db,
    member: Member,
    day: date,
    at: datetime,
    kind: Kind,
    left: Run,
    right: Run,
    cycle: int,
    *,
    frozen: int = 0,
    freeze_returned: bool = False,
) -> AddedDay:
    bonuses = completed_cycles(left, right, cycle)
    run = Run(left.length + 1, left.bonuses + bonuses)
    checkins.add(db, member, day, at, kind, run)
    if right.length:
        addition = Run(1, bonuses) if freeze_returned else run
        checkins.lengthen(db, member, day, addition)
    return AddedDay(run.length + right.length, bonuses, frozen, freeze_returned)
