"""Months: over the end of a year, up to this one, and their first and last days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.dates.months import first_of_month, last_day, midnight
from handlers.dates.past_month import read_past_month
from handlers.kit import Refusal


@pytest.mark.parametrize(
    ("day", "back", "first"),
    [
        ("2026-11-23", 0, "2026-11-01"),
        ("2026-11-01", 1, "2026-10-01"),
        ("2026-01-31", 0, "2026-01-01"),
        ("2026-01-31", 1, "2025-12-01"),
        ("2026-12-31", 0, "2026-12-01"),
        ("2026-12-31", -1, "2027-01-01"),
        ("2026-11-23", 23, "2024-12-01"),
    ],
)
def test_months_are_counted_over_the_end_of_the_year(day: str, back: int, first: str) -> None:
    assert first_of_month(date.fromisoformat(day), back).isoformat() == first


def test_a_month_ends_before_the_next_one_and_a_day_begins_in_its_zone() -> None:
    assert [last_day(date(2026, month, 1)).day for month in (2, 11, 12)] == [28, 30, 31]
    assert last_day(date(2028, 2, 1)).day == 29
    assert midnight(date(2026, 11, 23), ZoneInfo("Asia/Shanghai")) == datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_a_report_is_of_a_month_up_to_this_one() -> None:
    today = date(2026, 11, 1)
    assert [read_past_month(words, today, "月报") for words in ("本月", "10")] == [today, date(2026, 10, 1)]
    for words, told in (("2026-12", "2026-12 还没到"), ("很久以前", "不是月份，请这样写：月报 2026-11 或 月报 上月")):
        with pytest.raises(Refusal, match=told):
            read_past_month(words, today, "月报")
