"""The days that a report is about, as they are asked for, and the days before that they are held against; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates.months import first_of_month, last_day
from handlers.dates.typed import latest, read_day, read_month
from handlers.kit import Refusal
from handlers.kit.words import truncate
from storage.reports.hours import month_of, week_of

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
UNKNOWN = "「{words}」看不懂，可以写：今天、昨天、本周、上周、本月、上月，或 11-23、2026-11。"
FUTURE = "{month:%Y-%m} 还没到呢～"
FUTURE_DAY = "{day:%Y-%m-%d} 还没到呢～"
WORDS = {
    "今天": "今天",
    "今日": "今天",
    "昨天": "昨天",
    "昨日": "昨天",
    "前天": "前天",
    "本周": "本周",
    "这周": "本周",
    "上周": "上周",
    "上上周": "上上周",
    "本月": "本月",
    "这个月": "本月",
    "上月": "上月",
    **dict.fromkeys(("今日份", "到今天", "今儿"), "今天"),
    **dict.fromkeys(("昨儿", "昨天的"), "昨天"),
    **dict.fromkeys(("这个星期", "这星期", "本星期", "这个礼拜", "这礼拜", "这一周", "这个周"), "本周"),
    **dict.fromkeys(("上个星期", "上星期", "上个礼拜", "上礼拜", "上一周", "上个周"), "上周"),
    **dict.fromkeys(("上上个星期", "上上星期", "上上个礼拜", "上上礼拜", "上上个周"), "上上周"),
    **dict.fromkeys(("这月", "当月"), "本月"),
    "上一个月": "上月",
    "上个月": "上月",
}
YEAR_WORDS = ("今年", "本年", "这一年")
"""For reports that take days of any number, and hold them against none before."""
DAYS_AGO = {"今天": 0, "昨天": 1, "前天": 2}
WEEKS_AGO = {"本周": 0, "上周": 1, "上上周": 2}
SPAN_WORDS = tuple(WORDS)
"""What may follow the word of a command without a space: 日报今天."""


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """A day, a week from Monday or a month; one that is not over ends today."""

    title: str
    """For example 周报."""
    first: date
    last: date
    before: tuple[date, date]
    """As many days of the day, week or month before."""
    earlier: str
    """What it is called: 前一天."""
    talk: tuple[str, ...]
    """The weeks or months in which talk is summed up by member; none for a single day."""

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    @property
    def shown(self) -> str:
        """Return its days as people read them."""
        return f"{self.first:%m-%d}" if self.days == 1 else f"{self.first:%m-%d} 到 {self.last:%m-%d}"


def read_span(words: str, today: date, usual: str, *, by_week: bool = False) -> ReportSpan:
    """Return the span that is asked for, `usual` where nothing is; raises Refusal.

    A date is its day, or with `by_week` the week that it is in; one without a year is the latest.
    """
    word = WORDS.get(words.strip() or usual)
    if word:
        return _span_of(word, today)
    month = read_month(words, today)
    if month is None:
        day = _read_day(words, today)
        return _week_of(day, today) if by_week else _day_of(day)
    if month > today:
        raise Refusal(FUTURE.format(month=month))
    return month_span(month, today)


def _read_day(words: str, today: date) -> date:
    try:
        day = read_day(words, today, latest)
    except ValueError:  # 02-30
        day = None
    if day is None:
        raise Refusal(UNKNOWN.format(words=truncate(words)))
    if day > today:
        raise Refusal(FUTURE_DAY.format(day=day))
    return day


def read_dates(words: str, today: date) -> tuple[date, date]:
    """Return the first and last day of the span or the year that is asked for, up to today; raises Refusal."""
    if words.strip() in YEAR_WORDS:
        return today.replace(month=1, day=1), today
    span = read_span(words, today, "")
    return span.first, span.last


def _span_of(word: str, today: date) -> ReportSpan:
    if word in DAYS_AGO:
        return _day_of(today - DAYS_AGO[word] * ONE_DAY)
    if word in WEEKS_AGO:
        return _week_of(today - WEEKS_AGO[word] * WEEK, today)
    return month_span(first_of_month(today, 1 if word == "上月" else 0), today)


def _day_of(day: date) -> ReportSpan:
    return ReportSpan("日报", day, day, (day - ONE_DAY, day - ONE_DAY), "前一天", ())


def _week_of(day: date, today: date) -> ReportSpan:
    """Return the week that a day is in, up to today."""
    first = day - timedelta(days=day.weekday())
    last = min(first + WEEK - ONE_DAY, today)
    return ReportSpan("周报", first, last, (first - WEEK, last - WEEK), "前一周", (week_of(first),))


def month_span(month: date, today: date) -> ReportSpan:
    """Return the month that begins on a date, up to today."""
    last = min(last_day(month), today)
    before = first_of_month(month, 1)
    is_over = last == last_day(month)
    end = last_day(before) if is_over else min(last_day(before), before + (last - month))
    return ReportSpan("月报", month, last, (before, end), "前一个月", (month_of(month),))
