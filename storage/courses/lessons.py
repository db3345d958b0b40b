"""Lessons of courses, and who attended them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, from_millis, to_millis
from storage.members.roster import MEMBER, Member
from storage.numbering import next_number
from storage.rows import columns, read


class State(StrEnum):
    """Where a lesson stands. Stored, so the names stay."""

    AHEAD = "ahead"
    """It has not ended."""
    HOMEWORK = "homework"
    """It has ended, and its homework may be handed in."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of a course."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    course: str
    starts_at: datetime
    ends_at: datetime
    plan: str
    """What the group's file said of the course when the lesson was planned, as JSON."""
    state: State
    homework_until: datetime | None
    place: int | None
    """Which of the course's lessons it is, from 1; None where the course has no list of them."""


_COLUMNS = columns(Lesson, "lesson")


def plan(
    db: Db, group_id: str, course: str, starts_at: datetime, ends_at: datetime, *, text: str, place: int | None
) -> Lesson | None:
    """Plan a lesson under the group's next number; return None where there is one of this course at this time.

    The group is locked meanwhile.
    """
    row = db.fetch_one(
        f"""INSERT INTO lesson (group_id, number, course, starts_at, ends_at, plan, place, state)
        VALUES (:group_id, :number, :course, :starts_at, :ends_at, :plan, :place, 'ahead')
        ON CONFLICT (group_id, course, starts_at) DO NOTHING RETURNING {_COLUMNS}""",
        group_id=group_id,
        number=next_number(db, "lesson", group_id),
        course=course,
        starts_at=to_millis(starts_at),
        ends_at=to_millis(ends_at),
        plan=text,
        place=place,
    )
    return read(Lesson, row) if row else None


def get(db: Db, lesson_id: int) -> Lesson | None:
    """Return the lesson with this id, of any group."""
    row = db.fetch_one(f"SELECT {_COLUMNS} FROM lesson WHERE id = :id", id=lesson_id)
    return read(Lesson, row) if row else None


def get_by_number(db: Db, group_id: str, number: int) -> Lesson | None:
    """Return the lesson of the group with this number."""
    row = db.fetch_one(
        f"SELECT {_COLUMNS} FROM lesson WHERE group_id = :group_id AND number = :number",
        group_id=group_id,
        number=number,
    )
    return read(Lesson, row) if row else None


def refresh(
    db: Db, group_id: str, course: str, starts_at: datetime, ends_at: datetime, *, text: str, place: int | None
) -> None:
    """Keep what the file says now of the course of a lesson that has not ended."""
    db.execute(
        """UPDATE lesson SET plan = :plan, place = :place, ends_at = :ends_at
        WHERE group_id = :group_id AND course = :course AND starts_at = :starts_at AND state = 'ahead'""",
        group_id=group_id,
        course=course,
        starts_at=to_millis(starts_at),
        ends_at=to_millis(ends_at),
        plan=text,
        place=place,
    )


def delete(db: Db, lesson: Lesson) -> None:
    """Take back a lesson that nobody has attended."""
    db.execute("DELETE FROM lesson WHERE id = :id", id=lesson.id)


def list_ahead(db: Db, group_id: str) -> list[Lesson]:
    """Return the lessons that have not ended, the next one first."""
    rows = db.fetch_all(
        f"SELECT {_COLUMNS} FROM lesson WHERE group_id = :group_id AND state = 'ahead' ORDER BY starts_at, number",
        group_id=group_id,
    )
    return [read(Lesson, row) for row in rows]


def list_given(db: Db, group_id: str, now: datetime) -> dict[str, int]:
    """Return which lesson of their list was the last one to end, by the course."""
    return _list_places(db, group_id, "(state <> 'ahead' OR ends_at <= :now)", now)


def list_begun(db: Db, group_id: str, now: datetime) -> dict[str, int]:
    """Return which lesson of their list was the last one to begin, by the course."""
    return _list_places(db, group_id, "starts_at <= :now", now)


def _list_places(db: Db, group_id: str, condition: str, now: datetime) -> dict[str, int]:
    rows = db.fetch_all(
        f"""SELECT course, MAX(place) FROM lesson
        WHERE group_id = :group_id AND place IS NOT NULL AND {condition} GROUP BY course""",
        group_id=group_id,
        now=to_millis(now),
    )
    return {course: int(place) for course, place in rows}


def list_with_homework(db: Db, group_id: str) -> list[Lesson]:
    """Return the lessons whose homework may be handed in, the latest first."""
    rows = db.fetch_all(
        f"SELECT {_COLUMNS} FROM lesson WHERE group_id = :group_id AND state = 'homework' ORDER BY number DESC",
        group_id=group_id,
    )
    return [read(Lesson, row) for row in rows]


