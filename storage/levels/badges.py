"""The badges of members, and the achievements that earn them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member
from storage.points.ledger import account
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Achievements:
    """What a member has done so far."""

    checkins: int
    streak: int
    """The longest, in days."""
    messages: int
    invited: int
    introduced: int
    given: int
    """Points given to friends."""
    exchanges: int
    place: int
    """The member's place in the order of joining the group, from 1."""
    spread: int
    """Whom they invited, and how often they shared something."""


def get_achievements(db: Db, member: Member) -> Achievements:
    """Return what a member has achieved, counted anew each time, by indexes only."""
    row = db.fetch_one(
        """SELECT (SELECT COUNT(*) FROM checkin WHERE member_id = :id AND kind <> 'frozen'),
            (SELECT COALESCE(MAX(streak), 0) FROM checkin WHERE member_id = :id),
            (SELECT COALESCE(SUM(messages), 0) FROM activity WHERE member_id = :id),
            (SELECT COUNT(*) FROM invitation WHERE inviter_id = :id),
            (SELECT COUNT(*) FROM introduction WHERE member_id = :id),
            (SELECT COALESCE(SUM(amount), 0) FROM entry
                WHERE source = :holder AND source <> 'issuer' AND kind = 'give'),
            (SELECT COUNT(*) FROM mall_order WHERE member_id = :id AND points > 0
                AND state IN ('waiting', 'ready', 'picked')),
            (SELECT COUNT(*) FROM member WHERE group_id = :group_id AND id <= :id),
            (SELECT COUNT(*) FROM invitation WHERE inviter_id = :id)
                + (SELECT COALESCE(SUM(count), 0) FROM fact WHERE member_id = :id AND kind = 'share')""",
        id=member.id,
        holder=account(member).holder,
        group_id=member.group_id,
    )
    assert row
    return read(Achievements, row)


def award(db: Db, member: Member, name: str, at: datetime, *, told: bool) -> bool:
    """Award a badge for good; False where the member has it already."""
    return bool(
        db.execute(
            """INSERT INTO badge (member_id, name, group_id, at, told) VALUES (:id, :name, :group_id, :at, :told)
            ON CONFLICT (member_id, name) DO NOTHING""",
            id=member.id,
            name=name,
            group_id=member.group_id,
            at=to_millis(at),
            told=int(told),
        )
    )


def list_held(db: Db, member: Member) -> set[str]:
    """Return the names of the member's badges."""
    return {row[0] for row in db.fetch_all("SELECT name FROM badge WHERE member_id = :id", id=member.id)}


def mark_announced(db: Db, group_id: str) -> list[tuple[Member, str]]:
    """Mark the badges not announced yet as announced; return those of current members."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, badge.name
        FROM badge JOIN member ON member.id = badge.member_id
        WHERE badge.group_id = :group_id AND badge.told = 0 AND member.left_at IS NULL
        ORDER BY badge.name, member.id""",
        group_id=group_id,
    )
    db.execute("UPDATE badge SET told = 1 WHERE group_id = :group_id AND told = 0", group_id=group_id)
    return [(Member(*member), badge) for *member, badge in rows]
