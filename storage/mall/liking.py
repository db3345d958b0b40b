"""What is exchanged together, and by whom: sums that are counted at night, so that advice scans no history.

Fewer than FEWEST people are nobody's taste, and could be told apart.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from storage.db import Db, Value, to_millis
from storage.mall.orders import KEPT
from storage.members.roster import Member

FEWEST = 3
MOST = 300
"""Rows of each kind that are kept, those with most people first."""
_ROWS = 100
"""Rows of one statement."""


class Liking(NamedTuple):
    """How many people who have a basis, an item or an interest, exchanged points for an item."""

    kind: str
    """`item` or `word`."""
    basis: str
    item: str
    people: int


def count(db: Db, group_id: str, since: datetime, items: Collection[str]) -> list[Liking]:
    """Return what current members exchanged together since a moment; `items` are those that may be advised.

    The row of an item with itself tells how many exchanged points for it at all.
    """
    names = {f"item{place}": item for place, item in enumerate(items)}
    named = ", ".join(f":{name}" for name in names) or "NULL"
    had = f"""had AS (
        SELECT DISTINCT mall_order.member_id, mall_order.item FROM mall_order
        JOIN member ON member.id = mall_order.member_id AND member.left_at IS NULL
        WHERE mall_order.group_id = :group_id AND mall_order.at >= :since AND mall_order.state IN {KEPT}
            AND mall_order.points > 0)"""
    values: dict[str, Value] = {
        "group_id": group_id,
        "since": to_millis(since),
        "fewest": FEWEST,
        "most": MOST,
        **names,
    }
    pairs = db.fetch_all(
        f"""WITH {had} SELECT 'item', mine.item, theirs.item, COUNT(*) FROM had mine
        JOIN had theirs ON theirs.member_id = mine.member_id
        WHERE mine.item IN ({named}) AND theirs.item IN ({named})
        GROUP BY mine.item, theirs.item HAVING COUNT(*) >= :fewest ORDER BY COUNT(*) DESC, 2, 3 LIMIT :most""",
        **values,
    )
    words = db.fetch_all(
        f"""WITH {had} SELECT 'word', interest.word, had.item, COUNT(*) FROM had
        JOIN interest ON interest.member_id = had.member_id
        WHERE had.item IN ({named})
        GROUP BY interest.word, had.item HAVING COUNT(*) >= :fewest ORDER BY COUNT(*) DESC, 2, 3 LIMIT :most""",
        **values,
    )
    return [Liking(kind, basis, item, int(people)) for kind, basis, item, people in (*pairs, *words)]


def save(db: Db, group_id: str, likings: Sequence[Liking]) -> None:
    """Keep these in place of those of before."""
    db.execute("DELETE FROM mall_liking WHERE group_id = :group_id", group_id=group_id)
    for start in range(0, len(likings), _ROWS):
        rows = likings[start : start + _ROWS]
        values = {f"{name}{place}": value for place, row in enumerate(rows) for name, value in row._asdict().items()}
        marks = ", ".join(
            f"(:group_id, :kind{place}, :basis{place}, :item{place}, :people{place})" for place in range(len(rows))
        )
        db.execute(
            f"INSERT INTO mall_liking (group_id, kind, basis, item, people) VALUES {marks}", group_id=group_id, **values
        )


def list_interests(db: Db, member: Member) -> list[str]:
    """Return the words under which the group compares what a member likes."""
    return [word for (word,) in db.fetch_all("SELECT word FROM interest WHERE member_id = :id", id=member.id)]


def list_likings(db: Db, group_id: str, kind: str, bases: Collection[str]) -> list[Liking]:
    """Return what those who have one of these items or interests exchanged points for."""
    if not bases:
        return []
    names = {f"basis{place}": basis for place, basis in enumerate(bases)}
    rows = db.fetch_all(
        f"""SELECT kind, basis, item, people FROM mall_liking
        WHERE group_id = :group_id AND kind = :kind AND basis IN ({", ".join(f":{name}" for name in names)})""",
        group_id=group_id,
        kind=kind,
        **names,
    )
    return [Liking(kind, basis, item, int(people)) for kind, basis, item, people in rows]
