"""Calendar months: their first days, their moments in a zone, and how people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from handlers.kit.refusal import Refusal
from handlers.kit.words import cut, half_width

STRANGE = "「{shown}」不是月份，请写成 2026-11 这样。"
AHEAD = "{month} 还没有到呢。"
LONGEST = 12


def first(day: date, back: int = 0) -> date:
    """The first of the day's month, or of one `back` months before (after, where negative)."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The day's local midnight, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def month_of(said: str, today: date) -> date:
    """The first of the month that is named as 2026-11, of this month where nothing is said; raises Refusal.

    Years from 2000 on; no month after today's.
    """
    if not said:
        return first(today)
    found = re.fullmatch("(20[0-9]{2})[-/.年]?(0?[1-9]|1[0-2])月?", half_width(said)) if len(said) <= LONGEST else None
    if not found:
        raise Refusal(STRANGE.format(shown=cut(said)))
    month = date(int(found[1]), int(found[2]), 1)
    if month > today:
        raise Refusal(AHEAD.format(month=f"{month:%Y-%m}"))
    return month
