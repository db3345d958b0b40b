"""Lanes of messages: ordered queues, one for each target, each with a pace, a pause, and why it is out of use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.db import Db, from_millis, to_millis

LONGEST_WAIT = timedelta(minutes=10)
"""No pause and no wait for another try is longer; what is, comes from a clock that was set back."""


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


def list_paused(db: Db, until: datetime) -> list[str]:
    """Return the lanes that are paused beyond a moment."""
    rows = db.fetch_all("SELECT name FROM lane WHERE paused_until > :until ORDER BY name", until=to_millis(until))
    return [row[0] for row in rows]


def list_stuck(db: Db, since: datetime) -> list[str]:
    """Return the lanes with a message that has waited since before a moment."""
    rows = db.fetch_all(
        "SELECT DISTINCT lane FROM outbox WHERE state IN ('new', 'claimed') AND created_at < :since ORDER BY lane",
        since=to_millis(since),
    )
    return [row[0] for row in rows]


def reserve_send(db: Db, lane: str, now: datetime, paces: Sequence[tuple[int, timedelta]]) -> bool:
    """Count a request now; False where a window is full, and the lane pauses until its oldest request is outside.

    A pace is the most requests of a window, and how long that is.
    """
    for most, window in paces:
        earlier = db.fetch_value(
            "SELECT at FROM send WHERE lane = :lane ORDER BY id DESC LIMIT 1 OFFSET :last", lane=lane, last=most - 1
        )
        # What was sent later than now was sent before the clock was set back.
        sent_at = None if earlier is None else min(from_millis(earlier), now)
        if sent_at is not None and sent_at + window > now:
            pause(db, lane, sent_at + window)
            return False
    longest = max(window for _, window in paces)
    db.execute("INSERT INTO send (lane, at) VALUES (:lane, :now)", lane=lane, now=to_millis(now))
    db.execute("DELETE FROM send WHERE lane = :lane AND at < :old", lane=lane, old=to_millis(now - 2 * longest))
    return True


def record_answered(db: Db, lane: str, now: datetime) -> None:
    """Count the last request of the lane as sent now, when it was answered: it reached the platform no later."""
    db.execute(
        "UPDATE send SET at = :now WHERE id = (SELECT MAX(id) FROM send WHERE lane = :lane)",
        lane=lane,
        now=to_millis(now),
    )


def record_unanswered(db: Db, now: datetime) -> None:
    """Count the requests that an earlier run left without an answer as sent now: they arrived no later."""
    db.execute(
        """UPDATE send SET at = :now WHERE id IN (
            SELECT MAX(send.id) FROM send JOIN outbox ON outbox.lane = send.lane AND outbox.state = 'claimed'
            GROUP BY send.lane)""",
        now=to_millis(now),
    )


def turn_back(db: Db, by: timedelta) -> None:
    """Move all pauses, past requests and what waits, because the clock was set back."""
    shift = by // timedelta(milliseconds=1)
    db.execute("UPDATE lane SET paused_until = paused_until - :shift WHERE paused_until > 0", shift=shift)
    db.execute("UPDATE send SET at = at - :shift", shift=shift)
    db.execute(
        """UPDATE outbox SET due_at = due_at - :shift, expires_at = expires_at - :shift
        WHERE state IN ('new', 'claimed')""",
        shift=shift,
    )


def limit_waits(db: Db, now: datetime) -> None:
    """Shorten what nobody can have meant to take so long: the clock was set back while the bot was not running."""
    latest = to_millis(now + LONGEST_WAIT)
    db.execute("UPDATE lane SET paused_until = :latest WHERE paused_until > :latest", latest=latest)
    db.execute("UPDATE outbox SET due_at = :latest WHERE state = 'new' AND due_at > :latest", latest=latest)
    db.execute("UPDATE send SET at = :now WHERE at > :now", now=to_millis(now))
