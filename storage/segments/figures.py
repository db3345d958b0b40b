"""What the members of two segments are held side by side by."""

from __future__ import annotations

from storage.db import Db, to_millis
from storage.members import presence
from storage.members.presence import days_between
from storage.segments.habits import Window


def list_months(db: Db, group_id: str, window: Window) -> list[tuple[int, int, int, int]]:
    """Return the id of each current member with the days of the month on which they were there, spoke and checked in.

    Days are bits from anywhere.
    """
    columns = ", ".join(days_between(column) for column in ("seen_days", "spoke_days", "checked_days"))
    rows = db.fetch_all(
        f"SELECT id, {columns} FROM member WHERE group_id = :group_id AND left_at IS NULL",
        group_id=group_id,
        **presence.span(window.month.first, window.month.last),
    )
    return [(member_id, seen, spoke, checked) for member_id, seen, spoke, checked in rows]


def spent_within(db: Db, group_id: str, window: Window) -> dict[int, int]:
    """Return what each member spent within the month, less what was returned, in fen; without zeros."""
    rows = db.fetch_all(
        """SELECT member_id, SUM(fen - returned) FROM purchase
        WHERE group_id = :group_id AND bought_at >= :since AND bought_at < :until AND returned < fen
        GROUP BY member_id""",
        group_id=group_id,
        since=to_millis(window.month.since),
        until=to_millis(window.month.until),
    )
    return {member_id: int(fen) for member_id, fen in rows}
