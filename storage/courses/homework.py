"""Answers to the homework of lessons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.courses.lessons import Lesson
from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member
from storage.rows import columns, read


class State(StrEnum):
    """What became of an answer. Stored, so the names stay."""

    RIGHT = "right"
    WRONG = "wrong"
    WAITING = "waiting"
    """For somebody to review it."""
    ACCEPTED = "accepted"
    RETURNED = "returned"
    """It is to be done again."""


DONE = (State.RIGHT, State.WRONG, State.WAITING, State.ACCEPTED)
"""States of what has been handed in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member handed in for one question."""

    id: int
    """What staff call it when they review it."""
    lesson_id: int
    question: int
    """From 1, in the lesson."""
    member: Member
    words: str
    state: State
    comment: str


_ANSWER = columns(Answer, "homework_answer")
_FROM = "FROM homework_answer JOIN member ON member.id = homework_answer.member_id"


def album_of(lesson_id: int, question: int, member_id: int) -> str:
    """Return the name of the album with a member's photos for a question."""
    return f"homework:{lesson_id}:{question}:{member_id}"


def list_places(db: Db, member: Member) -> dict[int, tuple[int, int]]:
    """Return the lesson and the question of each of a member's answers, by the answer's id."""
    rows = db.fetch_all("SELECT id, lesson_id, question FROM homework_answer WHERE member_id = :id", id=member.id)
    return {number: (lesson, question) for number, lesson, question in rows}


def save(db: Db, lesson: Lesson, question: int, member: Member, words: str, state: State, at: datetime) -> None:
    """Hand an answer in, in the place of the one before."""
    db.execute(
        """INSERT INTO homework_answer (lesson_id, question, member_id, words, state, comment, at)
        VALUES (:lesson_id, :question, :member_id, :words, :state, '', :at)
        ON CONFLICT (lesson_id, question, member_id) DO UPDATE
            SET words = excluded.words, state = excluded.state, comment = '', at = excluded.at""",
        lesson_id=lesson.id,
        question=question,
        member_id=member.id,
        words=words,
        state=state.value,
        at=to_millis(at),
    )


def list_of_member(db: Db, lesson: Lesson, member: Member) -> dict[int, Answer]:
    """Return a member's answers by question."""
    rows = db.fetch_all(
        f"SELECT {_ANSWER} {_FROM} WHERE lesson_id = :lesson_id AND member_id = :member_id",
        lesson_id=lesson.id,
        member_id=member.id,
    )
    answers = [read(Answer, row) for row in rows]
    return {answer.question: answer for answer in answers}


def get_of_group(db: Db, group_id: str, answer_id: int) -> Answer | None:
    """Return the answer with this id, where it is one of the group's."""
    row = db.fetch_one(
        f"SELECT {_ANSWER} {_FROM} WHERE homework_answer.id = :id AND member.group_id = :group_id",
        id=answer_id,
        group_id=group_id,
    )
    return read(Answer, row) if row else None


def list_waiting(db: Db, group_id: str, most: int) -> list[Answer]:
    """Return what waits for somebody to review it, the oldest first."""
    rows = db.fetch_all(
        f"""SELECT {_ANSWER} {_FROM}
        WHERE member.group_id = :group_id AND state = 'waiting' ORDER BY homework_answer.at, homework_answer.id
        LIMIT :most""",
        group_id=group_id,
        most=most,
    )
    return [read(Answer, row) for row in rows]


def count_waiting(db: Db, group_id: str) -> int:
    """Return how many answers wait for somebody to review them."""
    return int(
        db.fetch_value(
            f"SELECT COUNT(*) {_FROM} WHERE member.group_id = :group_id AND state = 'waiting'", group_id=group_id
        )
    )


def review(db: Db, answer: Answer, state: State, comment: str) -> bool:
    """Accept or return an answer; False where it does not wait any more."""
    return bool(
        db.execute(
            """UPDATE homework_answer SET state = :state, comment = :comment
            WHERE id = :id AND state = 'waiting'""",
            state=state.value,
            comment=comment,
            id=answer.id,
        )
    )


def count_by_state(db: Db, lesson: Lesson) -> dict[tuple[int, State], int]:
    """Return how many answers there are by question and state."""
    rows = db.fetch_all(
        """SELECT question, state, COUNT(*) FROM homework_answer WHERE lesson_id = :id GROUP BY question, state""",
        id=lesson.id,
    )
    return {(question, State(state)): int(times) for question, state, times in rows}


def count_people(db: Db, lesson: Lesson) -> int:
    """Return how many members handed in at least one answer that was not returned."""
    people = db.fetch_value(
        """SELECT COUNT(DISTINCT member_id) FROM homework_answer
        WHERE lesson_id = :id AND state <> 'returned'""",
        id=lesson.id,
    )
    return int(people)


def list_missing(db: Db, lesson: Lesson, questions: int) -> list[Member]:
    """Return who attended a lesson, is still in the group, and has not handed in all of so many questions."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM lesson_attendance JOIN member ON member.id = lesson_attendance.member_id
        WHERE lesson_attendance.lesson_id = :id AND member.left_at IS NULL
            AND (SELECT COUNT(*) FROM homework_answer WHERE homework_answer.lesson_id = :id
                AND homework_answer.member_id = member.id AND homework_answer.state <> 'returned') < :questions
        ORDER BY member.id""",
        id=lesson.id,
        questions=questions,
    )
    return [Member(*row) for row in rows]


def count_handed_in(db: Db, member: Member) -> dict[str, int]:
    """Return how many answers a member handed in for each course, by its name."""
    rows = db.fetch_all(
        """SELECT lesson.course, COUNT(*) FROM homework_answer JOIN lesson ON lesson.id = homework_answer.lesson_id
        WHERE homework_answer.member_id = :member_id AND homework_answer.state <> 'returned'
        GROUP BY lesson.course""",
        member_id=member.id,
    )
    return {course: int(times) for course, times in rows}
