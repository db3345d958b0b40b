"""Times of day: reading them, and the moments they are on a date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TIME = "[0-9]{1,2}:[0-9]{2}"
TIMES = f"{TIME}(?: ?[、,和 ] ?{TIME})*"
"""Patterns of one time and of several."""


def read_times(words: str) -> tuple[time, ...]:
    """Return the times in words that fit TIMES, sorted; raises ValueError for one that no day has."""
    times = set()
    for word in re.findall(TIME, words):
        hour, minute = map(int, word.split(":"))
        if (hour, minute) == (24, 0):
            raise ValueError("没有 24:00 这个时间；半夜十二点是后一天的 00:00，想在当天就写 23:59")
        if hour > 23 or minute > 59:
            raise ValueError(f"没有 {word} 这个时间，一天是 00:00 到 23:59")
        times.add(time(hour, minute))
    return tuple(sorted(times))


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the moment of a local date and time, in UTC; the first instant after the gap where clocks skip it.

    Raises OverflowError at the ends of the calendar.
    """
    wall = datetime.combine(day, at)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(moment, zone) == wall:
        return moment
    before, after = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
        if _wall(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
