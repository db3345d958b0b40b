"""The classes of RFM at their limits: 15 days, 8 orders, the group's mean order."""

from __future__ import annotations

import pytest

from handlers.segments.rfm import value_of
from handlers.segments.thresholds import Thresholds
from storage.segments.habits import Habits, Order
from storage.segments.sales import Sales

TODAY = 740_000
EVERYBODY = Sales(orders=100, fen=100 * 50_00)
"""50 yuan for an order."""


@pytest.mark.parametrize(
    ("days_ago", "orders", "yuan", "named"),
    [
        (15, 8, 50, "最好"),
        (16, 8, 50, "重点唤回"),
        (15, 7, 50, "重点突破"),
        (29, 1, 50, "重点突破"),
        (0, 8, 49, "重点维护"),
        (16, 8, 49, "重点维护"),
        (16, 7, 49, "一般"),
        (15, 7, 49, "新近"),
        (30, 9, 90, None),
    ],
)
def test_each_class_begins_at_its_limit(days_ago: int, orders: int, yuan: int, named: str | None) -> None:
    bought = [Order(TODAY - days_ago, yuan * 100)] * orders
    habits = Habits(
        TODAY - 99,
        regular=False,
        there=False,
        spoke=False,
        checked=False,
        began=False,
        once=True,
        introduced=False,
        bought=2,
        spent=1,
        orders=bought,
    )
    assert value_of(habits, Thresholds(), TODAY, EVERYBODY) == named
