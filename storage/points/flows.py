"""How points moved through a group in given spans of time, by kind of entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.points.ledger import ESCROW, PACKET, POINTS, account
from storage.rows import read

LAST = 2**31 - 1
"""The largest id there can be."""
MEMBER = "member"
"""Stands for all members' accounts, as ESCROW and PACKET do for theirs; the others go by their own names: shop …"""


@dataclass(frozen=True, slots=True)
class Flow:
    """What entries of one kind moved between the same kinds of holders within one span."""

    span: int
    """The place of the span, from 0."""
    kind: str
    source: str
    target: str
    points: int
    """Less what was corrected in this span, whenever the corrected entry was recorded; so it may be negative."""
    entries: int
    """Without corrections."""


def list_flows(
    db: Db, group_id: str, bounds: Sequence[datetime], *, after: int = 0, until: int | None = None
) -> list[Flow]:
    """Return the flows of the spans between successive `bounds` (aware, rising, at least two), ends excluded.

    Of entries whose id is greater than `after`, and `until` at most.

    A correction counts against the kind that it corrects, at its own time. One pass over the table in its order: an
    index by time would cost every check-in more than this pass costs a report, see docs/performance.md.
    """
    marks = {f"b{place}": to_millis(bound) for place, bound in enumerate(bounds)}
    spans = " ".join(f"WHEN entry.at < :b{place + 1} THEN {place}" for place in range(len(bounds) - 1))
    rows = db.fetch_all(
        f"""SELECT span, kind, source, target, SUM(points), SUM(fresh) FROM (
            SELECT CASE {spans} END AS span, COALESCE(original.kind, entry.kind) AS kind,
                {_holder("source")} AS source, {_holder("target")} AS target,
                CASE WHEN entry.reverses IS NULL THEN entry.amount ELSE -entry.amount END AS points,
                CASE WHEN entry.reverses IS NULL THEN 1 ELSE 0 END AS fresh
            FROM entry LEFT JOIN entry original ON original.id = entry.reverses
            WHERE entry.group_id = :group_id AND entry.unit = :unit AND entry.id > :after
                AND entry.id <= :until AND entry.at >= :b0 AND entry.at < :b{len(bounds) - 1}
        ) moved GROUP BY span, kind, source, target ORDER BY span, kind, source, target""",
        group_id=group_id,
        unit=POINTS,
        after=after,
        until=LAST if until is None else until,
        **marks,
    )
    return [read(Flow, row) for row in rows]


def last_before(db: Db, at: datetime, after: int = 0) -> int:
    """Return the id up to which all entries after the id `after` are older than a moment; `after` where none is.

    It looks through the entries in their order until the first one that is not.
    """
    first = db.fetch_value(
        "SELECT id FROM entry WHERE id > :after AND at >= :at ORDER BY id LIMIT 1", after=after, at=to_millis(at)
    )
    last = first - 1 if first else db.fetch_value("SELECT MAX(id) FROM entry")
    return max(after, last or 0)


def _holder(side: str) -> str:
    """Return SQL for one side's kind of holder, as it was before a correction."""
    name = f"COALESCE(original.{side}, entry.{side})"
    numbered = ", ".join(f"'{kind}:'" for kind in (MEMBER, ESCROW, PACKET))  # their names are equally long
    return f"CASE WHEN substr({name}, 1, 7) IN ({numbered}) THEN substr({name}, 1, 6) ELSE {name} END"


def total_outstanding(db: Db, group_id: str) -> int:
    """Return how many points all members have now."""
    points = db.fetch_value(
        """SELECT COALESCE(SUM(balance), 0) FROM account
        WHERE group_id = :group_id AND unit = :unit AND member_id IS NOT NULL""",
        group_id=group_id,
        unit=POINTS,
    )
    return int(points)


def sum_by_kind(db: Db, member: Member, since: datetime, until: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """Return what the member got and what they spent in [since, until), by kind of entry.

    A correction counts against the kind that it corrects, at its own time: points that came back were never spent.
    """
    earned: dict[str, int] = {}
    spent: dict[str, int] = {}
    for mine, straight, back in (("target", earned, spent), ("source", spent, earned)):
        rows = db.fetch_all(
            f"""SELECT COALESCE(original.kind, entry.kind), entry.reverses IS NOT NULL, SUM(entry.amount)
            FROM entry LEFT JOIN entry original ON original.id = entry.reverses
            WHERE entry.{mine} = :holder AND entry.{mine} <> 'issuer' AND entry.unit = :unit
                AND entry.at >= :since AND entry.at < :until GROUP BY 1, 2""",
            holder=account(member).holder,
            unit=POINTS,
            since=to_millis(since),
            until=to_millis(until),
        )
        for kind, corrects, points in rows:
            side, sign = (back, -1) if corrects else (straight, 1)
            side[kind] = side.get(kind, 0) + sign * int(points)
    return earned, spent


def list_causes(
    db: Db, group_id: str, kinds: Sequence[str], since: datetime, until: datetime
) -> list[tuple[str, str, int]]:
    """Return kind, cause and amount of the entries of some kinds in [since, until), in every unit but growth.

    One pass over the table, like `list_flows`.
    """
    names = {f"kind{place}": kind for place, kind in enumerate(kinds)}
    rows = db.fetch_all(
        f"""SELECT kind, cause, amount FROM entry
        WHERE group_id = :group_id AND at >= :since AND at < :until AND unit <> 'growth'
            AND kind IN ({", ".join(f":{name}" for name in names)}) ORDER BY id""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **names,
    )
    return [(kind, cause, int(amount)) for kind, cause, amount in rows]
