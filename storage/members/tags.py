"""What staff noted of members in a word, to find them again by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member


def add(db: Db, member: Member, names: Iterable[str], *, actor: str, at: datetime) -> int:
    """Gives a member tags; returns how many are new to him."""
    return sum(
        db.execute(
            """INSERT INTO tag (member_id, name, actor, at) VALUES (:member_id, :name, :actor, :at)
            ON CONFLICT (member_id, name) DO NOTHING""",
            member_id=member.id,
            name=name,
            actor=actor,
            at=to_millis(at),
        )
        for name in names
    )


def remove(db: Db, member: Member, names: Iterable[str]) -> int:
    """Takes tags from a member; returns how many he had."""
    return sum(
        db.execute("DELETE FROM tag WHERE member_id = :member_id AND name = :name", member_id=member.id, name=name)
        for name in names
    )


def list_tags(db: Db, member: Member) -> list[str]:
    """A member's tags, in the order in which he got them."""
    return [
        row[0] for row in db.fetch_all("SELECT name FROM tag WHERE member_id = :id ORDER BY at, name", id=member.id)
    ]


def count_by_tag(db: Db, group_id: str) -> list[tuple[str, int]]:
    """Every tag of those who have not left, and how many have it; the most frequent first."""
    rows = db.fetch_all(
        """SELECT tag.name, COUNT(*) AS people FROM tag JOIN member ON member.id = tag.member_id
        WHERE member.group_id = :group_id AND member.left_at IS NULL
        GROUP BY tag.name ORDER BY people DESC, tag.name""",
        group_id=group_id,
    )
    return [(row[0], int(row[1])) for row in rows]


def list_members(db: Db, group_id: str, name: str) -> list[Member]:
    """Who has a tag and has not left, by id."""
    rows = db.fetch_all(
        """SELECT member.id, member.group_id, member.user_id, member.name FROM member
        JOIN tag ON tag.member_id = member.id AND tag.name = :name
        WHERE member.group_id = :group_id AND member.left_at IS NULL ORDER BY member.id""",
        group_id=group_id,
        name=name,
    )
    return [Member(*row) for row in rows]
