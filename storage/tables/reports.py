"""Sums that reports read, facts from outside, and who is not to be ranked."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel

_DAY = "Local date in the group's zone, YYYY-MM-DD"


class HourSumTable(SQLModel, table=True):
    __tablename__ = "hour_sum"
    __table_args__ = {"sqlite_with_rowid": False}

    group_id: str = Field(primary_key=True)
    day: str = Field(primary_key=True, description=_DAY)
    hour: int = Field(primary_key=True, description="0 to 23, local")
    messages: int = Field(description="Talk, without commands")
    people: int = Field(0, description="Members who sent anything; counted when the day is over")
    checkins: int = Field(0, description="Counted when the day is over")


class TalkSumTable(SQLModel, table=True):
    __tablename__ = "talk_sum"
    __table_args__ = {"sqlite_with_rowid": False}

    group_id: str = Field(primary_key=True)
    span: str = Field(primary_key=True, description="A month (2026-11) or a week (2026-W48), by the local date")
    member_id: int = Field(primary_key=True)  # no foreign key: every message writes here
    messages: int = Field(description="Talk, without commands")


class DaySumTable(SQLModel, table=True):
    __tablename__ = "day_sum"
    __table_args__ = {"sqlite_with_rowid": False}

    group_id: str = Field(primary_key=True)
    day: str = Field(primary_key=True, description=_DAY)
    members: int = Field(description="At the end of the day")
    joined: int
    left: int
    active: int = Field(description="Members who sent anything")
    monthly: int = Field(description="Members who did within 30 days, this one included")
    speakers: int = Field(description="Members who talked")
    messages: int
    checkins: int = Field(description="Members for whom the day is checked in or made up")
    issued: int = Field(sa_type=BigInteger, description="Points")
    spent: int = Field(sa_type=BigInteger, description="Points")
    entry_id: int = Field(sa_type=BigInteger, description="Up to which the ledger is in these sums")


class FactTable(SQLModel, table=True):
    __tablename__ = "fact"
    __table_args__ = (
        CheckConstraint("count > 0 AND seconds >= 0", name="fact_numbers"),
        Index("fact_by_member", "member_id", "day"),
        {"sqlite_with_rowid": False},
    )

    group_id: str = Field(primary_key=True)
    day: str = Field(primary_key=True, description=_DAY)
    kind: str = Field(primary_key=True, description="read, visit, search, cart or share")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    count: int
    seconds: int = Field(description="How long it took in all; 0 where that is not known")
    hours: int = Field(
        default=0, description="The local hours in which it happened, where that is known: bit 0 is midnight's"
    )


class UnlistedTable(SQLModel, table=True):
    __tablename__ = "unlisted"

    member_id: int = Field(primary_key=True, foreign_key="member.id", description="Wants to be in no ranking")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class SeasonPlaceTable(SQLModel, table=True):
    __tablename__ = "season_place"
    __table_args__ = {"sqlite_with_rowid": False}

    group_id: str = Field(primary_key=True)
    season: str = Field(primary_key=True, description="The quarter, e.g. 2026-Q4")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    place: int
    score: int
