"""The level at which each member was last seen, and every change of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A member's rise or fall to another level."""

    member: Member
    now: str
    rose: bool


def get(db: Db, member: Member) -> str | None:
    """Return the level at which the member was last seen, None before the first time."""
    row = db.fetch_one("SELECT name FROM level WHERE member_id = :id", id=member.id)
    return row[0] if row else None


def save(db: Db, member: Member, name: str) -> None:
    """Save the level of a member."""
    db.execute(
        """INSERT INTO level (member_id, name) VALUES (:id, :name)
        ON CONFLICT (member_id) DO UPDATE SET name = excluded.name""",
        id=member.id,
        name=name,
    )


def record_change(db: Db, member: Member, was: str, now: str, rose: bool, at: datetime) -> None:
    """Record that a member rose or fell; it is announced later."""
    db.execute(
        """INSERT INTO level_change (group_id, member_id, was, now, rose, at, told)
        VALUES (:group_id, :member_id, :was, :now, :rose, :at, 0)""",
        group_id=member.group_id,
        member_id=member.id,
        was=was,
        now=now,
        rose=rose,
        at=to_millis(at),
    )


def mark_announced(db: Db, group_id: str) -> list[LevelChange]:
    """Mark the changes not announced yet as announced; return those of current members, in order."""
    rows = db.fetch_all(
        f"""SELECT {columns(LevelChange, "level_change")}
        FROM level_change JOIN member ON member.id = level_change.member_id
        WHERE level_change.group_id = :group_id AND told = 0 AND member.left_at IS NULL ORDER BY level_change.id""",
        group_id=group_id,
    )
    db.execute("UPDATE level_change SET told = 1 WHERE group_id = :group_id AND told = 0", group_id=group_id)
    return [read(LevelChange, row) for row in rows]
