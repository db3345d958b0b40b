"""Days on which a check-in brings more, as an owner names them: 冬至, 国庆节, 12-25, 2026-12-31."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from handlers.dates import china

NAMES = tuple(dict.fromkeys((*china.SOLAR_TERMS, *china.FESTIVALS)))
LEAP = 2000
"""A year that has every day."""
_DATE = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})")

Points = Annotated[int, Field(ge=1, le=100_000)]


def _known(days: dict[str, int]) -> dict[str, int]:
    """Refuses what is no day, on its own line."""
    faults = [_fault(name) for name in days if name not in NAMES and _read(name) is None]
    if faults:
        raise ValidationError.from_exception_data("special", faults)
    return days


SpecialDays = Annotated[dict[str, Points], AfterValidator(_known), Field(max_length=50)]
"""What a check-in brings on each of these days, in points."""


def _fault(name: str) -> InitErrorDetails:
    near = sorted(get_close_matches(name, NAMES, 3, 0.5), key=lambda known: known[0] != name[0])
    tip = f"是不是「{near[0]}」？" if near else ""
    message = f"不是节气、节日或日期。{tip}可以写日期（12-25、2026-12-31）和：{'、'.join(NAMES)}"
    kind = PydanticCustomError("value_error", "{error}", {"error": message})
    return InitErrorDetails(type=kind, loc=(name,), input=None)


def _read(name: str) -> tuple[int | None, int, int] | None:
    """A date as year, month and day, the year perhaps left open; None for anything else."""
    found = _DATE.fullmatch(name)
    if not found:
        return None
    year, month, day = int(found[1]) if found[1] else None, int(found[2]), int(found[3])
    try:
        date(year or LEAP, month, day)
    except ValueError:
        return None
    return year, month, day


def rewards(days: Mapping[str, int], day: date) -> Iterator[tuple[str, int]]:
    """What a day brings: its name as members read it, and the points; every entry that means the day counts."""
    called = china.day_names(day)
    for name, points in days.items():
        if name in called:
            yield name, points
        elif (found := _read(name)) and found in ((None, day.month, day.day), (day.year, day.month, day.day)):
            yield f"{day.month}月{day.day}日", points
