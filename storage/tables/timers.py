"""Timers of features."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class TimerTable(SQLModel, table=True):
    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("group_id", "feature", "key"),
        Index("timer_by_due", "due_at"),
        {"sqlite_autoincrement": True},  # a number names one timer for ever: messages are posted under it
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    feature: str
    key: str
    due_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    payload: str = "{}"
