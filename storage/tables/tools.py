"""What the tools keep: questions without an answer, reminders, and forecasts of the weather."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint


class UnansweredQuestionTable(SQLModel, table=True):
    __tablename__ = "unanswered_question"

    group_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True, description="The question as it is compared")
    text: str = Field(description="As it was asked first")
    count: int
    asked_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC, the last time")


class ReminderTable(SQLModel, table=True):
    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("member_id", "number"),
        {"sqlite_autoincrement": True},  # a number names one reminder for ever: timers are kept under it
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", description="Who wanted it")
    number: int = Field(description="From 1; the member's own name for it, used again once it is gone")
    text: str
    due_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC, the next time")
    every: str = Field(description="JSON of what comes again and again; empty for once")
    for_all: int = Field(description="1 where it is said in the group")
    rung_at: int | None = Field(
        default=None, sa_type=BigInteger, description="ms since 1970 UTC, where it was for once"
    )


class ForecastTable(SQLModel, table=True):
    __tablename__ = "forecast"

    city: str = Field(primary_key=True)
    fetched_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    days: str = Field(description="JSON of the next days' weather")
    source: str = Field(default="Open-Meteo", description="The service that told it")
