"""Why members left or stay away, as staff know it; what members say themselves is in storage/sop/wave_results.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class LossReason:
    """What staff wrote down of a member."""

    member: Member
    words: str
    who: str
    """The name of who wrote it, where we have one."""
    at: datetime


def record(db: Db, member: Member, words: str, *, actor: str, at: datetime) -> None:
    """Write down why a member was lost; the last word counts."""
    db.execute(
        """INSERT INTO loss_reason (member_id, reason, actor, at) VALUES (:member_id, :reason, :actor, :at)
        ON CONFLICT (member_id) DO UPDATE SET reason = excluded.reason, actor = excluded.actor, at = excluded.at""",
        member_id=member.id,
        reason=words,
        actor=actor,
        at=to_millis(at),
    )


def forget(db: Db, member: Member) -> bool:
    """Delete what was written down of a member; False where nothing was."""
    return bool(db.execute("DELETE FROM loss_reason WHERE member_id = :id", id=member.id))


def get(db: Db, member: Member) -> LossReason | None:
    """Return what was written down of a member."""
    return next(iter(_list(db, member.group_id, "AND loss_reason.member_id = :id", id=member.id)), None)


def list_all(db: Db, group_id: str) -> list[LossReason]:
    """Return what was written down of a group's members, gone or not, the latest first."""
    return _list(db, group_id, "")


def _list(db: Db, group_id: str, which: str, **values: int) -> list[LossReason]:
    rows = db.fetch_all(
        f"""SELECT loss_reason.reason, COALESCE(actor.name, loss_reason.actor), loss_reason.at, {MEMBER}
        FROM loss_reason JOIN member ON member.id = loss_reason.member_id
        LEFT JOIN member actor ON actor.user_id = loss_reason.actor AND actor.group_id = member.group_id
        WHERE member.group_id = :group_id {which} ORDER BY loss_reason.at DESC, member.id""",
        group_id=group_id,
        **values,
    )
    return [LossReason(Member(*member), words, who, from_millis(at)) for words, who, at, *member in rows]
