"""The phases of a campaign, each a span of local dates: when it is which, and an entry's words within one. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from handlers.dates.china import LAST_YEAR
from handlers.dates.numerals import NUMBER, number
from handlers.kit.words import half_width
from sop.when.clock import TIMES
from sop.when.days import DAILY, Once
from sop.when.grammar import read_days
from sop.when.spans import Between

Phase = Literal["预热", "正式", "收尾"]
PHASES: tuple[Phase, ...] = get_args(Phase)
"""In the order in which they come."""
LONGEST = 100
SPAN = "要写成 2026-12-20 至 2026-12-22，只有一天就写 2026-12-26"
FURTHEST = f"最晚写到 {LAST_YEAR} 年"
WHICH_DAY = "这一段有 {days} 天，请写 每天 20:00、第1天 20:00 或 最后一天 20:00"
NO_SUCH_DAY = "这一段只有 {days} 天，没有「{day}」"
_NTH = re.compile(f"第({NUMBER})天")


@dataclass(frozen=True, slots=True)
class Span:
    """Local dates, both included."""

    begin: date
    end: date

    @property
    def days(self) -> int:
        """Return how many."""
        return (self.end - self.begin).days + 1


def read_span(words: str) -> Span:
    """`2026-12-20 至 2026-12-22` or a single date, as the timetable reads them; raises ValueError."""
    if len(words) > LONGEST:
        raise ValueError(SPAN)
    try:
        days = read_days(" ".join(half_width(words).split()))
    except ValueError as error:
        raise ValueError(f"{error}。{SPAN}") from None
    match days:
        case Once(only):
            span = Span(only, only)
        case Between(begin, end, inner) if inner == DAILY:
            span = Span(begin, end)
        case _:
            raise ValueError(SPAN)
    if span.end.year > LAST_YEAR:
        raise ValueError(FURTHEST)
    return span


def within(words: str, span: Span) -> str:
    """Return an entry's times in a phase, as the timetable reads them; raises ValueError.

    `第1天 20:00` and `最后一天 20:00` are days of the phase, a time alone is that of its only day; of all other days
    (`每天 20:00`, `工作日 20:00`) those count that lie in the phase.
    """
    plain = " ".join(half_width(words[: LONGEST + 1]).split())
    times = re.search(TIMES, plain)
    day = plain[: times.start()].replace(" ", "") if times else plain
    if times is None or len(words) > LONGEST:
        return plain
    if not day and span.days > 1:
        raise ValueError(WHICH_DAY.format(days=span.days))
    if not day:
        return f"{span.begin} {plain}"
    if day == "最后一天":
        return f"{span.end} {plain[times.start() :]}"
    if nth := _NTH.fullmatch(day):
        place = number(nth[1])
        if not place or place > span.days:
            raise ValueError(NO_SUCH_DAY.format(days=span.days, day=day))
        return f"{span.begin + timedelta(days=place - 1)} {plain[times.start() :]}"
    return f"{span.begin} 至 {span.end} {plain}"


def overall_span(dates: Mapping[Phase, Span]) -> Span:
    """Return the span from the first day of all phases to the last; there must be one."""
    return Span(min(span.begin for span in dates.values()), max(span.end for span in dates.values()))


def phase_on(dates: Mapping[Phase, Span], day: date) -> Phase | None:
    """Return the phase that a day is in; None before, between and after them."""
    return next((phase for phase in PHASES if phase in dates and dates[phase].begin <= day <= dates[phase].end), None)


def countdown(dates: Mapping[Phase, Span], day: date) -> int:
    """Return the days until 正式 begins; from then on, or without it, until the phase's last day. Never below 0."""
    main = dates.get("正式")
    if main and day < main.begin:
        return (main.begin - day).days
    phase = phase_on(dates, day)
    return max(0, ((dates[phase] if phase else overall_span(dates)).end - day).days)
