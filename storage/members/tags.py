"""Words that staff tag members with, to find them again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member


def add(db: Db, member: Member, names: Iterable[str], *, actor: str, at: datetime) -> int:
    """Tag a member; return how many tags are new to them."""
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
    """Remove tags from a member; return how many they had."""
    return sum(
        db.execute("DELETE FROM tag WHERE member_id = :member_id AND name = :name", member_id=member.id, name=name)
        for name in names
    )


def list_tags(db: Db, member: Member) -> list[str]:
    """Return the tags of a member, oldest first."""
    rows = db.fetch_all("SELECT name FROM tag WHERE member_id = :id ORDER BY at, name", id=member.id)
    return [name for (name,) in rows]


def count_by_tag(db: Db, group_id: str) -> list[tuple[str, int]]:
    """Return every tag of the current members and how many have it, the most frequent first."""
    rows = db.fetch_all(
        """SELECT tag.name, COUNT(*) AS people FROM tag JOIN member ON member.id = tag.member_id
        WHERE member.group_id = :group_id AND member.left_at IS NULL
        GROUP BY tag.name ORDER BY people DESC, tag.name""",
        group_id=group_id,
    )
    return [(name, int(members)) for name, members in rows]


def list_members(db: Db, group_id: str, name: str) -> list[Member]:
    """Return the current members with a tag, by id."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member
        JOIN tag ON tag.member_id = member.id AND tag.name = :name
        WHERE member.group_id = :group_id AND member.left_at IS NULL ORDER BY member.id""",
        group_id=group_id,
        name=name,
    )
    return [Member(*row) for row in rows]
