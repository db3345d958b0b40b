"""An oracle for timetables: forty of them, and some more about an owner's own days, told a second time by looking at
every single date.

It shares no code with the bot: days come from `calendar`, cnlunar and chinesecalendar, and moments from the list of a
zone's changes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
from cnlunar import Lunar

FIRST, LAST = date(2020, 1, 1), date(2037, 12, 31)
ONE_DAY = timedelta(days=1)
STEP = timedelta(hours=6)
"""No zone changes its clock twice within it."""
Falls = Callable[[date], bool]
Piece = tuple[datetime, datetime, timedelta]
"""A span of UTC without its end, naive, and how far the zone's clock is ahead in it."""


@cache
def _sky(day: date) -> Any:
    return Lunar(datetime.combine(day, time()))


def _moon(day: date) -> tuple[int, int, bool]:
    return _sky(day).lunarMonth, _sky(day).lunarDay, _sky(day).isLunarLeapMonth


def _term(day: date) -> str:
    name = str(_sky(day).todaySolarTerms)
    return "" if name == "无" else name


def _new_year(day: date) -> bool:
    return _moon(day) == (1, 1, False)


def _by_statute(day: date) -> bool:
    fixed = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
    moving = ((1, 1, False), (1, 2, False), (1, 3, False), (5, 5, False), (8, 15, False))
    return (day.month, day.day) in fixed or _moon(day) in moving or _term(day) == "清明" or _new_year(day + ONE_DAY)


