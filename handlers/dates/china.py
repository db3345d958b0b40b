"""China's calendar: solar terms, lunar dates, festivals, and which days are days off.

Facts come from cnlunar (1901 to 2099) and, for the State Council's days off with their make-up working days, from
chinesecalendar. That list ends with the last year announced; later years go by the statutory festivals. Each year's
table is made once; nothing is looked for day by day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import chinese_calendar
from chinese_calendar.constants import holidays as announced_holidays
from chinese_calendar.constants import workdays as announced_workdays
from cnlunar.config import (
    LEAPMONTH_NUM_BIT,
    MONTH_DAY_BIT,
    SOLAR_TERMS_NAME_LIST,
    lunarMonthData,
    lunarNewYearList,
)
from cnlunar.solar24 import getTheYearAllSolarTermsList

FIRST_YEAR, LAST_YEAR = 1901, 2099
"""Outside of these no day has a solar term, a lunar date or a lunar festival."""
SOLAR_TERMS = (
    *("立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑"),
    *("立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒"),
)
_SOLAR_FESTIVALS = {(1, 1): "元旦", (3, 8): "妇女节", (5, 1): "劳动节", (6, 1): "儿童节", (10, 1): "国庆节"}
_LUNAR_FESTIVALS = {
    (1, 1): "春节",
    (1, 15): "元宵节",
    (5, 5): "端午节",
    (7, 7): "七夕",
    (8, 15): "中秋节",
    (9, 9): "重阳节",
    (12, 8): "腊八节",
}
_SHOP_DAYS = {
    (2, 14): "情人节",
    (6, 18): "618",
    (9, 10): "教师节",
    (11, 11): "双十一",
    (12, 12): "双十二",
    (12, 24): "平安夜",
    (12, 25): "圣诞节",
}
_SUNDAYS = {"母亲节": (5, 2), "父亲节": (6, 3)}
"""Month, and which of its Sundays."""
_LITTLE_NEW_YEAR = (12, 23)
"""小年 as the north and most calendars have it; in the south it is the 24th."""
SHOP_FESTIVALS = (*_SHOP_DAYS.values(), *_SUNDAYS, "小年")
"""Days on which shops have something to say; a group may call a day of its own so."""
FESTIVALS = (*_SOLAR_FESTIVALS.values(), *_LUNAR_FESTIVALS.values(), "除夕", "清明节", *SHOP_FESTIVALS)
_STATUTORY = {"元旦": 1, "除夕": 1, "春节": 3, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 3}
"""Days off for each festival by statute, since 2025: State Council Order 795 on festivals and memorial days."""


class LunarDate(NamedTuple):
    """A day of the lunar calendar, with numbers from 1."""

    year: int
    month: int
    day: int
    leap: bool
    """The month is the second one of its number."""


class LunarMonth(NamedTuple):
    """A month of a lunar year, with numbers from 1."""

    first: date
    month: int
    leap: bool
    days: int
    """29 or 30."""


@lru_cache(maxsize=256)
def lunar_months(year: int) -> tuple[LunarMonth, ...]:
    """Return the 12 or 13 months of a lunar year, in order; none outside of FIRST_YEAR to LAST_YEAR."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    new_year, lengths = lunarNewYearList[year - FIRST_YEAR], lunarMonthData[year - FIRST_YEAR]
    leap = lengths >> LEAPMONTH_NUM_BIT & 0xF
    first, months = date(year, new_year >> 5 & 0x3, new_year & 0x1F), []
    for month in range(1, 13):
        bits = ((month - 1, False), (MONTH_DAY_BIT, True)) if month == leap else ((month - 1, False),)
        for bit, second in bits:
            months.append(LunarMonth(first, month, second, 29 + (lengths >> bit & 1)))
            first += timedelta(days=months[-1].days)
    return tuple(months)


