"""Open rounds: a game, a sign-up, a review that takes the group's next words as answers."""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import Field, Index, SQLModel

_OPEN = text("ended_at IS NULL")


class RoundTable(SQLModel, table=True):
    __tablename__ = "round"
    __table_args__ = (
        Index("round_open", "group_id", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        {"sqlite_autoincrement": True},  # a number names one round for ever: prizes are paid under it
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    feature: str
    opened_by: int | None = Field(default=None, foreign_key="member.id", description="Empty for the timetable")
    opened_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC; answers before it count")
    state: str = Field(description="The feature's own, as JSON")
    ended_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC; empty while open")
    outcome: str = Field("", description="How it ended: time, done or stopped")
