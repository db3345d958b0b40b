"""Red packets that came by themselves: how many there were, and whether one of them is open."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.rows import read

RAIN = "红包雨"
"""The occasion of packets that an admin or the timetable lets fall one after the other."""


class Automatic(NamedTuple):
    """The packets that came by themselves since a moment; of those of a rain, only whether one is open."""

    packets: int
    points: int
    open: int
    """How many of them can still be grabbed of."""


def sum_since(db: Db, group_id: str, since: datetime, now: datetime) -> Automatic:
    """Return how many packets came by themselves since a moment; those still open count whenever they came."""
    row = db.fetch_one(
        """SELECT COALESCE(SUM(CASE WHEN opened_at >= :since AND occasion <> :rain THEN 1 ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN opened_at >= :since AND occasion <> :rain THEN points ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN state = 'open' AND ends_at > :now THEN 1 ELSE 0 END), 0)
        FROM red_packet WHERE group_id = :group_id AND occasion <> '' AND (opened_at >= :since OR state = 'open')""",
        group_id=group_id,
        since=to_millis(since),
        now=to_millis(now),
        rain=RAIN,
    )
    assert row
    return read(Automatic, row)


def has_brought(db: Db, group_id: str, cause: str) -> bool:
    """Tell whether what happened has brought a packet already."""
    return bool(
        db.fetch_one(
            "SELECT 1 FROM red_packet WHERE group_id = :group_id AND cause = :cause", group_id=group_id, cause=cause
        )
    )