def _office(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and not _by_statute(day)


def _holiday(day: date) -> bool:
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return _by_statute(day)
    return bool(off and name)


def _last(day: date) -> bool:
    return (day + ONE_DAY).day == 1


def _md(day: date) -> tuple[int, int]:
    return day.month, day.day


DAYS: dict[str, Falls] = {
    "每天 00:00": lambda _: True,
    "每周一 00:30、12:00、23:45": lambda day: day.weekday() == 0,
    "每周日 02:15、02:45": lambda day: day.weekday() == 6,
    "每周二、五 01:30、02:00": lambda day: day.weekday() in (1, 4),
    "每周六至周一 02:30": lambda day: day.weekday() in (5, 6, 0),
    "周末 00:00、23:59": lambda day: day.weekday() > 4,
    "工作日 08:30": _office,
    "休息日 00:00、01:00": lambda day: not _office(day),
    "节假日 09:00": _holiday,
    "每月1日 00:00、00:30": lambda day: day.day == 1,
    "每月29日、31日 03:00": lambda day: day.day in (29, 31),
    "每月最后一天 02:00、23:59": _last,
    "每月30日、最后一天 00:15": lambda day: day.day == 30 or _last(day),
    "每月第2个周日 02:00、02:30": lambda day: day.weekday() == 6 and 8 <= day.day <= 14,
    "每月第5个周一 00:00": lambda day: day.weekday() == 0 and day.day > 28,
    "每月最后一个周日 01:30、02:30": lambda day: day.weekday() == 6 and (day + 7 * ONE_DAY).month != day.month,
    "每月第1、3个周六 23:30": lambda day: day.weekday() == 5 and (day.day - 1) // 7 in (0, 2),
    "每季度第一天 00:00": lambda day: day.day == 1 and day.month in (1, 4, 7, 10),
    "每季度最后一天 23:59": lambda day: _last(day) and day.month in (3, 6, 9, 12),
    "2月29日 00:00": lambda day: _md(day) == (2, 29),
    "12月30日 20:00": lambda day: _md(day) == (12, 30),
    "2027-03-28 02:30": lambda day: day == date(2027, 3, 28),
    "每3天（从 2021-03-05 起） 02:30": lambda day: day >= date(2021, 3, 5) and (day - date(2021, 3, 5)).days % 3 == 0,
    "每2周周日（从 2020-01-08 起） 02:30": lambda day: (
        day.weekday() == 6 and day > date(2020, 1, 8) and (day - date(2020, 1, 12)).days % 14 == 0
    ),
    "每4周周一、六（从 2023-06-07 起） 00:00": lambda day: (
        day >= date(2023, 6, 7) and (day - date(2023, 6, 5)).days % 28 in (0, 5)
    ),
    "农历八月十五 09:00": lambda day: _moon(day) == (8, 15, False),
    "农历腊月三十 20:00": lambda day: _moon(day) == (12, 30, False),
    "农历闰六月初一 08:00": lambda day: _moon(day) == (6, 1, True),
    "农历每月初一、三十 02:10": lambda day: _moon(day)[1] in (1, 30),
    "冬至 00:00": lambda day: _term(day) == "冬至",
    "每个节气 02:20": lambda day: bool(_term(day)),
    "除夕 23:59": lambda day: _new_year(day + ONE_DAY),
    "春节前3天 09:00": lambda day: _new_year(day + 3 * ONE_DAY),
    "国庆节、中秋节 01:45": lambda day: _md(day) == (10, 1) or _moon(day) == (8, 15, False),
    "2024-11-01 至 2031-04-05 每周日 02:05": lambda day: (
        date(2024, 11, 1) <= day <= date(2031, 4, 5) and day.weekday() == 6
    ),
    "12月25日至1月5日 每天 00:00": lambda day: _md(day) >= (12, 25) or _md(day) <= (1, 5),
    "2月20日至2月29日 每周一至周五 07:00": lambda day: (2, 20) <= _md(day) <= (2, 29) and day.weekday() < 5,
    "每天 除了 节假日 02:30": lambda day: not _holiday(day),
    "工作日 除了 每周五、12月31日 03:30": lambda day: _office(day) and day.weekday() != 4 and _md(day) != (12, 31),
    "cron */20 1-3 1-7 mar,oct,nov *": lambda day: day.month in (3, 10, 11) and day.day <= 7,
}
"""Each timetable as an owner writes it, and which dates it is on."""


OCCASIONS = {
    "读书会": (date(2020, 3, 29), date(2022, 9, 11), date(2024, 2, 29), date(2026, 12, 5), date(2028, 11, 5)),
    "店庆": (date(2023, 10, 29), date(2025, 12, 20), date(2027, 12, 20), date(2031, 3, 30), date(2035, 1, 1)),
}


def _about(name: str, behind: int = 0) -> Falls:
    return lambda day: day - behind * ONE_DAY in OCCASIONS[name]


OWN_DAYS: dict[str, Falls] = {
    "读书会 02:30": _about("读书会"),
    "读书会前3天 00:00、23:59": _about("读书会", -3),
    "店庆后1天 01:30": _about("店庆", 1),
    "店庆、读书会 02:00": lambda day: _about("读书会")(day) or _about("店庆")(day),
    "每周日 除了 店庆前2天、读书会 02:15": lambda day: (
        day.weekday() == 6 and not _about("读书会")(day) and not _about("店庆", -2)(day)
    ),
    "2022-01-01 至 2031-12-31 读书会后60天 12:00": lambda day: (
        _about("读书会", 60)(day) and date(2022, 1, 1) <= day <= date(2031, 12, 31)
    ),
}
"""The same for the days in OCCASIONS."""


def _times(words: str) -> list[time]:
    if words.startswith("cron"):
        return [time(hour, minute) for hour in (1, 2, 3) for minute in (0, 20, 40)]
    return [time.fromisoformat(one) for one in words.split()[-1].split("、")]


@cache
def walls(words: str, first: date = FIRST, last: date = LAST) -> tuple[datetime, ...]:
    """Return what the wall clock shows when it is time, from one date to another, both included."""
    days = (first + ahead * ONE_DAY for ahead in range((last - first).days + 1))
    return tuple(datetime.combine(day, at) for day in days if (DAYS | OWN_DAYS)[words](day) for at in _times(words))


def pieces(zone: ZoneInfo, first: date = FIRST, last: date = LAST) -> tuple[Piece, ...]:
    """Return the spans between a zone's changes of clock, from two days before a date to two days after another."""
    moment, end = (datetime.combine(day, time()) for day in (first - 2 * ONE_DAY, last + 2 * ONE_DAY))
    found, begin, ahead = [], moment, _ahead(moment, zone)
    while moment < end:
        if _ahead(moment + STEP, zone) != ahead:
            change = _change(moment, ahead, zone)
            found.append((begin, change, ahead))
            begin, ahead = change, _ahead(change, zone)
        moment += STEP
    return (*found, (begin, end, ahead))


def _change(after: datetime, ahead: timedelta, zone: ZoneInfo) -> datetime:
    """Return the second of the first change after a moment, known to lie within the next step."""
    early, late = 0, STEP // timedelta(seconds=1)
    while late - early > 1:
        middle = (early + late) // 2
        if _ahead(after + timedelta(seconds=middle), zone) == ahead:
            early = middle
        else:
            late = middle
    return after + timedelta(seconds=late)


def _ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    found = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert found is not None
    return found


def moments(shown: tuple[datetime, ...], spans: tuple[Piece, ...]) -> list[datetime]:
    """Return when a zone's clock first shows each of these times or a later one; in UTC, each once, in order."""
    found, place = set(), 0
    for wall in shown:
        while spans[place][1] + spans[place][2] <= wall:
            place += 1
        begin, _, ahead = spans[place]
        found.add(max(begin, wall - ahead).replace(tzinfo=UTC))
    return sorted(found)
