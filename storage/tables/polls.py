"""Polls, their options and votes."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class PollTable(SQLModel, table=True):
    __tablename__ = "poll"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("state IN ('open', 'ended', 'cancelled')", name="poll_state"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="poll_ended"),
        CheckConstraint("(state = 'ended') = (voters IS NOT NULL AND members IS NOT NULL)", name="poll_counted"),
        CheckConstraint("choose >= 1 AND reward >= 0", name="poll_terms"),
        Index("poll_by_state", "group_id", "state"),
        Index("poll_by_time", "group_id", "opened_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    question: str
    choose: int = Field(description="How many options a member may choose")
    anonymous: int = Field(description="1 where nobody learns who chose what")
    reward: int = Field(description="Points for taking part")
    author: str = Field(description="User id; empty for the timetable")
    opened_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    state: str
    ended_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")
    voters: int | None = Field(default=None, description="Members who took part, once it has ended")
    members: int | None = Field(default=None, description="Members of the group at the end")


class OptionTable(SQLModel, table=True):
    __tablename__ = "poll_option"

    poll_id: int = Field(primary_key=True, foreign_key="poll.id")
    number: int = Field(primary_key=True, description="From 1")
    text: str
    votes: int | None = Field(default=None, description="Once it has ended")


class VoteTable(SQLModel, table=True):
    __tablename__ = "poll_vote"
    __table_args__ = (CheckConstraint("choices >= 0", name="poll_vote_choices"), {"sqlite_with_rowid": False})

    poll_id: int = Field(primary_key=True, foreign_key="poll.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    choices: int = Field(description="A bit for each option, the first one's is 1; 0 for a vote that was withdrawn")
