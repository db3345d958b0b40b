"""Points that members have earned and a group's empty treasury still owes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member


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
    """Writes down a payment that has to wait; the same key only once."""
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
    """What the group owes, in the order in which it was earned."""
    rows = db.fetch_all(
        """SELECT arrear.id, arrear.key, member.id, member.group_id, member.user_id, member.name, arrear.amount,
            arrear.reason, arrear.cause
        FROM arrear JOIN member ON member.id = arrear.member_id
        WHERE arrear.group_id = :group_id ORDER BY arrear.id LIMIT :most""",
        group_id=group_id,
        most=limit,
    )
    return [Arrear(row[0], row[1], Member(*row[2:6]), row[6], row[7], row[8]) for row in rows]


def delete(db: Db, arrear: Arrear) -> None:
    """Strikes out what was paid."""
    db.execute("DELETE FROM arrear WHERE id = :id", id=arrear.id)


def total_of_member(db: Db, member: Member) -> int:
    """How much the group owes the member."""
    row = db.fetch_one("SELECT COALESCE(SUM(amount), 0) FROM arrear WHERE member_id = :id", id=member.id)
    assert row
    return int(row[0])


def total_of_group(db: Db, group_id: str) -> int:
    """How much the group owes altogether."""
    row = db.fetch_one("SELECT COALESCE(SUM(amount), 0) FROM arrear WHERE group_id = :group_id", group_id=group_id)
    assert row
    return int(row[0])


def cancel(db: Db, key: str) -> bool:
    """Strikes out what is owed under this key; False where nothing is, any more."""
    return bool(db.execute("DELETE FROM arrear WHERE key = :key", key=key))
