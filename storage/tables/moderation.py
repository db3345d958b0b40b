"""What was said against a group's rules, phrases that are no such thing, and how fast somebody talks."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class ModerationCaseTable(SQLModel, table=True):
    __tablename__ = "moderation_case"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("state IN ('open', 'appealed', 'mistaken')", name="moderation_case_state"),
        Index("moderation_case_by_member", "member_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    member_id: int = Field(foreign_key="member.id")
    kind: str = Field(description="words, link, flood or repeat")
    phrase: str = Field(description="What was found, as it is compared; empty where it was no word")
    excerpt: str = Field(description="The beginning of what was said")
    state: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class ModerationAllowTable(SQLModel, table=True):
    __tablename__ = "moderation_allow"

    group_id: str = Field(primary_key=True)
    phrase: str = Field(primary_key=True, description="As it is compared")


class ModerationPaceTable(SQLModel, table=True):
    __tablename__ = "moderation_pace"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    since: int = Field(sa_type=BigInteger, description="When the minute began that is counted, ms since 1970 UTC")
    messages: int = Field(description="In that minute")
    digest: str = Field(description="Of the last words, not the words themselves")
    times: int = Field(description="How often they were said in a row")
