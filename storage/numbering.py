"""The numbers by which people call what a group has: poll 3, packet 12."""

from __future__ import annotations

from storage.db import Db


def next_number(db: Db, table: str, group_id: str) -> int:
    """Return the number of the next row that a group puts into a table, from 1.

    The group is locked to the end of the transaction, so that no number is used twice.
    """
    db.lock(group_id)
    last = db.fetch_value(f"SELECT COALESCE(MAX(number), 0) FROM {table} WHERE group_id = :group_id", group_id=group_id)
    return 1 + int(last)
