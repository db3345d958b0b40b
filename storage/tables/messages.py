"""Messages in and out, and what they carry."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class UnknownChatTable(SQLModel, table=True):
    __tablename__ = "stranger"

    channel: str = Field(primary_key=True)
    chat_id: str = Field(primary_key=True)
    told_on: str = Field(description="UTC moment at which the chat was last told how to be added")
    heard_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class SelectedGroupTable(SQLModel, table=True):
    __tablename__ = "seat"

    channel: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    group_id: str


class InboxTable(SQLModel, table=True):
    __tablename__ = "inbox"
    __table_args__ = {"sqlite_with_rowid": False}

    channel: str = Field(primary_key=True)
    key: str = Field(primary_key=True, description="The platform's message id, else a digest of the plaintext")
    received_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    answer: str | None = Field(default=None, description="The reply as JSON; none means silence")


class OutboxTable(SQLModel, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_by_lane", "state", "lane", "id"),
        Index("outbox_by_claim", "lane", "claimed_at"),
        Index("outbox_by_group", "group_id", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, description="Natural key: what is said, once")
    lane: str = Field(description="CHANNEL, or CHANNEL/TARGET where each target has its own order")
    channel: str
    target: str = Field(description="Chat id, user id or address within the channel")
    group_id: str
    kind: str
    reply: str = Field(description="The parts as JSON")
    state: str = "new"
    piece: int = Field(0, description="How many pieces of a long message have arrived")
    attempts: int = 0
    created_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    due_at: int = Field(sa_type=BigInteger)
    expires_at: int | None = Field(default=None, sa_type=BigInteger)
    claimed_at: int | None = Field(default=None, sa_type=BigInteger)
    done_at: int | None = Field(default=None, sa_type=BigInteger)
    note: str = ""


class LaneTable(SQLModel, table=True):
    __tablename__ = "lane"

    name: str = Field(primary_key=True)
    paused_until: int = Field(0, sa_type=BigInteger, description="ms since 1970 UTC")
    disabled: str = Field("", description="Why the target is out of use; empty while it is in use")


class SendTable(SQLModel, table=True):
    """Every request of a paced lane, so that a restart cannot burst."""

    __tablename__ = "send"
    __table_args__ = (Index("send_by_lane", "lane", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    lane: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class PictureTable(SQLModel, table=True):
    __tablename__ = "picture"
    __table_args__ = (Index("picture_by_age", "saved_at", "digest"),)

    digest: str = Field(primary_key=True, description="SHA-256, hex")
    data: bytes
    saved_at: int = Field(
        default=0, sa_type=BigInteger, description="When it was made or used last, ms since 1970 UTC; 0 if long ago"
    )


class TranscriptTable(SQLModel, table=True):
    __tablename__ = "transcript"
    __table_args__ = (
        Index("transcript_by_group", "group_id", "id"),
        {"sqlite_autoincrement": True},  # a line's number is the key of what was said in it, for ever
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str = Field(description="The chat: a group's id, or that of a private chat with the bot")
    speaker: str = Field(description="User id, or empty for a notice of the platform")
    parts: str = Field(description="The parts as JSON")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")


class DownloadTable(SQLModel, table=True):
    __tablename__ = "download"

    secret: str = Field(primary_key=True, description="SHA-256 of what stands in the link, hex")
    digest: str = Field(description="In storage/messages/files.py")
    name: str = Field(description="Of the file, as people see it")
    until: int = Field(sa_type=BigInteger, description="ms since 1970 UTC; from then on the link is void")


class CustomerBroadcastTable(SQLModel, table=True):
    __tablename__ = "customer_broadcast"
    __table_args__ = (
        UniqueConstraint("group_id", "day"),
        CheckConstraint(
            "state IN ('new', 'asking', 'waiting', 'sent', 'failed', 'doubt', 'expired')",
            name="customer_broadcast_state",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    day: str = Field(description="Local date in the group's zone, YYYY-MM-DD: one a day")
    sender: str = Field(description="User id of the group's owner, who confirms it")
    words: str
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    state: str
    task: str = Field(description="The platform's msgid, once the task is made")
    note: str = Field(description="Why it went wrong, in Chinese")
