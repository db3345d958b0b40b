"""User ids by which somebody is known besides their own: of a second account, or an encrypted one."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis

USER_ID = "SELECT member.user_id FROM alias JOIN member ON member.id = alias.member_id"

NOT_MERGED = "NOT EXISTS (SELECT 1 FROM merged_member WHERE merged_member.member_id = member.id)"
"""A condition on `member`: the row is somebody's, and not what a merge left behind."""


IS_THEIRS = """({column} = :id
    OR {column} IN (SELECT merged_member.member_id FROM merged_member WHERE merged_member.into_id = :id))"""
"""A condition on a `column` with a member's id: it is theirs, or was before they became who they are."""
TODAY = (
    """COALESCE((SELECT merged_member.into_id FROM merged_member WHERE merged_member.member_id = {column}), {column})"""
)
"""Who a member in a `column` is since they may have been merged."""


def own_user_id(db: Db, group_id: str, user_id: str) -> str:
    """Return by which user id a group's member is kept whom the platform calls `user_id`; that itself mostly."""
    own = db.fetch_value(
        f"{USER_ID} WHERE alias.group_id = :group_id AND alias.user_id = :user_id", group_id=group_id, user_id=user_id
    )
    return own or user_id


def list_of(db: Db, member_id: int) -> list[str]:
    """Return the user ids that lead to a member besides their own, such as that of an account that was merged."""
    rows = db.fetch_all("SELECT user_id FROM alias WHERE member_id = :id ORDER BY user_id", id=member_id)
    return [user_id for (user_id,) in rows]


def list_all(db: Db, group_id: str) -> list[str]:
    """Return all user ids of a group that lead to a member with another one."""
    rows = db.fetch_all("SELECT user_id FROM alias WHERE group_id = :group_id ORDER BY user_id", group_id=group_id)
    return [user_id for (user_id,) in rows]


def add(db: Db, group_id: str, user_id: str, member_id: int) -> None:
    """Let a user id lead to a member."""
    db.execute(
        """INSERT INTO alias (group_id, user_id, member_id) VALUES (:group_id, :user_id, :member_id)
        ON CONFLICT (group_id, user_id) DO UPDATE SET member_id = excluded.member_id""",
        group_id=group_id,
        user_id=user_id,
        member_id=member_id,
    )


def merged_from(db: Db, member_id: int) -> list[int]:
    """Return the members who have become this one."""
    rows = db.fetch_all("SELECT member_id FROM merged_member WHERE into_id = :id ORDER BY member_id", id=member_id)
    return [number for (number,) in rows]


def list_merged_since(db: Db, group_id: str, since: datetime) -> list[tuple[int, int]]:
    """Return who of a group has become whom since a moment, in that order."""
    rows = db.fetch_all(
        """SELECT merged_member.member_id, merged_member.into_id
        FROM merged_member JOIN member ON member.id = merged_member.member_id
        WHERE merged_member.at >= :since AND member.group_id = :group_id
        ORDER BY merged_member.at, merged_member.member_id""",
        since=to_millis(since),
        group_id=group_id,
    )
    return [(gone, stays) for gone, stays in rows]


def merged_into(db: Db, member_id: int) -> int | None:
    """Return who a member is since they were merged; None for one who never was."""
    found = db.fetch_value("SELECT into_id FROM merged_member WHERE member_id = :id", id=member_id)
    return None if found is None else int(found)
