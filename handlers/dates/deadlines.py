"""Deadlines as people say them, 今晚 20:00 前 or 3小时内; pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from handlers.kit.words import half_width

LONGEST = 40
"""Characters that a deadline can have."""
FURTHEST = timedelta(days=366)
_UNITS = {"分钟": timedelta(minutes=1), "小时": timedelta(hours=1), "天": timedelta(days=1)}
_DAYS = {"今天": 0, "今晚": 0, "今日": 0, "明天": 1, "明早": 1, "明晚": 1, "明日": 1, "后天": 2, "大后天": 3}
_WEEKDAYS = "一二三四五六日"
_END = r"(?:\s?之?前)?(?=\s|$)"
_WITHIN = re.compile(r"([0-9]{1,4})\s?(分钟|小时|天)(?:之?[内后])?" + _END)
_DAY = re.compile(
    rf"(?P<word>{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
    r"|(?P<next>下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?:(?P<year>[0-9]{4})[-/.年])?(?P<month>[0-9]{1,2})[-/月](?P<day>[0-9]{1,2})[日号]?"
)
_TIME = re.compile(
    r"\s*(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?\s?(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})|点(?:(?P<half>半)|(?P<minutes>[0-9]{1,2})分?)?)" + _END
)
_ENDED = re.compile(_END)
_LATE_PARTS = ("下午", "傍晚", "晚上")


def read_deadline(text: str, now: datetime, at: str) -> tuple[datetime | None, str]:
    """The moment in UTC that a text begins with, and the rest of the text; None where it begins with none.

    `now` is aware, in the group's zone; `at` is the time (HH:MM) of a day that is named without one. A time without a
    day is the next one, a weekday the next such day, today included. The moment may have passed.
    """
    head = half_width(text[:LONGEST])
    if within := _WITHIN.match(head):
        return now.astimezone(UTC) + int(within[1]) * _UNITS[within[2]], text[within.end() :].strip()
    named = _DAY.match(head)
    clock = _TIME.match(head, named.end() if named else 0)
    end = clock or (named and _ENDED.match(head, named.end()))
    if end is None:
        return None, text
    try:
        return _next(named, clock, now, at), text[end.end() :].strip()
    except (ValueError, OverflowError):
        return None, text


def _next(named: re.Match[str] | None, clock: re.Match[str] | None, now: datetime, at: str) -> datetime:
    """The moment that a day, a time or both stand for; raises ValueError where there is none."""
    day = _day(named, now.date()) if named else now.date()
    evening = named is not None and (named["word"] or "").endswith("晚")
    minutes = _minutes(clock, evening) if clock else _clock(at)
    moment = _moment(day, minutes, now)
    if moment > now:
        return moment
    if named is None:
        return _moment(day + timedelta(days=1), minutes, now)
    if named["weekday"] and not named["next"]:
        return _moment(day + timedelta(days=7), minutes, now)
    return moment


def _day(named: re.Match[str], today: date) -> date:
    """The local date; raises ValueError where there is no such day."""
    if named["word"]:
        return today + timedelta(days=_DAYS[named["word"]])
    if named["weekday"]:
        weekday = _WEEKDAYS.index(named["weekday"].replace("天", "日"))
        monday = today - timedelta(days=today.weekday())
        if named["next"]:
            return monday + timedelta(days=7 + weekday)
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    month, day = int(named["month"]), int(named["day"])
    if named["year"]:
        return date(int(named["year"]), month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)


def _minutes(clock: re.Match[str], evening: bool) -> int:
    """Minutes since midnight, up to 1440; raises ValueError where there is no such time."""
    hour = int(clock["hour"])
    minute = 30 if clock["half"] else int(clock["minute"] or clock["minutes"] or 0)
    if (evening or clock["part"] in _LATE_PARTS) and hour <= 12:
        # 今晚12点 is midnight; 下午12点 is noon.
        hour += 12 if hour < 12 or evening or clock["part"] == "晚上" else 0
    if hour * 60 + minute > 24 * 60 or minute > 59:
        raise ValueError(clock[0])
    return hour * 60 + minute


def _clock(at: str) -> int:
    hour, _, minute = at.partition(":")
    return int(hour) * 60 + int(minute)


def _moment(day: date, minutes: int, now: datetime) -> datetime:
    days, minutes = divmod(minutes, 24 * 60)
    local = time(minutes // 60, minutes % 60)
    return datetime.combine(day + timedelta(days=days), local, now.tzinfo).astimezone(UTC)
