"""Who has been silent for long, and since when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.members.left_out import leave_out
from storage.segments.habits import YEAR, Window, local_day


class Asleep(NamedTuple):
    """A current member who has been silent for long."""

    id: int
    joined_on: int
    seen_on: int
    bought_on: int
    """The last day within a year; 0 where there is none."""

    @property
    def last(self) -> int:
        """Return the last day on which they did anything at all."""
        return max(self.joined_on, self.seen_on, self.bought_on)


def list_asleep(db: Db, group_id: str, window: Window, days: int, without: Collection[str]) -> list[Asleep]:
    """Return who has sent nothing and bought nothing for so many days, the longest first; `without` are user ids."""
    others, users = leave_out(without)
    rows = db.fetch_all(
        f"""SELECT * FROM (SELECT id, {local_day("joined_at")} AS joined_on, seen_on, CASE WHEN spent = 0 THEN 0
                ELSE (SELECT COALESCE(MAX({local_day("bought_at")}), 0) FROM purchase
                    WHERE purchase.member_id = member.id AND bought_at >= :since AND bought_at < :until
                        AND returned < fen) END AS bought_on
            FROM member WHERE group_id = :group_id AND left_at IS NULL AND seen_on <= :silent_since {others}) member
        WHERE joined_on <= :silent_since AND bought_on <= :silent_since""",
        group_id=group_id,
        offset=window.offset,
        since=to_millis(window.month.until - timedelta(days=YEAR)),
        until=to_millis(window.month.until),
        silent_since=window.today.toordinal() - days,
        **users,
    )
    return sorted((Asleep(*row) for row in rows), key=lambda asleep: (asleep.last, asleep.id))
