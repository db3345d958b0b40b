"""Sign-up lists that members pass on (接龙), and who stands on them."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class SignUpListTable(SQLModel, table=True):
    __tablename__ = "sign_up_list"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("seats >= 0", name="sign_up_list_seats"),
        Index("sign_up_list_open", "group_id", "closed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    title: str
    author_id: int = Field(foreign_key="member.id")
    seats: int = Field(description="People who fit; 0 where there is no limit")
    opened_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    closed_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC; empty while open")


class SignUpEntryTable(SQLModel, table=True):
    __tablename__ = "sign_up_entry"
    __table_args__ = (
        UniqueConstraint("list_id", "key"),
        CheckConstraint("people >= 1", name="sign_up_entry_people"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, description="Rises in the order of signing up")
    list_id: int = Field(foreign_key="sign_up_list.id")
    key: str = Field(description="The name as it is compared: plain width, lower case, without spaces and emoji")
    name: str
    people: int = Field(description="How many come, with the one who is named")
    note: str
    entered_by: int = Field(foreign_key="member.id", description="The member who wrote the line")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class EventTable(SQLModel, table=True):
    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("state IN ('open', 'cancelled', 'over')", name="event_state"),
        CheckConstraint("seats >= 0 AND points >= 0", name="event_terms"),
        CheckConstraint("starts_at < ends_at", name="event_span"),
        Index("event_by_state", "group_id", "state", "starts_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    title: str
    place: str
    fee: str = Field(description="As the organizer wrote it; empty where it costs nothing")
    details: str
    poster: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="The digest of a picture in our keeping; empty where there is none",
    )
    seats: int = Field(description="People who fit; 0 where there is no limit")
    points: int = Field(description="For coming")
    starts_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    weekly: int = Field(description="1 where the next one follows a week later")
    code: str = Field(description="What is said on the spot to be checked in")
    state: str


class EventSignUpTable(SQLModel, table=True):
    __tablename__ = "event_sign_up"
    __table_args__ = (
        UniqueConstraint("event_id", "member_id"),
        CheckConstraint("people >= 1", name="event_sign_up_people"),
        Index("event_sign_up_by_member", "member_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, description="Rises in the order of signing up")
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id")
    people: int = Field(description="How many come, with the member")
    note: str
    regular: int = Field(description="1 where they come every week")
    came_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")
