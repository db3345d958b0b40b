"""Who of a group has checked in most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.checkin.checkins import ONE_DAY
from storage.db import Db
from storage.rows import read

MOST_CARDS = 31
"""Freezes that a member can hold."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a ranking, with its place from 1."""

    place: int
    member_id: int
    name: str
    value: int


def top_streaks(db: Db, group_id: str, today: date, limit: int, mine: int = 0) -> list[Rank]:
    """Return the longest streaks that go on or that freezes will save: the first places, and that of the member `mine`.

    Ties go to who came first; who left is not ranked.
    """
    since = {f"since{cards}": (today - (cards + 1) * ONE_DAY).isoformat() for cards in range(MOST_CARDS + 1)}
    alive = " ".join(f"WHEN {cards} THEN :since{cards}" for cards in range(MOST_CARDS))
    return _ranked(
        db,
        f"""SELECT member.id, member.name, checkin.streak AS value FROM member
            JOIN checkin ON checkin.member_id = member.id AND checkin.day =
                (SELECT MAX(day) FROM checkin latest WHERE latest.member_id = member.id AND latest.day <= :last)
            LEFT JOIN account cards ON cards.group_id = member.group_id AND cards.unit = 'freeze'
                AND cards.holder = 'member:' || member.id
            WHERE member.group_id = :group_id AND member.left_at IS NULL
                AND checkin.day >= CASE COALESCE(cards.balance, 0) {alive} ELSE :since{MOST_CARDS} END""",
        limit,
        mine,
        group_id=group_id,
        last=today.isoformat(),
        **since,
    )


def top_days(db: Db, group_id: str, first: date, last: date, limit: int, mine: int = 0) -> list[Rank]:
    """Return who checked in on most days from `first` to `last`, both included; otherwise as `top_streaks`."""
    return _ranked(
        db,
        """SELECT member.id, member.name, COUNT(*) AS value
            FROM member JOIN checkin ON checkin.member_id = member.id AND checkin.day BETWEEN :first AND :last
            WHERE member.group_id = :group_id AND member.left_at IS NULL AND checkin.kind <> 'frozen'
            GROUP BY member.id, member.name""",
        limit,
        mine,
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )


def _ranked(db: Db, valued: str, most: int, mine: int, **values: str) -> list[Rank]:
    """Return the first places and that of one member; `valued` selects id, name and value of each."""
    rows = db.fetch_all(
        f"""SELECT place, id, name, value FROM (
            SELECT id, name, value, ROW_NUMBER() OVER (ORDER BY value DESC, id) AS place FROM (
                {valued}
            ) valued
        ) ranked WHERE place <= :most OR id = :mine ORDER BY place""",
        most=most,
        mine=mine,
        **values,
    )
    return [read(Rank, row) for row in rows]
