"""Who joined in a span of time, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Value, from_millis, to_millis
from storage.members.arrivals import Way
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A member who joined and has not left."""

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
    """How many newcomers there are, and how many of them did what since."""

    members: int
    spoke: int
    introduced: int


def _which(since: datetime, until: datetime, without: Collection[str]) -> tuple[str, dict[str, Value]]:
    users = {f"user{place}": user for place, user in enumerate(sorted(without))}
    not_them = f"AND member.user_id NOT IN ({', '.join(f':{name}' for name in users)})" if users else ""
    condition = f"""member.group_id = :group_id AND member.left_at IS NULL
        AND member.joined_at >= :since AND member.joined_at < :until {not_them}"""
    return condition, {"since": to_millis(since), "until": to_millis(until), **users}


def list_newcomers(
    db: Db, group_id: str, since: datetime, until: datetime, limit: int, without: Collection[str] = ()
) -> list[Newcomer]:
    """Return members who joined from `since` to before `until`, the latest first, without some user ids."""
    which, values = _which(since, until, without)
    rows = db.fetch_all(
        f"""SELECT member.joined_at, COALESCE(inviter.name, member.invited_by), member.spoke_days <> 0,
            introduction.member_id IS NOT NULL, member.checked_days <> 0,
            COALESCE(arrival.scene, ''), COALESCE(arrival.source, ''), {MEMBER}
        FROM member LEFT JOIN arrival ON arrival.member_id = member.id
        LEFT JOIN introduction ON introduction.member_id = member.id
        LEFT JOIN member inviter ON inviter.user_id = member.invited_by AND inviter.group_id = member.group_id
        WHERE {which} ORDER BY member.joined_at DESC, member.id DESC LIMIT :most""",
        group_id=group_id,
        most=limit,
        **values,
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


def count_ways(
    db: Db, group_id: str, since: datetime, until: datetime, without: Collection[str] = ()
) -> list[tuple[Way, int]]:
    """Return how many of those whom `list_newcomers` would list without a limit came by which way, most first."""
    which, values = _which(since, until, without)
    rows = db.fetch_all(
        f"""SELECT arrival.scene, arrival.source, COUNT(*) FROM member JOIN arrival ON arrival.member_id = member.id
        WHERE {which} GROUP BY arrival.scene, arrival.source ORDER BY 3 DESC, 1, 2""",
        group_id=group_id,
        **values,
    )
    return [(Way(scene, source), int(count)) for scene, source, count in rows]


def count_newcomers(db: Db, group_id: str, since: datetime, until: datetime, without: Collection[str] = ()) -> Steps:
    """Return how many `list_newcomers` would list without a limit."""
    which, values = _which(since, until, without)
    row = db.fetch_one(
        f"""SELECT COUNT(*), COUNT(CASE WHEN spoke_days <> 0 THEN 1 END), COUNT(introduction.member_id)
        FROM member LEFT JOIN introduction ON introduction.member_id = member.id WHERE {which}""",
        group_id=group_id,
        **values,
    )
    assert row
    return Steps(*map(int, row))


def count_net(db: Db, group_id: str, since: datetime, until: datetime, users: Collection[str]) -> int:
    """Return how many more of these user ids are there at the end of a span than before it."""
    if not users:
        return 0
    named = {f"user{place}": user for place, user in enumerate(sorted(users))}
    more = db.fetch_value(
        f"""SELECT COUNT(CASE WHEN joined_at >= :since AND (left_at IS NULL OR left_at >= :until) THEN 1 END)
            - COUNT(CASE WHEN joined_at < :since AND left_at >= :since AND left_at < :until THEN 1 END)
        FROM member WHERE group_id = :group_id AND joined_at < :until
            AND user_id IN ({", ".join(f":{name}" for name in named)})""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **named,
    )
    return int(more or 0)
