"""The audit log and requests for confirmation."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel


class AuditTable(SQLModel, table=True):
    __tablename__ = "audit"
    __table_args__ = (Index("audit_by_group", "group_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    actor: str = Field(description="User id")
    role: str = Field(description="The actor's role at that moment")
    act: str = Field(description="The command as typed")
    cause: str = Field(description="The event behind it")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class ProposalTable(SQLModel, table=True):
    __tablename__ = "proposal"
    __table_args__ = (
        Index("proposal_by_group", "group_id", "outcome", "expires"),
        Index("proposal_by_proposer", "group_id", "proposer", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    feature: str = Field(description="Who carries it out")
    proposer: str = Field(description="User id")
    about: str = Field(description="User id of the one it favours, who may not be the second; or empty")
    payload: str = Field(description="JSON, read by the feature")
    words: str = Field(description="What it is, as shown")
    second: int = Field(description="1 where another admin has to confirm, 0 where the proposer has")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    expires: int = Field(sa_type=BigInteger, description="ms since 1970 UTC; from then on it is void")
    outcome: str
    decider: str = Field("", description="User id of the one who confirmed or cancelled")
    decided_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")
