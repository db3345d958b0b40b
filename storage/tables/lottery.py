"""Draws and their seeds."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class LotterySeedTable(SQLModel, table=True):
    __tablename__ = "lottery_seed"

    group_id: str = Field(primary_key=True)
    day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    seed: str = Field(description="Hex; secret until the day is over")


class LotteryDrawTable(SQLModel, table=True):
    __tablename__ = "lottery_draw"
    __table_args__ = (
        UniqueConstraint("group_id", "day", "number"),
        Index("lottery_draw_by_member", "member_id", "id"),
        Index("lottery_draw_by_prize", "group_id", "prize"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    day: str = Field(description="Local date in the group's zone, YYYY-MM-DD")
    number: int = Field(description="From 1, in the group and on the day")
    member_id: int = Field(foreign_key="member.id")
    odds: str = Field(description="Names and weights as JSON")
    prize: str
    blank: bool
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
