"""Red packets, their shares, who they are for, how old their points are; and those of money, sent by hand."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class RedPacketTable(SQLModel, table=True):
    __tablename__ = "red_packet"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("group_id", "cause"),
        CheckConstraint("state IN ('open', 'empty', 'expired')", name="red_packet_state"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="red_packet_ended"),
        CheckConstraint("shares >= 1 AND points >= shares", name="red_packet_shares"),
        CheckConstraint("own = 0 OR sender_id IS NOT NULL", name="red_packet_paid"),
        Index("red_packet_by_state", "group_id", "state"),
        Index("red_packet_by_sender", "sender_id"),
        Index("red_packet_by_time", "group_id", "opened_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    sender_id: int | None = Field(
        default=None, foreign_key="member.id", description="Who sent it; empty where it came by itself"
    )
    own: int = Field(description="1 where the sender paid for it, else the group did")
    lucky: int = Field(description="1 where luck decides how much each one gets")
    points: int
    shares: int
    words: str
    phrase: str = Field(description="What has to be typed to grab a share; empty where grabbing is enough")
    question: str = Field(
        default="", description="What is asked; then the phrase is not shown: it is the answers, with / between them"
    )
    occasion: str = Field(description="What made it come by itself; empty where somebody or the timetable sent it")
    reason: str = Field(description="What happened on that occasion")
    cause: str | None = Field(default=None, description="The key of what happened: it brings one packet for ever")
    opened_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    ends_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    state: str
    ended_at: int | None = Field(default=None, sa_type=BigInteger, description="ms since 1970 UTC")


class RedPacketShareTable(SQLModel, table=True):
    __tablename__ = "red_packet_share"
    __table_args__ = (
        UniqueConstraint("packet_id", "member_id"),
        CheckConstraint("points > 0", name="red_packet_share_positive"),
        CheckConstraint("(member_id IS NULL) = (at IS NULL)", name="red_packet_share_taken"),
        Index("red_packet_share_by_member", "member_id"),
    )

    packet_id: int = Field(primary_key=True, foreign_key="red_packet.id")
    number: int = Field(primary_key=True, description="From 1, in the order in which they are grabbed")
    points: int
    member_id: int | None = Field(default=None, foreign_key="member.id", description="Who grabbed it")
    at: int | None = Field(default=None, sa_type=BigInteger, description="Grabbed, ms since 1970 UTC")


class RedPacketReceiverTable(SQLModel, table=True):
    __tablename__ = "red_packet_receiver"
    __table_args__ = ({"sqlite_with_rowid": False},)

    packet_id: int = Field(primary_key=True, foreign_key="red_packet.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", description="One of those it is for")


class RedPacketLotTable(SQLModel, table=True):
    __tablename__ = "red_packet_lot"
    __table_args__ = (
        CheckConstraint("amount > 0", name="red_packet_lot_positive"),
        {"sqlite_with_rowid": False},
    )

    packet_id: int = Field(primary_key=True, foreign_key="red_packet.id")
    earned_at: int = Field(primary_key=True, sa_type=BigInteger, description="ms since 1970 UTC, by the sender")
    amount: int = Field(sa_type=BigInteger)


class CashPacketTable(SQLModel, table=True):
    __tablename__ = "cash_packet"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("shares >= 1 AND fen >= shares", name="cash_packet_shares"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    fen: int
    shares: int
    words: str
    reason: str = Field(description="Why the owner wants to send it; may be empty")
    at: int = Field(sa_type=BigInteger, description="Noted, ms since 1970 UTC")
    done_at: int | None = Field(default=None, sa_type=BigInteger, description="Sent by the owner, ms since 1970 UTC")
