"""Two members' check-ins as one person's: days are united, and runs are counted anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from storage.checkin.checkins import Kind
from storage.db import Db
from storage.members.roster import Member

_ORDER = (Kind.CHECKED, Kind.MADE_UP, Kind.FROZEN)


class _Day(NamedTuple):
    at: int
    kind: Kind
    earned: int
    """Bonuses that the day itself brought."""


def join(db: Db, gone: Member, stays: Member) -> None:
    """Give one member the other's days as well.

    A day that both have counts once: a checked one before a made-up one before a frozen one. A bonus that both were
    paid for a day counts once, too; what a longer run is worth more is paid with the next day, as after 补签.
    """
    days = _days(db, stays)
    for day, other in _days(db, gone).items():
        own = days.get(day)
        days[day] = _better(own, other) if own else other
    for member in (gone, stays):
        db.execute("DELETE FROM checkin WHERE member_id = :id", id=member.id)
    before, streak, bonuses = "", 0, 0
    for day in sorted(days):
        here = days[day]
        if not before or date.fromisoformat(before) + timedelta(days=1) != date.fromisoformat(day):
            streak, bonuses = 0, 0
        streak += here.kind is not Kind.FROZEN
        bonuses += here.earned
        before = day
        db.execute(
            """INSERT INTO checkin (member_id, day, at, streak, bonuses, kind)
            VALUES (:member_id, :day, :at, :streak, :bonuses, :kind)""",
            member_id=stays.id,
            day=day,
            at=here.at,
            streak=streak,
            bonuses=bonuses,
            kind=here.kind,
        )


def _days(db: Db, member: Member) -> dict[str, _Day]:
    found: dict[str, _Day] = {}
    earned = 0
    for day, at, streak, bonuses, kind in db.fetch_all(
        "SELECT day, at, streak, bonuses, kind FROM checkin WHERE member_id = :id ORDER BY day", id=member.id
    ):
        earned = 0 if streak <= 1 and kind != Kind.FROZEN else earned
        found[day] = _Day(at, Kind(kind), max(0, bonuses - earned))
        earned = bonuses
    return found


def _better(one: _Day, other: _Day) -> _Day:
    first, second = sorted((one, other), key=lambda day: (_ORDER.index(day.kind), day.at))
    return _Day(first.at, first.kind, max(first.earned, second.earned))
