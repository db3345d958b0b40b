"""What a whole group bought: single members are held against it."""

from __future__ import annotations

from typing import NamedTuple

from storage.db import Db, to_millis
from storage.segments.habits import Window


class Sales(NamedTuple):
    """What a whole group bought."""

    orders: int
    """Of the month, those of members who have left included."""
    fen: int
    """What these orders brought."""
    buyers: int = 0
    """Current members who ever bought something and kept it."""
    spent: int = 0
    """What all of them paid, ever."""


def read_sales(db: Db, group_id: str, window: Window) -> Sales:
    """Return what a group bought, without orders that were returned as a whole."""
    row = db.fetch_one(
        """SELECT month.orders, month.fen, ever.buyers, ever.spent FROM (
            SELECT COUNT(*) AS orders, COALESCE(SUM(fen - returned), 0) AS fen FROM purchase
            WHERE group_id = :group_id AND bought_at >= :since AND bought_at < :until AND returned < fen
        ) month CROSS JOIN (
            SELECT COUNT(*) AS buyers, COALESCE(SUM(spent), 0) AS spent FROM member
            WHERE group_id = :group_id AND spent > 0 AND left_at IS NULL
        ) ever""",
        group_id=group_id,
        since=to_millis(window.month.since),
        until=to_millis(window.month.until),
    )
    assert row
    return Sales(*map(int, row))
