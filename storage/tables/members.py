"""Members: who they are, when they speak, whom they invited."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, text
from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class ActivityTable(SQLModel, table=True):
    __tablename__ = "activity"
    __table_args__ = {"sqlite_with_rowid": False}

    member_id: int = Field(primary_key=True)  # no foreign key: see docs/decisions/0001-plain-sql.md
    day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    messages: int
    hours: int = Field(default=0, description="The local hours in which something was said: bit 0 is midnight's")


class AliasTable(SQLModel, table=True):
    __tablename__ = "alias"
    __table_args__ = (Index("alias_by_member", "member_id"),)

    group_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True, description="By which the platform knows them, too")
    member_id: int = Field(foreign_key="member.id")


class ArrivalTable(SQLModel, table=True):
    __tablename__ = "arrival"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    at: int = Field(sa_type=BigInteger, description="When the platform told last that they joined, ms since 1970 UTC")
    scene: str = Field(
        default="", sa_column_kwargs={"server_default": ""}, description="invited, link, code, or empty for not known"
    )
    source: str = Field(
        default="", sa_column_kwargs={"server_default": ""}, description="Which of the owner's ways in, in their words"
    )


class ContactNameTable(SQLModel, table=True):
    __tablename__ = "contact_name"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str = Field(description="In the company's contacts; empty where nobody is known there")
    asked_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class OptOutTable(SQLModel, table=True):
    __tablename__ = "opt_out"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class BirthdayTable(SQLModel, table=True):
    __tablename__ = "birthday"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    month: int
    day: int
    year: int | None = Field(default=None, description="Of birth, where the member told it")
    at: int = Field(sa_type=BigInteger, description="When it was told, ms since 1970 UTC")
    calendar: str = Field(default="solar", description="The month's: solar, lunar, or leap for a lunar leap month")


class IntroductionTable(SQLModel, table=True):
    __tablename__ = "introduction"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str
    age: str
    likes: str
    skills: str
    hopes: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class FirstIntroductionTable(SQLModel, table=True):
    __tablename__ = "first_introduction"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC; later edits change nothing")


class InterestTable(SQLModel, table=True):
    __tablename__ = "interest"
    __table_args__ = (Index("interest_by_word", "group_id", "word"),)

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    word: str = Field(primary_key=True)
    group_id: str


class InvitationTable(SQLModel, table=True):
    __tablename__ = "invitation"
    __table_args__ = (Index("invitation_by_inviter", "inviter_id"), Index("invitation_by_time", "at"))

    member_id: int = Field(primary_key=True, foreign_key="member.id", description="Who was invited; once for ever")
    inviter_id: int = Field(foreign_key="member.id")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    points: int = Field(0, description="Paid to the inviter and not taken back")


class MemberTable(SQLModel, table=True):
    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("user_id", "group_id"),
        Index("member_by_group", "group_id"),
        Index(
            "member_by_spent",
            "group_id",
            "left_at",
            "spent",
            sqlite_where=text("spent > 0"),
            postgresql_where=text("spent > 0"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    user_id: str
    name: str
    joined_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    left_at: int | None = Field(default=None, sa_type=BigInteger)
    invited_by: str | None = None
    seen_on: int = Field(default=0, description="The last local day with a message of theirs, as date.toordinal()")
    seen_days: int = Field(
        default=0,
        sa_type=BigInteger,
        description="Days with a message, of any kind: bit 0 is seen_on, bit 1 the day before",
    )
    spoke_days: int = Field(default=0, sa_type=BigInteger, description="Those on which they talked")
    checked_days: int = Field(default=0, sa_type=BigInteger, description="Those on which they checked in")
    seen_weeks: int = Field(
        default=0, sa_type=BigInteger, description="Weeks from Monday with a message: bit 0 is that of seen_on"
    )
    spent: int = Field(
        default=0, sa_type=BigInteger, description="What all their orders cost, less what was returned, in fen"
    )
    first_joined_at: int | None = Field(
        default=None,
        sa_type=BigInteger,
        description="When they joined first, where they joined again; ms since 1970 UTC",
    )
    first_left_at: int | None = Field(
        default=None, sa_type=BigInteger, description="When they left for the first time, where they joined again"
    )


class MergedMemberTable(SQLModel, table=True):
    __tablename__ = "merged_member"
    __table_args__ = (
        CheckConstraint("member_id <> into_id", name="merged_member_of_two"),
        Index("merged_member_by_into", "into_id"),
    )

    member_id: int = Field(
        primary_key=True, foreign_key="member.id", description="Who is nobody by themselves any more"
    )
    into_id: int = Field(foreign_key="member.id", description="Who they are")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class TagTable(SQLModel, table=True):
    __tablename__ = "tag"
    __table_args__ = (Index("tag_by_name", "name", "member_id"),)

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str = Field(primary_key=True)
    actor: str = Field(description="User id of who gave it; empty where a rule did")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    by_rule: int = Field(default=0, description="1 where a rule of the group's file gave it, and may take it")


class UntaggedTable(SQLModel, table=True):
    __tablename__ = "untagged"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str = Field(primary_key=True, description="A tag that no rule gives them any more")
    actor: str = Field(description="User id of who took it off")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class LossReasonTable(SQLModel, table=True):
    __tablename__ = "loss_reason"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    reason: str = Field(description="Why they left or stay away, as staff know it")
    actor: str = Field(description="User id of who wrote it down")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class LastTalkTable(SQLModel, table=True):
    __tablename__ = "speech"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    digest: str = Field(
        description="Of the words, not the words themselves; those of the last messages, the latest first"
    )
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
