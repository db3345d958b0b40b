"""Topics that a group talks about, and showcases in which members show something."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.numbering import next_number
from storage.rows import columns, read


class Kind(StrEnum):
    """What members contribute. Stored, so the names stay."""

    TOPIC = "topic"
    """Opinions."""
    SHOWCASE = "showcase"
    """Pictures and works."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a group talks about for a while."""

    id: int
    group_id: str
    number: int
    """Its name in the group among those of its kind: from 1, never used again."""
    kind: Kind
    title: str
    opened_at: datetime
    ended_at: datetime | None


_NUMBER = """(SELECT COUNT(*) FROM topic AS earlier WHERE earlier.group_id = topic.group_id
AND earlier.kind = topic.kind AND earlier.number <= topic.number)"""
"""What is stored counts topics and showcases alike; what people see counts each for itself."""
_COLUMNS = columns(Topic, "topic", number=_NUMBER)


def create(db: Db, group_id: str, kind: Kind, title: str, at: datetime) -> Topic:
    """Open a topic under the group's next number; the group is locked meanwhile."""
    topic_id = db.insert(
        """INSERT INTO topic (group_id, number, kind, title, opened_at)
        VALUES (:group_id, :number, :kind, :title, :at)""",
        group_id=group_id,
        number=next_number(db, "topic", group_id),
        kind=kind.value,
        title=title,
        at=to_millis(at),
    )
    topic = get(db, topic_id)
    assert topic
    return topic


def get(db: Db, topic_id: int) -> Topic | None:
    """Return the topic with this id, of any group."""
    row = db.fetch_one(f"SELECT {_COLUMNS} FROM topic WHERE id = :id", id=topic_id)
    return read(Topic, row) if row else None


def get_by_number(db: Db, group_id: str, kind: Kind, number: int) -> Topic | None:
    """Return the topic of a kind in the group with this number, from 1."""
    row = db.fetch_one(
        f"""SELECT {_COLUMNS} FROM topic WHERE group_id = :group_id AND kind = :kind
        ORDER BY topic.number LIMIT 1 OFFSET :before""",
        group_id=group_id,
        kind=kind.value,
        before=number - 1,
    )
    return read(Topic, row) if row else None


def list_latest(db: Db, group_id: str, most: int) -> list[Topic]:
    """Return the last topics of the group, open or not, the latest first."""
    rows = db.fetch_all(
        f"SELECT {_COLUMNS} FROM topic WHERE group_id = :group_id ORDER BY topic.number DESC LIMIT :most",
        group_id=group_id,
        most=most,
    )
    return [read(Topic, row) for row in rows]


def get_latest(db: Db, group_id: str, kind: Kind) -> Topic | None:
    """Return the last topic of a kind in the group, open or not."""
    row = db.fetch_one(
        f"SELECT {_COLUMNS} FROM topic WHERE group_id = :group_id AND kind = :kind ORDER BY topic.number DESC LIMIT 1",
        group_id=group_id,
        kind=kind.value,
    )
    return read(Topic, row) if row else None


def list_titles(db: Db, group_id: str) -> Collection[str]:
    """Return the titles of all topics that the group has had."""
    return {title for (title,) in db.fetch_all("SELECT title FROM topic WHERE group_id = :id", id=group_id)}


def end(db: Db, topic: Topic, at: datetime) -> None:
    """End a topic."""
    db.execute("UPDATE topic SET ended_at = :at WHERE id = :id", at=to_millis(at), id=topic.id)


def forget(db: Db, topic: Topic) -> None:
    """Forget what was said to a topic, but for the best of it."""
    db.execute("UPDATE topic_post SET words = '' WHERE topic_id = :id AND chosen = 0", id=topic.id)
