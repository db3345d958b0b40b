"""How the tools write a day, how far it is, and which one somebody means; pure."""

from __future__ import annotations

from datetime import date

from handlers.dates.spoken_days import WEEKDAYS
from handlers.dates.typed import coming, read_day
from handlers.kit import Refusal
from handlers.kit.words import truncate

NO_SUCH_DAY = "没有「{shown}」这一天，请再看看。"
TODAY, AHEAD, AGO = "就是今天", "还有 {days} 天", "已经过去 {days} 天"


def describe_day(day: date, today: date) -> str:
    """Return a day with its weekday, and its year where that is not this one."""
    year = f"{day.year} 年 " if day.year != today.year else ""
    return f"{year}{day.month} 月 {day.day} 日（周{WEEKDAYS[day.weekday()]}）"


def describe_distance(day: date, today: date) -> str:
    """Return how far a day is from today, before or behind it."""
    days = (day - today).days
    return TODAY if days == 0 else AHEAD.format(days=days) if days > 0 else AGO.format(days=-days)


def read_coming_day(text: str, today: date) -> date | None:
    """Return the day that a text is, the next one where the year is missing; None where it is no date.

    Raises Refusal where the calendar has no such day.
    """
    try:
        return read_day(text, today, coming)
    except (ValueError, OverflowError):
        raise Refusal(NO_SUCH_DAY.format(shown=truncate(text, 20))) from None
