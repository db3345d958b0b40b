"""Lessons of courses, who attended them, and their homework."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class LessonTable(SQLModel, table=True):
    __tablename__ = "lesson"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("group_id", "course", "starts_at"),
        CheckConstraint("state IN ('ahead', 'homework', 'over')", name="lesson_state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    course: str = Field(description="Its name in the group's file")
    starts_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    plan: str = Field(description="What the file said of the course when the lesson was planned, as JSON")
    place: int | None = Field(description="Which of the course's lessons, from 1; NULL where it has no list of them")
    state: str
    homework_until: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")


class LessonAttendanceTable(SQLModel, table=True):
    __tablename__ = "lesson_attendance"
    __table_args__ = (Index("lesson_attendance_by_member", "member_id"), {"sqlite_with_rowid": False})

    lesson_id: int = Field(primary_key=True, foreign_key="lesson.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class HomeworkAnswerTable(SQLModel, table=True):
    __tablename__ = "homework_answer"
    __table_args__ = (
        UniqueConstraint("lesson_id", "question", "member_id"),
        CheckConstraint("state IN ('right', 'wrong', 'waiting', 'accepted', 'returned')", name="homework_state"),
        Index("homework_answer_by_member", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True, description="What staff call it when they review it")
    lesson_id: int = Field(foreign_key="lesson.id")
    question: int = Field(description="From 1, in the lesson")
    member_id: int = Field(foreign_key="member.id")
    words: str
    state: str
    comment: str = Field(description="Of who reviewed it")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
