"""Waves that call members back: each time one was begun, whom it still has to look at, and who was in it."""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import CheckConstraint, Field, Index, SQLModel

_COLLECTING = text("state = 'collecting'")


class WaveRunTable(SQLModel, table=True):
    """One time that a wave was begun, with the terms of that day: what the file says later changes nothing of it."""

    __tablename__ = "wave_run"
    __table_args__ = (
        CheckConstraint("state IN ('collecting', 'done', 'stopped')", name="wave_run_state"),
        Index(
            "wave_run_once_at_a_time",
            "group_id",
            "name",
            unique=True,
            sqlite_where=_COLLECTING,
            postgresql_where=_COLLECTING,
        ),
        Index("wave_run_by_name", "group_id", "name", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    name: str = Field(description="Of the wave")
    actor: str = Field(description="User id; empty for the timetable")
    started_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    day: str = Field(description="Local date of it, YYYY-MM-DD")
    state: str
    days: int = Field(description="Within how many days after their first one members count as woken")
    goals: str = Field(description="What counts as being back, as owners write it, with commas")
    touch_fen: int = Field(description="What one member costs who is touched")
    offer_fen: int = Field(description="What one offer costs that is taken")
    worth_fen: int | None = Field(default=None, description="What one member is worth who is back; empty: their orders")
    ends_at: int | None = Field(
        default=None, sa_type=BigInteger, description="When the last one's days are over, ms since 1970 UTC"
    )


class WavePortionTable(SQLModel, table=True):
    """Members that were chosen and whose turn has not come."""

    __tablename__ = "wave_portion"

    run_id: int = Field(primary_key=True, foreign_key="wave_run.id")
    number: int = Field(primary_key=True)
    ids: str = Field(description="Of members, as JSON")


class WaveMemberTable(SQLModel, table=True):
    """Who was in a wave. Those who are held out are left alone, so that the others can be held against them."""

    __tablename__ = "wave_member"
    __table_args__ = (
        CheckConstraint("held_out = 0 OR touched_at IS NULL", name="wave_member_left_alone"),
        CheckConstraint("taken_at IS NULL OR touched_at IS NOT NULL", name="wave_member_taken"),
        Index("wave_member_by_member", "member_id", "began_at"),
    )

    run_id: int = Field(primary_key=True, foreign_key="wave_run.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    held_out: int = Field(description="1 where they are left alone")
    began_at: int = Field(sa_type=BigInteger, description="When their turn came, ms since 1970 UTC")
    day: str = Field(description="Local date of it, YYYY-MM-DD")
    said: int = Field(description="What they had said on this day by then")
    last_day: str = Field(description="Local date up to which being back counts, YYYY-MM-DD")
    until: int = Field(sa_type=BigInteger, description="The end of it, ms since 1970 UTC")
    touched_at: int | None = Field(default=None, sa_type=BigInteger, description="Spoken to, ms since 1970 UTC")
    woken_at: int | None = Field(default=None, sa_type=BigInteger, description="Found to be back, ms since 1970 UTC")
    taken_at: int | None = Field(default=None, sa_type=BigInteger, description="Took the offer, ms since 1970 UTC")
    reason: str = Field(default="", description="Why they stayed away, as they said; empty where they did not")
