"""Moments that features set for themselves: a packet expires, a greeting is due."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis


@dataclass(frozen=True, slots=True)
class Timer:
    """One moment that has come."""

    id: int
    group_id: str
    feature: str
    key: str
    due_at: datetime
    payload: str


def set_once(db: Db, group_id: str, feature: str, key: str, due_at: datetime, payload: str = "{}") -> bool:
    """Set a timer unless one with this key is running; True when it was set."""
    return bool(
        db.execute(
            """INSERT INTO timer (group_id, feature, key, due_at, payload)
            VALUES (:group_id, :feature, :key, :due_at, :payload)
            ON CONFLICT (group_id, feature, key) DO NOTHING""",
            group_id=group_id,
            feature=feature,
            key=key,
            due_at=to_millis(due_at),
            payload=payload,
        )
    )


def due_at(db: Db, group_id: str, feature: str, key: str) -> datetime | None:
    """Return when a timer goes off; None where it is not running."""
    due = db.fetch_value(
        "SELECT due_at FROM timer WHERE group_id = :group_id AND feature = :feature AND key = :key",
        group_id=group_id,
        feature=feature,
        key=key,
    )
    return None if due is None else from_millis(due)


def cancel(db: Db, group_id: str, feature: str, key: str) -> None:
    """Take a timer back, if it is running."""
    db.execute(
        "DELETE FROM timer WHERE group_id = :group_id AND feature = :feature AND key = :key",
        group_id=group_id,
        feature=feature,
        key=key,
    )


def get_payload(db: Db, group_id: str, feature: str, key: str) -> str | None:
    """Return what a running timer carries; None where none is running."""
    payload: str | None = db.fetch_value(
        "SELECT payload FROM timer WHERE group_id = :group_id AND feature = :feature AND key = :key",
        group_id=group_id,
        feature=feature,
        key=key,
    )
    return payload


def list_due(db: Db, groups: Container[str], now: datetime, limit: int = 100) -> list[Timer]:
    """Return what has come due in these groups, oldest first. Timers of other groups wait until their group is back."""
    found: list[Timer] = []
    place = (0, 0)
    while len(found) < limit:
        page = db.fetch_all(
            """SELECT id, group_id, feature, key, due_at, payload FROM timer
            WHERE due_at <= :now AND (due_at > :due_at OR due_at = :due_at AND id > :id)
            ORDER BY due_at, id LIMIT :most""",
            now=to_millis(now),
            due_at=place[0],
            id=place[1],
            most=limit,
        )
        found += [
            Timer(row[0], row[1], row[2], row[3], from_millis(row[4]), row[5]) for row in page if row[1] in groups
        ]
        if len(page) < limit:
            break
        place = page[-1][4], page[-1][0]
    return found[:limit]


def claim(db: Db, timer: Timer) -> bool:
    """Return True for the one who may act on a timer, which is then gone."""
    return bool(db.execute("DELETE FROM timer WHERE id = :id", id=timer.id))


def next_due(db: Db, groups: Container[str]) -> datetime | None:
    """Return when the earliest timer of these groups goes off."""
    rows = db.fetch_all("SELECT group_id, MIN(due_at) FROM timer GROUP BY group_id")
    return min((from_millis(row[1]) for row in rows if row[0] in groups), default=None)
