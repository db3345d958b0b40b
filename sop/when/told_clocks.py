"""Finds the times of day in what somebody told in the chat: 08:00、20:00, 早上8点, 下午三点半, 晚上8:00; pure.

Figures with a colon are of the 24-hour clock, as in the file; an hour in words may be either half of the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.dates.spoken_clock import DAY, NUMERAL, PART, Part, SpokenClock, read_clock
from sop.when.clock import TIME

NEXT_DATE = "「{words}」是后一天的 {time}，请写后一天的日子和 {time}，想在当天就写 23:59"
NO_TIME = "没有「{words}」这个时间"
SECONDS = "「{words}」太细了，写到几点几分就行"
FIGURES = re.compile(rf"{TIME}(?![0-9:])")
_CANDIDATE = re.compile(rf"(?<![0-9:周期拜])(?:{PART.pattern}|{NUMERAL})")
"""A numeral right behind 周 is a weekday: 每周三八点."""
_AND = re.compile(r"\s?[、,和及与跟/]\s?|\s")
_EDGE = re.compile(r"[\s,、;。(]|\Z")


@dataclass(frozen=True, slots=True)
class ToldTimes:
    """Where times stand in a text, and what they are."""

    start: int
    end: int
    readings: tuple[str, ...]
    """As the file writes them, 08:00、20:00; two where an hour may be either half of the day."""


def find_times(text: str) -> ToldTimes | None:
    """Return the first times of day in a half-width text; None where there are none.

    Raises ValueError with the reason where they are no times of a day.
    """
    for match in _CANDIDATE.finditer(text):
        if found := _time_at(text, match.start(), None):
            return _with_others(text, match.start(), *found)
    return None


def _with_others(text: str, start: int, end: int, minutes: tuple[int, ...], part: Part | None) -> ToldTimes:
    """Return the times that begin with one, read with those that follow it: 08:00、20:00 or 早上8点和晚上8点."""
    times = [minutes]
    while separator := _AND.match(text, end):
        found = _time_at(text, separator.end(), part)
        if not found:
            break
        # Behind a mere space or comma the message begins as likely, with 8点开课啦 as with 20:00.
        is_figures = FIGURES.match(text, separator.end())
        if not is_figures and (not separator[0].strip() or (separator[0].strip() == "," and not _ends(text, found[0]))):
            break
        end, minutes, part = found
        times.append(minutes)
    readings = {"、".join(_written(each[place % len(each)]) for each in times) for place in (0, 1)}
    return ToldTimes(start, end, tuple(sorted(readings)))


def _time_at(text: str, start: int, part: Part | None) -> tuple[int, tuple[int, ...], Part | None] | None:
    """Return where a time ends, which minutes of the day it may be, and its part of the day; None without a time.

    `part` is that of the time before, which decides for an hour that may be either half: 下午3点、5点.
    """
    if figures := FIGURES.match(text, start):
        hour, minute = map(int, figures[0].split(":"))
        # What no day has is refused where all times of the file are.
        return figures.end(), (hour * 60 + minute,), None
    clock = _clock(text, start, None)
    if clock is None or not clock.options:
        return None
    if len(clock.options) > 1 and part:
        clock = _clock(text, start, part) or clock
    words = text[start : clock.end].strip()
    if any(option % 60 for option in clock.options):
        raise ValueError(SECONDS.format(words=words))
    if clock.options[0] >= DAY:
        raise ValueError(NEXT_DATE.format(words=words, time=_written((clock.options[0] - DAY) // 60)))
    # 8:00 without a part of the day is the file's own form.
    options = clock.options[:1] if clock.twelve else clock.options
    return clock.end, tuple(option // 60 for option in options), clock.part


def _clock(text: str, start: int, part: Part | None) -> SpokenClock | None:
    try:
        return read_clock(text, start, part)
    except ValueError as error:
        # The reader names the hour alone; a second part of the day has no hour to be named.
        behind = text.find(str(error), start) + len(str(error))
        raise ValueError(NO_TIME.format(words=text[start : max(behind, start + 2)])) from None


def _ends(text: str, end: int) -> bool:
    return _EDGE.match(text, end) is not None


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
