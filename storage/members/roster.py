"""Who is in which group. A person is known by the platform's user id; names are only for show."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from storage.db import Db, from_millis, to_millis
from storage.rows import columns


class Member(NamedTuple):
    """One person in one group."""

    id: int
    group_id: str
    user_id: str
    name: str


MEMBER = columns(Member, "member")
"""What a query selects of a member; the row is `Member(*row)`, or unpacked with `*member`."""


def get_or_create(db: Db, group_id: str, user_id: str, name: str, at: datetime) -> Member:
    """The member, made on first sight; an empty `name` keeps the name we have. Somebody who speaks has not left."""
    row = db.fetch_one(
        f"SELECT {MEMBER}, left_at FROM member WHERE group_id = ? AND user_id = ?",
        group_id,
        user_id,
    )
    if row is None:
        number = db.insert(
            "INSERT INTO member (group_id, user_id, name, joined_at) VALUES (?, ?, ?, ?)",
            group_id,
            user_id,
            name or user_id,
            to_millis(at),
        )
        return Member(number, group_id, user_id, name or user_id)
    known = Member(*row[:4])
    if row[4] is None and name in ("", known.name):
        return known
    db.execute("UPDATE member SET left_at = NULL, name = :name WHERE id = :id", name=name or known.name, id=known.id)
    return known._replace(name=name or known.name)


def join(db: Db, group_id: str, user_id: str, name: str, at: datetime, invited_by: str | None) -> Member:
    """Records that somebody joined, for the first time or again."""
    row = db.fetch_one(
        f"""INSERT INTO member (group_id, user_id, name, joined_at, invited_by)
        VALUES (:group_id, :user_id, :new_name, :at, :invited_by)
        ON CONFLICT (user_id, group_id) DO UPDATE SET left_at = NULL, joined_at = :at, invited_by = :invited_by,
            name = CASE WHEN :name = '' THEN member.name ELSE :name END
        RETURNING {MEMBER}""",
        group_id=group_id,
        user_id=user_id,
        name=name,
        new_name=name or user_id,
        at=to_millis(at),
        invited_by=invited_by,
    )
    assert row
    return Member(*row)


def leave(db: Db, member: Member, at: datetime) -> None:
    """Records that somebody left; what they earned stays in the books."""
    db.execute("UPDATE member SET left_at = :at WHERE id = :id", at=to_millis(at), id=member.id)


def rename(db: Db, member: Member, name: str) -> None:
    """Sets the name shown for a member."""
    db.execute("UPDATE member SET name = :name WHERE id = :id", name=name, id=member.id)


def current(db: Db, group_id: str) -> list[Member]:
    """Everybody who has not left, by id."""
    rows = db.fetch_all(
        f"SELECT {MEMBER} FROM member WHERE group_id = :group_id AND left_at IS NULL ORDER BY id", group_id=group_id
    )
    return [Member(*row) for row in rows]


def get(db: Db, member_id: int, *, include_left: bool = False) -> Member | None:
    """Return the member with this id; None where they have left, unless `include_left`."""
    still_there = "" if include_left else "AND left_at IS NULL"
    row = db.fetch_one(f"SELECT {MEMBER} FROM member WHERE id = :id {still_there}", id=member_id)
    return Member(*row) if row else None


def count(db: Db, group_id: str) -> int:
    """How many have not left."""
    row = db.fetch_one("SELECT COUNT(*) FROM member WHERE group_id = :group_id AND left_at IS NULL", group_id=group_id)
    assert row
    return int(row[0])


def get_by_user(db: Db, group_id: str, user_id: str) -> Member | None:
    """The member with this user id, if still in the group."""
    row = db.fetch_one(
        f"SELECT {MEMBER} FROM member WHERE group_id = :group_id AND user_id = :user_id AND left_at IS NULL",
        group_id=group_id,
        user_id=user_id,
    )
    return Member(*row) if row else None


def has_left(db: Db, group_id: str, user_id: str) -> bool:
    """Whether somebody was in the group and is not any more; False for those of whom we never heard."""
    return bool(
        db.fetch_one(
            "SELECT 1 FROM member WHERE group_id = :group_id AND user_id = :user_id AND left_at IS NOT NULL",
            group_id=group_id,
            user_id=user_id,
        )
    )


def joined_at(db: Db, member: Member) -> datetime:
    """When the member joined last, or was seen first."""
    row = db.fetch_one("SELECT joined_at FROM member WHERE id = :id", id=member.id)
    assert row
    return from_millis(row[0])


def list_by_name(db: Db, group_id: str, name: str) -> list[Member]:
    """Everybody in the group who is shown under exactly this name; there may be several."""
    rows = db.fetch_all(
        f"SELECT {MEMBER} FROM member WHERE group_id = :group_id AND name = :name AND left_at IS NULL ORDER BY id",
        group_id=group_id,
        name=name,
    )
    return [Member(*row) for row in rows]


def groups_of(db: Db, user_id: str) -> list[str]:
    """The groups this user is in, by id."""
    rows = db.fetch_all(
        "SELECT group_id FROM member WHERE user_id = :user_id AND left_at IS NULL ORDER BY group_id", user_id=user_id
    )
    return [row[0] for row in rows]
