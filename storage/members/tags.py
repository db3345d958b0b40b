"""Words that staff tag members with, or rules of the group's file, to find them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Value, from_millis, to_millis
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a member, and where it came from."""

    name: str
    by_rule: bool
    who: str
    """The name of who gave it by hand, where we have one."""
    at: datetime


def add(db: Db, member: Member, names: Iterable[str], *, actor: str, at: datetime) -> int:
    """Tag a member by hand; return how many tags are new to them. What a rule gave is from now on given by hand."""
    return sum(
        db.execute(
            """INSERT INTO tag (member_id, name, actor, at, by_rule) VALUES (:member_id, :name, :actor, :at, 0)
            ON CONFLICT (member_id, name) DO UPDATE SET actor = excluded.actor, at = excluded.at, by_rule = 0
                WHERE tag.by_rule = 1""",
            member_id=member.id,
            name=name,
            actor=actor,
            at=to_millis(at),
        )
        for name in _allowed(db, member, names)
    )


def _allowed(db: Db, member: Member, names: Iterable[str]) -> list[str]:
    """Return these tags, which a hand gives to a member; that one took them off before is forgotten."""
    listed = list(names)
    for name in listed:
        db.execute("DELETE FROM untagged WHERE member_id = :member_id AND name = :name", member_id=member.id, name=name)
    return listed


def keep_off(db: Db, member: Member, names: Iterable[str], *, actor: str, at: datetime) -> None:
    """Let no rule give these tags to a member any more."""
    for name in names:
        db.execute(
            """INSERT INTO untagged (member_id, name, actor, at) VALUES (:member_id, :name, :actor, :at)
            ON CONFLICT (member_id, name) DO NOTHING""",
            member_id=member.id,
            name=name,
            actor=actor,
            at=to_millis(at),
        )


def leave_to_rule(db: Db, member: Member, name: str) -> bool:
    """Let a rule decide again whether a member has a tag; False where no hand had decided."""
    values: dict[str, Value] = {"member_id": member.id, "name": name}
    allowed = db.execute("DELETE FROM untagged WHERE member_id = :member_id AND name = :name", **values)
    given = db.execute(
        """UPDATE tag SET by_rule = 1, actor = ''
        WHERE member_id = :member_id AND name = :name AND by_rule = 0""",
        **values,
    )
    return bool(allowed or given)


def list_kept_off(db: Db, group_id: str) -> set[tuple[int, str]]:
    """Return the ids of a group's members with each tag that no rule may give them."""
    rows = db.fetch_all(
        """SELECT untagged.member_id, untagged.name FROM untagged JOIN member ON member.id = untagged.member_id
        WHERE member.group_id = :group_id""",
        group_id=group_id,
    )
    return {(member_id, name) for member_id, name in rows}


def add_by_rule(db: Db, member_id: int, name: str, at: datetime) -> bool:
    """Tag a member because of a rule; False where they have the tag, or a hand took it off."""
    return bool(
        db.execute(
            """INSERT INTO tag (member_id, name, actor, at, by_rule)
            SELECT CAST(:member_id AS INTEGER), CAST(:name AS VARCHAR), '', CAST(:at AS BIGINT), 1 WHERE NOT EXISTS
                (SELECT 1 FROM untagged WHERE untagged.member_id = :member_id AND untagged.name = :name)
            ON CONFLICT (member_id, name) DO NOTHING""",
            member_id=member_id,
            name=name,
            at=to_millis(at),
        )
    )


def remove_by_rule(db: Db, member_id: int, name: str) -> bool:
    """Remove a tag that a rule gave; False where they have none, or it was given by hand."""
    return bool(
        db.execute(
            "DELETE FROM tag WHERE member_id = :member_id AND name = :name AND by_rule = 1",
            member_id=member_id,
            name=name,
        )
    )


def list_by_rule(db: Db, group_id: str) -> set[tuple[int, str]]:
    """Return the ids of a group's members, gone or not, with each tag that a rule gave them."""
    rows = db.fetch_all(
        """SELECT tag.member_id, tag.name FROM tag JOIN member ON member.id = tag.member_id
        WHERE member.group_id = :group_id AND tag.by_rule = 1""",
        group_id=group_id,
    )
    return {(member_id, name) for member_id, name in rows}


def list_by_hand(db: Db, group_id: str) -> set[tuple[int, str]]:
    """Return the ids of a group's current members with each tag that was given to them by hand."""
    rows = db.fetch_all(
        """SELECT tag.member_id, tag.name FROM tag JOIN member ON member.id = tag.member_id
        WHERE member.group_id = :group_id AND member.left_at IS NULL AND tag.by_rule = 0""",
        group_id=group_id,
    )
    return {(member_id, name) for member_id, name in rows}


def remove(db: Db, member: Member, names: Iterable[str]) -> int:
    """Remove tags from a member; return how many they had."""
    return sum(
        db.execute("DELETE FROM tag WHERE member_id = :member_id AND name = :name", member_id=member.id, name=name)
        for name in names
    )


def list_tags(db: Db, member: Member) -> list[Tag]:
    """Return the tags of a member, oldest first."""
    rows = db.fetch_all(
        """SELECT tag.name, tag.by_rule, COALESCE(actor.name, tag.actor), tag.at FROM tag
        LEFT JOIN member actor ON actor.user_id = tag.actor AND actor.group_id = :group_id
        WHERE tag.member_id = :id ORDER BY tag.at, tag.name""",
        group_id=member.group_id,
        id=member.id,
    )
    return [Tag(name, bool(by_rule), who, from_millis(at)) for name, by_rule, who, at in rows]


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
