"""Put what timers carry into their payloads; it stood in their keys, split by spaces."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from alembic import op
from sqlalchemy import text

revision = "0016"
down_revision = "0015"

Payload = dict[str, object]


def _moment(millis: str) -> str:
    """Return stored milliseconds since 1970 UTC as JSON keeps a moment."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(millis))).isoformat()


def _level(key: str) -> Payload:
    if key == "announce":
        return {"kind": key}
    kind, day, after = key.split()
    return {"kind": kind, "day": day, "after": int(after)}


def _badge(key: str) -> Payload:
    if key == "announce":
        return {"kind": key}
    day, after = key.split()
    return {"kind": "look", "day": day, "after": int(after)}


def _task(key: str) -> Payload:
    when, number, due = key.split()
    return {"when": when, "task": int(number), "due": _moment(due)}


def _journey(key: str) -> Payload:
    kind, at, number, name = key.split(" ", 3)
    if kind == "walk":
        return {"kind": kind, "due": _moment(at), "step": int(number), "journey": name}
    return {"kind": kind, "at": _moment(at), "after": int(number), "journey": name}


def _held(key: str) -> Payload:
    at, _, name = key.partition(" ")
    return {"plan": name, "planned": _moment(at)}


PAYLOADS: dict[str, Callable[[str], Payload]] = {
    "levels": _level,
    "badges": _badge,
    "tasks": _task,
    "journeys": _journey,
    "timetable": _held,
    "mall": lambda key: {"code": key},
    "birthday": lambda key: {"member": int(key)},
    "polls": lambda key: {"poll": int(key)},
    "expiry": lambda key: {"number": int(key.partition(":")[2])},
}
"""What the keys of each feature's timers said."""


def upgrade() -> None:
    connection = op.get_bind()
    rows = connection.execute(text("SELECT id, feature, key, payload FROM timer")).all()
    for number, feature, key, payload in rows:
        read = PAYLOADS.get(feature)
        if read:
            values = {"payload": json.dumps(json.loads(payload) | read(key), ensure_ascii=False), "id": number}
            connection.execute(text("UPDATE timer SET payload = :payload WHERE id = :id"), values)
