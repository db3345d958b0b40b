"""Who is on which journey, at which step, until when; and how earlier ones ended.

A member is on a journey of a name once at a time. Each step is taken by an update that names it, so it happens once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, Value, from_millis, to_millis
from storage.members.roster import MEMBER, Member
from storage.sop.goals import Goal, reached_sql


class Outcome(StrEnum):
    """How a journey ended. Stored, so the names stay."""

    GOAL = "goal"
    FINISHED = "finished"
    """All steps are done."""
    MOVED = "moved"
    """To another journey."""
    LEFT = "left"
    REMOVED = "removed"
    """By an admin."""
    CHANGED = "changed"
    """The journey, or this step of it, is not in the file any more."""


@dataclass(frozen=True, slots=True)
class WaitingPoint:
    """Where members of a group wait together: a journey's step (from 0) at a moment."""

    group_id: str
    name: str
    step: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """One member at a stop. `id` names this run of the journey."""

    id: int
    member: Member
    reached: bool
    """A goal."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one member is: the step (from 0) that comes next, and when."""

    member: Member
    step: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a journey's runs are at a step (from 0), or ended in a way there."""

    name: str
    step: int
    outcome: Outcome | None
    members: int


def begin(
    db: Db,
    group_id: str,
    name: str,
    member_ids: Collection[int],
    *,
    at: datetime,
    day: date,
    due: datetime,
    since: datetime,
) -> int:
    """Put members on a journey; return how many.

    Left out are those who are on it, and those who began it later than `since`. `day` is the local date of `at`;
    `due` is when the first step comes.
    """
    listed, ids = _listed(member_ids)
    return db.execute(
        f"""INSERT INTO journey (group_id, name, member_id, began_at, day, said, step, due_at, ended_at, outcome)
        SELECT member.group_id, CAST(:name AS VARCHAR), member.id, :at, CAST(:day AS VARCHAR),
            COALESCE(activity.messages, 0), 0, :due, NULL, ''
        FROM member LEFT JOIN activity ON activity.member_id = member.id AND activity.day = :day
        WHERE member.group_id = :group_id AND member.id IN ({listed}) AND NOT EXISTS (SELECT 1 FROM journey earlier
            WHERE earlier.member_id = member.id AND earlier.name = :name AND earlier.began_at > :since)
        ORDER BY member.id
        ON CONFLICT (member_id, name) WHERE ended_at IS NULL DO NOTHING""",
        group_id=group_id,
        name=name,
        at=to_millis(at),
        day=day.isoformat(),
        due=to_millis(due),
        since=to_millis(since),
        **ids,
    )


def list_waiting(db: Db, stop: WaitingPoint, goals: Collection[Goal], limit: int) -> list[Participant]:
    """Return who waits at a point, those who began first at the front, and whether each did one of `goals` since."""
    reached = " OR ".join(f"EXISTS ({reached_sql(goal, 'journey')})" for goal in goals) or "1 = 0"
    rows = db.fetch_all(
        f"""SELECT journey.id, {reached}, {MEMBER}
        FROM journey JOIN member ON member.id = journey.member_id
        WHERE journey.group_id = :group_id AND journey.name = :name AND journey.step = :step
            AND journey.due_at = :due AND journey.ended_at IS NULL ORDER BY journey.id LIMIT :most""",
        group_id=stop.group_id,
        name=stop.name,
        step=stop.step,
        due=to_millis(stop.due),
        most=limit,
    )
    return [Participant(run_id, Member(*member), bool(goal)) for run_id, goal, *member in rows]


def advance(db: Db, stop: WaitingPoint, walkers: Collection[Participant], due: datetime) -> None:
    """Take the stop's step for these, as far as they still stand there; they wait for the next one until `due`."""
    _finish(db, stop, walkers, "step = step + 1, due_at = :then", then=to_millis(due))


