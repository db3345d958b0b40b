"""Birthdays by both calendars come once a year of theirs, also in years without their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.dates.birthdays import birthday_year, describe_birthday, has_day, next_birthday
from handlers.dates.china import lunar_date
from storage.members.birthdays import BirthdayDate, Calendar

LUNAR, LEAP = Calendar.LUNAR, Calendar.LEAP
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("born", "first", "kept"),
    [
        (BirthdayDate(2, 29), "2027-01-01", "2027-02-28"),
        (BirthdayDate(2, 29), "2028-01-01", "2028-02-29"),
        (BirthdayDate(12, 31), "2027-01-01", "2027-12-31"),
        (BirthdayDate(1, 1), "2027-01-02", "2028-01-01"),
        (BirthdayDate(8, 15, LUNAR), "2026-09-25", "2026-09-25"),
        (BirthdayDate(8, 15, LUNAR), "2026-09-26", "2027-09-15"),
        (BirthdayDate(12, 30, LUNAR), "2026-11-23", "2027-02-05"),  # 腊月 has 29 days
        (BirthdayDate(12, 30, LUNAR), "2030-01-01", "2030-02-02"),  # and here it has 30
        (BirthdayDate(11, 25, LUNAR), "2027-01-03", "2027-12-22"),  # twice in one solar year,
        (BirthdayDate(11, 25, LUNAR), "2027-12-23", "2029-01-09"),  # and not at all in the next
        (BirthdayDate(5, 1, LEAP), "2027-01-01", "2027-06-05"),
        (BirthdayDate(5, 1, LEAP), "2028-01-01", "2028-06-23"),
        (BirthdayDate(5, 1, LUNAR), "2028-01-01", "2028-05-24"),
        (BirthdayDate(8, 15, LUNAR), "2101-01-01", None),
    ],
)
def test_a_birthday_comes_on_its_day_or_the_one_before(born: BirthdayDate, first: str, kept: str | None) -> None:
    found = next_birthday(born, date.fromisoformat(first))
    assert (found.isoformat() if found else None) == kept


def by_looking(born: BirthdayDate, first: date) -> date:
    """Find a lunar birthday by looking at one day after the other."""
    days = [first + DAY * ahead for ahead in range(-60, 450)]
    months = {day: found and (found.year, found.month, found.leap) for day in days for found in [lunar_date(day)]}
    with_leap = {month[0] for month in months.values() if month and month[1] == born.month and month[2]}
    for day in days:
        found = lunar_date(day)
        if day < first or not found or found.month != born.month:
            continue
        is_last = months[day] != months[day + DAY]
        if found.leap is (born.calendar is LEAP and found.year in with_leap) and (
            found.day == born.day or (is_last and found.day < born.day)
        ):
            return day
    raise AssertionError("no birthday")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12), st.integers(1, 30), st.sampled_from([LUNAR, LEAP]), st.dates(date(1905, 1, 1), date(2095, 1, 1))
)
def test_a_lunar_birthday_is_where_looking_finds_it(month: int, day: int, calendar: Calendar, first: date) -> None:
    born = BirthdayDate(month, day, calendar)
    assert next_birthday(born, first) == by_looking(born, first)


def test_each_year_of_a_calendar_has_its_birthday_once() -> None:
    for born in (
        BirthdayDate(12, 8, LUNAR),
        BirthdayDate(12, 30, LUNAR),
        BirthdayDate(5, 1, LEAP),
        BirthdayDate(2, 29),
    ):
        day, years = next_birthday(born, date(2026, 3, 1)), []
        for _ in range(20):
            assert day
            years.append(birthday_year(born, day))
            day = next_birthday(born, day + DAY)
        assert years == list(range(years[0], years[0] + 20))


@pytest.mark.parametrize(
    ("born", "year", "known"),
    [
        (BirthdayDate(2, 29), None, True),
        (BirthdayDate(2, 29), 1995, False),
        (BirthdayDate(1, 1), None, True),
        (BirthdayDate(12, 31), 2026, True),
        (BirthdayDate(0, 1), None, False),
        (BirthdayDate(13, 1), None, False),
        (BirthdayDate(1, 0), None, False),
        (BirthdayDate(1, 32), None, False),
        (BirthdayDate(4, 1, LUNAR), 2026, True),
        (BirthdayDate(12, 30, LUNAR), None, True),
        (BirthdayDate(12, 30, LUNAR), 2026, False),
        (BirthdayDate(8, 31, LUNAR), None, False),
        (BirthdayDate(4, 1, LEAP), 2020, True),
        (BirthdayDate(4, 1, LEAP), 2021, False),
        (BirthdayDate(4, 1, LEAP), None, True),
        (BirthdayDate(1, 1, LEAP), None, False),
        (BirthdayDate(4, 0, LUNAR), None, False),
    ],
)
def test_a_day_is_one_that_its_calendar_has(born: BirthdayDate, year: int | None, known: bool) -> None:
    assert has_day(born, year) is known


def test_a_birthday_is_shown_as_its_calendar_writes_it() -> None:
    shown = [describe_birthday(BirthdayDate(*born)) for born in ((5, 20), (12, 30, LUNAR), (4, 21, LEAP))]
    assert shown == ["5 月 20 日", "农历腊月三十", "农历闰四月廿一"]
