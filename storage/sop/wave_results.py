"""What waves brought, counted apart for those who were called and those who were left alone; and what members say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Value, to_millis
from storage.members.roster import Member
from storage.sop.waves import Run, get


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """What those did who were called, or those who were left alone."""

    members: int = 0
    touched: int = 0
    woken: int = 0
    undelivered: int = 0
    """Letters that were refused or came to nothing, of those to `touched`."""
    taken: int = 0
    """Offers."""
    fen: int = 0
    """Their orders from their turn to their last day, less what was returned."""


def count(db: Db, run: Run) -> tuple[Arm, Arm]:
    """Return the figures of a run so far: of those who were called, and of those who were left alone.

    Looks at everybody in the run.
    """
    rows = db.fetch_all(
        f"""SELECT held_out, COUNT(*), COUNT(touched_at), COUNT(taken_at),
            SUM(CASE WHEN {run.is_back} THEN 1 ELSE 0 END)
        FROM wave_member WHERE run_id = :run GROUP BY held_out""",
        run=run.id,
    )
    spent = db.fetch_all(
        """SELECT wave_member.held_out, SUM(purchase.fen - purchase.returned)
        FROM wave_member JOIN purchase ON purchase.member_id = wave_member.member_id
            AND purchase.bought_at >= wave_member.began_at AND purchase.bought_at < wave_member.until
        WHERE wave_member.run_id = :run GROUP BY wave_member.held_out""",
        run=run.id,
    )
    undelivered = db.fetch_value(
        """SELECT COUNT(*) FROM wave_member
        JOIN outbox ON outbox.key = 'wave:' || wave_member.run_id || ':' || wave_member.member_id
        WHERE wave_member.run_id = :run AND touched_at IS NOT NULL AND outbox.state IN ('refused', 'expired')""",
        run=run.id,
    )
    fen = {held_out: int(amount) for held_out, amount in spent}
    arms = {
        held_out: Arm(
            members=members,
            touched=touched,
            undelivered=0 if held_out else int(undelivered),
            woken=int(woken),
            taken=taken,
            fen=fen.get(held_out, 0),
        )
        for held_out, members, touched, taken, woken in rows
    }
    return arms.get(0, Arm()), arms.get(1, Arm())


def latest_letter(db: Db, member: Member, now: datetime) -> Run | None:
    """Return the run that spoke to a member last, whose days are not over for them."""
    row = db.fetch_one(
        """SELECT run_id FROM wave_member WHERE member_id = :member AND touched_at IS NOT NULL AND until > :now
        ORDER BY began_at DESC, run_id DESC LIMIT 1""",
        member=member.id,
        now=to_millis(now),
    )
    return get(db, row[0]) if row else None


def take_offer(db: Db, run: Run, member: Member, at: datetime) -> bool:
    """Record that a member takes what they were offered; False where they had, or it is too late."""
    return bool(
        db.execute(
            """UPDATE wave_member SET taken_at = :at
            WHERE run_id = :run AND member_id = :member
                AND touched_at IS NOT NULL AND taken_at IS NULL AND until > :at""",
            run=run.id,
            member=member.id,
            at=to_millis(at),
        )
    )


def give_reason(db: Db, run: Run, member: Member, reason: str) -> None:
    """Record why a member stayed away; the last word counts."""
    db.execute(
        "UPDATE wave_member SET reason = :reason WHERE run_id = :run AND member_id = :member",
        reason=reason,
        run=run.id,
        member=member.id,
    )


@dataclass(frozen=True, slots=True)
class Reasons:
    """What was said, how often, the most frequent first; and by how many of those who were asked."""

    counts: Sequence[tuple[str, int]]
    asked: int


def count_reasons(db: Db, group_id: str, *, name: str | None = None, run: Run | None = None) -> Reasons:
    """Return why members of a group stayed away: in all waves, in the one of this name, or in one run."""
    named: dict[str, Value] = {} if name is None else {"name": name}
    only = "AND wave_run.name = :name" if named else ""
    if run:
        named, only = {"run": run.id}, "AND wave_run.id = :run"
    rows = db.fetch_all(
        f"""SELECT reason, COUNT(*) FROM wave_member JOIN wave_run ON wave_run.id = wave_member.run_id
        WHERE wave_run.group_id = :group_id AND touched_at IS NOT NULL {only}
        GROUP BY reason ORDER BY COUNT(*) DESC, reason""",
        group_id=group_id,
        **named,
    )
    return Reasons([(reason, int(count)) for reason, count in rows if reason], sum(int(count) for _, count in rows))
