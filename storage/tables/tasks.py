"""Staff's tasks, their parts and steps."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel


class TaskTable(SQLModel, table=True):
    __tablename__ = "task"
    __table_args__ = (CheckConstraint("points >= 0", name="task_points"), Index("task_by_group", "group_id", "at"))

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    kind: str
    title: str
    text: str = Field(description="Ready to be copied")
    link: str = Field(description="Or empty")
    picture: str = Field(description="Digest in storage/messages/files.py, or empty")
    points: int = Field(description="For each person who does it")
    proof: str = Field(description="What 完成 has to bring along: empty, 文字 or 数字")
    checked: int = Field(description="1 where an admin has to approve")
    giver: str = Field(description="User id; empty for the timetable")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class PartTable(SQLModel, table=True):
    __tablename__ = "task_part"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'waiting', 'done', 'withdrawn')", name="task_part_state"),
        CheckConstraint("(state IN ('waiting', 'done')) = (done_at IS NOT NULL)", name="task_part_done"),
        CheckConstraint("postponed >= 0", name="task_part_postponed"),
        Index("task_part_by_member", "member_id", "state"),
    )

    task_id: int = Field(primary_key=True, foreign_key="task.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", description="Who has to do it")
    given_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    due_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    state: str
    postponed: int = Field(description="How often")
    proof: str
    done_at: int | None = Field(default=None, sa_type=BigInteger, description="When it was reported, ms since 1970 UTC")


class AboutTable(SQLModel, table=True):
    __tablename__ = "task_about"
    __table_args__ = (Index("task_about_by_about", "about_id"),)

    task_id: int = Field(primary_key=True, foreign_key="task.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", description="Whose part")
    about_id: int = Field(primary_key=True, foreign_key="member.id", description="Whom it is about")
    day: str = Field(description="Local date when it was handed out, YYYY-MM-DD")
    said: int = Field(description="What that member had said on this day by then")


class StepTable(SQLModel, table=True):
    __tablename__ = "task_step"
    __table_args__ = (Index("task_step_by_part", "task_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    member_id: int = Field(foreign_key="member.id", description="Whose part it was")
    act: str
    note: str
    actor: str = Field(description="User id; empty for the timetable")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
