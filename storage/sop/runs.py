"""Which planned moments were carried out: one row for each (group, plan, moment), for ever."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis


def message_key(group_id: str, plan: str, planned: datetime) -> str:
    """Return the key under which the message of a moment is posted; `list_latest` finds it again by that."""
    return f"run:{group_id}:{plan}:{to_millis(planned)}"


def claim(db: Db, group_id: str, plan: str, planned: datetime, now: datetime, outcome: str) -> bool:
    """Return True for the one who may carry out this moment; False for everybody after.

    A moment given up may still be claimed as done: nothing left then, and the clock may have been set right.
    """
    return bool(
        db.execute(
            """INSERT INTO run (group_id, plan, moment, at, outcome) VALUES (:group_id, :plan, :moment, :at, :outcome)
            ON CONFLICT (group_id, plan, moment) DO UPDATE SET at = excluded.at, outcome = excluded.outcome
            WHERE run.outcome IN ('late', 'merged') AND excluded.outcome = 'done'""",
            group_id=group_id,
            plan=plan,
            moment=to_millis(planned),
            at=to_millis(now),
            outcome=outcome,
        )
    )


def delete_done(db: Db, group_id: str, plan: str, before: datetime) -> None:
    """Drop the record of a routine's older moments: what they settled has natural keys of its own."""
    db.execute(
        "DELETE FROM run WHERE group_id = :group_id AND plan = :plan AND moment < :before AND outcome = 'done'",
        group_id=group_id,
        plan=plan,
        before=to_millis(before),
    )


@dataclass(frozen=True, slots=True)
class Missed:
    """A planned moment at which nothing was said."""

    plan: str
    planned: datetime
    outcome: str


def reclaim(db: Db, group_id: str, plan: str, planned: datetime, now: datetime) -> bool:
    """Return True for the one who may carry out a moment at which nothing was said."""
    return bool(
        db.execute(
            """UPDATE run SET outcome = 'done', at = :at
            WHERE group_id = :group_id AND plan = :plan AND moment = :moment AND outcome <> 'done'""",
            group_id=group_id,
            plan=plan,
            moment=to_millis(planned),
            at=to_millis(now),
        )
    )


def set_outcome(db: Db, group_id: str, plan: str, planned: datetime, outcome: str) -> None:
    """Change what became of a claimed moment."""
    db.execute(
        "UPDATE run SET outcome = :outcome WHERE group_id = :group_id AND plan = :plan AND moment = :moment",
        outcome=outcome,
        group_id=group_id,
        plan=plan,
        moment=to_millis(planned),
    )


def count_done(db: Db, group_id: str, plan: str, before: datetime) -> int:
    """Return how often a plan was carried out before a moment."""
    row = db.fetch_one(
        """SELECT COUNT(*) FROM run
        WHERE group_id = :group_id AND plan = :plan AND moment < :before AND outcome = 'done'""",
        group_id=group_id,
        plan=plan,
        before=to_millis(before),
    )
    assert row
    return int(row[0])


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one planned moment, and of the message that it made."""

    plan: str
    planned: datetime
    outcome: str
    letter: str | None
    """The state of its message in the outbox."""


def list_latest(db: Db, group_id: str, limit: int, plan: str | None = None) -> list[Record]:
    """Return the group's last moments, or those of one plan, the latest first; schedules of features are left out."""
    rows = db.fetch_all(
        f"""SELECT run.plan, run.moment, run.outcome, outbox.state FROM run
        LEFT JOIN outbox ON outbox.key = 'run:' || run.group_id || ':' || run.plan || ':' || run.moment
        WHERE run.group_id = :group_id AND {"run.plan = :plan" if plan else "run.plan NOT LIKE '·%'"}
        ORDER BY run.moment DESC, run.plan LIMIT :most""",
        group_id=group_id,
        most=limit,
        **({"plan": plan} if plan else {}),
    )
    return [Record(row[0], from_millis(row[1]), row[2], row[3]) for row in rows]


def list_missed(db: Db, group_id: str, since: datetime, limit: int) -> list[Missed]:
    """Return what was given up as late or went wrong since a moment, the latest first."""
    rows = db.fetch_all(
        """SELECT plan, moment, outcome FROM run
        WHERE group_id = :group_id AND moment >= :since AND outcome NOT IN ('done', 'merged')
        ORDER BY moment DESC, plan LIMIT :most""",
        group_id=group_id,
        since=to_millis(since),
        most=limit,
    )
    return [Missed(row[0], from_millis(row[1]), row[2]) for row in rows]


def list_given_up(db: Db, since: datetime, until: datetime) -> dict[tuple[str, str], datetime]:
    """Return, for each group and plan with moments given up between two moments, just before the first of them.

    Looks through the whole table; meant for the rare case that the clock was wrong.
    """
    rows = db.fetch_all(
        """SELECT group_id, plan, MIN(moment) FROM run
        WHERE outcome IN ('late', 'merged') AND moment > :since AND moment <= :until GROUP BY group_id, plan""",
        since=to_millis(since),
        until=to_millis(until),
    )
    return {(row[0], row[1]): from_millis(row[2] - 1) for row in rows}


def get_clock(db: Db) -> datetime | None:
    """Return up to which moment all timetables are carried out; None before the first time."""
    row = db.fetch_one("SELECT until FROM sop_clock WHERE group_id = ''")
    return from_millis(row[0]) if row else None


def advance_clock(db: Db, until: datetime) -> None:
    """Move the clock on; it never goes back."""
    db.execute(
        """INSERT INTO sop_clock (group_id, until) VALUES ('', :until)
        ON CONFLICT (group_id) DO UPDATE SET until = excluded.until WHERE sop_clock.until < excluded.until""",
        until=to_millis(until),
    )


def enlist_groups(db: Db, groups: Collection[str], now: datetime) -> dict[str, datetime]:
    """Return from which moment on each of these groups' plans count.

    A group that was there goes on where the clock is, one that was away where it left, a new one begins now. Groups
    that are not among these leave.
    """
    here = get_clock(db)
    if here is None:
        here = now
        advance_clock(db, now)
    rows = db.fetch_all("SELECT group_id, until FROM sop_clock WHERE group_id <> ''")
    known = {row[0]: None if row[1] is None else from_millis(row[1]) for row in rows}
    for group_id, left in known.items():
        if left is None and group_id not in groups:
            _place(db, group_id, to_millis(here))
    starts = {}
    for group_id in groups:
        starts[group_id] = (known[group_id] or here) if group_id in known else now
        if group_id not in known or known[group_id] is not None:
            _place(db, group_id, None)
    return starts


def _place(db: Db, group_id: str, until: int | None) -> None:
    db.execute(
        """INSERT INTO sop_clock (group_id, until) VALUES (:group_id, :until)
        ON CONFLICT (group_id) DO UPDATE SET until = excluded.until""",
        group_id=group_id,
        until=until,
    )
