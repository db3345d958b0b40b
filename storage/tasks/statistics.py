"""What became of the tasks of a time, counted for each member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member
from storage.rows import read
from storage.tasks.clients import CAME_BACK
from storage.tasks.tasks import Kind


@dataclass(frozen=True, slots=True)
class Tally:
    """One person's tasks of a time; withdrawn ones are left out."""

    member: Member
    given: int
    in_time: int
    late: int
    """Done, but after the deadline."""
    waiting: int
    open: int
    overdue: int
    """Of the open ones."""
    took: int
    """Milliseconds from handing out to reporting, all done ones together."""
    points: int
    """Paid and not taken back."""
    named: int
    """Members whom 邀约 was about."""
    back: int
    """Those of them who spoke after it was handed out."""


_OF_PART = "task_about.task_id = task_part.task_id AND task_about.member_id = task_part.member_id"


def list_tallies(db: Db, group_id: str, since: datetime, until: datetime, now: datetime) -> list[Tally]:
    """Return what was handed out in [since, until) and what became of it, by member.

    Follow-ups are left out, here and in `list_best`: staff set them for themselves, as many as they like.
    """
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, COUNT(*),
            SUM(CASE WHEN task_part.state = 'done' AND task_part.done_at <= task_part.due_at THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'done' AND task_part.done_at > task_part.due_at THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'waiting' THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'open' THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'open' AND task_part.due_at < :now THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'done' THEN task_part.done_at - task_part.given_at ELSE 0 END),
            COALESCE(SUM((SELECT entry.amount FROM entry
                WHERE entry.key = 'task:' || task_part.task_id || ':' || task_part.member_id AND NOT EXISTS
                (SELECT 1 FROM entry back WHERE back.reverses = entry.id))), 0),
            SUM(CASE WHEN task.kind = :invite THEN (SELECT COUNT(*) FROM task_about WHERE {_OF_PART}) ELSE 0 END),
            SUM(CASE WHEN task.kind = :invite THEN
                (SELECT COUNT(*) FROM task_about WHERE {_OF_PART} AND {CAME_BACK}) ELSE 0 END)
        FROM task_part JOIN task ON task.id = task_part.task_id JOIN member ON member.id = task_part.member_id
        WHERE task.group_id = :group_id AND task.at >= :since AND task.at < :until AND task_part.state <> 'withdrawn'
            AND task.kind <> :call
        GROUP BY {MEMBER} ORDER BY member.id""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        now=to_millis(now),
        invite=Kind.INVITE.value,
        call=Kind.CALL.value,
    )
    return [read(Tally, row) for row in rows]


def list_best(db: Db, group_id: str, since: datetime, until: datetime) -> list[tuple[Member, int]]:
    """Return the current members with the number of tasks that each did in time in [since, until), most first."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, COUNT(*)
        FROM task_part JOIN task ON task.id = task_part.task_id JOIN member ON member.id = task_part.member_id
        WHERE task.group_id = :group_id AND task_part.state = 'done' AND task_part.done_at <= task_part.due_at
            AND task_part.done_at >= :since AND task_part.done_at < :until AND member.left_at IS NULL
            AND task.kind <> :call
        GROUP BY {MEMBER} ORDER BY COUNT(*) DESC, member.id""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        call=Kind.CALL.value,
    )
    return [(Member(*member), int(tasks)) for *member, tasks in rows]
