"""How the tools write a day, how far it is, and which one somebody means; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from config.calendar import OwnCalendar
from handlers.dates.china import is_workday
from handlers.dates.named_days import read_named_day
from handlers.dates.spoken_days import WEEKDAYS, read_spoken_day, weekend
from handlers.dates.spoken_spans import read_span
from handlers.dates.typed import LONGEST, TypedDate, coming, read_day
from handlers.kit import Refusal
from handlers.kit.words import half_width, truncate

NO_SUCH_DAY = "没有「{shown}」这一天，请再看看。"
_WEEKEND = re.compile("(?P<next>下)?[本这]?个?周末")
_AFTER = re.compile("(?:天|日|周|星期|礼拜|月)(?:之|以)?后$")
LEAP_YEARS = range(9)
"""Years ahead in which there is a 29 February: 1900 and 2100 have none."""
TODAY, AHEAD, AGO = "就是今天", "还有 {days} 天", "已经过去 {days} 天"


def describe_day(day: date, today: date) -> str:
    """Return a day with its weekday, and its year where that is not this one."""
    year = f"{day.year} 年 " if day.year != today.year else ""
    return f"{year}{day.month} 月 {day.day} 日（周{WEEKDAYS[day.weekday()]}）"


def describe_distance(day: date, today: date) -> str:
    """Return how far a day is from today, before or behind it."""
    days = (day - today).days
    return TODAY if days == 0 else AHEAD.format(days=days) if days > 0 else AGO.format(days=-days)


def read_coming_day(text: str, today: date) -> date | None:
    """Return the day that a text is, the next one where it may be several: 12-24, 下周五, 15号, 周末, 3天后, 除夕.

    None where it is no day. Raises Refusal where the calendar has no such day.
    """
    found = read_titled_day(text, today, {})
    return found[1] if found else None


def read_titled_day(text: str, today: date, own: Mapping[str, Iterable[date]]) -> tuple[str, date] | None:
    """Return the title and the day that a text is, as `read_coming_day`; the group's `own` come before all others.

    A festival is called by its usual name; a day of the group's own that never comes again is its last one.
    """
    plain = "".join(half_width(text).split()) if len(text) <= LONGEST else ""
    own_day = nearest(own.get(text, ()), today)
    if own_day or not plain:
        return (text, own_day) if own_day else None
    try:
        named = read_named_day(plain, today)
        if named and named.end == len(plain):
            return named.name, named.date
        day = read_day(plain, today, _next_there_is) or _spoken(plain, today)
    except (ValueError, OverflowError):
        raise Refusal(NO_SUCH_DAY.format(shown=truncate(text, 20))) from None
    return (text, day) if day else None


def is_at_work(day: date, own: OwnCalendar) -> bool:
    """Return whether a group is at work on a day: its own word comes before the State Council's."""
    return day in own.on or (day not in own.off and is_workday(day))


def nearest(days: Iterable[date], today: date) -> date | None:
    """Return the next of some days, else the last one; None where there are none."""
    in_order = sorted(days)
    return next((day for day in in_order if day >= today), in_order[-1] if in_order else None)


def _next_there_is(typed: TypedDate, today: date) -> date | None:
    """Return the next day that a typed date may be: 2-29 is in the next leap year."""
    leap = typed.dates(today, *LEAP_YEARS) if typed.year is None and typed.month else []
    return coming(typed, today) or next((day for day in leap if day >= today), None)


def _spoken(plain: str, today: date) -> date | None:
    """Return the day that is said in words; None where it is none."""
    at_weekend = _WEEKEND.fullmatch(plain)
    if at_weekend:
        return weekend(today, int(at_weekend["next"] is not None))[0]
    spoken = read_spoken_day(plain, 0, today)
    if spoken and spoken.end == len(plain):
        return spoken.date
    span = read_span(plain, 0, datetime.combine(today, time(12), UTC)) if _AFTER.search(plain) else None
    return span.moment.date() if span and span.end == len(plain) else None
