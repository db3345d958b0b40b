"""Questions that the bot could not answer, each once with how often it was asked; not by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.rows import columns, read

MOST = 500
"""Different questions that are kept for a group."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was asked first, and how often."""

    text: str
    count: int


def record(db: Db, group_id: str, key: str, text: str, at: datetime) -> None:
    """Count a question under its key; a new one is dropped where the group has MOST already."""
    is_known = db.execute(
        """UPDATE unanswered_question SET count = count + 1, asked_at = :at
        WHERE group_id = :group_id AND key = :key""",
        group_id=group_id,
        key=key,
        at=to_millis(at),
    )
    if is_known or _count(db, group_id) >= MOST:
        return
    db.execute(
        """INSERT INTO unanswered_question (group_id, key, text, count, asked_at)
        VALUES (:group_id, :key, :text, 1, :at)
        ON CONFLICT (group_id, key) DO UPDATE SET count = unanswered_question.count + 1""",
        group_id=group_id,
        key=key,
        text=text,
        at=to_millis(at),
    )


def list_by_count(db: Db, group_id: str) -> list[Question]:
    """Return the group's questions, the most frequent first, of two the one asked last."""
    rows = db.fetch_all(
        f"""SELECT {columns(Question, "unanswered_question")} FROM unanswered_question
        WHERE group_id = :group_id ORDER BY count DESC, asked_at DESC, key""",
        group_id=group_id,
    )
    return [read(Question, row) for row in rows]


def clear(db: Db, group_id: str) -> int:
    """Forget the group's questions; return how many there were."""
    return db.execute("DELETE FROM unanswered_question WHERE group_id = :group_id", group_id=group_id)


def _count(db: Db, group_id: str) -> int:
    return int(db.fetch_value("SELECT COUNT(*) FROM unanswered_question WHERE group_id = :group_id", group_id=group_id))
