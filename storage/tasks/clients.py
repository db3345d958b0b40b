"""Whom a part of a task is about: the members whom staff are to invite or call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from storage.db import Db
from storage.members import activity
from storage.members.roster import MEMBER, Member
from storage.tasks.assignments import Assignment
from storage.tasks.tasks import Task

CAME_BACK = """EXISTS (SELECT 1 FROM activity WHERE activity.member_id = task_about.about_id AND
    (activity.day > task_about.day OR activity.day = task_about.day AND activity.messages > task_about.said))"""
"""SQL: the client has sent a message since the part was handed out."""


def add_clients(db: Db, task: Task, member: Member, about: Iterable[Member], day: date) -> None:
    """Record whom a part is about, with the number of messages each has sent on this local day up to now."""
    for client in about:
        db.execute(
            """INSERT INTO task_about (task_id, member_id, about_id, day, said)
            VALUES (:task_id, :member_id, :about_id, :day, :said)
            ON CONFLICT (task_id, member_id, about_id) DO NOTHING""",
            task_id=task.id,
            member_id=member.id,
            about_id=client.id,
            day=day.isoformat(),
            said=activity.count_messages(db, client, day),
        )


def list_clients(db: Db, part: Assignment) -> list[tuple[Member, bool]]:
    """Return whom a part is about and has not left, with whether each has spoken since it was handed out."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, CASE WHEN {CAME_BACK} THEN 1 ELSE 0 END
        FROM task_about JOIN member ON member.id = task_about.about_id
        WHERE task_about.task_id = :task_id AND task_about.member_id = :member_id AND member.left_at IS NULL
        ORDER BY member.id""",
        task_id=part.task.id,
        member_id=part.member.id,
    )
    return [(Member(*member), bool(came_back)) for *member, came_back in rows]
