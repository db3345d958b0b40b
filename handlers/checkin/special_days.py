"""Special days, on which a check-in brings more, as owners name them: 冬至, 国庆节, 12-25, 2026-12-31."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from config.calendar import CHINA, OwnCalendar
from handlers.dates import china

NAMES = tuple(dict.fromkeys((*china.SOLAR_TERMS, *china.FESTIVALS)))
LEAP_YEAR = 2000
"""A year that has every day."""
_DATE = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})")

Points = Annotated[int, Field(ge=1, le=100_000)]


def _check_days(days: dict[str, int], info: ValidationInfo) -> dict[str, int]:
    """Return the days; raises ValidationError with an error on the line of each name that is no day.

    The validation's context may name the group's own `occasions`.
    """
    known = {*NAMES, *(info.context or {}).get("occasions", ())}
    errors = [_unknown_day(name) for name in days if name not in known and _read_date(name) is None]
    if errors:
        raise ValidationError.from_exception_data("special", errors)
    return days


SpecialDays = Annotated[dict[str, Points], AfterValidator(_check_days), Field(max_length=50)]
"""The points that a check-in brings on each of these days."""


def _unknown_day(name: str) -> InitErrorDetails:
    near = sorted(get_close_matches(name, NAMES, 3, 0.5), key=lambda known: known[0] != name[0])
    tip = f"是不是「{near[0]}」？" if near else ""
    message = f"不是节气、节日或日期。{tip}可以写日期（12-25、2026-12-31）、calendar 里自己的日子和：{'、'.join(NAMES)}"
    kind = PydanticCustomError("value_error", "{error}", {"error": message})
    return InitErrorDetails(type=kind, loc=(name,), input=None)


def _read_date(name: str) -> tuple[int | None, int, int] | None:
    """Read a date as year (None where it is left open), month and day; return None for anything else."""
    match = _DATE.fullmatch(name)
    if not match:
        return None
    year, month, day = int(match[1]) if match[1] else None, int(match[2]), int(match[3])
    try:
        date(year or LEAP_YEAR, month, day)
    except ValueError:
        return None
    return year, month, day


def bonuses_on(days: Mapping[str, int], day: date, own: OwnCalendar = CHINA) -> Iterator[tuple[str, int]]:
    """Yield the bonuses of a day, as its name for members and the points: one for each entry that means the day.

    A name that the group's `own` calendar knows means those days, whatever others call so.
    """
    table = china.named_days(day.year)
    for name, points in days.items():
        if day in own.occasions.get(name, table.get(name, ())):
            yield name, points
        elif (entry := _read_date(name)) and entry in ((None, day.month, day.day), (day.year, day.month, day.day)):
            yield f"{day.month}月{day.day}日", points
