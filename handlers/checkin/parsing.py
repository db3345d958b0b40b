"""Which day a member wants to make up: 11-20, 11月20日, 20日, 昨天."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.dates import typed
from handlers.dates.typed import TypedDate
from handlers.kit import Refusal
from handlers.kit.words import half_width

UNREADABLE = "「{words}」不是日期，请这样写：补签 11-20、补签 20日、补签 昨天。只写「补签」就补最近漏签的一天。"
TODAY = "今天还没过完，直接发「签到」就行～"
FUTURE = "{day.month}月{day.day}日还没到，到那天再签到吧～"
TOO_OLD = "{day.month}月{day.day}日过去太久了，只能补最近 {days} 天的（{first.month}月{first.day}日以后）。"


def read_day(words: str, today: date, days: int) -> date:
    """Return a day from `days` ago to yesterday; raises Refusal for any other, and for what is no date.

    A date without year or month is the one within reach; where there is none, the one of this year or month.
    """
    first = today - timedelta(days=days)

    def within_reach(typed_date: TypedDate, today: date) -> date | None:
        dates = typed_date.dates(today, 0, -1)
        return next((day for day in dates if first <= day < today), next(iter(dates), None))

    try:
        day = typed.read_day(half_width(words), today, within_reach, day_alone=True)
    except ValueError:
        day = None
    if day is None:
        raise Refusal(UNREADABLE.format(words=words[:12]))
    if day == today:
        raise Refusal(TODAY)
    if day > today:
        raise Refusal(FUTURE.format(day=day))
    if day < first:
        raise Refusal(TOO_OLD.format(day=day, days=days, first=first))
    return day
