"""Days, months, times and deadlines as people type them, on one grammar; pure.

Full-width forms count as plain ones. A date is 2026-12-24, 2026年12月24日, 12-24, 12月24日, 12.24 or, where a feature
allows it, 24日. Which year or month an incomplete date means is the feature's rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.dates.months import first_of_month
from handlers.kit.words import half_width

LONGEST = 20
"""Characters that a day, a month or a time can have."""
LONGEST_DEADLINE = 40
FURTHEST = timedelta(days=366)
"""How far ahead a deadline may be."""
EARLIEST_YEAR = 1970
"""The first year of months."""
DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "明天": 1,
    "明日": 1,
    "明早": 1,
    "明晚": 1,
    "后天": 2,
    "大后天": 3,
}
"""Days from today."""
MONTHS = {"": 0, "月": 0, "本月": 0, "这个月": 0, "当月": 0, "上月": 1, "上个月": 1}
"""Months before this one."""

_YEAR = "([0-9]{4})[-/.年]"
_MONTH = "([0-9]{1,2})[-/.月]"
_DAY = "([0-9]{1,2})[日号]?"
FULL_DATE = _YEAR + _MONTH + _DAY
"""A pattern with three groups: year, month, day."""
_DATE = re.compile(f"(?:(?:{_YEAR})?{_MONTH})?{_DAY}")
_YEAR_MONTH = re.compile(f"(?:{_YEAR})?([0-9]{{1,2}})月?")
_TIME_OF_DAY = (
    r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?\s?(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?|点(?:(?P<half>半)|(?P<minutes>[0-9]{1,2})分?)?)"
)
_TIME = re.compile(_TIME_OF_DAY)
_LATE_PARTS = ("下午", "傍晚", "晚上")

_UNITS = {"分钟": timedelta(minutes=1), "小时": timedelta(hours=1), "天": timedelta(days=1)}
_WEEKDAYS = "一二三四五六日"
_END = r"(?:\s?之?前)?(?=\s|$)"
_WITHIN = re.compile(r"([0-9]{1,4})\s?(分钟|小时|天)(?:之?[内后])?" + _END)
# A text that goes on after the deadline may begin with 6.18 or 3.5, which is a sale or a price as often as a day.
_DEADLINE_DAY = re.compile(
    rf"(?P<word>{'|'.join(word for word, ahead in DAYS.items() if ahead >= 0)})"
    r"|(?P<next>下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?![0-9]{{1,2}}\.)(?:{_YEAR})?{_MONTH}{_DAY}"
)
_DEADLINE_TIME = re.compile(r"\s*" + _TIME_OF_DAY + _END)
_DEADLINE_END = re.compile(_END)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date in figures. What was not typed is None; the calendar may have no such day."""

    year: int | None
    month: int | None
    day: int

    def dates(self, today: date, *periods: int) -> list[date]:
        """Return the dates it may stand for, without those that the calendar does not have.

        Each period is a year from this one (0 is this year), or a month where only the day was typed. A date with its
        year stands for itself.
        """
        dates = []
        for period in (0,) if self.year is not None else periods:
            this_month = first_of_month(today, -period) if self.month is None else today
            year = self.year if self.year is not None else this_month.year + (period if self.month else 0)
            try:
                dates.append(date(year, self.month or this_month.month, self.day))
            except ValueError:
                continue
        return dates


Rule = Callable[[TypedDate, date], date | None]
"""Which date a typed one means, seen from today; None where the calendar has none."""


def latest(typed: TypedDate, today: date) -> date | None:
    """Return the latest such date up to today; where all of them are later, the next one."""
    dates = typed.dates(today, 0, -1)
    return next((day for day in dates if day <= today), next(iter(dates), None))


def coming(typed: TypedDate, today: date) -> date | None:
    """Return the next such date from today on; a date with its year as it is, even if it has passed."""
    dates = typed.dates(today, 0, 1)
    return next((day for day in dates if typed.year is not None or day >= today), None)


def read_date(text: str) -> TypedDate | None:
    """Return the date in figures that the whole text is; None where it is none."""
    match = _DATE.fullmatch(_plain(text))
    return _typed(match) if match else None


def read_day(text: str, today: date, rule: Rule, *, day_alone: bool = False) -> date | None:
    """Return the day that the whole text names, in figures or as 昨天; None where it is no date.

    `day_alone` allows 24日 and 24. Raises ValueError where the calendar has no such day.
    """
    plain = _plain(text)
    if plain in DAYS:
        return today + timedelta(days=DAYS[plain])
    typed = read_date(plain)
    if typed is None or (typed.month is None and not day_alone):
        return None
    return _existing(rule(typed, today), text)


