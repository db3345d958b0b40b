"""Who brought whom, and what was paid for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member


@dataclass(frozen=True, slots=True)
class Reward:
    """What an inviter was paid."""

    inviter: Member
    points: int


def record(db: Db, member: Member, inviter: Member, at: datetime) -> bool:
    """True the first time somebody is invited; coming back by invitation does not count again."""
    return bool(
        db.execute(
            """INSERT INTO invitation (member_id, inviter_id, at, points) VALUES (:member_id, :inviter_id, :at, 0)
            ON CONFLICT (member_id) DO NOTHING""",
            member_id=member.id,
            inviter_id=inviter.id,
            at=to_millis(at),
        )
    )


def set_reward(db: Db, member: Member, points: int) -> None:
    """Notes what the inviter got."""
    db.execute("UPDATE invitation SET points = :points WHERE member_id = :id", points=points, id=member.id)


def revoke_reward(db: Db, member: Member, since: datetime) -> Reward | None:
    """What has to be given back because somebody left whose invitation was not before `since`; only once."""
    row = db.fetch_one(
        """SELECT inviter.id, inviter.group_id, inviter.user_id, inviter.name, invitation.points
        FROM invitation JOIN member inviter ON inviter.id = invitation.inviter_id
        WHERE invitation.member_id = :id AND invitation.at >= :since AND invitation.points > 0""",
        id=member.id,
        since=to_millis(since),
    )
    if row is None:
        return None
    set_reward(db, member, 0)
    return Reward(Member(*row[:4]), row[4])