@lru_cache(maxsize=4096)
def lunar_date(day: date) -> LunarDate | None:
    """Return the day in the lunar calendar; None outside of FIRST_YEAR to LAST_YEAR."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    for year in (day.year, day.year - 1):
        for month in reversed(lunar_months(year)):
            if month.first <= day:
                return LunarDate(year, month.month, (day - month.first).days + 1, month.leap)
    return None


def solar_term(day: date) -> str | None:
    """Return the solar term that begins on this day in China; None on all other days."""
    return _terms_of(day.year).get(day)


@lru_cache(maxsize=256)
def _terms_of(year: int) -> dict[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    days = zip(SOLAR_TERMS_NAME_LIST, getTheYearAllSolarTermsList(year), strict=True)
    return {date(year, 1 + place // 2, day): name for place, (name, day) in enumerate(days)}


def festival(day: date) -> str | None:
    """Return the day's festival; of two the one with a fixed date, such as 国庆节 before 中秋节."""
    return _festival_of(day.year).get(day)


@lru_cache(maxsize=256)
def _festival_of(year: int) -> dict[date, str]:
    return {day: name for name, days in reversed(_festivals(year).items()) for day in days}


@lru_cache(maxsize=256)
def _festivals(year: int) -> dict[str, tuple[date, ...]]:
    festivals: dict[str, tuple[date, ...]] = {name: (date(year, *place),) for place, name in _SOLAR_FESTIVALS.items()}
    festivals["清明节"] = tuple(day for day, term in _terms_of(year).items() if term == "清明")
    lunar_days = [*_lunar_festivals(year - 1), *_lunar_festivals(year)]
    for name in (*_LUNAR_FESTIVALS.values(), "除夕", "小年"):
        festivals[name] = tuple(day for day, called in lunar_days if called == name and day.year == year)
    festivals.update((name, (date(year, *place),)) for place, name in _SHOP_DAYS.items())
    for name, (month, number) in _SUNDAYS.items():
        first = date(year, month, 1)
        festivals[name] = (first + timedelta(days=6 - first.weekday() + 7 * (number - 1)),)
    return festivals


def _lunar_festivals(year: int) -> Iterator[tuple[date, str]]:
    """Yield the festivals of a lunar year, and the last day of the one before. Leap months have none."""
    months = {month.month: month for month in lunar_months(year) if not month.leap}
    if months:
        yield months[1].first - timedelta(days=1), "除夕"
        for (month, number), name in _LUNAR_FESTIVALS.items():
            yield months[month].first + timedelta(days=number - 1), name
        yield months[_LITTLE_NEW_YEAR[0]].first + timedelta(days=_LITTLE_NEW_YEAR[1] - 1), "小年"


@lru_cache(maxsize=256)
def named_days(year: int) -> dict[str, tuple[date, ...]]:
    """Return the days of each solar term and festival in a Gregorian year; 腊八节 may have two or none."""
    return {**{name: (day,) for day, name in _terms_of(year).items()}, **_festivals(year)}


def day_names(day: date) -> tuple[str, ...]:
    """Return the day's solar term and festival, as far as it has any."""
    return tuple(name for name in (solar_term(day), festival(day)) if name)


@lru_cache(maxsize=4096)
def is_workday(day: date) -> bool:
    """Return whether offices in China work; where nothing was announced yet, by weekday and statute."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and day not in _by_statute(day.year)


@lru_cache(maxsize=256)
def holidays(year: int) -> tuple[date, ...]:
    """Return the days off around the statutory festivals as announced, in order; before that only those of the statute.

    Weekends are among them where they are part of a holiday, and make-up days are not.
    """
    days = announced_holidays if is_announced(year) else _by_statute(year)
    return tuple(sorted(day for day in days if day.year == year))


@lru_cache(maxsize=256)
def make_up_days(year: int) -> tuple[date, ...]:
    """Return the weekend days on which offices work in exchange for a holiday, as announced, in order."""
    return tuple(sorted(day for day in announced_workdays if day.year == year))


@lru_cache(maxsize=256)
def _by_statute(year: int) -> frozenset[date]:
    return frozenset(
        first + timedelta(days=ahead)
        for name, length in _STATUTORY.items()
        for first in named_days(year).get(name, ())
        for ahead in range(length)
    )


def is_announced(year: int) -> bool:
    """Return whether the State Council has announced the year's days off."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
