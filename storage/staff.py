"""Which of the staff looks after which member."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member
from storage.rows import columns


def bind(db: Db, member: Member, staff: Member, *, actor: str, at: datetime) -> None:
    """Bind a member to one of the staff, in place of an earlier binding."""
    db.execute(
        """INSERT INTO binding (member_id, staff_id, actor, at) VALUES (:member_id, :staff_id, :actor, :at)
        ON CONFLICT (member_id) DO UPDATE SET staff_id = excluded.staff_id, actor = excluded.actor, at = excluded.at""",
        member_id=member.id,
        staff_id=staff.id,
        actor=actor,
        at=to_millis(at),
    )


def unbind(db: Db, member: Member) -> bool:
    """End a member's binding; False where there was none."""
    return bool(db.execute("DELETE FROM binding WHERE member_id = :id", id=member.id))


def unbind_all(db: Db, staff: Member) -> int:
    """End all bindings to one of the staff; return how many there were."""
    return db.execute("DELETE FROM binding WHERE staff_id = :id", id=staff.id)


def bind_free(db: Db, member_id: int, staff_id: int, *, at: datetime) -> None:
    """Bind a member by rule as it was found out at a moment; who was bound since is left alone."""
    db.execute(
        """INSERT INTO binding (member_id, staff_id, actor, at) VALUES (:member_id, :staff_id, '', :at)
        ON CONFLICT (member_id) DO UPDATE SET staff_id = excluded.staff_id, actor = excluded.actor, at = excluded.at
            WHERE binding.at < excluded.at""",
        member_id=member_id,
        staff_id=staff_id,
        at=to_millis(at),
    )


def rebind_all(db: Db, old: Member, new: Member, *, actor: str, at: datetime) -> int:
    """Bind all whom one of the staff looks after to another one; return how many current members that were."""
    count = db.fetch_value(
        """SELECT COUNT(*) FROM binding JOIN member ON member.id = binding.member_id
        WHERE binding.staff_id = :old AND member.left_at IS NULL AND member.id <> :new""",
        old=old.id,
        new=new.id,
    )
    db.execute(
        "UPDATE binding SET staff_id = :new, actor = :actor, at = :at WHERE staff_id = :old AND member_id <> :new",
        new=new.id,
        actor=actor,
        at=to_millis(at),
        old=old.id,
    )
    return int(count)


def list_bound(db: Db, group_id: str, staff_ids: Collection[int]) -> set[int]:
    """Return the ids of a group's members who are bound to one of these."""
    ids = {f"id{place}": member_id for place, member_id in enumerate(staff_ids)}
    named = ", ".join(f":{name}" for name in ids) or "NULL"
    rows = db.fetch_all(
        f"""SELECT binding.member_id FROM binding JOIN member ON member.id = binding.member_id
        WHERE member.group_id = :group_id AND binding.staff_id IN ({named})""",
        group_id=group_id,
        **ids,
    )
    return {member_id for (member_id,) in rows}


def staff_of(db: Db, member: Member) -> Member | None:
    """Return who looks after a member, if still in the group. Whether they still are staff, the group's file says."""
    row = db.fetch_one(
        f"""SELECT {columns(Member, "staff")} FROM binding
        JOIN member staff ON staff.id = binding.staff_id
        WHERE binding.member_id = :id AND staff.left_at IS NULL""",
        id=member.id,
    )
    return Member(*row) if row else None


def list_clients(db: Db, staff: Member) -> list[tuple[Member, date | None]]:
    """Return the current members bound to one of the staff, with the last local day they spoke; the silent first."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, MAX(activity.day)
        FROM binding JOIN member ON member.id = binding.member_id
        LEFT JOIN activity ON activity.member_id = member.id
        WHERE binding.staff_id = :id AND member.left_at IS NULL
        GROUP BY {MEMBER}
        ORDER BY COALESCE(MAX(activity.day), ''), member.id""",
        id=staff.id,
    )
    return [(Member(*member), date.fromisoformat(day) if day else None) for *member, day in rows]


def count_clients(db: Db, group_id: str) -> dict[int, int]:
    """Return how many current members are bound to each of the staff, by the staff's member id; without zeros."""
    rows = db.fetch_all(
        """SELECT binding.staff_id, COUNT(*) FROM binding JOIN member ON member.id = binding.member_id
        WHERE member.group_id = :group_id AND member.left_at IS NULL GROUP BY binding.staff_id""",
        group_id=group_id,
    )
    return {staff_id: int(members) for staff_id, members in rows}
