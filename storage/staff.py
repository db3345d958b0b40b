"""Which of the staff looks after which member."""

from __future__ import annotations

from datetime import date, datetime

from storage.db import Db, to_millis
from storage.members.roster import Member


def bind(db: Db, member: Member, staff: Member, *, actor: str, at: datetime) -> None:
    """Binds a member, in place of an earlier binding."""
    db.execute(
        """INSERT INTO binding (member_id, staff_id, actor, at) VALUES (:member_id, :staff_id, :actor, :at)
        ON CONFLICT (member_id) DO UPDATE SET staff_id = excluded.staff_id, actor = excluded.actor, at = excluded.at""",
        member_id=member.id,
        staff_id=staff.id,
        actor=actor,
        at=to_millis(at),
    )


def unbind(db: Db, member: Member) -> bool:
    """Ends a member's binding; False where there was none."""
    return bool(db.execute("DELETE FROM binding WHERE member_id = :id", id=member.id))


def unbind_all(db: Db, staff: Member) -> int:
    """Ends all bindings to somebody; returns how many there were."""
    return db.execute("DELETE FROM binding WHERE staff_id = :id", id=staff.id)


def staff_of(db: Db, member: Member) -> Member | None:
    """Who looks after a member, if still in the group. Whether he still is staff, the group's file says."""
    row = db.fetch_one(
        """SELECT staff.id, staff.group_id, staff.user_id, staff.name FROM binding
        JOIN member staff ON staff.id = binding.staff_id
        WHERE binding.member_id = :id AND staff.left_at IS NULL""",
        id=member.id,
    )
    return Member(*row) if row else None


def list_clients(db: Db, staff: Member) -> list[tuple[Member, date | None]]:
    """The members bound to somebody and still there, with the local day of their last word; the silent first."""
    rows = db.fetch_all(
        """SELECT member.id, member.group_id, member.user_id, member.name, MAX(activity.day)
        FROM binding JOIN member ON member.id = binding.member_id
        LEFT JOIN activity ON activity.member_id = member.id
        WHERE binding.staff_id = :id AND member.left_at IS NULL
        GROUP BY member.id, member.group_id, member.user_id, member.name
        ORDER BY COALESCE(MAX(activity.day), ''), member.id""",
        id=staff.id,
    )
    return [(Member(*row[:4]), date.fromisoformat(row[4]) if row[4] else None) for row in rows]


def count_clients(db: Db, group_id: str) -> dict[int, int]:
    """How many members still there are bound to each of the staff, by the staff's member id; none are left out."""
    rows = db.fetch_all(
        """SELECT binding.staff_id, COUNT(*) FROM binding JOIN member ON member.id = binding.member_id
        WHERE member.group_id = :group_id AND member.left_at IS NULL GROUP BY binding.staff_id""",
        group_id=group_id,
    )
    return {row[0]: int(row[1]) for row in rows}
