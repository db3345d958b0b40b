"""Which members of a group have most of a unit."""

from __future__ import annotations

from dataclasses import dataclass

from storage.db import Db
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import POINTS
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the ranking."""

    name: str
    balance: int


def list_top(db: Db, group_id: str, limit: int, unit: str = POINTS) -> list[Place]:
    """Return who has most among those still in the group; ties go to who came first."""
    rows = db.fetch_all(
        """SELECT member.name, account.balance FROM account
        JOIN member ON member.id = account.member_id
        WHERE account.group_id = :group_id AND account.unit = :unit AND account.balance > 0
            AND account.member_id IS NOT NULL
            AND member.left_at IS NULL
        ORDER BY account.balance DESC, member.id LIMIT :most""",
        group_id=group_id,
        unit=unit,
        most=limit,
    )
    return [read(Place, row) for row in rows]


def get_rank(db: Db, member: Member, unit: str = POINTS) -> int:
    """Return the member's place in the ranking, from 1."""
    ahead = db.fetch_value(
        """SELECT COUNT(*) FROM account JOIN member ON member.id = account.member_id
        WHERE account.group_id = :group_id AND account.unit = :unit AND account.balance > :mine
            AND account.member_id IS NOT NULL
            AND member.left_at IS NULL""",
        group_id=member.group_id,
        unit=unit,
        mine=ledger.balance(db, member, unit),
    )
    return 1 + int(ahead)
