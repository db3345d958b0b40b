"""What was heard, once each, with the answer that was given."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis


def record(db: Db, channel: str, key: str, at: datetime, answer: str | None) -> bool:
    """Remember an event with its answer, so that a repeat hears the same. False when it was heard before."""
    return bool(
        db.execute(
            """INSERT INTO inbox (channel, key, received_at, answer) VALUES (?, ?, ?, ?)
            ON CONFLICT (channel, key) DO NOTHING""",
            channel,
            key,
            to_millis(at),
            answer,
        )
    )


def get_answer(db: Db, channel: str, key: str) -> str | None:
    """Return what was answered to an event that was heard before; None for silence."""
    row = db.fetch_one("SELECT answer FROM inbox WHERE channel = :channel AND key = :key", channel=channel, key=key)
    return row[0] if row else None


def set_answer(db: Db, channel: str, key: str, answer: str | None) -> None:
    """Store the answer that took longer than the transaction."""
    db.execute(
        "UPDATE inbox SET answer = :answer WHERE channel = :channel AND key = :key",
        answer=answer,
        channel=channel,
        key=key,
    )
