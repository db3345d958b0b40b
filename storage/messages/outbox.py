"""Messages to be sent, in lanes that are each drained in order, with the state of every attempt.

States: new → claimed → sent, or back to new for another try; refused (the platform said no for good), expired (too
late to be welcome), doubtful (the request left and no answer came), ignored (by an admin).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.db import Db, from_millis, to_millis
from storage.messages import lanes
from storage.rows import columns, read


class Kind(StrEnum):
    """What a message is: answers are sent again when in doubt, broadcasts only by an admin.

    So are answers that leave by a connection on which nothing tells whether they arrived.
    """

    ANSWER = "answer"
    ANSWER_ONCE = "answer_once"
    BROADCAST = "broadcast"


class State(StrEnum):
    NEW = "new"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    EXPIRED = "expired"
    DOUBTFUL = "doubtful"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message on its way out."""

    id: int
    lane: str
    channel: str
    target: str
    group_id: str
    kind: Kind
    reply: str
    piece: int
    attempts: int
    key: str


def post(
    db: Db,
    *,
    key: str,
    lane: str,
    channel: str,
    target: str,
    group_id: str,
    kind: Kind,
    reply: str,
    at: datetime,
    expires: datetime | None = None,
    due: datetime | None = None,
) -> bool:
    """Put a message in its lane, to be sent at once or when it is `due`; False where this key was posted before."""
    return bool(
        db.execute(
            """INSERT INTO outbox (key, lane, channel, target, group_id, kind, reply, state, piece, attempts,
                created_at, due_at, expires_at, note)
            VALUES (:key, :lane, :channel, :target, :group_id, :kind, :reply, 'new', 0, 0, :at, :due, :expires, '')
            ON CONFLICT (key) DO NOTHING""",
            key=key,
            lane=lane,
            channel=channel,
            target=target,
            group_id=group_id,
            kind=kind,
            reply=reply,
            at=to_millis(at),
            due=to_millis(due or at),
            expires=to_millis(expires) if expires else None,
        )
    )


def replace_waiting(db: Db, key: str, reply: str | None, due: datetime, expires: datetime) -> bool:
    """Let a message that has not left say something else, or nothing; False where it has left, or never was."""
    if reply is None:
        return bool(db.execute("DELETE FROM outbox WHERE key = :key AND state = 'new' AND attempts = 0", key=key))
    return bool(
        db.execute(
            """UPDATE outbox SET reply = :reply, due_at = :due, expires_at = :expires
            WHERE key = :key AND state = 'new' AND attempts = 0""",
            key=key,
            reply=reply,
            due=to_millis(due),
            expires=to_millis(expires),
        )
    )


def list_ready(db: Db, now: datetime) -> list[OutboxMessage]:
    """Return the head of every lane that is in use, not paused, and due."""
    rows = db.fetch_all(
        f"""SELECT {columns(OutboxMessage, "outbox")} FROM outbox WHERE id IN (
            SELECT MIN(waiting.id) FROM outbox waiting WHERE waiting.state IN ('new', 'claimed') GROUP BY waiting.lane)
        AND state = 'new' AND due_at <= :now
        AND NOT EXISTS (SELECT 1 FROM lane WHERE lane.name = outbox.lane
            AND (lane.paused_until > :now OR lane.disabled <> ''))
        ORDER BY id""",
        now=to_millis(now),
    )
    return [read(OutboxMessage, row) for row in rows]


def has_arrived(db: Db, lane: str) -> bool:
    """Return whether something that left by this lane arrived lately: what did is kept for some weeks."""
    question = "SELECT 1 FROM outbox WHERE state = :state AND lane = :lane LIMIT 1"
    return db.fetch_one(question, state=State.SENT, lane=lane) is not None


def next_due(db: Db, after: datetime) -> datetime | None:
    """Return when the next lane that waits may go on; None where nothing waits for a moment."""
    due = db.fetch_value(
        """SELECT MIN(CASE WHEN lane.paused_until > outbox.due_at THEN lane.paused_until ELSE outbox.due_at END)
        FROM outbox LEFT JOIN lane ON lane.name = outbox.lane
        WHERE outbox.state = 'new' AND COALESCE(lane.disabled, '') = ''
        AND (outbox.due_at > :after OR lane.paused_until > :after)""",
        after=to_millis(after),
    )
    return None if due is None else from_millis(due)


def claim(db: Db, message: OutboxMessage, now: datetime, paces: Sequence[tuple[int, timedelta]] = ()) -> bool:
    """Claim a message for sending; False where it has expired, or one of the lane's paces makes it wait.

    A pace is (requests, window). The window slides, and starts with a request's answer: see `lanes.record_answered`.
    """
    if db.execute(
        "UPDATE outbox SET state = 'expired', done_at = :now WHERE id = :id AND expires_at < :now",
        id=message.id,
        now=to_millis(now),
    ):
        return False
    if paces and not lanes.reserve_send(db, message.lane, now, paces):
        return False
    return bool(
        db.execute(
            """UPDATE outbox SET state = 'claimed', attempts = attempts + 1, claimed_at = :now
            WHERE id = :id AND state = 'new'""",
            id=message.id,
            now=to_millis(now),
        )
    )


def mark_arrived(db: Db, message: OutboxMessage, now: datetime, pieces: int) -> None:
    """Record that a piece arrived; with the last one the message is sent."""
    done = message.piece + 1 >= pieces
    db.execute(
        "UPDATE outbox SET state = :state, piece = :piece, attempts = 0, done_at = :now, note = '' WHERE id = :id",
        state=State.SENT if done else State.NEW,
        piece=message.piece + 1,
        now=to_millis(now),
        id=message.id,
    )


def retry(db: Db, message: OutboxMessage, due: datetime, note: str) -> None:
    """Put a message back at the head of its lane, for another attempt at `due`."""
    db.execute(
        "UPDATE outbox SET state = 'new', due_at = :due, note = :note WHERE id = :id",
        due=to_millis(due),
        note=note,
        id=message.id,
    )


def finish(db: Db, message: OutboxMessage, state: State, now: datetime, note: str) -> None:
    """End a message as refused or doubtful; the lane goes on with the next."""
    db.execute(
        "UPDATE outbox SET state = :state, done_at = :now, note = :note WHERE id = :id",
        state=state,
        now=to_millis(now),
        note=note,
        id=message.id,
    )


def recover(db: Db, now: datetime) -> int:
    """Retry answers that were being sent when the process stopped; mark such broadcasts doubtful and return how many.

    Lanes out of use are tried again: whoever starts the bot may have repaired them.
    """
    lanes.enable_all(db)
    lanes.limit_waits(db, now)
    lanes.record_unanswered(db, now)
    db.execute("UPDATE outbox SET state = 'new' WHERE state = 'claimed' AND kind = 'answer'")
    return db.execute(
        "UPDATE outbox SET state = 'doubtful', done_at = :now, note = '发送途中进程停止' WHERE state = 'claimed'",
        now=to_millis(now),
    )


def count_by_state(db: Db) -> dict[str, int]:
    """Return how many messages are in each state."""
    rows = db.fetch_all("SELECT state, COUNT(*) FROM outbox GROUP BY state")
    return {state: int(messages) for state, messages in rows}
