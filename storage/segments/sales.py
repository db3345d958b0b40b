"""What a whole group bought: single members are held against it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from storage.db import Db, Value, to_millis
from storage.members.left_out import leave_out, list_users
from storage.segments.habits import Window


class Sales(NamedTuple):
    """What a whole group bought, without staff: they are in no segment, so nobody is held against them."""

    orders: int
    """Of the month, those of members who have left included."""
    fen: int
    """What these orders brought."""
    buyers: int = 0
    """Current members who ever bought something and kept it."""
    spent: int = 0
    """What all of them paid, ever."""


_IN_MONTH = "bought_at >= :since AND bought_at < :until AND returned < fen"


def read_sales(db: Db, group_id: str, window: Window, *, without: Collection[str]) -> Sales:
    """Return what a group bought, without orders that were returned as a whole, and those of the user ids `without`."""
    not_them, users = leave_out(without)
    values: dict[str, Value] = {
        "group_id": group_id,
        "since": to_millis(window.month.since),
        "until": to_millis(window.month.until),
    }
    row = db.fetch_one(
        f"""SELECT month.orders, month.fen, ever.buyers, ever.spent FROM (
            SELECT COUNT(*) AS orders, COALESCE(SUM(fen - returned), 0) AS fen FROM purchase
            WHERE group_id = :group_id AND {_IN_MONTH}
        ) month CROSS JOIN (
            SELECT COUNT(*) AS buyers, COALESCE(SUM(spent), 0) AS spent FROM member
            WHERE group_id = :group_id AND spent > 0 AND left_at IS NULL {not_them}
        ) ever""",
        **values,
        **users,
    )
    assert row
    orders, fen, buyers, spent = map(int, row)
    if without:  # taken off again, so that the month is read from its index alone
        listed, users = list_users(without)
        of_them = db.fetch_one(
            f"""SELECT COUNT(*), COALESCE(SUM(fen - returned), 0) FROM member
            JOIN purchase ON purchase.member_id = member.id AND {_IN_MONTH}
            WHERE member.group_id = :group_id AND member.user_id IN {listed}""",
            **values,
            **users,
        )
        assert of_them
        orders, fen = orders - int(of_them[0]), fen - int(of_them[1])
    return Sales(orders, fen, buyers, spent)
