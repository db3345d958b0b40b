"""Levels and badges."""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import Field, Index, SQLModel

_UNTOLD = text("told = 0")


class BadgeTable(SQLModel, table=True):
    __tablename__ = "badge"
    __table_args__ = (Index("badge_untold", "group_id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),)

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str = Field(primary_key=True)
    group_id: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    told: int = Field(0, description="1 once the member, or the group, was told")


class LevelTable(SQLModel, table=True):
    __tablename__ = "level"
    __table_args__ = {"sqlite_with_rowid": False}

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str


class LevelChangeTable(SQLModel, table=True):
    __tablename__ = "level_change"
    __table_args__ = (
        Index("level_change_by_member", "member_id", "id"),
        Index("level_change_untold", "group_id", "id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    member_id: int = Field(foreign_key="member.id")
    was: str
    now: str
    rose: bool
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    told: int = Field(0, description="1 once the group was told")
