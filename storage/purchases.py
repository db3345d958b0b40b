"""What members bought elsewhere, as staff record it: each order number of a group once, less what was returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase. `who` is the name of the last one who changed it, where we have one."""

    id: int
    member: Member
    number: str
    fen: int
    returned: int
    points: int
    key: str
    returns: int
    bought_at: datetime
    who: str
    at: datetime


def record(
    db: Db,
    member: Member,
    number: str,
    *,
    fen: int,
    points: int,
    key: str,
    bought_at: datetime,
    actor: str,
    at: datetime,
) -> bool:
    """Record a purchase of `fen` (1 or more); False where the group has this number already."""
    is_new = bool(
        db.execute(
            """INSERT INTO purchase
                (group_id, number, member_id, fen, returned, points, key, returns, bought_at, actor, at)
            VALUES (:group_id, :number, :member_id, :fen, 0, :points, :key, 0, :bought_at, :actor, :at)
            ON CONFLICT (group_id, number) DO NOTHING""",
            group_id=member.group_id,
            number=number,
            member_id=member.id,
            fen=fen,
            points=points,
            key=key,
            bought_at=to_millis(bought_at),
            actor=actor,
            at=to_millis(at),
        )
    )
    if is_new:
        _spend(db, member, fen)
    return is_new


def record_return(db: Db, purchase: Purchase, fen: int, *, points: int, key: str, actor: str, at: datetime) -> None:
    """Record that `fen` more were returned, and the points that the member keeps under a new key."""
    db.execute(
        """UPDATE purchase SET returned = returned + :fen, points = :points, key = :key, returns = returns + 1,
            actor = :actor, at = :at WHERE id = :id""",
        fen=fen,
        points=points,
        key=key,
        actor=actor,
        at=to_millis(at),
        id=purchase.id,
    )
    _spend(db, purchase.member, -fen)


def _spend(db: Db, member: Member, fen: int) -> None:
    """Keep the sum of all that a member spent, so that nobody adds up their orders."""
    db.execute("UPDATE member SET spent = spent + :fen WHERE id = :id", fen=fen, id=member.id)


def get(db: Db, group_id: str, number: str) -> Purchase | None:
    """Return the purchase of the group with this number, in capitals."""
    row = db.fetch_one(
        f"{_PURCHASES} WHERE purchase.group_id = :group_id AND purchase.number = :number",
        group_id=group_id,
        number=number,
    )
    return read(Purchase, row) if row else None


def list_latest(db: Db, member: Member, limit: int) -> list[Purchase]:
    """Return the last purchases of a member, newest first."""
    rows = db.fetch_all(
        f"{_PURCHASES} WHERE purchase.member_id = :member_id ORDER BY purchase.id DESC LIMIT :most",
        member_id=member.id,
        most=limit,
    )
    return [read(Purchase, row) for row in rows]


_PURCHASES = f"""SELECT {columns(Purchase, "purchase", who="COALESCE(actor.name, purchase.actor)")}
    FROM purchase JOIN member ON member.id = purchase.member_id
    LEFT JOIN member actor ON actor.user_id = purchase.actor AND actor.group_id = purchase.group_id"""


@dataclass(frozen=True, slots=True)
class Total:
    """What a member bought in all, less what was returned."""

    purchases: int
    fen: int
    last: datetime | None


def total_of_member(db: Db, member: Member) -> Total:
    """Return what a member bought; purchases that were returned as a whole are left out."""
    row = db.fetch_one(
        """SELECT COUNT(*), COALESCE(SUM(fen - returned), 0), MAX(bought_at) FROM purchase
        WHERE member_id = :id AND returned < fen""",
        id=member.id,
    )
    assert row
    return Total(int(row[0]), int(row[1]), from_millis(row[2]) if row[2] else None)
