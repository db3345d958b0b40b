"""What an owner should know of his timetable although nothing is wrong with it."""

from __future__ import annotations

from datetime import date

from config.group import Group
from handlers.dates.china import is_announced
from sop.spans import asks_the_office

UNANNOUNCED = "{year} 年放假安排还没公布，先按周末和法定节日算"


def unannounced(group: Group, today: date) -> str:
    """Says that days off of this year or the next are only guessed, where a plan asks for them; else empty."""
    if not any(asks_the_office(plan.when.days) for plan in group.plans):
        return ""
    year = next((year for year in (today.year, today.year + 1) if not is_announced(year)), None)
    return UNANNOUNCED.format(year=year) if year else ""
