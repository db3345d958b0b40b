"""Who joined lately, and whether they have opened up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.db import Db, from_millis, to_millis
from storage.members.roster import MEMBER, Member
from storage.rows import columns, read

GETTING_TO_KNOW = timedelta(days=14)
"""So long after the first member of a group was seen others are seen for the first time who have long been in it."""
CAME = "(member.joined_at >= :known_at OR EXISTS (SELECT 1 FROM arrival WHERE arrival.member_id = member.id))"
"""SQL for who has come while we were there, with the value of `known_at`: others have no day of joining."""


def known_at(db: Db, group_id: str) -> int:
    """Return from when on who is new to us is new to the group, too, in ms since 1970 UTC."""
    first = db.fetch_value("SELECT MIN(joined_at) FROM member WHERE group_id = :group_id", group_id=group_id)
    return to_millis(from_millis(first or 0) + GETTING_TO_KNOW)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who joined lately."""

    member: Member
    joined_at: datetime
    introduced: bool
    messages: int
    """Without commands, since they are known."""
    seen: bool
    """They sent anything at all: a command such as 签到, or something in private, too."""


def list_since(db: Db, group_id: str, since: datetime) -> list[Newcomer]:
    """Return the current members who joined at `since` or later, the latest first; without who was there before us."""
    introduced = "EXISTS (SELECT 1 FROM introduction WHERE introduction.member_id = member.id)"
    messages = "(SELECT COALESCE(SUM(activity.messages), 0) FROM activity WHERE activity.member_id = member.id)"
    seen = "member.seen_on > 0"
    rows = db.fetch_all(
        f"""SELECT {columns(Newcomer, "member", introduced=introduced, messages=messages, seen=seen)} FROM member
        WHERE group_id = :group_id AND left_at IS NULL AND joined_at >= :since AND {CAME}
        ORDER BY joined_at DESC, id DESC""",
        group_id=group_id,
        known_at=known_at(db, group_id),
        since=to_millis(since),
    )
    return [read(Newcomer, row) for row in rows]


def first_joined_at(db: Db, group_id: str) -> datetime | None:
    """Return when the current member joined who has been there longest; None where there is none."""
    first = db.fetch_value(
        "SELECT MIN(joined_at) FROM member WHERE group_id = :group_id AND left_at IS NULL", group_id=group_id
    )
    return None if first is None else from_millis(first)


def list_between(db: Db, group_id: str, since: datetime, until: datetime, limit: int) -> list[Member]:
    """Return current members who came from `since` to before `until`, the earliest first."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member WHERE group_id = :group_id AND left_at IS NULL
        AND joined_at >= :since AND joined_at < :until AND {CAME} ORDER BY joined_at, id LIMIT :most""",
        group_id=group_id,
        known_at=known_at(db, group_id),
        since=to_millis(since),
        until=to_millis(until),
        most=limit,
    )
    return [Member(*row) for row in rows]


def has_arrived(db: Db, member: Member, since: datetime) -> bool:
    """Tell whether the platform told that a member joined, at `since` or later."""
    return bool(
        db.fetch_one(
            "SELECT 1 FROM arrival WHERE member_id = :id AND at >= :since", id=member.id, since=to_millis(since)
        )
    )
