"""How often each member did something within a span of days; what is asked of a few members looks at these alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from storage.db import Db, Value, to_millis
from storage.members.facts import ACTS, Kind, Span

ELSEWHERE = ((Kind.READ,), (Kind.VISIT,), (Kind.SEARCH, Kind.CART), (Kind.SHARE,))
NOTHING = 0, 0, 0, 0


def narrow(column: str, ids: Collection[int] | None) -> tuple[str, dict[str, Value]]:
    """Return SQL for a condition on the members that are meant, and its values."""
    if ids is None:
        return "", {}
    values: dict[str, Value] = {f"id{place}": member_id for place, member_id in enumerate(ids)}
    return f"AND {column} IN ({', '.join(f':{name}' for name in values) or 'NULL'})", values


def count_outside(
    db: Db, group_id: str, span: Span, ids: Collection[int] | None
) -> dict[int, tuple[int, int, int, int]]:
    """Return how often each member read, visited, searched or filled a cart, and shared, elsewhere within the span."""
    which, values = narrow("member_id", ids)
    rows = db.fetch_all(
        f"""SELECT member_id, {", ".join(_sum_kinds(*kinds) for kinds in ELSEWHERE)} FROM fact
        WHERE group_id = :group_id AND day BETWEEN :first_day AND :last_day {which} GROUP BY member_id""",
        group_id=group_id,
        first_day=span.first.isoformat(),
        last_day=span.last.isoformat(),
        **values,
    )
    return {
        member_id: (int(reads), int(visits), int(found), int(shares))
        for member_id, reads, visits, found, shares in rows
    }


def _sum_kinds(*kinds: Kind) -> str:
    """Return SQL for how often a member did things of these kinds."""
    named = ", ".join(f"'{kind}'" for kind in kinds)
    return f"SUM(CASE WHEN kind IN ({named}) THEN count ELSE 0 END)"


def count_pickups(db: Db, group_id: str, span: Span, ids: Collection[int] | None) -> dict[int, int]:
    """Return how many of the span's exchanges each member came for."""
    which, values = narrow("member_id", ids)
    rows = db.fetch_all(
        f"""SELECT member_id, COUNT(*) FROM mall_order
        WHERE group_id = :group_id AND at >= :since AND at < :until AND state = 'picked' {which} GROUP BY member_id""",
        group_id=group_id,
        since=to_millis(span.since),
        until=to_millis(span.until),
        **values,
    )
    return {member_id: int(times) for member_id, times in rows}


def count_invited(db: Db, group_id: str, ids: Collection[int] | None = None) -> dict[int, int]:
    """Return how many each member brought along, ever; without zeros."""
    which, values = narrow("inviter.id", ids)
    rows = db.fetch_all(
        f"""SELECT invitation.inviter_id, COUNT(*) FROM invitation
        JOIN member inviter ON inviter.id = invitation.inviter_id
        WHERE inviter.group_id = :group_id {which} GROUP BY invitation.inviter_id""",
        group_id=group_id,
        **values,
    )
    return {inviter_id: int(members) for inviter_id, members in rows}


def count(db: Db, group_id: str, span: Span, kinds: Iterable[Kind], ids: Collection[int] | None) -> dict[int, int]:
    """Return how often each member did something of these kinds within the span."""
    _, values = narrow("", ids)
    united = " UNION ALL ".join(f"SELECT member_id, times FROM ({_of_members(ACTS[kind], ids)}) acts" for kind in kinds)
    values |= {name: value for name, value in span.values.items() if f":{name}" in united}
    rows = db.fetch_all(
        f"SELECT member_id, SUM(times) FROM ({united}) united GROUP BY member_id",
        group_id=group_id,
        **values,
    )
    return {member_id: int(times) for member_id, times in rows}


def _of_members(acts: str, ids: Collection[int] | None) -> str:
    """Return the SQL of a kind of acts for the members that are meant: those of others are not even counted."""
    before, grouped_by, column = acts.rpartition("GROUP BY ")
    return f"{before}{narrow(column, ids)[0]} {grouped_by}{column}"
