"""Who wants to be left alone."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member


def opt_out(db: Db, member: Member, at: datetime) -> bool:
    """Record that a member is to be left alone; False where they had opted out before."""
    return bool(
        db.execute(
            "INSERT INTO opt_out (member_id, at) VALUES (:id, :at) ON CONFLICT (member_id) DO NOTHING",
            id=member.id,
            at=to_millis(at),
        )
    )


def opt_in(db: Db, member: Member) -> bool:
    """Record that a member may be reminded again; False where they had not opted out."""
    return bool(db.execute("DELETE FROM opt_out WHERE member_id = :id", id=member.id))


def opted_out(db: Db, group_id: str) -> set[int]:
    """Return the ids of the group's members who have opted out."""
    rows = db.fetch_all(
        "SELECT member.id FROM opt_out JOIN member ON member.id = opt_out.member_id WHERE member.group_id = :group_id",
        group_id=group_id,
    )
    return {member_id for (member_id,) in rows}
