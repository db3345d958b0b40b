"""The day that a member wants to make up, as people type it: 11-20, 11月20日, 20日, 昨天."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from handlers.kit import Refusal
from handlers.kit.words import casefold_width

UNREADABLE = "「{words}」不是日期，请这样写：补签 11-20、补签 20日、补签 昨天。只写「补签」就补最近漏签的一天。"
TODAY = "今天还没过完，直接发「签到」就行～"
FUTURE = "{day.month}月{day.day}日还没到，到那天再签到吧～"
TOO_OLD = "{day.month}月{day.day}日过去太久了，只能补最近 {days} 天的（{first.month}月{first.day}日以后）。"
DAYS_AGO = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}
_FULL = re.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_MONTH_DAY = re.compile("([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_DAY = re.compile("([0-9]{1,2})[日号]?")


def read_day(words: str, today: date, days: int) -> date:
    """Read a day from `days` ago to yesterday; raise Refusal for any other day, and for what is no date.

    A date without year or month is the one that can be made up; failing that, the one of this year or month.
    """
    candidates = list(_candidates(casefold_width(words).replace(" ", ""), today))
    if not candidates:
        raise Refusal(UNREADABLE.format(words=words[:12]))
    first = today - timedelta(days=days)
    day = next((candidate for candidate in candidates if first <= candidate < today), candidates[0])
    if day == today:
        raise Refusal(TODAY)
    if day > today:
        raise Refusal(FUTURE.format(day=day))
    if day < first:
        raise Refusal(TOO_OLD.format(day=day, days=days, first=first))
    return day


def _candidates(words: str, today: date) -> Iterator[date]:
    """Yield the days that may be meant, the most likely first."""
    last = today.replace(day=1) - timedelta(days=1)
    if words in DAYS_AGO:
        yield today - timedelta(days=DAYS_AGO[words])
    elif match := _FULL.fullmatch(words):
        yield from _dates((int(match[1]), int(match[2]), int(match[3])))
    elif match := _MONTH_DAY.fullmatch(words):
        month, day = int(match[1]), int(match[2])
        yield from _dates((today.year, month, day), (today.year - 1, month, day))
    elif match := _DAY.fullmatch(words):
        yield from _dates((today.year, today.month, int(match[1])), (last.year, last.month, int(match[1])))


def _dates(*dates: tuple[int, int, int]) -> Iterator[date]:
    for year, month, day in dates:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
