"""Calendar months, their first and last days, and the moments of days in a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def first_of_month(day: date, back: int = 0) -> date:
    """Return the first of the day's month, or of the one `back` months before it (after it, where negative)."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def last_day(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return first_of_month(month, -1) - timedelta(days=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the day's local midnight, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
