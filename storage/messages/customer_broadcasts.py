"""Broadcasts to customer groups: one a day and group at most, each made once, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.rows import columns, read


class State(StrEnum):
    """How far one is."""

    NEW = "new"
    ASKING = "asking"
    """The request may have left; nobody knows before its answer."""
    WAITING = "waiting"
    """The task is there, and somebody has to confirm it."""
    SENT = "sent"
    FAILED = "failed"
    DOUBT = "doubt"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class CustomerBroadcast:
    """One of them."""

    id: int
    group_id: str
    sender: str
    words: str
    at: datetime
    state: State
    task: str
    note: str


_SELECT = f"SELECT {columns(CustomerBroadcast, 'customer_broadcast')} FROM customer_broadcast"


def add(db: Db, group_id: str, day: date, sender: str, words: str, at: datetime) -> bool:
    """Record what is to be sent; False where the group has had one on this local day."""
    return bool(
        db.execute(
            """INSERT INTO customer_broadcast (group_id, day, sender, words, at, state, task, note)
            VALUES (:group_id, :day, :sender, :words, :at, 'new', '', '') ON CONFLICT (group_id, day) DO NOTHING""",
            group_id=group_id,
            day=day.isoformat(),
            sender=sender,
            words=words,
            at=to_millis(at),
        )
    )


def list_open(db: Db) -> list[CustomerBroadcast]:
    """Return those that are not over, oldest first."""
    rows = db.fetch_all(f"{_SELECT} WHERE state IN ('new', 'asking', 'waiting') ORDER BY id")
    return [read(CustomerBroadcast, row) for row in rows]


def list_latest(db: Db, group_id: str, most: int) -> list[CustomerBroadcast]:
    """Return a group's latest ones, the newest first."""
    rows = db.fetch_all(
        f"{_SELECT} WHERE group_id = :group_id ORDER BY id DESC LIMIT :most", group_id=group_id, most=most
    )
    return [read(CustomerBroadcast, row) for row in rows]


def move(db: Db, broadcast: CustomerBroadcast, state: State, *, task: str = "", note: str = "") -> bool:
    """Take one to its next state; False where it is in another than it was."""
    return bool(
        db.execute(
            """UPDATE customer_broadcast SET state = :state, note = :note,
                task = CASE WHEN :task = '' THEN task ELSE :task END WHERE id = :id AND state = :was""",
            state=state,
            note=note,
            task=task,
            id=broadcast.id,
            was=broadcast.state,
        )
    )
