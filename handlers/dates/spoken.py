"""Moments as people say them, for every command that takes one: read right or asked back, never guessed; pure.

A moment is a span (半小时后), or a day, a time of day, or both. The rules, in the group's zone:

- A part of the day decides the half of the clock (下午3点). Without one, 0, 13 to 24 and hh:mm are of the 24-hour
  clock; of the two readings of 3点 or 8点 the one that still comes today is meant, where there is just one and the day
  is today or was not said. Otherwise both are asked back, and so is 8:30 without a day once it has passed.
- A night begins with its evening: 今晚1点 is 01:00 of the next date, at 10:00 as at 22:00, and 今晚0点 and 今晚12点 are
  its 24:00. Only where that hour still comes today (今晚3点45 said at 03:30) it is asked back. 明天夜里1点 may be
  either night.
- Days go by the calendar (spoken_days.py). A time without a day is the next such time.
- A day without a time is at the group's own time of a deadline, and so is a part of the day where that time lies in
  it; else 早上 is 09:00, 上午 and 中午 12:00, 下午 and 傍晚 18:00, 晚上 20:00; 今天内 is 24:00. Where that has passed,
  the hour is asked back. What commands answer names the moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.dates.spoken_clock import NUMERAL, read_clock
from handlers.dates.spoken_days import read_spoken_day
from handlers.dates.spoken_moments import resolve
from handlers.dates.spoken_spans import read_span
from handlers.kit.refusal import Refusal
from handlers.kit.words import half_width, truncate

LONGEST = 40
"""Characters that a moment can have."""
FURTHEST = timedelta(days=366)
"""How far ahead a deadline may be."""
UNREADABLE = "没看懂时间「{words}」，请写清楚，例如：今天 20:00、明天下午三点、周五 18:00、2小时后。"
PAST = "「{words}」已经过去了，请写以后的时间，例如：明天 18:00。"
GLUED = "「{words}」里有时间吗？是的话，请在时间后面空一格。"
MIDDLE = "「{words}」是截止时间吗？是的话，请写在标题的前面或后面，空一格。"
SEPARATORS = " \n,;。、，；"

_LEAD = re.compile(r"\s{0,2}(?:截止(?:时间)?(?:[到至于])?|截至|最晚|最迟|[到在于])?[\s:]{0,2}")
_BETWEEN = re.compile(r"[\s,]{0,3}的?")
_MARK = re.compile(r"\s?(?:[之以]?(?P<mark>前(?!后)|内)|截止|为止)")
_LOOSE = re.compile(r"(?:[之以]?后|左右|前后|上下|多|出头|过|或)")
_UNSURE = re.compile(r".(?:左右|前后|上下)|[0-9][人个位号楼条次张份杯块元件]")
"""Behind a time that other words follow at once: 3点左右开会, 9点10人聚餐."""
_EDGE = re.compile(r"[\s,;。、，；]|\Z")
_TO = re.compile(rf"差(?:{NUMERAL}分钟?|[一1]刻钟?)(?:到|就)?{NUMERAL}[点时]|[点时]差(?:{NUMERAL}分|[一1]刻)")
_VAGUE = re.compile(
    r"(?:待会儿?|等会儿?|等下|一会儿?|晚点儿?|晚些(?:时候)?|回头|改天|过[几两]天|这几天|几天|[本这下]?个?周末?|[本这下]个?(?:月|星期|礼拜)|"
    r"月[中初]|下班|睡前|半个?(?:天|月|年))(?:[之以]?[前内后])?(?=[\s,;。、]|\Z)"
)
_UNREAD = re.compile(
    r"(?:(?:今天|明天|后天|周[一二三四五六日天])?(?:上班|下班)|尽快|尽早|抓紧|马上|立刻|年底|年前|节前|"
    r"[本这下上]个?月(?:第一天|最后一天|底|头|[中初])|再?过[0-9一二两三四五六七八九十半]{1,4}个?(?:分钟|小时|钟头|天|周|星期|月)|"
    r"[0-9.]{1,4} ?(?:h|hours?|min)|[0-9]{4,}(?:分钟?|小时|天|周|个?月)|[0-9]{1,2}月的[0-9]{1,2}[号日]|"
    r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}|[0-9]{1,2}[号日](?:早上?|晚上?|上午|中午|下午|夜里)|"
    r"(?:元旦|除夕|春节|过年|元宵|清明|五一|端午|七夕|中秋|国庆|十一|双十[一二]|圣诞|平安夜|情人节)节?当?天?)"
    r"(?:[之以]?[前内后])?(?=[\s,;。、]|\Z)"
)
"""What is a time and is not read: asked back, too."""
_BARE_HOUR = re.compile(r"\s{1,3}[0-9]{1,2}(?=[\s,;。、]|\Z)")
_GONE = re.compile("[昨上]|大?前")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A moment in UTC that may begin a text."""

    moment: datetime
    end: int
    """Where it ends in the text."""
    certain: bool
    """It is hardly anything else, even where other words follow without a space."""
    count: bool = False
    """It is a number of minutes, hours or days without 内 or 后, as titles may have one: 阅读 30分钟."""


