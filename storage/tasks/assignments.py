"""Each member's part of a task, from handing it out to its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read
from storage.tasks import history
from storage.tasks.tasks import Task


class State(StrEnum):
    """Where one person's part stands. Stored, so the names stay."""

    OPEN = "open"
    WAITING = "waiting"
    """Reported as done; an admin has to look at it."""
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person's part of a task."""

    task: Task
    member: Member
    present: bool
    """The member has not left the group."""
    given_at: datetime
    due_at: datetime
    state: State
    postponed: int
    proof: str
    done_at: datetime | None


_PARTS = f"""SELECT {columns(Assignment, "task_part", work="task", present="member.left_at IS NULL")}
    FROM task_part JOIN task ON task.id = task_part.task_id JOIN member ON member.id = task_part.member_id"""


def hand_out(db: Db, task: Task, member: Member, due_at: datetime, note: str, *, actor: str, at: datetime) -> None:
    """Hand a part of the task to a member, with a note for its history."""
    db.execute(
        """INSERT INTO task_part (task_id, member_id, given_at, due_at, state, postponed, proof)
        VALUES (:task_id, :member_id, :at, :due_at, 'open', 0, '')""",
        task_id=task.id,
        member_id=member.id,
        at=to_millis(at),
        due_at=to_millis(due_at),
    )
    history.record(db, task.id, member.id, history.Act.GIVEN, note, actor, at)


def list_of_task(db: Db, group_id: str, number: int) -> list[Assignment]:
    """Return all parts of the group's task with this number, by member; empty where there is no such task."""
    rows = db.fetch_all(
        f"{_PARTS} WHERE task.id = :id AND task.group_id = :group_id ORDER BY member.id", id=number, group_id=group_id
    )
    return [read(Assignment, row) for row in rows]


def list_open_of_member(db: Db, member: Member, limit: int) -> list[Assignment]:
    """Return what a member has still to do, then what waits for a check, the most urgent first."""
    rows = db.fetch_all(
        f"""{_PARTS} WHERE task_part.member_id = :member_id AND task_part.state IN ('open', 'waiting')
        ORDER BY task_part.state, task_part.due_at, task.id LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [read(Assignment, row) for row in rows]


def list_open_in_group(db: Db, group_id: str) -> list[Assignment]:
    """Return what is still to be done or checked in a group, by member, the most urgent first."""
    rows = db.fetch_all(
        f"""{_PARTS} WHERE task.group_id = :group_id AND task_part.state IN ('open', 'waiting')
        ORDER BY member.id, task_part.state, task_part.due_at, task.id""",
        group_id=group_id,
    )
    return [read(Assignment, row) for row in rows]


def list_due(db: Db, task_id: int, due: datetime) -> list[Assignment]:
    """Return the open parts of the task with exactly this deadline, by member."""
    rows = db.fetch_all(
        f"""{_PARTS} WHERE task.id = :id AND task_part.state = 'open' AND task_part.due_at = :due
        ORDER BY member.id""",
        id=task_id,
        due=to_millis(due),
    )
    return [read(Assignment, row) for row in rows]


def report_done(db: Db, part: Assignment, proof: str, *, actor: str, at: datetime) -> State | None:
    """Record that an open part is done, or waits for a check; None where it was no longer open."""
    state = State.WAITING if part.task.work.checked else State.DONE
    changed = db.execute(
        """UPDATE task_part SET state = :state, proof = :proof, done_at = :at
        WHERE task_id = :task_id AND member_id = :member_id AND state = 'open'""",
        state=state.value,
        proof=proof,
        at=to_millis(at),
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if not changed:
        return None
    history.record(db, part.task.id, part.member.id, history.Act.REPORTED, proof, actor, at)
    return state


def approve(db: Db, part: Assignment, *, actor: str, at: datetime) -> bool:
    """Record that what waited for a check is done; False where it did not wait."""
    changed = db.execute(
        """UPDATE task_part SET state = 'done' WHERE task_id = :task_id AND member_id = :member_id
        AND state = 'waiting'""",
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if changed:
        history.record(db, part.task.id, part.member.id, history.Act.APPROVED, "", actor, at)
    return bool(changed)


def send_back(db: Db, part: Assignment, reason: str, *, actor: str, at: datetime) -> bool:
    """Open again what waited for a check; False where it did not wait."""
    changed = db.execute(
        """UPDATE task_part SET state = 'open', done_at = NULL WHERE task_id = :task_id AND member_id = :member_id
        AND state = 'waiting'""",
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if changed:
        history.record(db, part.task.id, part.member.id, history.Act.RETURNED, reason, actor, at)
    return bool(changed)


def postpone(db: Db, part: Assignment, due: datetime, reason: str, *, most: int, actor: str, at: datetime) -> bool:
    """Move the deadline of an open part, at most `most` times in all; False where that is no longer possible."""
    changed = db.execute(
        """UPDATE task_part SET due_at = :due, postponed = postponed + 1
        WHERE task_id = :task_id AND member_id = :member_id AND state = 'open' AND postponed < :most""",
        due=to_millis(due),
        task_id=part.task.id,
        member_id=part.member.id,
        most=most,
    )
    if changed:
        history.record(db, part.task.id, part.member.id, history.Act.POSTPONED, reason, actor, at)
    return bool(changed)


def pass_on(db: Db, part: Assignment, to: Member, *, actor: str, at: datetime) -> bool:
    """Hand an open part on to another member; False where it is not open, or they have a part of the task already."""
    changed = db.execute(
        """UPDATE task_part SET member_id = :to_id, given_at = :at
        WHERE task_id = :task_id AND member_id = :member_id AND state = 'open' AND NOT EXISTS
            (SELECT 1 FROM task_part other WHERE other.task_id = :task_id AND other.member_id = :to_id)""",
        to_id=to.id,
        at=to_millis(at),
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if changed:
        db.execute(
            "UPDATE task_about SET member_id = :to_id WHERE task_id = :task_id AND member_id = :member_id",
            to_id=to.id,
            task_id=part.task.id,
            member_id=part.member.id,
        )
        history.record(db, part.task.id, part.member.id, history.Act.PASSED_ON, to.user_id, actor, at)
    return bool(changed)


def withdraw(db: Db, parts: Iterable[Assignment], *, actor: str, at: datetime) -> int:
    """Withdraw the parts that are not done yet; return how many there were."""
    count = 0
    for part in parts:
        changed = db.execute(
            """UPDATE task_part SET state = 'withdrawn', done_at = NULL
            WHERE task_id = :task_id AND member_id = :member_id AND state IN ('open', 'waiting')""",
            task_id=part.task.id,
            member_id=part.member.id,
        )
        if changed:
            count += 1
            history.record(db, part.task.id, part.member.id, history.Act.WITHDRAWN, "", actor, at)
    return count
