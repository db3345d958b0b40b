"""Chats that no YAML names, and the group that each private conversation counts for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.db import Db, from_millis, to_millis

_PRIVATE = "私聊 "
AGAIN = timedelta(minutes=5)
"""After which a chat is told once more how to be added: not every word of a busy one is answered."""


@dataclass(frozen=True, slots=True)
class UnknownChat:
    """A chat that talks to the bot and is in no YAML."""

    channel: str
    chat_id: str
    heard_at: datetime


def note_unknown_chat(db: Db, channel: str, chat_id: str, at: datetime) -> bool:
    """Remember an unknown chat; True when it should be told how to be added, at most every few minutes."""
    row = db.fetch_one(
        "SELECT told_on FROM stranger WHERE channel = :channel AND chat_id = :chat_id", channel=channel, chat_id=chat_id
    )
    told = datetime.fromisoformat(row[0]) if row else None
    if told and not told.tzinfo:
        told = told.replace(tzinfo=UTC)  # earlier versions wrote the date alone
    is_due = told is None or abs(at - told) >= AGAIN
    told = at if is_due or told is None else told
    db.execute(
        """INSERT INTO stranger (channel, chat_id, told_on, heard_at) VALUES (:channel, :chat_id, :told, :at)
        ON CONFLICT (channel, chat_id) DO UPDATE SET told_on = excluded.told_on, heard_at = excluded.heard_at""",
        channel=channel,
        chat_id=chat_id,
        told=told.astimezone(UTC).isoformat(),
        at=to_millis(at),
    )
    return is_due


def private_chat(user_id: str) -> str:
    """Return what stands for a private conversation where a chat id is asked for."""
    return f"{_PRIVATE}{user_id}"


def is_private(chat_id: str) -> bool:
    """Return whether a chat is a private conversation."""
    return chat_id.startswith(_PRIVATE)


def unknown_chats(db: Db) -> list[UnknownChat]:
    """Return the unknown chats, the latest first."""
    rows = db.fetch_all("SELECT channel, chat_id, heard_at FROM stranger ORDER BY heard_at DESC")
    return [UnknownChat(row[0], row[1], from_millis(row[2])) for row in rows]


def selected_group(db: Db, channel: str, user_id: str) -> str | None:
    """Return the group this user's private messages count for, if ever chosen."""
    row = db.fetch_one(
        "SELECT group_id FROM seat WHERE channel = :channel AND user_id = :user_id", channel=channel, user_id=user_id
    )
    return row[0] if row else None


def select_group(db: Db, channel: str, user_id: str, group_id: str) -> None:
    """Let this user's private messages count for this group from now on."""
    db.execute(
        """INSERT INTO seat (channel, user_id, group_id) VALUES (:channel, :user_id, :group_id)
        ON CONFLICT (channel, user_id) DO UPDATE SET group_id = excluded.group_id""",
        channel=channel,
        user_id=user_id,
        group_id=group_id,
    )
