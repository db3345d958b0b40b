"""Days of China's calendar: at work, off, lunar, solar terms and festivals. China's dates count in every time zone."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from config.calendar import OwnCalendar
from handlers.dates import china
from handlers.dates.numerals import LUNAR_DAYS, LUNAR_MONTHS
from sop.when.days import LAST, Days, months_from
from sop.when.occasions import shown

ONE_DAY = timedelta(days=1)
NAMES = tuple(dict.fromkeys((*china.SOLAR_TERMS, *china.FESTIVALS)))


def works(day: date, own: OwnCalendar) -> bool:
    """Return whether a group is at work: its own word first, then the State Council's, then the statute."""
    return day in own.on or (day not in own.off and china.is_workday(day))


@dataclass(frozen=True, slots=True)
class Workdays:
    """The days on which the group is at work, make-up days among them."""

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        while not works(day, own):
            day += ONE_DAY
        return day

    def __str__(self) -> str:
        return "工作日"


@dataclass(frozen=True, slots=True)
class MonthlyWorkday:
    """Each month's first, second, ... or LAST day at work; the numbers are sorted. A month with fewer does without."""

    numbers: tuple[int, ...]

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        for month in months_from(day):
            length = monthrange(month.year, month.month)[1]
            days = [month.replace(day=number) for number in range(1, length + 1)]
            at_work = [candidate for candidate in days if works(candidate, own)]
            wanted = {LAST if number == LAST else number - 1 for number in self.numbers}
            chosen = [
                at_work[-1 if place == LAST else place] for place in wanted if place == LAST or place < len(at_work)
            ]
            later = min((candidate for candidate in chosen if candidate >= day), default=None) if at_work else None
            if later:
                return later
        return None

    def __str__(self) -> str:
        counted = "、".join(f"第{number}" for number in self.numbers if number != LAST)
        last = "最后一" if LAST in self.numbers else ""
        return f"每月{'、'.join(filter(None, (counted, last)))}个工作日"


@dataclass(frozen=True, slots=True)
class Postponed:
    """Some days, and in place of those off the next one at work."""

    days: Days

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        begin = day
        while begin > date.min and not works(begin - ONE_DAY, own):
            begin -= ONE_DAY
        meant = self.days.first(begin, own)
        return Workdays().first(meant, own) if meant else None

    def __str__(self) -> str:
        return f"{self.days}（遇节假日顺延）"


@dataclass(frozen=True, slots=True)
class Restdays:
    """All other days: weekends that are not made up for, and holidays."""

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        while works(day, own):
            day += ONE_DAY
        return day

    def __str__(self) -> str:
        return "休息日"


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days off around statutory festivals and those the group gave itself; not the ordinary weekend."""

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        found = [min((one for one in own.off if one >= day), default=None), _holiday(day, own)]
        return min((one for one in found if one), default=None)

    def __str__(self) -> str:
        return "节假日"


def _holiday(day: date, own: OwnCalendar) -> date | None:
    for year in range(day.year, MAXYEAR + 1):
        days = china.holidays(year)
        for candidate in days[bisect_left(days, day) :]:
            if candidate not in own.on:
                return candidate
    return None


@dataclass(frozen=True, slots=True)
class Lunar:
    """Some days of each lunar month (`month` is None), or of one month of each lunar year; the numbers are sorted.

    A month has 29 or 30 days; one without the thirtieth does without it. A leap month is a month like any other where
    each month is meant, and only meant where it is named. Nothing lies outside of the years the almanac knows.
    """

    month: int | None
    leap: bool
    numbers: tuple[int, ...]

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        for year in range(max(day.year - 1, china.FIRST_YEAR), china.LAST_YEAR + 1):
            for month in china.lunar_months(year):
                if self.month is not None and (month.month, month.leap) != (self.month, self.leap):
                    continue
                for number in self.numbers:
                    found = month.first + timedelta(days=number - 1)
                    if number <= month.days and found >= day:
                        return found
        return None

    def __str__(self) -> str:
        month = "每" if self.month is None else "闰" * self.leap + LUNAR_MONTHS[self.month - 1]
        return f"农历{month}月" + "、".join(LUNAR_DAYS[number - 1] for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Named:
    """Solar terms and festivals, in the order of NAMES, or the one day that is so many days later (before: < 0)."""

    names: tuple[str, ...]
    shift: int = 0

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        wanted = day - timedelta(days=self.shift)
        for year in range(wanted.year, min(wanted.year + 2, MAXYEAR) + 1):
            days = _falls(self.names, year)
            place = bisect_left(days, wanted)
            if place < len(days):
                return days[place] + timedelta(days=self.shift)
        return None

    def __str__(self) -> str:
        names = "每个节气" if self.names == china.SOLAR_TERMS else "、".join(self.names)
        return names + shown(self.shift)


@lru_cache(maxsize=1024)
def _falls(names: tuple[str, ...], year: int) -> tuple[date, ...]:
    table = china.named_days(year)
    return tuple(sorted({day for name in names for day in table.get(name, ())}))
