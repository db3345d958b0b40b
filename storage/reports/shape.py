"""How a group's members are spread between those who come often and those who never do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from storage.db import Db, Value
from storage.members import presence
from storage.members.left_out import leave_out
from storage.members.presence import days_between
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Thirds:
    """The current members of a group, in three parts."""

    active: int
    """Talked on some days or more."""
    quiet: int
    """Were there."""
    gone: int
    """Sent nothing at all."""


def thirds(db: Db, group_id: str, first: date, last: date, days: int, without: Collection[str] = ()) -> Thirds:
    """Return the three parts by a span of at most 62 days; the active talked on at least so many of them.

    Left out are the user ids `without`.
    """
    not_them, users = leave_out(without)
    values = presence.span(first, last)
    bits = " + ".join(f"((spoke >> {day}) & 1)" for day in range(values["width"].bit_length()))
    row = db.fetch_one(
        f"""WITH marks AS MATERIALIZED (
            SELECT {days_between("spoke_days")} AS spoke, {days_between("seen_days")} AS seen FROM member
            WHERE group_id = :group_id AND left_at IS NULL {not_them}
        ) SELECT COUNT(CASE WHEN {bits} >= :days THEN 1 END), COUNT(CASE WHEN {bits} < :days AND seen <> 0 THEN 1 END),
            COUNT(CASE WHEN seen = 0 THEN 1 END) FROM marks""",
        group_id=group_id,
        days=days,
        **values,
        **users,
    )
    assert row
    return Thirds(*map(int, row))


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Who has not checked in on a day."""

    recent: list[Member]
    """Those who did on one of the days before, the first ones of them by id."""
    recent_count: int
    others: int
    """Current members who did not on those days either."""
    checked: int
    """Current members who have checked in."""


def list_unchecked(
    db: Db, group_id: str, day: date, since: date, limit: int, without: Collection[str] = ()
) -> Unchecked:
    """Return the current members who have not checked in on a local day, first those who did since another day.

    Left out are the user ids `without`.
    """
    not_them, users = leave_out(without)
    values: dict[str, Value] = {**presence.span(day, day), **presence.span(since, day, "recent_"), **users}
    today, recent = days_between("checked_days"), days_between("checked_days", "recent_")
    members = f"group_id = :group_id AND left_at IS NULL {not_them}"
    counts = db.fetch_one(
        f"""SELECT COUNT(CASE WHEN {today} = 0 AND {recent} <> 0 THEN 1 END),
            COUNT(CASE WHEN {today} = 0 AND {recent} = 0 THEN 1 END), COUNT(CASE WHEN {today} <> 0 THEN 1 END)
        FROM member WHERE {members}""",
        group_id=group_id,
        **values,
    )
    rows = db.fetch_all(
        f"SELECT {MEMBER} FROM member WHERE {members} AND {today} = 0 AND {recent} <> 0 ORDER BY id LIMIT :most",
        group_id=group_id,
        most=limit,
        **values,
    )
    assert counts
    return Unchecked([Member(*row) for row in rows], *map(int, counts))
