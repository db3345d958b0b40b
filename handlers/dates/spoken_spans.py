"""How long from now, as people say it: 半小时后, 一个半小时, 两小时内, 三刻钟, 3天, 一周后, 一个月内; pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handlers.dates.months import first_of_month
from handlers.dates.numerals import spoken_number

_NUMBER = "(?:[0-9]{1,4}|[一二三四五六七八九十两]{1,3})"
_MINUTES = {"分钟": 1, "刻钟": 15, "小时": 60, "钟头": 60}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_SPAN = re.compile(
    rf"(?:(?P<half>半)\s?个?|(?P<count>[0-9]{{1,2}}\.5|{_NUMBER})\s?(?:(?P<month>个月)|个?(?P<plus>半)?))"
    rf"(?(month)|(?P<unit>分钟|刻钟|小时|钟头|天|日|周|星期|礼拜|月)(?:(?P<tail>半)|(?P<minutes>{_NUMBER})分钟?)?)"
    r"(?:\s?(?P<mark>(?:之|以)?[内后前]))?"
)


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """A moment so long after now, in UTC."""

    moment: datetime
    end: int
    """Where it ends in the text."""
    marked: bool
    """It was said with 内 or 后."""


def read_span(text: str, start: int, now: datetime) -> SpokenSpan | None:
    """Return the span at a place in a half-width text, counted from `now` (aware, local); None where there is none.

    Days are those of the calendar and keep the time of the clock. A number without 内 or 后 counts for minutes, hours
    and days. Raises ValueError for one that is not clear, such as 两三天后, 半个月后 or 2小时前.
    """
    match = _SPAN.match(text, start)
    if not match:
        return None
    mark, unit = (match["mark"] or "")[-1:], match["unit"] or "月"
    if not mark and (match["month"] or unit in ("日", "月", "周", "星期", "礼拜")):
        return None
    fraction = bool(
        match["half"] or match["plus"] or match["tail"] or match["minutes"] or "." in (match["count"] or "")
    )
    if mark == "前" or (fraction and unit not in ("小时", "钟头")):
        raise ValueError(match[0])
    return SpokenSpan(_later(match, unit, now), match.end(), bool(mark))


def _later(match: re.Match[str], unit: str, now: datetime) -> datetime:
    if match["half"]:
        count = 0.5
    elif "." in match["count"]:
        count = float(match["count"])
    else:
        whole = int(match["count"]) if match["count"].isdecimal() else spoken_number(match["count"])
        if whole is None:
            raise ValueError(match[0])
        count = whole + 0.5 * bool(match["plus"] or match["tail"])
    if unit in _MINUTES:
        extra = spoken_number(match["minutes"]) if match["minutes"] else 0
        if extra is None or extra > 59:
            raise ValueError(match[0])
        return now.astimezone(UTC) + timedelta(minutes=count * _MINUTES[unit] + extra)
    if unit in _DAYS:
        return (now + timedelta(days=count * _DAYS[unit])).astimezone(UTC)
    month = first_of_month(now.date(), -int(count))
    day = min(now.day, monthrange(month.year, month.month)[1])
    return now.replace(year=month.year, month=month.month, day=day).astimezone(UTC)
