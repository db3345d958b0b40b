"""Who is in which group. A person is known by the platform's user id; names are only for show.

This file is long because members are asked for by id, by user id, by name and by what a text begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from storage.db import Db, Row, from_millis, to_millis
from storage.members import aliases
from storage.rows import columns


class Member(NamedTuple):
    """One person in one group."""

    id: int
    group_id: str
    user_id: str
    name: str


_USER, _NAME = Member._fields.index("user_id"), Member._fields.index("name")
MERGED = "merged:"
"""Begins the user id of a row that is left behind of somebody who is another member now."""
MEMBER = columns(Member, "member")
"""What a query selects of a member; the row is `Member(*row)`, or unpacked with `*member`."""


def get_or_create(db: Db, group_id: str, user_id: str, name: str, at: datetime) -> Member:
    """Return the member, recorded when they are first seen; an empty `name` keeps the known one.

    Whoever sends a message is in the group, also where they were recorded as having left.
    """
    row = db.fetch_one(f"SELECT {MEMBER}, left_at FROM member WHERE group_id = ? AND user_id = ?", group_id, user_id)
    if row is None:
        row = _by_alias(db, group_id, user_id)
    if row is None:
        member_id = db.insert(
            "INSERT INTO member (group_id, user_id, name, joined_at) VALUES (?, ?, ?, ?)",
            group_id,
            user_id,
            name or user_id,
            to_millis(at),
        )
        return Member(member_id, group_id, user_id, name or user_id)
    *known_member, left_at = row
    known = Member(*known_member)
    # An account beside somebody's own brings no name of theirs along.
    name = name if known.user_id == user_id else ""
    if left_at is None and name in ("", known.name):
        return known
    db.execute("UPDATE member SET left_at = NULL, name = :name WHERE id = :id", name=name or known.name, id=known.id)
    return known._replace(name=name or known.name)


def _by_alias(db: Db, group_id: str, user_id: str) -> Row | None:
    """Return the member to whom a user id leads that is not their own, and when they left."""
    return db.fetch_one(
        f"""SELECT {MEMBER}, left_at FROM alias JOIN member ON member.id = alias.member_id
        WHERE alias.group_id = ? AND alias.user_id = ?""",
        group_id,
        user_id,
    )


def join(
    db: Db,
    group_id: str,
    user_id: str,
    name: str,
    at: datetime,
    invited_by: str | None,
    scene: str = "",
    source: str = "",
) -> Member:
    """Record that somebody joined, for the first time or again; how they did is told where the platform knows."""
    own = aliases.own_user_id(db, group_id, user_id)
    name = name if own == user_id else ""
    user_id, invited_by = own, aliases.own_user_id(db, group_id, invited_by) if invited_by else None
    row = db.fetch_one(
        f"""INSERT INTO member (group_id, user_id, name, joined_at, invited_by)
        VALUES (:group_id, :user_id, :new_name, :at, :invited_by)
        ON CONFLICT (user_id, group_id) DO UPDATE SET left_at = NULL, joined_at = :at, invited_by = :invited_by,
            first_joined_at = COALESCE(member.first_joined_at, member.joined_at),
            first_left_at = COALESCE(member.first_left_at, member.left_at, :at),
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
    member = Member(*row)
    db.execute(
        """INSERT INTO arrival (member_id, at, scene, source) VALUES (:id, :at, :scene, :source)
        ON CONFLICT (member_id) DO UPDATE SET at = excluded.at, scene = excluded.scene, source = excluded.source""",
        id=member.id,
        at=to_millis(at),
        scene=scene,
        source=source,
    )
    return member


def leave(db: Db, member: Member, at: datetime) -> None:
    """Record that somebody left; what they earned stays in the ledger."""
    db.execute("UPDATE member SET left_at = :at WHERE id = :id", at=to_millis(at), id=member.id)


def rename(db: Db, member: Member, name: str) -> None:
    """Set the name shown for a member."""
    db.execute("UPDATE member SET name = :name WHERE id = :id", name=name, id=member.id)


def current(db: Db, group_id: str) -> list[Member]:
    """Return everybody who has not left, by id."""
    rows = db.fetch_all(
        f"SELECT {MEMBER} FROM member WHERE group_id = :group_id AND left_at IS NULL ORDER BY id", group_id=group_id
    )
    return [Member(*row) for row in rows]


def list_after(db: Db, group_id: str, after: int, until: int, most: int) -> list[Member]:
    """Return the first `most` who have not left of those with an id above `after` and up to `until`, by id."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member
        WHERE group_id = :group_id AND left_at IS NULL AND id > :after AND id <= :until ORDER BY id LIMIT :most""",
        group_id=group_id,
        after=after,
        until=until,
        most=most,
    )
    return [Member(*row) for row in rows]


def newest(db: Db, group_id: str) -> int:
    """Return the largest id of a group's members, 0 where there are none."""
    return db.fetch_value("SELECT MAX(id) FROM member WHERE group_id = :group_id", group_id=group_id) or 0


