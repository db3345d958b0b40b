"""Tasks for members, and who took them on."""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class QuestTable(SQLModel, table=True):
    __tablename__ = "quest"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("reward >= 0 AND stock >= 1", name="quest_terms"),
        Index("quest_by_end", "group_id", "ended_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    kind: str = Field(description="群内, 线下, 创意 or 朋友圈")
    title: str
    words: str = Field(description="To be copied; empty where there is nothing")
    picture: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="The digest of a picture in our keeping, to be copied with the words; empty where there is none",
    )
    reward: int
    stock: int = Field(description="How many may do it")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ended_at: int | None = Field(default=None, sa_type=BigInteger, description="Withdrawn, ms since 1970 UTC")


class QuestClaimTable(SQLModel, table=True):
    __tablename__ = "quest_claim"
    __table_args__ = (
        UniqueConstraint("quest_id", "member_id"),
        CheckConstraint("state IN ('taken', 'waiting', 'done', 'refused')", name="quest_claim_state"),
        Index("quest_claim_by_member", "member_id"),
        Index("quest_claim_done", "at", sqlite_where=text("state = 'done'"), postgresql_where=text("state = 'done'")),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, description="What staff call it when they review it")
    quest_id: int = Field(foreign_key="quest.id")
    member_id: int = Field(foreign_key="member.id")
    state: str
    words: str = Field(description="What the member said of it")
    at: int = Field(sa_type=BigInteger, description="When the state was reached, ms since 1970 UTC")
