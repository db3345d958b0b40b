"""The sandbox's own memory of what was said, as a chat platform would keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chat."""

    id: int
    speaker: str
    parts: str
    at: datetime


def add(db: Db, chat: str, speaker: str, parts: str, at: datetime) -> Line:
    """Append a line to a chat: a group's, by its id, or a private one."""
    row = db.fetch_one(
        """INSERT INTO transcript (group_id, speaker, parts, at) VALUES (:group_id, :speaker, :parts, :at)
        RETURNING id""",
        group_id=chat,
        speaker=speaker,
        parts=parts,
        at=to_millis(at),
    )
    assert row
    return Line(row[0], speaker, parts, at)


def latest(db: Db, chat: str, limit: int) -> list[Line]:
    """Return the last lines of a chat, oldest first."""
    rows = db.fetch_all(
        "SELECT id, speaker, parts, at FROM transcript WHERE group_id = :group_id ORDER BY id DESC LIMIT :most",
        group_id=chat,
        most=limit,
    )
    return [Line(row[0], row[1], row[2], from_millis(row[3])) for row in reversed(rows)]
