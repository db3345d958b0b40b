"""Members by when they joined: how many of them came back in which week, and how far they went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Value, to_millis
from storage.members.aliases import NOT_MERGED
from storage.members.left_out import leave_out
from storage.members.presence import KEPT
from storage.rows import read

ONE_WEEK = 7


@dataclass(frozen=True, slots=True)
class Cohort:
    """The members who joined in one week from Monday, gone or not."""

    week: int
    """The place of the week, from 0."""
    members: int
    seen: tuple[int, ...]
    """How many of them sent anything in that week, the next one and so on, up to the last."""


def retention(
    db: Db, group_id: str, first: date, bounds: Sequence[datetime], without: Collection[str] = ()
) -> list[Cohort]:
    """Return the cohorts of successive weeks, in order, without those nobody joined in; at most 62 weeks.

    `first` is the first Monday, `bounds` are the moments at which the weeks begin, and at which the last one ends. Who
    joined again counts for the last time. Left out are the user ids `without`.
    """
    not_them, users = leave_out(without)
    weeks = len(bounds) - 1
    number = (first.toordinal() - 1) // ONE_WEEK
    marks: dict[str, Value] = {f"b{place}": to_millis(bound) for place, bound in enumerate(bounds)}
    cohorts = " ".join(f"WHEN joined_at < :b{place + 1} THEN {place}" for place in range(weeks))
    last = "(seen_on - 1) / 7"
    seen = ", ".join(
        f"""SUM(CASE WHEN {last} >= {week} AND {last} - {week} < {KEPT}
            THEN (seen_weeks >> ({last} - {week})) & 1 ELSE 0 END)"""
        for week in range(number, number + weeks)
    )
    rows = db.fetch_all(
        f"""SELECT cohort, COUNT(*), {seen} FROM (
            SELECT CASE {cohorts} END AS cohort, seen_on, seen_weeks FROM member
            WHERE group_id = :group_id AND joined_at >= :b0 AND joined_at < :b{weeks} AND {NOT_MERGED} {not_them}
        ) joined GROUP BY cohort ORDER BY cohort""",
        group_id=group_id,
        **marks,
        **users,
    )
    return [Cohort(int(week), int(members), tuple(map(int, seen[int(week) :]))) for week, members, *seen in rows]


@dataclass(frozen=True, slots=True)
class Joiner:
    """A member who joined in a span, gone or not, and the days they did something, as bits."""

    id: int
    seen_on: int
    """The last local day, as date.toordinal(), which bit 0 stands for."""
    seen_days: int
    spoke_days: int
    checked_days: int
    introduced: bool
    invited: bool
    """They brought somebody along, or shared something."""


def list_joiners(
    db: Db, group_id: str, since: datetime, until: datetime, without: Collection[str] = ()
) -> list[Joiner]:
    """Return who joined from `since` to before `until`, by id, without some user ids."""
    not_them, users = leave_out(without)
    rows = db.fetch_all(
        f"""SELECT member.id, seen_on, seen_days, spoke_days, checked_days, introduction.member_id IS NOT NULL,
            EXISTS (SELECT 1 FROM invitation WHERE invitation.inviter_id = member.id)
                OR EXISTS (SELECT 1 FROM fact WHERE fact.member_id = member.id AND fact.kind = 'share')
        FROM member LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE member.group_id = :group_id AND joined_at >= :since AND joined_at < :until AND {NOT_MERGED} {not_them}
        ORDER BY member.id""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **users,
    )
    return [read(Joiner, row) for row in rows]


def list_moments(db: Db, group_id: str, table: str, since: datetime) -> dict[int, tuple[int, int]]:
    """Return when each member exchanged (`mall_order`) or bought (`purchase`) first and last since a moment, in ms."""
    moment, condition = {
        "mall_order": ("at", "state NOT IN ('cancelled', 'rejected', 'refunded')"),
        "purchase": ("bought_at", "returned < fen"),
    }[table]
    rows = db.fetch_all(
        f"""SELECT member_id, MIN({moment}), MAX({moment}) FROM {table}
        WHERE group_id = :group_id AND {moment} >= :since AND {condition} GROUP BY member_id""",
        group_id=group_id,
        since=to_millis(since),
    )
    return {member_id: (int(first), int(last)) for member_id, first, last in rows}
