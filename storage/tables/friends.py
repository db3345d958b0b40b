"""Reports on friend requests."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel


class FriendReportTable(SQLModel, table=True):
    __tablename__ = "friend_report"
    __table_args__ = (
        CheckConstraint("sent >= 0 AND passed >= 0 AND answered >= 0", name="friend_report_numbers"),
        Index("friend_report_by_day", "group_id", "day"),
        Index("friend_report_by_member", "member_id", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    member_id: int = Field(foreign_key="member.id", description="Whose numbers")
    day: str = Field(description="Local date in the group's zone, YYYY-MM-DD; its last row counts")
    sent: int
    passed: int
    answered: int
    actor: str = Field(description="User id of the one who reported or corrected")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
