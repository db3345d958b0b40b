"""Which day a member wants to make up: 11-20, 11月20日, 20日, 昨天."""

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
    """A day from `days` ago to yesterday; raises Refusal for any other, and for what is no date.

    A date without year or month is the one within reach; where there is none, the one of this year or month.
    """
    found = list(_candidates(casefold_width(words).replace(" ", ""), today))
    if not found:
        raise Refusal(UNREADABLE.format(words=words[:12]))
    first = today - timedelta(days=days)
    day = next((one for one in found if first <= one < today), found[0])
    if day == today:
        raise Refusal(TODAY)
    if day > today:
        raise Refusal(FUTURE.format(day=day))
    if day < first:
        raise Refusal(TOO_OLD.format(day=day, days=days, first=first))
    return day


def _candidates(words: str, today: date) -> Iterator[date]:
    """The days that may be meant, the likeliest first."""
    last = today.replace(day=1) - timedelta(days=1)
    if words in DAYS_AGO:
        yield today - timedelta(days=DAYS_AGO[words])
    elif found := _FULL.fullmatch(words):
        yield from _dates((int(found[1]), int(found[2]), int(found[3])))
    elif found := _MONTH_DAY.fullmatch(words):
        month, day = int(found[1]), int(found[2])
        yield from _dates((today.year, month, day), (today.year - 1, month, day))
    elif found := _DAY.fullmatch(words):
        yield from _dates((today.year, today.month, int(found[1])), (last.year, last.month, int(found[1])))


def _dates(*dates: tuple[int, int, int]) -> Iterator[date]:
    for one in dates:
        try:
            yield date(*one)
        except ValueError:
            continue
