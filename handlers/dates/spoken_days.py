"""Days as people say them: 明天, 今晚, 下周一, 30号, 十二月二十四号, 12-24, 月底, 3天后; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates.months import first_of_month, last_day
from handlers.dates.numerals import spoken_number
from handlers.dates.spoken_clock import Part, part_of
from handlers.dates.typed import TypedDate, coming

WEEKDAYS = "一二三四五六日"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_AHEAD = {"今": 0, "明": 1, "后": 2, "大后": 3, "昨": -1, "前": -2, "大前": -3}
_WEEKS = {"上": -1, "": 0, "本": 0, "这": 0, "下": 1, "下下": 2}
_MONTHS_AHEAD = {"本": 0, "这": 0, "这个": 0, "当": 0, "下": 1, "下个": 1}
_MONTH = "(?:本|这个?|当|下个?)"
_DAY = re.compile(
    r"(?P<word>大?[后前]|今|明|昨)(?:(?:天|日|儿个?)|(?P<part>晚上?|夜|早上?|晨))"
    r"|(?P<week>下下|[上本这下])?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?![0-9]{1,2}\.)(?:(?P<full>[0-9]{4})[-/.年])?(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})[日号]?"
    rf"|(?P<spelled>{_CHINESE})月(?P<spelled_day>[0-9]{{1,2}}|{_CHINESE})[日号]"
    rf"|(?:(?P<of>{_MONTH})月的?)?(?P<alone>[0-9]{{1,2}}|{_CHINESE})[日号](?!\s?(?:之|以)?[内后])"
    rf"|(?:(?P<ends>{_MONTH}|[0-9]{{1,2}}|{_CHINESE})?月|(?P<year>今年)?年)(?P<last>[底末])"
    r"|(?P<count>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})个?(?P<unit>天|日|周|星期|礼拜)(?:之|以)?后的?"
    r"(?=[\s,]{0,3}(?:[0-9零〇一二三四五六七八九十两]{1,3}\s?[:点时]|凌晨|早|上午|中午|正午|下午|傍晚|晚))"
)
# A text that goes on may begin with 6.18 or 3.5, which is a sale or a price as often as a day.


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A local date."""

    date: date
    part: Part | None
    """The part of the day in the word itself, as in 今晚."""
    end: int
    """Where it ends in the text."""
    weekly: bool = False
    """A weekday without its week: where it is today's and has passed, the next one is meant."""


def read_spoken_day(text: str, start: int, today: date) -> SpokenDay | None:
    """Return the day at a place in a half-width text; None where there is none.

    By the calendar: after midnight, too, 明天 is the next date. A weekday without its week, a day of the month and a
    date without its year are the next such day, today included; weeks begin on Monday. Raises ValueError where the
    calendar has no such day, and OverflowError at its end.
    """
    match = _DAY.match(text, start)
    if not match:
        return None
    part = part_of(match["part"][:1]) if match["part"] else None
    weekly = match["weekday"] is not None and not match["week"]
    return SpokenDay(_date(match, today), part, match.end(), weekly)


def weekend(today: date, weeks: int = 0) -> tuple[date, ...]:
    """Return the Saturday and the Sunday of this week, or of one so many weeks ahead, that are not past."""
    monday = today + timedelta(days=7 * weeks - today.weekday())
    return tuple(day for day in (monday + timedelta(days=5), monday + timedelta(days=6)) if day >= today)


def _date(match: re.Match[str], today: date) -> date:
    if match["word"]:
        return today + timedelta(days=_AHEAD[match["word"]])
    if match["weekday"]:
        weekday = WEEKDAYS.index(match["weekday"].replace("天", "日"))
        if not match["week"]:
            return today + timedelta(days=(weekday - today.weekday()) % 7)
        return today + timedelta(days=7 * _WEEKS[match["week"]] + weekday - today.weekday())
    if match["last"]:
        return _month_end(match, today)
    if match["count"]:
        count = _number(match["count"])
        return today + timedelta(days=count * (1 if match["unit"] in "天日" else 7))
    return _dated(match, today)


def _month_end(match: re.Match[str], today: date) -> date:
    if "年" in match[0]:
        return date(today.year, 12, 31)
    which = match["ends"] or "本"
    if which in _MONTHS_AHEAD:
        return last_day(first_of_month(today, -_MONTHS_AHEAD[which]))
    month = _number(which)
    return last_day(date(today.year + (month < today.month), month, 1))


def _dated(match: re.Match[str], today: date) -> date:
    """Return a date in figures, or spelled."""
    day = _number(match["day"] or match["spelled_day"] or match["alone"])
    if match["of"]:
        return first_of_month(today, -_MONTHS_AHEAD[match["of"]]).replace(day=day)
    year, month = match["full"], match["month"] or match["spelled"]
    typed = TypedDate(int(year) if year else None, _number(month) if month else None, day)
    named = coming(typed, today)
    if named is None:
        raise ValueError(match[0])
    return named


def _number(word: str) -> int:
    value = spoken_number(word)
    if value is None:
        raise ValueError(word)
    return value
