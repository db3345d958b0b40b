"""Tasks for members, as staff publish them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.numbering import next_number
from storage.rows import columns, read


class Kind(StrEnum):
    """Where a task is done. Stored, and typed by staff, so the names stay."""

    GROUP = "群内"
    OFFLINE = "线下"
    CREATIVE = "创意"
    MOMENTS = "朋友圈"
    """Shared to one's own contacts, which platforms allow to be rewarded within narrow bounds only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a task asks for and brings."""

    kind: Kind
    title: str
    words: str
    """To be copied; empty where there is nothing."""
    reward: int
    stock: int
    """How many may do it."""
    ends_at: datetime
    picture: str = ""
    """The digest of a picture that goes with the words; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Quest:
    """A task that was published in a group."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    terms: Terms
    ended_at: datetime | None
    """When it was withdrawn."""
    taken: int
    """How many took it on."""

    def is_open(self, at: datetime) -> bool:
        """Tell whether it may be taken on or handed in at a moment."""
        return self.ended_at is None and at < self.terms.ends_at


_TAKEN = "(SELECT COUNT(*) FROM quest_claim WHERE quest_claim.quest_id = quest.id)"
_COLUMNS = columns(Quest, "quest", terms="quest", taken=_TAKEN)


def create(db: Db, group_id: str, terms: Terms) -> Quest:
    """Publish a task under the group's next number; the group is locked meanwhile."""
    quest_id = db.insert(
        """INSERT INTO quest (group_id, number, kind, title, words, picture, reward, stock, ends_at)
        VALUES (:group_id, :number, :kind, :title, :words, :picture, :reward, :stock, :ends_at)""",
        group_id=group_id,
        number=next_number(db, "quest", group_id),
        kind=terms.kind.value,
        title=terms.title,
        words=terms.words,
        picture=terms.picture,
        reward=terms.reward,
        stock=terms.stock,
        ends_at=to_millis(terms.ends_at),
    )
    quest = get(db, quest_id)
    assert quest
    return quest


def get(db: Db, quest_id: int) -> Quest | None:
    """Return the task with this id, of any group."""
    row = db.fetch_one(f"SELECT {_COLUMNS} FROM quest WHERE id = :id", id=quest_id)
    return read(Quest, row) if row else None


def get_by_number(db: Db, group_id: str, number: int) -> Quest | None:
    """Return the task of the group with this number."""
    row = db.fetch_one(
        f"SELECT {_COLUMNS} FROM quest WHERE group_id = :group_id AND number = :number",
        group_id=group_id,
        number=number,
    )
    return read(Quest, row) if row else None


def list_open(db: Db, group_id: str, at: datetime) -> list[Quest]:
    """Return the tasks that may be taken on or handed in at a moment, by number."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} FROM quest
        WHERE group_id = :group_id AND ended_at IS NULL AND ends_at > :at ORDER BY number""",
        group_id=group_id,
        at=to_millis(at),
    )
    return [read(Quest, row) for row in rows]


def list_over_with_waiting(db: Db, group_id: str, at: datetime) -> list[Quest]:
    """Return the tasks that are over at a moment and of which something still waits for a review, by number."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} FROM quest
        WHERE group_id = :group_id AND (ended_at IS NOT NULL OR ends_at <= :at)
            AND EXISTS (SELECT 1 FROM quest_claim WHERE quest_claim.quest_id = quest.id AND state = 'waiting')
        ORDER BY number""",
        group_id=group_id,
        at=to_millis(at),
    )
    return [read(Quest, row) for row in rows]


def end(db: Db, quest: Quest, at: datetime) -> bool:
    """Withdraw a task; return False where it was withdrawn before."""
    return bool(
        db.execute("UPDATE quest SET ended_at = :at WHERE id = :id AND ended_at IS NULL", at=to_millis(at), id=quest.id)
    )