def read_deadline(text: str, now: datetime, at: str | None) -> tuple[datetime | None, str]:
    """Return the moment in UTC that a text begins with, and the rest of the text; None where it begins with none.

    `now` is aware, in the group's zone; `at` is the time (HH:MM) of a day that is named without one, None where
    the hour has to be said. The moment may have passed. Raises Refusal that asks back where it is not clear.
    """
    reading = _read(text, now, at)
    return (reading.moment, text[reading.end :].strip(SEPARATORS)) if reading else (None, text)


def read_glued(text: str, now: datetime, at: str) -> tuple[datetime | None, str]:
    """Return the moment that a text begins with and what it is for, with or without a space between them.

    For texts that are expected to begin with one: 30分钟后开会, 明天交作业. Raises Refusal as `read_deadline`.
    """
    reading = _read(text, now, at, glued=True)
    if reading is None or reading.count:
        return None, text
    return reading.moment, text[reading.end :].strip(SEPARATORS)


def find_deadline(text: str, now: datetime, at: str) -> tuple[datetime | None, str]:
    """Return the moment that stands behind a title, and the title; None where there is none.

    Raises Refusal where a moment stands in the midst of it, or is not clear: it never becomes a part of a title.
    """
    for space, start in enumerate(range(1, len(text))):
        reading = _read(text[start : start + LONGEST + 1], now, at) if text[space] in SEPARATORS else None
        if reading is None or reading.count:
            continue
        end = start + reading.end
        if text[end:].strip(SEPARATORS):
            raise Refusal(MIDDLE.format(words=text[start:end].strip()))
        return reading.moment, text[:space].strip(SEPARATORS)
    for place in range(max(1, len(text) - LONGEST), len(text) - 1) if text.endswith("前") else ():
        if _ends_glued(text[place:], now, at):
            raise Refusal(MIDDLE.format(words=text[place:]))
    return None, text


def _ends_glued(words: str, now: datetime, at: str) -> bool:
    """Return whether words that follow a title without a space are a moment, as in 海报下午三点前."""
    try:
        reading = _read(words, now, at)
    except Refusal:
        return False
    return reading is not None and reading.end == len(words)


def _read(text: str, now: datetime, at: str | None, *, glued: bool = False) -> _Reading | None:
    """Return the moment that a text begins with; None where there is none. Raises Refusal.

    Where it may be `glued`, other words may follow it without a space.
    """
    head = half_width(text[:LONGEST])
    lead = _LEAD.match(head)
    start = lead.end() if lead else 0
    shown = truncate(head[start:].partition(" ")[0], 16)
    if _VAGUE.match(head, start) or _TO.search(head, start, start + len(shown)):
        raise Refusal(UNREADABLE.format(words=shown))
    try:
        reading = _read_moment(head, start, now, at)
        if reading is None:
            span = read_span(head, start, now)
            reading = _Reading(span.moment, span.end, span.marked, not span.marked) if span else None
    except (ValueError, OverflowError):
        raise Refusal(UNREADABLE.format(words=shown)) from None
    if reading is None and _UNREAD.match(head, start):
        raise Refusal(UNREADABLE.format(words=shown))
    if reading is None or _EDGE.match(text, reading.end):
        return reading
    if glued and not _UNSURE.match(head, reading.end - 1):
        return reading if reading.certain else _read(text[: reading.end], now, at)
    loose = _LOOSE.match(head, reading.end)
    if reading.certain or (loose and _EDGE.match(text, loose.end())):
        raise Refusal((UNREADABLE if loose else GLUED).format(words=shown))
    if _UNREAD.match(head, start):
        raise Refusal(UNREADABLE.format(words=shown))
    return None


def _read_moment(head: str, start: int, now: datetime, at: str | None) -> _Reading | None:
    day = read_spoken_day(head, start, now.date())
    between = _BETWEEN.match(head, day.end) if day else None
    clock = read_clock(head, between.end() if between else start, day.part if day else None)
    if day is None and clock is None:
        return None
    end = clock.end if clock else day.end if day else start
    if day and clock is None and _BARE_HOUR.match(head, end):
        raise ValueError(head)
    mark = _MARK.match(head, end)
    end = mark.end() if mark else end
    words = head[start:end].strip()
    certain = mark is not None or (clock is not None and bool(clock.options) and (clock.exact or day is not None))
    if not certain and not _EDGE.match(head, end):
        # 今晚直播 and 一点心意 are titles: nobody is asked which hour they mean.
        return _Reading(now, end, certain=False)
    if day is not None and day.date < now.date() and _GONE.match(head, start):
        raise Refusal(PAST.format(words=words))
    within = mark is not None and mark["mark"] == "内"
    if within and clock:
        raise ValueError(words)
    return _Reading(resolve(words, day, clock, now, at, within=within), end, certain)
