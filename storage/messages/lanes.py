"""Lanes of messages: ordered queues, one for each target, each with a pace, a pause, and why it is out of use."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.db import Db, from_millis, to_millis


def pause(db: Db, lane: str, until: datetime) -> None:
    """Send nothing in the lane until a moment."""
    db.execute(
        """INSERT INTO lane (name, paused_until, disabled) VALUES (:lane, :until, '')
        ON CONFLICT (name) DO UPDATE SET paused_until = :until""",
        lane=lane,
        until=to_millis(until),
    )


def disable(db: Db, lane: str, why: str) -> None:
    """Take a lane out of use until an admin says `重发`, or the bot starts again."""
    db.execute(
        """INSERT INTO lane (name, paused_until, disabled) VALUES (:lane, 0, :why)
        ON CONFLICT (name) DO UPDATE SET disabled = :why""",
        lane=lane,
        why=why,
    )


def enable(db: Db, lane: str) -> None:
    """Put a lane back into use, without a pause."""
    db.execute("UPDATE lane SET disabled = '', paused_until = 0 WHERE name = :lane", lane=lane)


def enable_all(db: Db) -> None:
    """Put all lanes back into use; their pauses stay."""
    db.execute("UPDATE lane SET disabled = '' WHERE disabled <> ''")


def list_disabled(db: Db) -> list[tuple[str, str]]:
    """Return the lanes out of use, each with the reason."""
    return [
        (row[0], row[1]) for row in db.fetch_all("SELECT name, disabled FROM lane WHERE disabled <> '' ORDER BY name")
    ]


def reserve_send(db: Db, lane: str, now: datetime, most: int, window: timedelta) -> bool:
    """Count a request now; False where `most` were sent within the window, and the lane pauses until one is older."""
    earlier = db.fetch_value(
        "SELECT at FROM send WHERE lane = :lane ORDER BY id DESC LIMIT 1 OFFSET :last", lane=lane, last=most - 1
    )
    if earlier is not None and from_millis(earlier) + window > now:
        pause(db, lane, from_millis(earlier) + window)
        return False
    db.execute("INSERT INTO send (lane, at) VALUES (:lane, :now)", lane=lane, now=to_millis(now))
    db.execute("DELETE FROM send WHERE lane = :lane AND at < :old", lane=lane, old=to_millis(now - 2 * window))
    return True


def record_answered(db: Db, lane: str, now: datetime) -> None:
    """Count the last request of the lane as sent now, when it was answered: it reached the platform no later."""
    db.execute(
        "UPDATE send SET at = :now WHERE id = (SELECT MAX(id) FROM send WHERE lane = :lane)",
        lane=lane,
        now=to_millis(now),
    )
