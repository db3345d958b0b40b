"""The month that a member asks a report for."""

from __future__ import annotations

from datetime import date

from handlers.dates import typed
from handlers.kit import Refusal
from handlers.kit.words import truncate

UNREADABLE = "「{words}」不是月份，请这样写：{command} 2026-11 或 {command} 上月"
FUTURE = "{month:%Y-%m} 还没到呢～"


def read_past_month(words: str, today: date, command: str) -> date:
    """Return the first day of a month up to this one; raises Refusal for a later one and for what is no month."""
    month = typed.read_month(words, today)
    if month is None:
        raise Refusal(UNREADABLE.format(words=truncate(words), command=command))
    if month > today:
        raise Refusal(FUTURE.format(month=month))
    return month