def get(db: Db, member_id: int, *, include_left: bool = False) -> Member | None:
    """Return the member with this id, or whom they were merged into; None for who left, unless `include_left`."""
    still_there = "" if include_left else "AND left_at IS NULL"
    row = db.fetch_one(f"SELECT {MEMBER} FROM member WHERE id = :id {still_there}", id=member_id)
    if row is None or row[2].startswith(MERGED):
        into = aliases.merged_into(db, member_id)
        return None if into is None else get(db, into, include_left=include_left)
    return Member(*row)


def list_people(db: Db, member_ids: Iterable[int], *, include_left: bool = False) -> list[Member]:
    """Return the members with these ids in their order, as `get` does; two who have become one are one."""
    found = (get(db, member_id, include_left=include_left) for member_id in member_ids)
    return list(dict.fromkeys(member for member in found if member))


def count(db: Db, group_id: str) -> int:
    """Return how many members have not left."""
    members = db.fetch_value(
        "SELECT COUNT(*) FROM member WHERE group_id = :group_id AND left_at IS NULL", group_id=group_id
    )
    return int(members)


def number_of(db: Db, member: Member) -> int:
    """Return which member of the group somebody is, from 1, by who came first; nobody else ever has that number."""
    number = db.fetch_value(
        "SELECT COUNT(*) FROM member WHERE group_id = :group_id AND id <= :id", group_id=member.group_id, id=member.id
    )
    return int(number)


def get_by_user(db: Db, group_id: str, user_id: str, *, include_left: bool = False) -> Member | None:
    """Return the member with this user id; None where they have left, unless `include_left`."""
    still_there = "" if include_left else "AND left_at IS NULL"
    row = db.fetch_one(
        f"SELECT {MEMBER} FROM member WHERE group_id = :group_id AND user_id = :user_id {still_there}",
        group_id=group_id,
        user_id=user_id,
    )
    if row is None and (known := _by_alias(db, group_id, user_id)):
        *member, left_at = known
        return Member(*member) if include_left or left_at is None else None
    return Member(*row) if row else None


def has_left(db: Db, group_id: str, user_id: str) -> bool:
    """Tell whether somebody was in the group and has left; False for those who were never in it."""
    return bool(
        db.fetch_one(
            "SELECT 1 FROM member WHERE group_id = :group_id AND user_id = :user_id AND left_at IS NOT NULL",
            group_id=group_id,
            user_id=user_id,
        )
    )


def joined_at(db: Db, member: Member) -> datetime:
    """Return when the member joined last, or was first seen."""
    return from_millis(db.fetch_value("SELECT joined_at FROM member WHERE id = :id", id=member.id))


def inviter_of(db: Db, member: Member) -> str:
    """Return the name of who brought a member along, their user id where we have none; empty where nobody did."""
    name = db.fetch_value(
        """SELECT COALESCE(inviter.name, member.invited_by) FROM member
        LEFT JOIN member inviter ON inviter.user_id = member.invited_by AND inviter.group_id = member.group_id
        WHERE member.id = :id""",
        id=member.id,
    )
    return name or ""


def list_by_name(db: Db, group_id: str, name: str) -> list[Member]:
    """Return everybody in the group with exactly this name; there may be several."""
    rows = db.fetch_all(
        f"SELECT {MEMBER} FROM member WHERE group_id = :group_id AND name = :name AND left_at IS NULL ORDER BY id",
        group_id=group_id,
        name=name,
    )
    return [Member(*row) for row in rows]


def list_beginning(db: Db, group_id: str, text: str, begins_with: Callable[[str], bool]) -> list[tuple[Member, bool]]:
    """Return everybody with whose user id or name a text begins, by id; and who has left.

    `begins_with` is asked of names with the first letter of the text, since they may be written with other spaces than
    it. In a large group these are thousands, so nothing else is made of those that do not fit.
    """
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, left_at FROM member
        WHERE group_id = :group_id AND (substr(name, 1, 1) = :letter OR substr(:text, 1, length(user_id)) = user_id)
        ORDER BY id""",
        group_id=group_id,
        letter=text[:1],
        text=text,
    )
    return [
        (Member(*member), left_at is not None)
        for *member, left_at in rows
        if begins_with(member[_NAME]) or text.startswith(member[_USER])
    ]


def groups_of(db: Db, user_id: str) -> list[str]:
    """Return the ids of the groups that this user is in."""
    rows = db.fetch_all(
        """SELECT group_id FROM member WHERE user_id = :user_id AND left_at IS NULL
        UNION SELECT member.group_id FROM alias JOIN member ON member.id = alias.member_id
            WHERE alias.user_id = :user_id AND member.left_at IS NULL ORDER BY group_id""",
        user_id=user_id,
    )
    return [group_id for (group_id,) in rows]
