"""Who invited whom, and the points that the inviter was rewarded with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Reward:
    """The points that an inviter was rewarded with."""

    inviter: Member
    points: int


def record(db: Db, member: Member, inviter: Member, at: datetime) -> bool:
    """Record an invitation; False where the member was invited before, because only the first one counts."""
    return bool(
        db.execute(
            """INSERT INTO invitation (member_id, inviter_id, at, points) VALUES (:member_id, :inviter_id, :at, 0)
            ON CONFLICT (member_id) DO NOTHING""",
            member_id=member.id,
            inviter_id=inviter.id,
            at=to_millis(at),
        )
    )


def get_inviter(db: Db, member: Member) -> Member | None:
    """Return who invited a member; None where nobody did, or they have left."""
    row = db.fetch_one(
        f"""SELECT {columns(Member, "inviter")}
        FROM invitation JOIN member inviter ON inviter.id = invitation.inviter_id
        WHERE invitation.member_id = :id AND inviter.left_at IS NULL""",
        id=member.id,
    )
    return Member(*row) if row else None


def set_reward(db: Db, member: Member, points: int) -> None:
    """Record how many points the inviter was rewarded with."""
    db.execute("UPDATE invitation SET points = :points WHERE member_id = :id", points=points, id=member.id)


def revoke_reward(db: Db, member: Member, since: datetime) -> Reward | None:
    """Delete and return the reward for a member who left, where they were invited at `since` or later; only once."""
    row = db.fetch_one(
        f"""SELECT {columns(Reward, "invitation")}
        FROM invitation JOIN member inviter ON inviter.id = invitation.inviter_id
        WHERE invitation.member_id = :id AND invitation.at >= :since AND invitation.points > 0""",
        id=member.id,
        since=to_millis(since),
    )
    if row is None:
        return None
    set_reward(db, member, 0)
    return read(Reward, row)
