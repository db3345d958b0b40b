"""Points that members have earned and a group's empty treasury still owes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Arrear:
    """One payment that is owed."""

    id: int
    key: str
    member: Member
    amount: int
    reason: str
    cause: str


def owe(db: Db, member: Member, amount: int, *, key: str, reason: str, cause: str, at: datetime) -> None:
    """Record a payment that has to wait; the same key only once."""
    db.execute(
        """INSERT INTO arrear (key, group_id, member_id, amount, reason, cause, at)
        VALUES (:key, :group_id, :member_id, :amount, :reason, :cause, :at) ON CONFLICT (key) DO NOTHING""",
        key=key,
        group_id=member.group_id,
        member_id=member.id,
        amount=amount,
        reason=reason,
        cause=cause,
        at=to_millis(at),
    )


def list_oldest(db: Db, group_id: str, limit: int) -> list[Arrear]:
    """Return what the group owes, in the order in which it was earned."""
    rows = db.fetch_all(
        f"""SELECT {columns(Arrear, "arrear")}
        FROM arrear JOIN member ON member.id = arrear.member_id
        WHERE arrear.group_id = :group_id ORDER BY arrear.id LIMIT :most""",
        group_id=group_id,
        most=limit,
    )
    return [read(Arrear, row) for row in rows]


def delete(db: Db, arrear: Arrear) -> None:
    """Delete what was paid."""
    db.execute("DELETE FROM arrear WHERE id = :id", id=arrear.id)


def total_of_member(db: Db, member: Member) -> int:
    """Return how many points the group owes the member."""
    return int(db.fetch_value("SELECT COALESCE(SUM(amount), 0) FROM arrear WHERE member_id = :id", id=member.id))


def total_of_group(db: Db, group_id: str) -> int:
    """Return how many points the group owes altogether."""
    total = db.fetch_value("SELECT COALESCE(SUM(amount), 0) FROM arrear WHERE group_id = :group_id", group_id=group_id)
    return int(total)


def list_of_member(db: Db, member: Member) -> list[Arrear]:
    """Return all that a member is owed."""
    rows = db.fetch_all(
        f"""SELECT {columns(Arrear, "arrear")} FROM arrear JOIN member ON member.id = arrear.member_id
        WHERE arrear.member_id = :id ORDER BY arrear.id""",
        id=member.id,
    )
    return [read(Arrear, row) for row in rows]


def is_owed(db: Db, key: str) -> bool:
    """Return whether something is owed under this key."""
    return db.fetch_one("SELECT 1 FROM arrear WHERE key = :key", key=key) is not None


def cancel(db: Db, key: str) -> bool:
    """Delete what is owed under this key; False where nothing is owed, or no longer."""
    return bool(db.execute("DELETE FROM arrear WHERE key = :key", key=key))
