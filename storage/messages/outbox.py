"""Messages to be sent, in lanes that are each drained in order, with the state of every attempt.

States: new → claimed → sent, or back to new for another try; refused (the platform said no for good), expired (too
late to be welcome), doubtful (the request left and no answer came), ignored (by an admin).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.db import Db, from_millis, to_millis
from storage.messages import lanes
from storage.rows import columns, read


class Kind(StrEnum):
    """What a message is: answers are sent again when in doubt, broadcasts only by an admin."""

    ANSWER = "answer"
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


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message that did not arrive, or may not have."""

    id: int
    state: State
    reply: str
    at: datetime
    note: str


_UNSETTLED = "kind = 'broadcast' AND state IN ('doubtful', 'refused', 'expired')"


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
) -> bool:
    """Put a message in its lane; False where this key was posted before."""
    return bool(
        db.execute(
            """INSERT INTO outbox (key, lane, channel, target, group_id, kind, reply, state, piece, attempts,
                created_at, due_at, expires_at, note)
            VALUES (:key, :lane, :channel, :target, :group_id, :kind, :reply, 'new', 0, 0, :at, :at, :expires, '')
            ON CONFLICT (key) DO NOTHING""",
            key=key,
            lane=lane,
            channel=channel,
            target=target,
            group_id=group_id,
            kind=kind,
            reply=reply,
            at=to_millis(at),
            expires=to_millis(expires) if expires else None,
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


def claim(db: Db, message: OutboxMessage, now: datetime, pace: tuple[int, timedelta] | None) -> bool:
    """Claim a message for sending; False where it has expired, or the lane's pace makes it wait.

    `pace` is (requests, window). The window slides, and starts with a request's answer: see `lanes.record_answered`.
    """
    if db.execute(
        "UPDATE outbox SET state = 'expired', done_at = :now WHERE id = :id AND expires_at < :now",
        id=message.id,
        now=to_millis(now),
    ):
        return False
    if pace and not lanes.reserve_send(db, message.lane, now, *pace):
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
    db.execute("UPDATE outbox SET state = 'new' WHERE state = 'claimed' AND kind = 'answer'")
    return db.execute(
        "UPDATE outbox SET state = 'doubtful', done_at = :now, note = '发送途中进程停止' WHERE state = 'claimed'",
        now=to_millis(now),
    )


def list_failed(db: Db, group_id: str, limit: int) -> list[FailedMessage]:
    """Return the broadcasts of a group that an admin may want to resend: doubtful, refused, expired; oldest first."""
    rows = db.fetch_all(
        f"""SELECT {columns(FailedMessage, "outbox", at="created_at")} FROM outbox
        WHERE group_id = :group_id AND {_UNSETTLED}
        ORDER BY id LIMIT :most""",
        group_id=group_id,
        most=limit,
    )
    return [read(FailedMessage, row) for row in rows]


def resend(db: Db, group_id: str, number: int, now: datetime) -> bool:
    """Send a failed broadcast once more, as an admin decided, and enable its lane; False where there is none."""
    lane = db.fetch_value(
        f"""UPDATE outbox SET state = 'new', due_at = :now, expires_at = NULL, attempts = 0
        WHERE id = :id AND group_id = :group_id AND {_UNSETTLED} RETURNING lane""",
        id=number,
        group_id=group_id,
        now=to_millis(now),
    )
    if lane is not None:
        lanes.enable(db, lane)
    return lane is not None


def ignore(db: Db, group_id: str, number: int) -> bool:
    """Ignore a failed broadcast, as an admin decided; False where there is none."""
    return bool(
        db.execute(
            f"""UPDATE outbox SET state = 'ignored'
            WHERE id = :id AND group_id = :group_id AND {_UNSETTLED}""",
            id=number,
            group_id=group_id,
        )
    )


def count_unsettled(db: Db) -> int:
    """Return how many broadcasts wait for an admin's decision."""
    return int(db.fetch_value(f"SELECT COUNT(*) FROM outbox WHERE {_UNSETTLED}"))


def count_by_state(db: Db) -> dict[str, int]:
    """Return how many messages are in each state."""
    rows = db.fetch_all("SELECT state, COUNT(*) FROM outbox GROUP BY state")
    return {state: int(messages) for state, messages in rows}
