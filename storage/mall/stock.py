"""How many of each of the shop's items are reserved or handed out; never more than the supply at that moment."""

from __future__ import annotations

from storage.db import Db

UNLIMITED = 1_000_000_000


def reserve(db: Db, group_id: str, item: str, supply: int | None) -> bool:
    """Take one out of a supply (None: unlimited); False where nothing is left.

    The row stays locked until the transaction ends, so what is counted after it is exact.
    """
    most = UNLIMITED if supply is None else supply
    return most > 0 and bool(
        db.execute(
            """INSERT INTO mall_stock (group_id, item, taken) VALUES (:group_id, :item, 1)
            ON CONFLICT (group_id, item) DO UPDATE SET taken = mall_stock.taken + 1
            WHERE mall_stock.taken < :supply""",
            group_id=group_id,
            item=item,
            supply=most,
        )
    )


def release(db: Db, group_id: str, item: str) -> None:
    """Put one back that was reserved."""
    db.execute(
        "UPDATE mall_stock SET taken = taken - 1 WHERE group_id = :group_id AND item = :item",
        group_id=group_id,
        item=item,
    )


def count_taken(db: Db, group_id: str) -> dict[str, int]:
    """Return how many of each item are reserved or handed out."""
    rows = db.fetch_all("SELECT item, taken FROM mall_stock WHERE group_id = :group_id", group_id=group_id)
    return {item: int(taken) for item, taken in rows}


def wrong_counts(db: Db, group_id: str = "") -> list[tuple[str, str, int, int]]:
    """Return the items whose counter is not the number of orders that hold one: group, item, counter, number.

    Of all groups unless one is named.
    """
    rows = db.fetch_all(
        """SELECT mall_stock.group_id, mall_stock.item, mall_stock.taken, COUNT(mall_order.id) FROM mall_stock
        LEFT JOIN mall_order ON mall_order.group_id = mall_stock.group_id AND mall_order.item = mall_stock.item
            AND (mall_order.state IN ('waiting', 'ready', 'picked') OR EXISTS (SELECT 1 FROM mall_step
                WHERE mall_step.order_id = mall_order.id AND mall_step.state = 'picked'))
        WHERE :group_id IN ('', mall_stock.group_id)
        GROUP BY mall_stock.group_id, mall_stock.item, mall_stock.taken
        HAVING mall_stock.taken <> COUNT(mall_order.id)""",
        group_id=group_id,
    )
    return [(group, item, int(taken), int(orders)) for group, item, taken, orders in rows]
