"""What has to leave: lanes of messages, each drained in order, with the state of every attempt.

States: new → claimed → sent, or back to new for another try; refused (the platform said no for good), expired (too
late to be kind), doubtful (the request left and no answer came), ignored (an admin let a doubtful one be).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.db import MILLISECOND, Db, Row, from_millis, to_millis


class Kind(StrEnum):
    """The promise behind a message: answers are repeated when in doubt, broadcasts never by themselves."""

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
_LETTER = "id, lane, channel, target, group_id, kind, reply, piece, attempts, key"


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
    """Puts a message in its lane. False when this key was posted before."""
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
    """The head of every lane that is open and due."""
    rows = db.fetch_all(
        f"""SELECT {_LETTER} FROM outbox WHERE id IN (
            SELECT MIN(waiting.id) FROM outbox waiting WHERE waiting.state IN ('new', 'claimed') GROUP BY waiting.lane)
        AND state = 'new' AND due_at <= :now
        AND NOT EXISTS (SELECT 1 FROM lane WHERE lane.name = outbox.lane
            AND (lane.paused_until > :now OR lane.disabled <> ''))
        ORDER BY id""",
        now=to_millis(now),
    )
    return [_message(row) for row in rows]


def next_due(db: Db, after: datetime) -> datetime | None:
    """When a lane that now waits may go on; None when nothing waits for a moment."""
    row = db.fetch_one(
        """SELECT MIN(CASE WHEN lane.paused_until > outbox.due_at THEN lane.paused_until ELSE outbox.due_at END)
        FROM outbox LEFT JOIN lane ON lane.name = outbox.lane
        WHERE outbox.state = 'new' AND COALESCE(lane.disabled, '') = ''
        AND (outbox.due_at > :after OR lane.paused_until > :after)""",
        after=to_millis(after),
    )
    return from_millis(row[0]) if row and row[0] is not None else None


def claim(db: Db, letter: OutboxMessage, now: datetime, pace: tuple[int, timedelta] | None) -> bool:
    """Takes a message for sending; False when it is too late for it, or the lane's pace makes it wait.

    `pace` is (requests, window). The window slides, and starts with a request's answer: see `settle`.
    """
    if db.execute(
        "UPDATE outbox SET state = 'expired', done_at = :now WHERE id = :id AND expires_at < :now",
        id=letter.id,
        now=to_millis(now),
    ):
        return False
    if pace and not _step(db, letter.lane, now, *pace):
        return False
    return bool(
        db.execute(
            """UPDATE outbox SET state = 'claimed', attempts = attempts + 1, claimed_at = :now
            WHERE id = :id AND state = 'new'""",
            id=letter.id,
            now=to_millis(now),
        )
    )


def _step(db: Db, lane: str, now: datetime, most: int, window: timedelta) -> bool:
    row = db.fetch_one(
        "SELECT at FROM send WHERE lane = :lane ORDER BY id DESC LIMIT 1 OFFSET :last", lane=lane, last=most - 1
    )
    if row and row[0] + window // MILLISECOND > to_millis(now):
        pause(db, lane, from_millis(row[0]) + window)
        return False
    db.execute("INSERT INTO send (lane, at) VALUES (:lane, :now)", lane=lane, now=to_millis(now))
    db.execute("DELETE FROM send WHERE lane = :lane AND at < :old", lane=lane, old=to_millis(now - 2 * window))
    return True


def record_answered(db: Db, lane: str, now: datetime) -> None:
    """The lane's last request was answered: it reached the platform no later than now, so the pace counts it as now."""
    db.execute(
        "UPDATE send SET at = :now WHERE id = (SELECT MAX(id) FROM send WHERE lane = :lane)",
        lane=lane,
        now=to_millis(now),
    )


def mark_arrived(db: Db, letter: OutboxMessage, now: datetime, pieces: int) -> None:
    """One piece arrived; with the last one the message is sent."""
    done = letter.piece + 1 >= pieces
    db.execute(
        "UPDATE outbox SET state = :state, piece = :piece, attempts = 0, done_at = :now, note = '' WHERE id = :id",
        state=State.SENT if done else State.NEW,
        piece=letter.piece + 1,
        now=to_millis(now),
        id=letter.id,
    )


def retry(db: Db, letter: OutboxMessage, due: datetime, note: str) -> None:
    """Back to the head of its lane, for another try at `due`."""
    db.execute(
        "UPDATE outbox SET state = 'new', due_at = :due, note = :note WHERE id = :id",
        due=to_millis(due),
        note=note,
        id=letter.id,
    )


