"""Purchases."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class PurchaseTable(SQLModel, table=True):
    __tablename__ = "purchase"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("fen > 0 AND returned >= 0 AND returned <= fen AND points >= 0", name="purchase_amounts"),
        Index("purchase_by_member", "member_id", "id"),
        Index("purchase_by_time", "group_id", "bought_at", "returned", "fen"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: str = Field(description="The order's number, in capitals")
    member_id: int = Field(foreign_key="member.id")
    fen: int = Field(sa_type=BigInteger, description="What was paid, in fen")
    returned: int = Field(sa_type=BigInteger, description="What was given back of it, in fen")
    points: int = Field(description="What the member keeps for it, booked or owed")
    key: str = Field(description="Under which these points are booked or owed")
    returns: int = Field(description="How often something was given back")
    bought_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    actor: str = Field(description="User id of the last one who recorded or returned something; empty for a file")
    at: int = Field(sa_type=BigInteger, description="When, ms since 1970 UTC")
