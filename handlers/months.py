"""Months as members name them: 2026-11, 11月, 上月."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.kit import Refusal
from handlers.kit.words import fold

THIS, LAST = ("", "月", "本月", "这个月", "当月"), ("上月", "上个月")
UNREADABLE = "「{words}」不是月份，请这样写：{command} 2026-11 或 {command} 上月"
FUTURE = "{month:%Y-%m} 还没到呢～"
EARLIEST = 1970
_MONTH = re.compile("(?:([0-9]{4})[-/.年])?([0-9]{1,2})月?")


def read_month(words: str, today: date, command: str) -> date:
    """The month's first day; a month without year is the latest of its name. Raises Refusal, for the future too."""
    words = fold(words).replace(" ", "")
    this = today.replace(day=1)
    if words in THIS:
        return this
    if words in LAST:
        return (this - timedelta(days=1)).replace(day=1)
    found = _MONTH.fullmatch(words)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1] or EARLIEST) < EARLIEST:
        raise Refusal(UNREADABLE.format(words=words[:12], command=command))
    month = date(int(found[1] or today.year), int(found[2]), 1)
    if not found[1] and month > this:
        month = month.replace(year=month.year - 1)
    if month > this:
        raise Refusal(FUTURE.format(month=month))
    return month


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
