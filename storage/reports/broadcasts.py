"""Which of the timetable's messages were sent when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis


@dataclass(frozen=True, slots=True)
class Sent:
    """One planned message that was carried out."""

    plan: str
    at: datetime
    """The planned moment."""


def list_sent(db: Db, group_id: str, since: datetime, until: datetime, plan: str = "") -> list[Sent]:
    """Return what the timetable sent from `since` to before `until`, or one plan of it, in order.

    What features do by themselves is left out.
    """
    rows = db.fetch_all(
        f"""SELECT plan, moment FROM run WHERE group_id = :group_id AND outcome = 'done'
            AND {"plan = :plan" if plan else "plan NOT LIKE '·%'"} AND moment >= :since AND moment < :until
        ORDER BY moment, plan""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **({"plan": plan} if plan else {}),
    )
    return [Sent(name, from_millis(moment)) for name, moment in rows]


def count_exchanges(db: Db, group_id: str, since: datetime, until: datetime) -> int:
    """Return how many things members exchanged points for, from `since` to before `until`."""
    exchanges = db.fetch_value(
        """SELECT COUNT(*) FROM mall_order WHERE group_id = :group_id AND at >= :since AND at < :until
            AND state NOT IN ('cancelled', 'rejected', 'refunded')""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
    )
    return int(exchanges)
