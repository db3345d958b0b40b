"""The history of every part of a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read
from storage.tasks.tasks import Kind


class Act(StrEnum):
    """One step of a part. Stored, so the names stay."""

    GIVEN = "given"
    REPORTED = "reported"
    APPROVED = "approved"
    RETURNED = "returned"
    POSTPONED = "postponed"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a part's history."""

    task: int
    title: str
    act: Act
    note: str
    actor: str
    at: datetime


_STEPS = f"""SELECT {columns(Step, "task_step", task="task.id", title="task.title")}
    FROM task_step JOIN task ON task.id = task_step.task_id"""


def record(db: Db, task_id: int, member_id: int, act: Act, note: str, actor: str, at: datetime) -> None:
    """Add a step to the history of a member's part."""
    db.execute(
        """INSERT INTO task_step (task_id, member_id, act, note, actor, at)
        VALUES (:task_id, :member_id, :act, :note, :actor, :at)""",
        task_id=task_id,
        member_id=member_id,
        act=act.value,
        note=note,
        actor=actor,
        at=to_millis(at),
    )


def get_last(db: Db, task_id: int, member_id: int, act: Act) -> Step | None:
    """Return the last time that this was done to the member's part of the task."""
    row = db.fetch_one(
        f"""{_STEPS} WHERE task_step.task_id = :task_id AND task_step.member_id = :member_id AND task_step.act = :act
        ORDER BY task_step.id DESC LIMIT 1""",
        task_id=task_id,
        member_id=member_id,
        act=act.value,
    )
    return read(Step, row) if row else None


def list_calls_about(db: Db, member: Member, limit: int) -> list[Step]:
    """Return what was noted at the follow-ups about a member, newest first."""
    rows = db.fetch_all(
        f"""{_STEPS} WHERE task.kind = :kind AND EXISTS (SELECT 1 FROM task_about
            WHERE task_about.task_id = task_step.task_id AND task_about.about_id = :about_id)
        ORDER BY task_step.id DESC LIMIT :most""",
        kind=Kind.CALL.value,
        about_id=member.id,
        most=limit,
    )
    return [read(Step, row) for row in rows]
