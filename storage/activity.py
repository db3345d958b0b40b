"""How much each member said on each day."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from storage.db import Db
from storage.members import Member


class ActivityTable(SQLModel, table=True):
    __tablename__ = "activity"
    __table_args__ = {"sqlite_with_rowid": False}

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    messages: int


def count(db: Db, member: Member, day: date) -> None:
    """One more message by this member on this local day."""
    db.run(
        """INSERT INTO activity (member_id, day, messages) VALUES (?, ?, 1)
        ON CONFLICT (member_id, day) DO UPDATE SET messages = activity.messages + 1""",
        member.id,
        day.isoformat(),
    )


def said(db: Db, member: Member, day: date) -> int:
    """How many messages the member sent on this local day."""
    row = db.one(
        "SELECT messages FROM activity WHERE member_id = :member_id AND day = :day",
        member_id=member.id,
        day=day.isoformat(),
    )
    return row[0] if row else 0
