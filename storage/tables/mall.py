"""The shop: stock, orders and their steps."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, Index, SQLModel


class StockTable(SQLModel, table=True):
    __tablename__ = "mall_stock"
    __table_args__ = (CheckConstraint("taken >= 0", name="mall_stock_not_negative"), {"sqlite_with_rowid": False})

    group_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    taken: int = Field(description="Reserved and handed out; the supply is in the YAML")


class OrderTable(SQLModel, table=True):
    __tablename__ = "mall_order"
    __table_args__ = (
        CheckConstraint("points >= 0 AND cash >= 0 AND minimum >= 0", name="mall_order_price"),
        Index("mall_order_by_group", "group_id", "state", "id"),
        Index("mall_order_by_member", "member_id", "id"),
        Index("mall_order_by_time", "group_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, description="As shown: 8F3K-27")
    group_id: str
    member_id: int = Field(foreign_key="member.id")
    item: str
    points: int
    cash: int = Field(description="Due at the counter, in fen")
    minimum: int = Field(description="Least amount a coupon is good for, in fen")
    state: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    until: int = Field(sa_type=BigInteger, description="ms since 1970 UTC; from then on the code is void")


class StepTable(SQLModel, table=True):
    __tablename__ = "mall_step"
    __table_args__ = {"sqlite_with_rowid": False}

    order_id: int = Field(primary_key=True, foreign_key="mall_order.id")
    state: str = Field(primary_key=True)
    actor: str = Field(description="User id; empty for the bot itself")
    note: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class LikingTable(SQLModel, table=True):
    __tablename__ = "mall_liking"
    __table_args__ = (
        CheckConstraint("kind IN ('item', 'word')", name="mall_liking_kind"),
        {"sqlite_with_rowid": False},
    )

    group_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True, description="What the basis is: an item of the shop, or an interest's word")
    basis: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    people: int = Field(description="Who have the basis and exchanged points for the item; counted every night")
