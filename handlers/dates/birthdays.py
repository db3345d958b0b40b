"""When a birthday comes, by the solar calendar or by the lunar one; pure.

A year without the day keeps it on the one before: the 29th of February on the 28th, 三十 on 廿九. A year without the
leap month keeps a birthday of one in the month with the same number.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from handlers.dates.china import FIRST_YEAR, LAST_YEAR, lunar_date, lunar_months
from handlers.dates.numerals import LUNAR_DAYS, LUNAR_MONTHS
from storage.members.birthdays import BirthdayDate, Calendar

LEAP_YEAR = 2000


# There are no more than 1,100 different birthdays, however many members there are.
@lru_cache(maxsize=4096)
def next_birthday(born: BirthdayDate, first: date) -> date | None:
    """Return the first birthday on or after a date; None for a lunar one after the years that the almanac knows."""
    # A lunar year ends in the next solar one.
    days = (birthday_in(born, year) for year in range(first.year - 1, first.year + 2))
    return next((day for day in days if day and day >= first), None)


def birthday_in(born: BirthdayDate, year: int) -> date | None:
    """Return the birthday in a year of its own calendar."""
    if born.calendar is Calendar.SOLAR:
        return date(year, born.month, min(born.day, monthrange(year, born.month)[1]))
    months = [month for month in lunar_months(year) if month.month == born.month]
    if not months:
        return None
    # The leap month, where there is one, is the second of its number.
    month = months[-1 if born.calendar is Calendar.LEAP else 0]
    return month.first + timedelta(days=min(born.day, month.days) - 1)


def birthday_year(born: BirthdayDate, day: date) -> int:
    """Return the year of the birthday's calendar that a solar date is in; each has the birthday once."""
    lunar = lunar_date(day) if born.calendar is not Calendar.SOLAR else None
    return lunar.year if lunar else day.year


def has_day(born: BirthdayDate, year: int | None) -> bool:
    """Return whether the calendar has the day: in that year, or in any one where `year` is None."""
    if born.calendar is Calendar.SOLAR:
        return 1 <= born.month <= 12 and 1 <= born.day <= monthrange(year or LEAP_YEAR, born.month)[1]
    years = range(FIRST_YEAR, LAST_YEAR + 1) if year is None else (year,)
    leap = born.calendar is Calendar.LEAP
    return any(
        (month.month, month.leap) == (born.month, leap) and 1 <= born.day <= month.days
        for one in years
        for month in lunar_months(one)
    )


def describe_birthday(born: BirthdayDate) -> str:
    """Return 5 月 20 日 or 农历八月十五; the day must be one that the calendar has."""
    if born.calendar is Calendar.SOLAR:
        return f"{born.month} 月 {born.day} 日"
    leap = "闰" if born.calendar is Calendar.LEAP else ""
    return f"农历{leap}{LUNAR_MONTHS[born.month - 1]}月{LUNAR_DAYS[born.day - 1]}"
