"""Who joined for the first time in a span of time, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Value, from_millis, to_millis
from storage.members import presence
from storage.members.aliases import NOT_MERGED
from storage.members.arrivals import FIRST_CAME, Way, was_there
from storage.members.facts import Span
from storage.members.left_out import leave_out, list_users
from storage.members.presence import days_between
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A member who joined in a span and was there at its end, and what they had done by then."""

    member: Member
    joined_at: datetime
    way: Way
    invited_by: str
    """Their name, or the user id where we have none; empty where nobody did, or it is not known."""
    spoke: bool
    introduced: bool
    checked_in: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """How many newcomers there are, and how many of them did what within the same days."""

    members: int
    spoke: int | None
    """None where it is too long ago to be on record."""
    introduced: int


_SPOKE, _CHECKED_IN = (f"{days_between(column)} <> 0" for column in ("spoke_days", "checked_days"))
_INTRODUCED = "COALESCE(first_introduction.at, introduction.at) < :until"
_INTRODUCTIONS = """LEFT JOIN introduction ON introduction.member_id = member.id
        LEFT JOIN first_introduction ON first_introduction.member_id = introduction.member_id"""


def _which(span: Span, without: Collection[str]) -> tuple[str, dict[str, Value]]:
    not_them, users = leave_out(without)
    condition = f"""member.group_id = :group_id AND {FIRST_CAME} >= :since AND {FIRST_CAME} < :until
        AND {was_there(":until")} AND {NOT_MERGED} {not_them}"""
    return condition, {"since": to_millis(span.since), "until": to_millis(span.until), **users}


def list_newcomers(db: Db, group_id: str, span: Span, limit: int, without: Collection[str] = ()) -> list[Newcomer]:
    """Return who joined for the first time in a span of at most 62 days and was there at its end, the latest first.

    What they did is as of its end, too. Left out are the user ids `without`.
    """
    which, values = _which(span, without)
    rows = db.fetch_all(
        f"""SELECT {FIRST_CAME} AS came_at, COALESCE(inviter.name, member.invited_by), {_SPOKE},
            {_INTRODUCED}, {_CHECKED_IN},
            COALESCE(arrival.scene, ''), COALESCE(arrival.source, ''), {MEMBER}
        FROM member LEFT JOIN arrival ON arrival.member_id = member.id
        {_INTRODUCTIONS}
        LEFT JOIN member inviter ON inviter.user_id = member.invited_by AND inviter.group_id = member.group_id
        WHERE {which} ORDER BY came_at DESC, member.id DESC LIMIT :most""",
        group_id=group_id,
        most=limit,
        **values,
        **presence.span(span.first, span.last),
    )
    return [
        Newcomer(
            Member(*member),
            from_millis(at),
            Way(scene, source),
            invited_by or "",
            bool(spoke),
            bool(introduced),
            bool(checked),
        )
        for at, invited_by, spoke, introduced, checked, scene, source, *member in rows
    ]


def count_ways(db: Db, group_id: str, span: Span, without: Collection[str] = ()) -> list[tuple[Way, int]]:
    """Return how many of those whom `list_newcomers` would list without a limit came by which way, most first."""
    which, values = _which(span, without)
    rows = db.fetch_all(
        f"""SELECT arrival.scene, arrival.source, COUNT(*) FROM member JOIN arrival ON arrival.member_id = member.id
        WHERE {which} GROUP BY arrival.scene, arrival.source ORDER BY 3 DESC, 1, 2""",
        group_id=group_id,
        **values,
    )
    return [(Way(scene, source), int(count)) for scene, source, count in rows]


def count_newcomers(db: Db, group_id: str, span: Span, without: Collection[str] = ()) -> Steps:
    """Return how many `list_newcomers` would list without a limit."""
    which, values = _which(span, without)
    row = db.fetch_one(
        f"""SELECT COUNT(*), COUNT(CASE WHEN {_SPOKE} THEN 1 END), COUNT(CASE WHEN {_INTRODUCED} THEN 1 END)
        FROM member {_INTRODUCTIONS} WHERE {which}""",
        group_id=group_id,
        **values,
        **presence.span(span.first, span.last),
    )
    assert row
    return Steps(*map(int, row))


def count_net(db: Db, group_id: str, span: Span, users: Collection[str]) -> int:
    """Return how many more of these user ids are there at the end of a span than before it."""
    if not users:
        return 0
    listed, values = list_users(users)
    more = db.fetch_value(
        f"""SELECT COUNT(CASE WHEN {was_there(":until")} THEN 1 END) - COUNT(CASE WHEN {was_there(":since")} THEN 1 END)
        FROM member WHERE group_id = :group_id
            AND user_id IN {listed}""",
        group_id=group_id,
        since=to_millis(span.since),
        until=to_millis(span.until),
        **values,
    )
    return int(more or 0)