def end(db: Db, stop: WaitingPoint, walkers: Collection[Participant], outcome: Outcome, at: datetime) -> None:
    """End the journey for these, as far as they still stand at the stop."""
    _finish(db, stop, walkers, "ended_at = :at, outcome = :outcome", at=to_millis(at), outcome=outcome)


def _finish(db: Db, stop: WaitingPoint, walkers: Collection[Participant], change: str, **values: Value) -> None:
    if not walkers:
        return
    listed, ids = _listed([one.id for one in walkers])
    db.execute(
        f"""UPDATE journey SET {change}
        WHERE id IN ({listed}) AND step = :step AND due_at = :due AND ended_at IS NULL""",
        step=stop.step,
        due=to_millis(stop.due),
        **values,
        **ids,
    )


def end_for_member(db: Db, member: Member, outcome: Outcome, at: datetime, name: str | None = None) -> int:
    """End the member's journeys, or only the one of this name; return how many there were."""
    return db.execute(
        f"""UPDATE journey SET ended_at = :at, outcome = :outcome
        WHERE member_id = :id AND ended_at IS NULL {"" if name is None else "AND name = :name"}""",
        at=to_millis(at),
        outcome=outcome,
        id=member.id,
        **({} if name is None else {"name": name}),
    )


def reschedule_overdue(db: Db, group_id: str, at: datetime, name: str | None = None) -> list[WaitingPoint]:
    """Return everybody whose step was due before `at` waits for it at `at` instead; returns where they stand now.

    Only in the journey of this name, where one is given.
    """
    mine = "" if name is None else "AND name = :name"
    values: dict[str, Value] = {"group_id": group_id, "at": to_millis(at), **({} if name is None else {"name": name})}
    db.execute(
        f"UPDATE journey SET due_at = :at WHERE group_id = :group_id {mine} AND due_at < :at AND ended_at IS NULL",
        **values,
    )
    rows = db.fetch_all(
        f"""SELECT DISTINCT name, step FROM journey
        WHERE group_id = :group_id {mine} AND due_at = :at AND ended_at IS NULL ORDER BY name, step""",
        **values,
    )
    return [WaitingPoint(group_id, row[0], row[1], at) for row in rows]


def count_by_step(db: Db, group_id: str) -> list[Count]:
    """Return all of a group's runs by journey, step and outcome; who is on one has none."""
    rows = db.fetch_all(
        """SELECT name, step, outcome, COUNT(*) FROM journey WHERE group_id = :group_id
        GROUP BY name, step, outcome ORDER BY name, step""",
        group_id=group_id,
    )
    return [Count(row[0], row[1], Outcome(row[2]) if row[2] else None, int(row[3])) for row in rows]


def list_places(db: Db, group_id: str, name: str, limit: int) -> list[Place]:
    """Return who is on a journey, the next to be spoken to first."""
    rows = db.fetch_all(
        f"""SELECT journey.step, journey.due_at, {MEMBER}
        FROM journey JOIN member ON member.id = journey.member_id
        WHERE journey.group_id = :group_id AND journey.name = :name AND journey.ended_at IS NULL
        ORDER BY journey.due_at, journey.id LIMIT :most""",
        group_id=group_id,
        name=name,
        most=limit,
    )
    return [Place(Member(*member), step, from_millis(due)) for step, due, *member in rows]


def get_place(db: Db, member: Member, name: str) -> Place | None:
    """Return where a member is on the journey of this name, if they are on it."""
    row = db.fetch_one(
        "SELECT step, due_at FROM journey WHERE member_id = :id AND name = :name AND ended_at IS NULL",
        id=member.id,
        name=name,
    )
    return Place(member, row[0], from_millis(row[1])) if row else None


def _listed(numbers: Collection[int]) -> tuple[str, dict[str, int]]:
    """Return names for numbers in a statement, and what they stand for."""
    values = {f"id{place}": number for place, number in enumerate(numbers)}
    return ", ".join(f":{name}" for name in values), values
