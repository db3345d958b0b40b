"""The entries of the ledger, to look at; only storage/points/ledger.py writes them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger."""

    id: int
    key: str
    kind: str
    group_id: str
    unit: str
    source: str
    target: str
    amount: int
    reason: str
    cause: str
    at: datetime
    reverses: int | None
    """The entry that this one corrects."""


_ENTRIES = f"SELECT {columns(Entry, 'entry')} FROM entry"


def get(db: Db, group_id: str, number: int) -> Entry | None:
    """Return the entry of the group with this number."""
    row = db.fetch_one(f"{_ENTRIES} WHERE id = :id AND group_id = :group_id", id=number, group_id=group_id)
    return read(Entry, row) if row else None


def get_by_key(db: Db, key: str) -> Entry | None:
    """Return the entry with this key."""
    row = db.fetch_one(f"{_ENTRIES} WHERE key = :key", key=key)
    return read(Entry, row) if row else None


def list_standing(db: Db, group_id: str, holder: str, kinds: Collection[str]) -> list[Entry]:
    """Return the entries of these kinds that paid an account and were not corrected, the oldest first."""
    known = {f"kind{place}": kind for place, kind in enumerate(sorted(kinds))}
    these = ", ".join(f":{name}" for name in known)
    rows = db.fetch_all(
        f"""{_ENTRIES} WHERE group_id = :group_id AND target = :holder AND kind IN ({these})
        AND NOT EXISTS (SELECT 1 FROM entry other WHERE other.reverses = entry.id) ORDER BY id""",
        group_id=group_id,
        holder=holder,
        **known,
    )
    return [read(Entry, row) for row in rows]


def get_reversal(db: Db, entry: Entry) -> Entry | None:
    """Return the entry that corrected this one, None where it stands."""
    row = db.fetch_one(f"{_ENTRIES} WHERE reverses = :id", id=entry.id)
    return read(Entry, row) if row else None
