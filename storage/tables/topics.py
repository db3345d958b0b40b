"""Topics and showcases, what members said to them, and whom they liked."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class TopicTable(SQLModel, table=True):
    __tablename__ = "topic"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("kind IN ('topic', 'showcase')", name="topic_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    kind: str
    title: str
    opened_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ended_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC; empty while open")


class TopicPostTable(SQLModel, table=True):
    __tablename__ = "topic_post"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        Index("topic_post_by_member", "topic_id", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id")
    number: int = Field(description="From 1, in the topic")
    member_id: int = Field(foreign_key="member.id")
    words: str = Field(description="Forgotten at the end unless it was chosen")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    chosen: int = Field(description="1 where it was chosen as one of the best")


class TopicLikeTable(SQLModel, table=True):
    __tablename__ = "topic_like"
    __table_args__ = {"sqlite_with_rowid": False}

    post_id: int = Field(primary_key=True, foreign_key="topic_post.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
