"""Small typed state of features."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class StateTable(SQLModel, table=True):
    __tablename__ = "state"

    group_id: str = Field(primary_key=True)
    feature: str = Field(primary_key=True)
    value: str