def list_past(db: Db, group_id: str, most: int) -> list[Lesson]:
    """Return the last lessons that have ended, the latest first."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} FROM lesson WHERE group_id = :group_id AND state <> 'ahead'
        ORDER BY starts_at DESC, number DESC LIMIT :most""",
        group_id=group_id,
        most=most,
    )
    return [read(Lesson, row) for row in rows]


def move_on(db: Db, lesson: Lesson, state: State, homework_until: datetime | None = None) -> bool:
    """Move a lesson on from its state; return False where it was moved on meanwhile."""
    return bool(
        db.execute(
            """UPDATE lesson SET state = :state, homework_until = COALESCE(:until, homework_until)
            WHERE id = :id AND state = :before""",
            state=state.value,
            until=to_millis(homework_until) if homework_until else None,
            id=lesson.id,
            before=lesson.state.value,
        )
    )


def attend(db: Db, lesson: Lesson, member: Member, at: datetime) -> bool:
    """Note that a member attends a lesson; return False where that is noted already."""
    return bool(
        db.execute(
            """INSERT INTO lesson_attendance (lesson_id, member_id, at) VALUES (:lesson_id, :member_id, :at)
            ON CONFLICT (lesson_id, member_id) DO NOTHING""",
            lesson_id=lesson.id,
            member_id=member.id,
            at=to_millis(at),
        )
    )


def has_attended(db: Db, lesson: Lesson, member: Member) -> bool:
    """Return whether a member has attended a lesson."""
    found = db.fetch_value(
        "SELECT 1 FROM lesson_attendance WHERE lesson_id = :lesson_id AND member_id = :member_id",
        lesson_id=lesson.id,
        member_id=member.id,
    )
    return found is not None


def count_attendance(db: Db, lesson: Lesson) -> int:
    """Return how many members attended a lesson."""
    return int(db.fetch_value("SELECT COUNT(*) FROM lesson_attendance WHERE lesson_id = :id", id=lesson.id))


def list_attendance(db: Db, lesson: Lesson) -> list[Member]:
    """Return the members who attended a lesson and are still in the group, in the order of coming."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM lesson_attendance JOIN member ON member.id = lesson_attendance.member_id
        WHERE lesson_id = :id AND member.left_at IS NULL ORDER BY lesson_attendance.at, member.id""",
        id=lesson.id,
    )
    return [Member(*row) for row in rows]


def list_attended(db: Db, member: Member) -> dict[str, int]:
    """Return how many lessons of each course a member attended, by the course's name."""
    rows = db.fetch_all(
        """SELECT lesson.course, COUNT(*) FROM lesson_attendance JOIN lesson ON lesson.id = lesson_attendance.lesson_id
        WHERE lesson_attendance.member_id = :member_id GROUP BY lesson.course ORDER BY lesson.course""",
        member_id=member.id,
    )
    return {course: int(times) for course, times in rows}


def list_last_plans(db: Db, member: Member) -> dict[str, str]:
    """Return what the file said of each course, by its name, at the last lesson of it that a member attended."""
    rows = db.fetch_all(
        """SELECT lesson.course, lesson.plan FROM lesson_attendance
        JOIN lesson ON lesson.id = lesson_attendance.lesson_id
        WHERE lesson_attendance.member_id = :member_id ORDER BY lesson.starts_at, lesson.id""",
        member_id=member.id,
    )
    return dict(rows)


def get_time_of_attendance(db: Db, member: Member, course: str, number: int) -> datetime | None:
    """Return when a member attended their `number`-th lesson of a course, from 1; None where they have not yet."""
    at = db.fetch_value(
        """SELECT lesson_attendance.at FROM lesson_attendance JOIN lesson ON lesson.id = lesson_attendance.lesson_id
        WHERE lesson_attendance.member_id = :member_id AND lesson.course = :course
        ORDER BY lesson_attendance.at, lesson.id LIMIT 1 OFFSET :earlier""",
        member_id=member.id,
        course=course,
        earlier=number - 1,
    )
    return None if at is None else from_millis(at)


def count_lessons(db: Db, group_id: str, course: str) -> int:
    """Return how many lessons of a course have ended."""
    lessons = db.fetch_value(
        "SELECT COUNT(*) FROM lesson WHERE group_id = :group_id AND course = :course AND state <> 'ahead'",
        group_id=group_id,
        course=course,
    )
    return int(lessons)
