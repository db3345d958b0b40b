"""Who of a group has checked in most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.checkin.checkins import ONE_DAY
from storage.db import Db
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a ranking, with its place from 1."""

    place: int
    member_id: int
    name: str
    value: int


def top_streaks(db: Db, group_id: str, today: date, limit: int, mine: int = 0) -> list[Rank]:
    """Return the longest streaks that still go on: the first `limit` places, and that of the member `mine`.

    Ties go to who came first; who left is not ranked.
    """
    return _ranked(
        db,
        "MAX(checkin.streak)",
        limit,
        mine,
        group_id=group_id,
        first=(today - ONE_DAY).isoformat(),
        last=today.isoformat(),
    )


def top_days(db: Db, group_id: str, first: date, last: date, limit: int, mine: int = 0) -> list[Rank]:
    """Return who checked in on most days from `first` to `last`, both included; otherwise as `top_streaks`."""
    return _ranked(db, "COUNT(*)", limit, mine, group_id=group_id, first=first.isoformat(), last=last.isoformat())


def _ranked(db: Db, value: str, most: int, mine: int, **values: str) -> list[Rank]:
    rows = db.fetch_all(
        f"""SELECT place, id, name, value FROM (
            SELECT id, name, value, ROW_NUMBER() OVER (ORDER BY value DESC, id) AS place FROM (
                SELECT member.id, member.name, {value} AS value
                FROM member JOIN checkin ON checkin.member_id = member.id AND checkin.day BETWEEN :first AND :last
                WHERE member.group_id = :group_id AND member.left_at IS NULL AND checkin.kind <> 'frozen'
                GROUP BY member.id, member.name
            ) valued
        ) ranked WHERE place <= :most OR id = :mine ORDER BY place""",
        most=most,
        mine=mine,
        **values,
    )
    return [read(Rank, row) for row in rows]
