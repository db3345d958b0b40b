"""Check-ins."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from storage.checkin.checkins import Kind


class CheckinTable(SQLModel, table=True):
    __tablename__ = "checkin"
    __table_args__ = {"sqlite_with_rowid": False}

    member_id: int = Field(primary_key=True)  # no foreign key: see docs/decisions/0001-plain-sql.md
    day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    at: int = Field(sa_type=BigInteger, description="When it was checked in or made up, ms since 1970 UTC")
    streak: int = Field(description="Days in a row up to this one")
    bonuses: int = Field(default=0, description="Bonuses that the run earned up to this one")
    kind: str = Field(default=Kind.CHECKED, description="checked, made up or frozen")
