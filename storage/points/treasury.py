"""A group's treasury: what is left of its budget, and what was filled in."""

from __future__ import annotations

from datetime import datetime

from storage.db import Db, to_millis
from storage.points.ledger import POINTS, TREASURY


def balance(db: Db, group_id: str) -> int:
    """Return the points still to be paid out; 0 where nothing was ever filled in."""
    points = db.fetch_value(
        "SELECT balance FROM account WHERE group_id = :group_id AND unit = :unit AND holder = :holder",
        group_id=group_id,
        unit=POINTS,
        holder=TREASURY,
    )
    return int(points or 0)


def total_filled(db: Db, group_id: str, since: datetime, until: datetime) -> int:
    """Return the points filled in in [since, until), less what was corrected of them."""
    points = db.fetch_value(
        """SELECT COALESCE(SUM(entry.amount - COALESCE(back.amount, 0)), 0) FROM entry
        LEFT JOIN entry back ON back.reverses = entry.id
        WHERE entry.target = :holder AND entry.target <> 'issuer' AND entry.source = 'issuer'
            AND entry.group_id = :group_id AND entry.at >= :since AND entry.at < :until""",
        holder=TREASURY,
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
    )
    return int(points)
