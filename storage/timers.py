"""Moments that features set for themselves: a packet expires, a greeting is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from storage.db import Db, moment, stamp


class TimerTable(SQLModel, table=True):
    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("group_id", "feature", "key"),
        Index("timer_by_due", "due_at"),
        {"sqlite_autoincrement": True},  # a number names one timer for ever: messages are posted under it
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    feature: str
    key: str
    due_at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    payload: str = "{}"


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
    """Sets a timer unless one with this key is running; True when it was set."""
    return bool(
        db.run(
            """INSERT INTO timer (group_id, feature, key, due_at, payload)
            VALUES (:group_id, :feature, :key, :due_at, :payload)
            ON CONFLICT (group_id, feature, key) DO NOTHING""",
            group_id=group_id,
            feature=feature,
            key=key,
            due_at=stamp(due_at),
            payload=payload,
        )
    )


def drop(db: Db, group_id: str, feature: str, key: str) -> None:
    """Takes a timer back, if it is running."""
    db.run(
        "DELETE FROM timer WHERE group_id = :group_id AND feature = :feature AND key = :key",
        group_id=group_id,
        feature=feature,
        key=key,
    )


def due(db: Db, groups: Collection[str], now: datetime, limit: int = 100) -> list[Timer]:
    """What has come due in these groups, oldest first. Timers of other groups wait until their group is back."""
    names = _names(groups)
    rows = db.all(
        f"""SELECT id, group_id, feature, key, due_at, payload FROM timer
        WHERE due_at <= :now AND group_id IN ({_marks(names)}) ORDER BY due_at, id LIMIT :most""",
        now=stamp(now),
        most=limit,
        **names,
    )
    return [Timer(row[0], row[1], row[2], row[3], moment(row[4]), row[5]) for row in rows]


def claim(db: Db, timer: Timer) -> bool:
    """True for the one who may act on a timer, which is then gone."""
    return bool(db.run("DELETE FROM timer WHERE id = :id", id=timer.id))


def next_due(db: Db, groups: Collection[str]) -> datetime | None:
    """When the earliest timer of these groups goes off."""
    names = _names(groups)
    row = db.one(f"SELECT MIN(due_at) FROM timer WHERE group_id IN ({_marks(names)})", **names)
    return moment(row[0]) if row and row[0] is not None else None


def _names(groups: Collection[str]) -> dict[str, str]:
    return {f"g{place}": group_id for place, group_id in enumerate(groups)}


def _marks(names: Iterable[str]) -> str:
    return ", ".join(f":{name}" for name in names) or "NULL"
