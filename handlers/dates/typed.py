"""Days, months and times in figures, as people type them, on one grammar; pure. Deadlines: `handlers.dates.spoken`.

Full-width forms count as plain ones. A date is 2026-12-24, 2026年12月24日, 12-24, 12月24日, 12.24 or, where a feature
allows it, 24日. Which year or month an incomplete date means is the feature's rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates.months import first_of_month
from handlers.dates.spoken_clock import DAY, read_clock
from handlers.kit.words import half_width

LONGEST = 20
"""Characters that a day, a month or a time can have."""
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
    """Return the time since midnight, up to 24 hours, that the whole text is: 20:00, 8:05:30, 晚上8点; else None.

    Figures with a colon are of the 24-hour clock, as spreadsheets write it (3:05). None, too, for 3点, which may be
    either half of the day.
    """
    plain = _plain(text)
    try:
        clock = read_clock(plain, 0, None)
    except ValueError:
        return None
    if clock is None or clock.end != len(plain) or not clock.options or (len(clock.options) > 1 and not clock.twelve):
        return None
    return timedelta(seconds=clock.options[0]) if clock.options[0] <= DAY else None


def _existing(day: date | None, text: str) -> date:
    if day is None:
        raise ValueError(f"no such day: {text}")
    return day


def _typed(match: re.Match[str]) -> TypedDate:
    year, month, day = match.groups()
    return TypedDate(int(year) if year else None, int(month) if month else None, int(day))


def _plain(text: str) -> str:
    """Return the text without spaces and full-width forms; for a text longer than any date, one that is no date."""
    return "".join(half_width(text).split()) if len(text) <= LONGEST else "-"
