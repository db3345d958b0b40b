"""What the tools keep: questions without an answer."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class UnansweredQuestionTable(SQLModel, table=True):
    __tablename__ = "unanswered_question"

    group_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True, description="The question as it is compared")
    text: str = Field(description="As it was asked first")
    count: int
    asked_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC, the last time")
