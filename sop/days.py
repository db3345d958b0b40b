"""On which local dates a plan falls: each kind names its first date from a given one, without a search day by day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Protocol

WEEK = "一二三四五六日"
LAST = 32
"""Stands for the last day of a month, whatever its number; it sorts behind the 31st."""


class Days(Protocol):
    """A set of local dates; its text is what the owner writes."""

    def first(self, day: date) -> date | None:
        """The first date on or after `day`, None when there is none. Raises OverflowError behind the year 9999."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Some days of each week; Monday is 0, and the numbers are sorted."""

    weekdays: tuple[int, ...]

    def first(self, day: date) -> date | None:
        return day + timedelta(days=min((weekday - day.weekday()) % 7 for weekday in self.weekdays))

    def __str__(self) -> str:
        first, last = self.weekdays[0], self.weekdays[-1]
        if len(self.weekdays) == 7:
            return "每天"
        if len(self.weekdays) == last - first + 1 > 2:
            return f"每周{WEEK[first]}至周{WEEK[last]}"
        return "每周" + "、".join(WEEK[weekday] for weekday in self.weekdays)


@dataclass(frozen=True, slots=True)
class Workdays:
    """Monday to Friday. Public holidays and make-up working days are not known here."""

    def first(self, day: date) -> date | None:
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

    def __str__(self) -> str:
        return "工作日"


@dataclass(frozen=True, slots=True)
class Monthly:
    """Some days of each month, 1 to 31 or LAST, sorted. A month that is too short for a day does without it."""

    numbers: tuple[int, ...]

    def first(self, day: date) -> date | None:
        year, month, least = day.year, day.month, day.day
        while year <= MAXYEAR:
            length = monthrange(year, month)[1]
            for number in self.numbers:
                wanted = length if number == LAST else number
                if least <= wanted <= length:
                    return date(year, month, wanted)
            year, month, least = year + month // 12, month % 12 + 1, 1
        return None

    def __str__(self) -> str:
        return "每月" + "、".join("最后一天" if number == LAST else f"{number}日" for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Yearly:
    """One day of each year; 29 February only in leap years, which are at most eight years apart."""

    month: int
    number: int

    def first(self, day: date) -> date | None:
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

    def first(self, day: date) -> date | None:
        return self.only if self.only >= day else None

    def __str__(self) -> str:
        return self.only.isoformat()
