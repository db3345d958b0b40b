"""Real money paid to members: to whom, under which order number, and what became of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint

_UNSETTLED = text("next_at IS NOT NULL")


class PayeeTable(SQLModel, table=True):
    __tablename__ = "payee"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    openid: str = Field(description="The member's, for the merchant's appid")
    actor: str = Field(description="User id of who wrote it down")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class PayoutTable(SQLModel, table=True):
    __tablename__ = "payout"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("order_number"),
        UniqueConstraint("cause"),
        CheckConstraint("fen > 0", name="payout_positive"),
        CheckConstraint("state IN ('approved', 'doubt', 'waiting', 'paid', 'failed')", name="payout_state"),
        CheckConstraint("(state IN ('paid', 'failed')) = (done_at IS NOT NULL)", name="payout_done"),
        Index("payout_unsettled", "next_at", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
        Index("payout_by_day", "group_id", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    member_id: int = Field(foreign_key="member.id")
    openid: str
    fen: int
    words: str
    order_number: str = Field(description="The merchant's, written down before the first request and never another one")
    cause: str = Field(description="What was approved: one payout for ever")
    proposer: str = Field(description="User id")
    approver: str = Field(description="User id of another admin")
    day: str = Field(description="Local date of the approval in the group's zone, YYYY-MM-DD; caps count by it")
    at: int = Field(sa_type=BigInteger, description="Approved, ms since 1970 UTC")
    state: str
    attempts: int = Field(default=0, description="Requests to pay that may have reached the service")
    next_at: int | None = Field(
        default=None, sa_type=BigInteger, description="When to ask or try next, ms since 1970 UTC"
    )
    note: str = Field(default="", description="What the service said last")
    package: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="What the payee's page gives to WeChat so that they can take the money; empty where none is needed",
    )
    done_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")
