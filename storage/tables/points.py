"""The ledger and what keeps it honest."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, text
from sqlmodel import Field, Index, SQLModel

_MEMBERS = text("member_id IS NOT NULL")
_REVERSALS = text("reverses IS NOT NULL")
_SPENT = text("source <> 'issuer'")
_EARNED = text("target <> 'issuer'")


class ArrearTable(SQLModel, table=True):
    __tablename__ = "arrear"
    __table_args__ = (
        CheckConstraint("amount > 0", name="arrear_positive"),
        Index("arrear_by_group", "group_id", "id"),
        Index("arrear_by_member", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, description="Under which the ledger will book the payment")
    group_id: str
    member_id: int = Field(foreign_key="member.id")
    amount: int
    reason: str
    cause: str
    at: int = Field(sa_type=BigInteger, description="Earned, ms since 1970 UTC")


class AccountTable(SQLModel, table=True):
    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("balance >= 0 OR holder = 'issuer'", name="account_not_overdrawn"),
        Index("account_by_balance", "group_id", "unit", "balance", sqlite_where=_MEMBERS, postgresql_where=_MEMBERS),
        {"sqlite_with_rowid": False},
    )

    group_id: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    holder: str = Field(primary_key=True, description="issuer, or member:ID")
    member_id: int | None = Field(default=None, foreign_key="member.id")
    balance: int = Field(sa_type=BigInteger)


class EntryTable(SQLModel, table=True):
    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("amount > 0", name="entry_positive"),
        Index("entry_by_source", "source", "id", sqlite_where=_SPENT, postgresql_where=_SPENT),
        Index("entry_by_target", "target", "id", sqlite_where=_EARNED, postgresql_where=_EARNED),
        Index("entry_reversed_once", "reverses", unique=True, sqlite_where=_REVERSALS, postgresql_where=_REVERSALS),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, description="Natural key: what happened, once for ever")
    kind: str = Field(description="The key's first word, e.g. checkin; reports count by it")
    group_id: str
    unit: str
    source: str
    target: str
    amount: int = Field(sa_type=BigInteger)
    reason: str = Field(description="What members read, e.g. 签到")
    cause: str = Field(description="The event, run or act behind it")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    reverses: int | None = Field(default=None, foreign_key="entry.id", description="The entry that this one corrects")


class LotTable(SQLModel, table=True):
    __tablename__ = "earned_lot"
    __table_args__ = (
        CheckConstraint("amount > 0", name="lot_positive"),
        Index("earned_lot_by_member", "member_id", "earned_at"),
        {"sqlite_with_rowid": False},
    )

    entry_id: int = Field(primary_key=True, foreign_key="entry.id")
    earned_at: int = Field(
        primary_key=True, sa_type=BigInteger, description="ms since 1970 UTC, before the entry's own"
    )
    member_id: int = Field(foreign_key="member.id", description="Whose the points became by the entry")
    amount: int = Field(sa_type=BigInteger)


class DailyLimitTable(SQLModel, table=True):
    __tablename__ = "cap"
    __table_args__ = {"sqlite_with_rowid": False}

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    source: str = Field(primary_key=True, description="What the allowance is for, e.g. speaking")
    day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    used: int
    told: int = Field(0, description="1 once the member was told that the allowance is used up")
