"""On which local dates a plan falls: each kind names its first date from a given one, without a search day by day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Protocol

from config.calendar import OwnCalendar

WEEK = "一二三四五六日"
LAST = 32
"""Stands for the last one of a month, whatever its number; it sorts after the 31st."""


class Days(Protocol):
    """A set of local dates; its text is what the owner writes."""

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        """Return the first date on or after `day`, None when there is none. Raises OverflowError after the year 9999.

        `own` are the group's own days off and at work; most kinds do not look at them.
        """


@dataclass(frozen=True, slots=True)
class Weekly:
    """Some days of each week; Monday is 0, and the numbers are sorted."""

    weekdays: tuple[int, ...]

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        return day + timedelta(days=min((weekday - day.weekday()) % 7 for weekday in self.weekdays))

    def __str__(self) -> str:
        first, last = self.weekdays[0], self.weekdays[-1]
        if len(self.weekdays) == 7:
            return "每天"
        if len(self.weekdays) == last - first + 1 > 2:
            return f"每周{WEEK[first]}至周{WEEK[last]}"
        return "每周" + "、".join(WEEK[weekday] for weekday in self.weekdays)


DAILY = Weekly(tuple(range(7)))


@dataclass(frozen=True, slots=True)
class Monthly:
    """Some days of each month, 1 to 31 or LAST, sorted. A month that is too short for a day does without it."""

    numbers: tuple[int, ...]

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        for month in months_from(day):
            length = monthrange(month.year, month.month)[1]
            for number in self.numbers:
                wanted = length if number == LAST else number
                if wanted <= length and month.replace(day=wanted) >= day:
                    return month.replace(day=wanted)
        return None

    def __str__(self) -> str:
        return "每月" + "、".join("最后一天" if number == LAST else f"{number}日" for number in self.numbers)


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """Each month's first, second, ... or LAST one of a weekday; the numbers, 1 to 5 or LAST, are sorted.

    A month without a fifth one does without it.
    """

    numbers: tuple[int, ...]
    weekday: int

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        for month in months_from(day):
            length = monthrange(month.year, month.month)[1]
            one = 1 + (self.weekday - month.weekday()) % 7
            latest = one + (length - one) // 7 * 7
            for wanted in sorted({latest if number == LAST else one + 7 * (number - 1) for number in self.numbers}):
                if wanted <= length and month.replace(day=wanted) >= day:
                    return month.replace(day=wanted)
        return None

    def __str__(self) -> str:
        counted = "、".join(f"第{number}" for number in self.numbers if number != LAST)
        last = "最后一" if LAST in self.numbers else ""
        return f"每月{'、'.join(filter(None, (counted, last)))}个周{WEEK[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Quarterly:
    """The first or the last day of January to March, April to June, and so on."""

    last: bool

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        for month in months_from(day):
            if month.month % 3 != (0 if self.last else 1):
                continue
            found = month.replace(day=monthrange(month.year, month.month)[1] if self.last else 1)
            if found >= day:
                return found
        return None

    def __str__(self) -> str:
        return "每季度最后一天" if self.last else "每季度第一天"


@dataclass(frozen=True, slots=True)
class Yearly:
    """One day of each year; 29 February only in leap years, which are at most eight years apart."""

    month: int
    number: int

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        for year in range(day.year, min(day.year + 8, MAXYEAR) + 1):
            if self.number <= monthrange(year, self.month)[1]:
                found = date(year, self.month, self.number)
                if found >= day:
                    return found
        return None

    def __str__(self) -> str:
        return f"{self.month}月{self.number}日"


@dataclass(frozen=True, slots=True)
class Once:
    """A single date."""

    only: date

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        return self.only if self.only >= day else None

    def __str__(self) -> str:
        return self.only.isoformat()


@dataclass(frozen=True, slots=True)
class EveryDays:
    """A date and every so many days after it."""

    step: int
    start: date

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        return max(day, self.start) + timedelta(days=(self.start - max(day, self.start)).days % self.step)

    def __str__(self) -> str:
        return f"每{self.step}天（从 {self.start} 起）"


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """Some weekdays of every so many weeks. Weeks begin on Monday; the first is the one of `start`, from that date."""

    step: int
    weekdays: tuple[int, ...]
    start: date

    def first(self, day: date, _: OwnCalendar, /) -> date | None:
        day = max(day, self.start)
        monday = self.start.toordinal() - self.start.weekday()
        week, within = divmod(day.toordinal() - monday, 7)
        if week % self.step:
            week, within = week + self.step - week % self.step, 0
        later = [weekday for weekday in self.weekdays if weekday >= within]
        if not later:
            week, later = week + self.step, list(self.weekdays)
        return date.min + timedelta(days=monday + 7 * week + later[0] - 1)

    def __str__(self) -> str:
        week = str(Weekly(self.weekdays)).removeprefix("每")
        return f"每{self.step}周{'周一至周日' if len(self.weekdays) == 7 else week}（从 {self.start} 起）"


def months_from(day: date) -> Iterator[date]:
    """Yield the first day of each month, from that of `day` to the end of the calendar."""
    year, month = day.year, day.month
    while year <= MAXYEAR:
        yield date(year, month, 1)
        year, month = year + month // 12, month % 12 + 1
