"""China's calendar, against dates that are known."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from cnlunar import Lunar

from handlers.dates import china
from handlers.dates.china import LunarDate


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
    assert china.festival(date.fromisoformat(day)) == name


def test_solar_terms_are_known_by_name() -> None:
    assert china.solar_term(date(2026, 11, 22)) == "小雪"
    assert china.day_names(date(2026, 4, 5)) == ("清明", "清明节")
    assert [name for name in map(china.solar_term, _days(2026)) if name in china.SOLAR_TERMS] != []
    assert len([name for name in map(china.solar_term, _days(2026)) if name]) == 24


def test_leap_months_have_no_festivals_of_their_own() -> None:
    assert china.lunar_date(date(2033, 12, 22)) == LunarDate(2033, 11, 1, True)
    assert china.lunar_date(date(2025, 7, 25)) == LunarDate(2025, 6, 1, True)
    assert [day for day in _days(2025) if china.festival(day) == "七夕"] == [date(2025, 8, 29)]


def test_make_up_days_are_workdays() -> None:
    assert china.is_workday(date(2026, 10, 10))
    assert not china.is_workday(date(2026, 10, 7))
    assert china.is_announced(2026)


def test_a_year_not_announced_goes_by_statute() -> None:
    assert not china.is_announced(2035)
    assert not china.is_workday(date(2035, 10, 1))
    assert [china.is_workday(date(2035, 10, day)) for day in range(4, 9)] == [True, True, False, False, True]
    assert china.make_up_days(2035) == ()


def test_shop_days_fall_on_theirs() -> None:
    days = china.named_days(2026)
    assert {
        name: f"{days[name][0]:%m-%d}" for name in ("元旦", "妇女节", "劳动节", "儿童节", *china.SHOP_FESTIVALS)
    } == {
        "元旦": "01-01",
        "妇女节": "03-08",
        "劳动节": "05-01",
        "儿童节": "06-01",
        "情人节": "02-14",
        "618": "06-18",
        "教师节": "09-10",
        "双十一": "11-11",
        "双十二": "12-12",
        "平安夜": "12-24",
        "圣诞节": "12-25",
        "母亲节": "05-10",
        "父亲节": "06-21",
        "小年": "02-10",
    }
    lunar = {
        name: f"{days[name][0]:%m-%d}" for name in ("春节", "元宵节", "端午节", "七夕", "中秋节", "重阳节", "腊八节")
    }
    assert lunar == {
        "春节": "02-17",
        "元宵节": "03-03",
        "端午节": "06-19",
        "七夕": "08-19",
        "中秋节": "09-25",
        "重阳节": "10-18",
        "腊八节": "01-26",
    }
    # A month that begins with a Sunday has its second one on the 8th.
    assert china.named_days(2033)["母亲节"] == (date(2033, 5, 8),)
    assert china.named_days(2027)["母亲节"] == (date(2027, 5, 9),)


def test_the_first_and_the_last_year_of_the_almanac_are_whole() -> None:
    for year in (1901, 2099):
        assert len([day for day in _days(year) if china.solar_term(day)]) == 24
    assert china.lunar_date(date(1901, 2, 19)) == LunarDate(1901, 1, 1, False)
    assert china.lunar_date(date(1901, 2, 18)) is None
    assert china.lunar_date(date(2099, 12, 31)) == LunarDate(2099, 11, 20, False)


def test_make_up_days_are_in_order_and_of_their_year() -> None:
    assert [f"{day:%m-%d}" for day in china.make_up_days(2026)] == [
        *("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
    ]
    assert china.holidays(2026)[-1] == date(2026, 10, 7)


def test_statutory_days_off_are_those_of_2025() -> None:
    assert [f"{day:%m-%d}" for day in china.holidays(2035)] == [
        *("01-01", "02-07", "02-08", "02-09", "02-10", "04-05", "05-01", "05-02", "06-10", "09-16"),
        *("10-01", "10-02", "10-03"),
    ]


def test_announced_days_off_are_whole_holidays() -> None:
    assert [f"{day:%m-%d}" for day in china.holidays(2026)][:12] == [
        *("01-01", "01-02", "01-03", "02-15", "02-16", "02-17", "02-18", "02-19", "02-20", "02-21", "02-22", "02-23"),
    ]


def test_of_two_festivals_on_a_day_both_are_known() -> None:
    assert china.festival(date(2020, 10, 1)) == "国庆节"
    assert china.named_days(2020)["中秋节"] == china.named_days(2020)["国庆节"] == (date(2020, 10, 1),)
    assert china.named_days(2033)["端午节"] == (date(2033, 6, 1),)


def test_lunar_months_follow_each_other() -> None:
    months = [month for year in range(1901, 2100) for month in china.lunar_months(year)]
    assert all(month.first + timedelta(days=month.days) == later.first for month, later in pairwise(months))
    assert {month.days for month in months} == {29, 30}
    assert [(month.month, month.leap) for month in china.lunar_months(2033)][10:12] == [(11, False), (11, True)]
    assert china.lunar_months(1900) == china.lunar_months(2100) == ()


@pytest.mark.parametrize("year", [1902, 2026, 2033, 2099])
def test_lunar_dates_are_those_of_the_source(year: int) -> None:
    for day in _days(year):
        theirs = Lunar(datetime.combine(day, time()))
        ours = LunarDate(theirs.lunarYear, theirs.lunarMonth, theirs.lunarDay, theirs.isLunarLeapMonth)
        assert china.lunar_date(day) == ours


def test_solar_terms_are_those_of_the_source() -> None:
    for year in range(1901, 2100):
        theirs = Lunar(datetime(year, 6, 1)).thisYearSolarTermsDic  # noqa: DTZ001 - a date
        assert {
            name: (day.month, day.day) for name in china.SOLAR_TERMS for day in china.named_days(year)[name]
        } == theirs


@pytest.mark.parametrize("day", [date.min, date(1900, 12, 31), date(2100, 1, 1), date.max])
def test_the_ends_of_the_calendar_are_plain_days(day: date) -> None:
    assert china.solar_term(day) is None
    assert china.lunar_date(day) is None
    assert china.is_workday(day) in (True, False)


def _days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365)]
