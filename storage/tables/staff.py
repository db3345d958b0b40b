"""Who looks after whom."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel


class BindingTable(SQLModel, table=True):
    __tablename__ = "binding"
    __table_args__ = (
        CheckConstraint("member_id <> staff_id", name="binding_of_two"),
        Index("binding_by_staff", "staff_id"),
    )

    member_id: int = Field(primary_key=True, foreign_key="member.id", description="Has one at most")
    staff_id: int = Field(foreign_key="member.id")
    actor: str = Field(description="User id of the admin; empty where the rule did it")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
