"""Names for an owner's own days that a timetable cannot take for anything else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import AfterValidator

from config.calendar import OwnCalendar
from config.validation import detail, errors
from handlers.dates.china import SHOP_FESTIVALS
from sop.when.corrections import correct
from sop.when.occasions import Occasion
from sop.when.parser import attempt

TAKEN = "「{name}」在定时计划里有别的意思，请换个名字，例如 店庆、读书会"


def distinct_names(calendar: OwnCalendar) -> OwnCalendar:
    """Return the calendar; raises ValidationError at each occasion whose name a timetable reads as something else."""
    names = calendar.occasions
    wrong = [detail(("日子", name), TAKEN.format(name=name), name) for name in names if not _stays_itself(name, names)]
    if wrong:
        raise errors(*wrong)
    return calendar


def _stays_itself(name: str, names: Collection[str]) -> bool:
    """Return whether the name means its days wherever it may stand, and means nothing to whoever does not know them."""
    other = (name, f"每{name}", f"每月{name}", f"农历{name}", f"农历每月{name}")
    is_shops = name in SHOP_FESTIVALS  # a group may have had a day of this name before the shops' days were known
    if not is_shops and (
        any(attempt(f"{words} 20:00") for words in other) or any(map(attempt, correct(f"{name} 20:00")))
    ):
        return False
    for words, days in ((name, Occasion((name,))), (f"{name}前1天", Occasion((name,), -1))):
        readings, excepted = attempt(f"{words} 20:00", names), attempt(f"每天 除了 {words} 20:00", names)
        if not readings or readings.days != days or not excepted or str(excepted) != f"每天 除了 {words} 20:00":
            return False
    return True


TimetableCalendar = Annotated[OwnCalendar, AfterValidator(distinct_names)]
