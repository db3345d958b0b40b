"""A member's own view of the ledger: their movements and the balance after each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import POINTS


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a member's statement. `amount` is negative for what they spent."""

    number: int
    kind: str
    at: datetime
    amount: int
    reason: str
    cause: str
    balance: int
    """What the member had after it."""
    peer: str
    """The name of the member that it went to or came from, where it was one."""


def list_latest(db: Db, member: Member, limit: int, unit: str = POINTS) -> list[Movement]:
    """Return the last movements of a member, newest first, each with the balance after it."""
    rows = db.fetch_all(
        """SELECT moved.id, kind, at, amount, reason, cause, member.name FROM (
            SELECT * FROM (SELECT id, kind, at, amount, reason, cause, source AS other, group_id, unit FROM entry
                WHERE target = :holder AND target <> 'issuer' AND unit = :unit ORDER BY id DESC LIMIT :most) earned
            UNION ALL
            SELECT * FROM (SELECT id, kind, at, -amount, reason, cause, target AS other, group_id, unit FROM entry
                WHERE source = :holder AND source <> 'issuer' AND unit = :unit ORDER BY id DESC LIMIT :most) spent
        ) moved LEFT JOIN account
            ON account.group_id = moved.group_id AND account.unit = moved.unit AND account.holder = other
        LEFT JOIN member ON member.id = account.member_id ORDER BY moved.id DESC LIMIT :most""",
        holder=ledger.account(member).holder,
        unit=unit,
        most=limit,
    )
    left = ledger.balance(db, member, unit)
    moves = []
    for number, kind, at, amount, reason, cause, peer in rows:
        moves.append(Movement(number, kind, from_millis(at), amount, reason, cause, left, peer or ""))
        left -= amount
    return moves


def earned_since(db: Db, member: Member, since: datetime) -> tuple[int, datetime]:
    """Return what a member got since a moment, and when they got the first of it; looks at their last 100 credits."""
    row = db.fetch_one(
        """SELECT COALESCE(SUM(amount), 0), MIN(at) FROM (
            SELECT amount, at FROM entry WHERE target = :holder AND target <> 'issuer' AND unit = :unit
                AND reverses IS NULL ORDER BY id DESC LIMIT 100) lately WHERE at >= :since""",
        holder=ledger.account(member).holder,
        unit=POINTS,
        since=to_millis(since),
    )
    assert row
    points, first_at = row
    return int(points), since if first_at is None else from_millis(first_at)