def finish(db: Db, letter: OutboxMessage, state: State, now: datetime, note: str) -> None:
    """Ends a message as refused or doubtful; the lane goes on with the next."""
    db.execute(
        "UPDATE outbox SET state = :state, done_at = :now, note = :note WHERE id = :id",
        state=state,
        now=to_millis(now),
        note=note,
        id=letter.id,
    )


def pause(db: Db, lane: str, until: datetime) -> None:
    """Holds a lane back."""
    db.execute(
        """INSERT INTO lane (name, paused_until, disabled) VALUES (:lane, :until, '')
        ON CONFLICT (name) DO UPDATE SET paused_until = :until""",
        lane=lane,
        until=to_millis(until),
    )


def disable(db: Db, lane: str, why: str) -> None:
    """Takes a lane out of use until an admin says `重发`, or the bot starts again."""
    db.execute(
        """INSERT INTO lane (name, paused_until, disabled) VALUES (:lane, 0, :why)
        ON CONFLICT (name) DO UPDATE SET disabled = :why""",
        lane=lane,
        why=why,
    )


def enable(db: Db, lane: str) -> None:
    """Puts a lane back into use."""
    db.execute("UPDATE lane SET disabled = '', paused_until = 0 WHERE name = :lane", lane=lane)


def list_disabled(db: Db) -> list[tuple[str, str]]:
    """Lanes out of use, with the reason."""
    return [
        (row[0], row[1]) for row in db.fetch_all("SELECT name, disabled FROM lane WHERE disabled <> '' ORDER BY name")
    ]


def recover(db: Db, now: datetime) -> int:
    """After a stop in mid-send: answers are tried again, broadcasts become doubtful. Returns how many of those.

    Lanes out of use are tried again: whoever starts the bot may have mended them.
    """
    db.execute("UPDATE lane SET disabled = '' WHERE disabled <> ''")
    db.execute("UPDATE outbox SET state = 'new' WHERE state = 'claimed' AND kind = 'answer'")
    return db.execute(
        "UPDATE outbox SET state = 'doubtful', done_at = :now, note = '发送途中进程停止' WHERE state = 'claimed'",
        now=to_millis(now),
    )


def list_failed(db: Db, group_id: str, limit: int) -> list[FailedMessage]:
    """Messages of a group that an admin may want to send again: doubtful, refused and late ones, oldest first."""
    rows = db.fetch_all(
        f"""SELECT id, state, reply, created_at, note FROM outbox
        WHERE group_id = :group_id AND {_UNSETTLED}
        ORDER BY id LIMIT :most""",
        group_id=group_id,
        most=limit,
    )
    return [FailedMessage(row[0], State(row[1]), row[2], from_millis(row[3]), row[4]) for row in rows]


def resend(db: Db, group_id: str, number: int, now: datetime) -> bool:
    """Sends a doubtful or refused message once more, at an admin's word, and reopens its lane."""
    row = db.fetch_one(
        f"""UPDATE outbox SET state = 'new', due_at = :now, expires_at = NULL, attempts = 0
        WHERE id = :id AND group_id = :group_id AND {_UNSETTLED} RETURNING lane""",
        id=number,
        group_id=group_id,
        now=to_millis(now),
    )
    if row:
        enable(db, row[0])
    return row is not None


def ignore(db: Db, group_id: str, number: int) -> bool:
    """Lets a doubtful or refused message be, at an admin's word."""
    return bool(
        db.execute(
            f"""UPDATE outbox SET state = 'ignored'
            WHERE id = :id AND group_id = :group_id AND {_UNSETTLED}""",
            id=number,
            group_id=group_id,
        )
    )


def count_unsettled(db: Db) -> int:
    """How many broadcasts wait for an admin's word."""
    row = db.fetch_one(f"SELECT COUNT(*) FROM outbox WHERE {_UNSETTLED}")
    return int(row[0]) if row else 0


def count_by_state(db: Db) -> dict[str, int]:
    """How many messages are in each state."""
    return {row[0]: int(row[1]) for row in db.fetch_all("SELECT state, COUNT(*) FROM outbox GROUP BY state")}


def _message(row: Row) -> OutboxMessage:
    number, lane, channel, target, group_id, kind, reply, piece, attempts, key = row
    return OutboxMessage(number, lane, channel, target, group_id, Kind(kind), reply, piece, attempts, key)
