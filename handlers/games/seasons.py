"""When seasons begin: with each quarter of the year, in the group's zone; pure."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def season_of(day: date) -> date:
    """Return the first day of the season that a local day is in."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def last_season(day: date) -> date:
    """Return the first day of the season before the one that a local day is in."""
    return season_of(season_of(day) - ONE_DAY)
