"""Sets of days made of others: those within a span of dates, and those without certain days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from config.calendar import OwnCalendar
from sop.when.china import Holidays, MonthlyWorkday, Postponed, Restdays, Workdays
from sop.when.days import DAILY, Days
from sop.when.occasions import Occasion

ONE_DAY = timedelta(days=1)
CYCLE = 400
"""Years after which the Gregorian calendar repeats."""
ATTEMPTS = 400
"""Days in a row that may be excepted before there is nothing left; a span of dates counts as one."""


@dataclass(frozen=True, slots=True)
class Between:
    """Those days that lie between two dates, both included."""

    begin: date
    end: date
    days: Days

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        if day > self.end:
            return None
        found = self.days.first(max(day, self.begin), own)
        return found if found and found <= self.end else None

    def after(self, _: date) -> date:
        """Return the first date after the span."""
        return self.end + ONE_DAY

    def __str__(self) -> str:
        return f"{self.begin} 至 {self.end} {self.days}"


@dataclass(frozen=True, slots=True)
class EachYear:
    """Those days that lie between two days of the year, as (month, day), both included; it may run over New Year.

    29 February stands for the night between February and March where there is none.
    """

    begin: tuple[int, int]
    end: tuple[int, int]
    days: Days

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        for year in range(max(day.year - 1, 1), min(day.year + CYCLE, MAXYEAR) + 1):
            last = self._end(year)
            if last >= day:
                found = self.days.first(max(day, self._begin(year)), own)
                if found is None or found <= last:
                    return found
        return None

    def after(self, day: date) -> date:
        """Return the first date after the span that `day` is in."""
        return min(end for year in (day.year - 1, day.year) if (end := self._end(year)) >= day) + ONE_DAY

    def _begin(self, year: int) -> date:
        return _date(year, self.begin) or date(year, 3, 1)

    def _end(self, year: int) -> date:
        year += self.end < self.begin
        return date.max if year > MAXYEAR else _date(year, self.end) or date(year, 2, 28)

    def __str__(self) -> str:
        begin, end = (f"{month}月{number}日" for month, number in (self.begin, self.end))
        return f"{begin}至{end} {self.days}"


@dataclass(frozen=True, slots=True)
class Except:
    """Days without those that fall in any of some other sets."""

    days: Days
    without: tuple[Days, ...]

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        """Return None, too, where the next ATTEMPTS days are all excepted."""
        for _ in range(ATTEMPTS):
            found = self.days.first(day, own)
            if found is None:
                return None
            day = max(_behind(one, found, own) for one in self.without)
            if day == found:
                return found
        return None

    def __str__(self) -> str:
        return f"{self.days} 除了 {'、'.join(map(str, self.without))}"


def _behind(days: Days, day: date, own: OwnCalendar) -> date:
    """Return the day itself if it is not in the set, else one after it with none left out that is not in the set."""
    if days.first(day, own) != day:
        return day
    if isinstance(days, Between | EachYear) and days.days == DAILY:
        return days.after(day)
    return day + ONE_DAY


def _date(year: int, place: tuple[int, int]) -> date | None:
    try:
        return date(year, *place)
    except ValueError:
        return None


def asks_the_office(days: Days) -> bool:
    """Return whether a set of days depends on which days are off in China."""
    return any(isinstance(part, Workdays | Restdays | Holidays | MonthlyWorkday | Postponed) for part in _parts(days))


def asks_the_owner(days: Days) -> bool:
    """Return whether a set of days depends on the dates of the group's own occasions."""
    return any(isinstance(part, Occasion) for part in _parts(days))


def _parts(days: Days) -> Iterator[Days]:
    """Yield the sets of days that a set is made of, itself among them."""
    yield days
    if isinstance(days, Between | EachYear | Except | Postponed):
        yield from _parts(days.days)
    if isinstance(days, Except):
        for excluded in days.without:
            yield from _parts(excluded)
