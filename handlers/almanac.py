"""China's calendar: solar terms, lunar dates, festivals, and which days are days off.

Facts come from cnlunar (1901 to 2099) and, for the State Council's days off with their make-up working days, from
chinesecalendar. That list ends with the last year announced; later years go by the statutory festivals.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import chinese_calendar
from cnlunar import Lunar

FIRST_YEAR, LAST_YEAR = 1901, 2099
"""Outside of these no day has a solar term, a lunar date or a lunar festival."""
TERMS = (
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
FESTIVALS = (*_SOLAR_FESTIVALS.values(), *_LUNAR_FESTIVALS.values(), "除夕", "清明节")
_STATUTORY = {"元旦", "除夕", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
"""Days off by statute; the one that is unknown for a year is which days around them are off, too."""


class LunarDate(NamedTuple):
    """A day of the lunar calendar, with numbers from 1."""

    year: int
    month: int
    day: int
    leap: bool
    """The month is the second one of its number."""


@lru_cache(maxsize=4096)
def lunar(day: date) -> LunarDate | None:
    """The day in the lunar calendar."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    found = Lunar(datetime.combine(day, time()))
    return LunarDate(found.lunarYear, found.lunarMonth, found.lunarDay, found.isLunarLeapMonth)


@lru_cache(maxsize=4096)
def solar_term(day: date) -> str | None:
    """The solar term that begins on this day, in China."""
    return _terms(day.year).get(day)


@lru_cache(maxsize=64)
def _terms(year: int) -> dict[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    dates: dict[str, tuple[int, int]] = Lunar(datetime(year, 6, 1)).thisYearSolarTermsDic  # noqa: DTZ001 - a date
    return {date(year, *place): name for name, place in dates.items()}


@lru_cache(maxsize=4096)
def festival(day: date) -> str | None:
    """The festival whose own day this is."""
    if found := _SOLAR_FESTIVALS.get((day.month, day.day)):
        return found
    if solar_term(day) == "清明":
        return "清明节"
    here = lunar(day)
    if here is None or here.leap:
        return None
    if found := _LUNAR_FESTIVALS.get((here.month, here.day)):
        return found
    following = lunar(day + timedelta(days=1))
    return "除夕" if following and (following.month, following.day) == (1, 1) else None


def names(day: date) -> tuple[str, ...]:
    """What the day is called: its solar term, its festival, both or neither."""
    return tuple(name for name in (solar_term(day), festival(day)) if name)


@lru_cache(maxsize=4096)
def is_workday(day: date) -> bool:
    """Whether offices in China work, make-up days included; where nothing was announced, by weekday and statute."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and festival(day) not in _STATUTORY


def is_announced(year: int) -> bool:
    """Whether the year's days off are known, and not only guessed by statute."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