def read_month(text: str, today: date) -> date | None:
    """Return the first day of the month that the whole text names, perhaps in the future; None where it is no month.

    A month without a year is the latest of its name, an empty text this month. Years begin with 1970.
    """
    plain = _plain(text)
    if plain in MONTHS:
        return first_of_month(today, MONTHS[plain])
    match = _YEAR_MONTH.fullmatch(plain)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    if not match[1]:
        return latest(TypedDate(None, int(match[2]), 1), today)
    return date(int(match[1]), int(match[2]), 1) if int(match[1]) >= EARLIEST_YEAR else None


def read_time(text: str) -> timedelta | None:
    """Return the time since midnight, up to 24 hours, that the whole text is: 20:00, 8:05:30, 晚上8点; else None."""
    match = _TIME.fullmatch(_plain(text))
    try:
        return _since_midnight(match, evening=False) if match else None
    except ValueError:
        return None


def read_deadline(text: str, now: datetime, at: str) -> tuple[datetime | None, str]:
    """Return the moment in UTC that a text begins with, and the rest of the text; None where it begins with none.

    `now` is aware, in the group's zone; `at` is the time (HH:MM) of a day that is named without one. A time without a
    day is the next one, a weekday the next such day, today included. The moment may have passed.
    """
    head = half_width(text[:LONGEST_DEADLINE])
    if within := _WITHIN.match(head):
        return now.astimezone(UTC) + int(within[1]) * _UNITS[within[2]], text[within.end() :].strip()
    day = _DEADLINE_DAY.match(head)
    clock = _DEADLINE_TIME.match(head, day.end() if day else 0)
    end = clock or (day and _DEADLINE_END.match(head, day.end()))
    if end is None:
        return None, text
    try:
        return _moment(day, clock, now, at), text[end.end() :].strip()
    except (ValueError, OverflowError):
        return None, text


def _moment(day: re.Match[str] | None, clock: re.Match[str] | None, now: datetime, at: str) -> datetime:
    """Return the moment that a day, a time or both stand for; raises ValueError where there is none."""
    midnight = datetime.combine(_deadline_day(day, now.date()) if day else now.date(), time(), now.tzinfo)
    evening = day is not None and (day["word"] or "").endswith("晚")
    since_midnight = _since_midnight(clock, evening=evening) if clock else read_time(at)
    assert since_midnight is not None
    # Added before the change to UTC, the hours are those of the wall clock.
    moment = (midnight + since_midnight).astimezone(UTC)
    if moment > now or (day and (day["next"] or not day["weekday"])):
        return moment
    return (midnight + timedelta(days=7 if day else 1) + since_midnight).astimezone(UTC)


def _deadline_day(match: re.Match[str], today: date) -> date:
    """Return the local date; raises ValueError where there is no such day."""
    if match["word"]:
        return today + timedelta(days=DAYS[match["word"]])
    if match["weekday"]:
        weekday = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=7 - today.weekday() + weekday if match["next"] else ahead)
    return _existing(coming(_typed(match), today), match[0])


def _existing(day: date | None, text: str) -> date:
    if day is None:
        raise ValueError(f"no such day: {text}")
    return day


def _since_midnight(clock: re.Match[str], *, evening: bool) -> timedelta:
    """Return up to 24 hours; raises ValueError where there is no such time. `evening` reads 8点 as 20:00."""
    hour, minute = int(clock["hour"]), 30 if clock["half"] else int(clock["minute"] or clock["minutes"] or 0)
    second = int(clock["second"] or 0)
    if (evening or clock["part"] in _LATE_PARTS) and hour <= 12:
        # 今晚12点 is midnight; 下午12点 is noon.
        hour += 12 if hour < 12 or evening or clock["part"] == "晚上" else 0
    since_midnight = timedelta(hours=hour, minutes=minute, seconds=second)
    if since_midnight > timedelta(days=1) or minute > 59 or second > 59:
        raise ValueError(clock[0])
    return since_midnight


def _typed(match: re.Match[str]) -> TypedDate:
    year, month, day = match.groups()[-3:]
    return TypedDate(int(year) if year else None, int(month) if month else None, int(day))


def _plain(text: str) -> str:
    """Return the text without spaces and full-width forms; for a text longer than any date, one that is no date."""
    return "".join(half_width(text).split()) if len(text) <= LONGEST else "-"
