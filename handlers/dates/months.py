"""Calendar months: their first and last days, their moments in a zone, and how members name them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.kit import Refusal
from handlers.kit.words import half_width, truncate

THIS, LAST = ("", "月", "本月", "这个月", "当月"), ("上月", "上个月")
UNREADABLE = "「{words}」不是月份，请这样写：{command} 2026-11 或 {command} 上月"
FUTURE = "{month:%Y-%m} 还没到呢～"
EARLIEST = 1970
LONGEST = 20
_MONTH = re.compile("(?:([0-9]{4})[-/.年])?([0-9]{1,2})月?")


def first_of_month(day: date, back: int = 0) -> date:
    """The first of the day's month, or of one `back` months before (after, where negative)."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return first_of_month(month, -1) - timedelta(days=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The day's local midnight, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def read_month(words: str, today: date, command: str) -> date:
    """The month's first day; a month without year is the latest of its name. Raises Refusal, for the future too."""
    words = half_width(words[: LONGEST + 1]).replace(" ", "")
    if words in THIS:
        return first_of_month(today)
    if words in LAST:
        return first_of_month(today, 1)
    found = _MONTH.fullmatch(words)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1] or EARLIEST) < EARLIEST:
        raise Refusal(UNREADABLE.format(words=truncate(words), command=command))
    month = date(int(found[1] or today.year), int(found[2]), 1)
    if not found[1] and month > today:
        month = month.replace(year=month.year - 1)
    if month > today:
        raise Refusal(FUTURE.format(month=month))
    return month


def falls_on(month: int, day: int, first: date) -> date:
    """The first birthday on or after a date; the 29th of February is kept on the 28th where there is none."""
    for year in (first.year, first.year + 1):
        kept = date(year, month, min(day, monthrange(year, month)[1]))
        if kept >= first:
            return kept
    raise AssertionError("every year has every birthday")
