"""Moments, approvals and journeys."""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import CheckConstraint, Field, Index, SQLModel


class PauseTable(SQLModel, table=True):
    __tablename__ = "plan_pause"

    group_id: str = Field(primary_key=True)
    plan: str = Field(primary_key=True, description="Its name")
    actor: str = Field(description="User id")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class ApprovalTable(SQLModel, table=True):
    __tablename__ = "plan_approval"

    group_id: str = Field(primary_key=True)
    plan: str = Field(primary_key=True, description="Its name")
    version: str = Field(primary_key=True, description="Fingerprint of what was approved")
    actor: str = Field(description="User id")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class JourneyTable(SQLModel, table=True):
    __tablename__ = "journey"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (outcome = '')", name="journey_ended"),
        Index(
            "journey_once_at_a_time",
            "member_id",
            "name",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("journey_by_member", "member_id", "name", "began_at"),
        Index("journey_by_step", "group_id", "name", "step", "due_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    name: str = Field(description="Of the journey")
    member_id: int = Field(foreign_key="member.id")
    began_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    day: str = Field(description="Local date when it began, YYYY-MM-DD")
    said: int = Field(description="What the member had said on this day by then")
    step: int = Field(description="The next one, from 0; after the end, the one that was not taken")
    due_at: int = Field(sa_type=BigInteger, description="When that step is due, ms since 1970 UTC")
    ended_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")
    outcome: str = Field(description="goal, finished, moved, left, removed or changed; empty for who is on it")


class RunTable(SQLModel, table=True):
    __tablename__ = "run"

    group_id: str = Field(primary_key=True)
    plan: str = Field(primary_key=True, description="Its name; FEATURE:KEY of a timer that failed")
    moment: int = Field(primary_key=True, sa_type=BigInteger, description="Planned for, ms since 1970 UTC")
    at: int = Field(sa_type=BigInteger, description="Carried out or given up, ms since 1970 UTC")
    outcome: str = Field(description="done, late, merged, paused, unapproved, held, changed or failed")


class SopClockTable(SQLModel, table=True):
    """Up to which moment the timetables have been carried out."""

    __tablename__ = "sop_clock"

    group_id: str = Field(primary_key=True, description="Empty for all groups that are there")
    until: int | None = Field(sa_type=BigInteger, description="ms since 1970 UTC; empty for a group that is there")
