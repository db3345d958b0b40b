"""China's calendar, against dates that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers import almanac
from handlers.almanac import LunarDate


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-02-16", "除夕"),
        ("2026-02-17", "春节"),
        ("2027-02-06", "春节"),
        ("2026-04-05", "清明节"),
        ("2026-06-19", "端午节"),
        ("2026-09-25", "中秋节"),
        ("2026-10-01", "国庆节"),
        ("2026-11-22", None),
    ],
)
def test_festivals_fall_on_their_days(day: str, name: str | None) -> None:
    assert almanac.festival(date.fromisoformat(day)) == name


def test_solar_terms_are_known_by_name() -> None:
    assert almanac.solar_term(date(2026, 11, 22)) == "小雪"
    assert almanac.names(date(2026, 4, 5)) == ("清明", "清明节")
    assert [name for name in map(almanac.solar_term, _days(2026)) if name in almanac.TERMS] != []
    assert len([name for name in map(almanac.solar_term, _days(2026)) if name]) == 24


def test_leap_months_have_no_festivals_of_their_own() -> None:
    assert almanac.lunar(date(2033, 12, 22)) == LunarDate(2033, 11, 1, True)
    assert almanac.lunar(date(2025, 7, 25)) == LunarDate(2025, 6, 1, True)
    assert [day for day in _days(2025) if almanac.festival(day) == "七夕"] == [date(2025, 8, 29)]


def test_make_up_days_are_workdays() -> None:
    assert almanac.is_workday(date(2026, 10, 10))
    assert not almanac.is_workday(date(2026, 10, 7))
    assert almanac.is_announced(2026)


def test_a_year_not_announced_goes_by_statute() -> None:
    assert not almanac.is_announced(2035)
    assert not almanac.is_workday(date(2035, 10, 1))
    assert almanac.is_workday(date(2035, 10, 8))


@pytest.mark.parametrize("day", [date.min, date(1900, 12, 31), date(2100, 1, 1), date.max])
def test_the_ends_of_the_calendar_are_plain_days(day: date) -> None:
    assert almanac.solar_term(day) is None
    assert almanac.lunar(day) is None
    assert almanac.is_workday(day) in (True, False)


def _days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365)]
