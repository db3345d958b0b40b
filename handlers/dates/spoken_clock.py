"""Times of day as people say them: 下午三点半, 今晚8点, 零点, 20:00, 8pm, or only a part of the day; pure.

A part of the day decides which half of the clock is meant, and refuses hours that it does not have (上午3点, 早上1点).
Small hours and midnight of an evening belong to the night that begins with it: 今晚1点 is 01:00 of the next date,
今晚0点 and 今晚12点 are its 24:00. A bare 3点, and a bare 3:00 with its single digit, may be either half; 0点, 13点 and
03:00 may not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum

from handlers.dates.numerals import spoken_number

HOUR, HALF_DAY, DAY = 3600, 43_200, 86_400
"""In seconds."""
NUMERAL = "(?:[0-9]{1,2}|[零〇一二三四五六七八九十两]{1,3})"


class Part(Enum):
    """A part of the day."""

    DAWN = "凌晨"
    MORNING = "早上"
    FORENOON = "上午"
    NOON = "中午"
    AFTERNOON = "下午"
    DUSK = "傍晚"
    EVENING = "晚上"
    NIGHT = "夜里"
    """The hours on both sides of midnight, by the date either the night before or the night after."""


_WORDS = {
    **dict.fromkeys(("凌晨",), Part.DAWN),
    **dict.fromkeys(("大清早", "一大早", "清晨", "清早", "一早", "早晨", "早上", "早间", "晨", "早"), Part.MORNING),
    **dict.fromkeys(("上午",), Part.FORENOON),
    **dict.fromkeys(("中午", "正午"), Part.NOON),
    **dict.fromkeys(("下午", "午后"), Part.AFTERNOON),
    **dict.fromkeys(("傍晚",), Part.DUSK),
    **dict.fromkeys(("晚上", "晚间", "夜晚", "晚", "夜"), Part.EVENING),
    **dict.fromkeys(("夜里", "夜间", "深夜", "半夜", "午夜"), Part.NIGHT),
}
_HOURS: dict[Part, dict[int, int]] = {
    Part.DAWN: {12: 0} | {hour: hour for hour in range(7)},
    Part.MORNING: {hour: hour for hour in range(4, 12)},
    Part.FORENOON: {hour: hour for hour in range(6, 12)},
    Part.NOON: {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14},
    Part.AFTERNOON: {hour: hour for hour in range(12, 24)} | {hour: hour + 12 for hour in range(1, 12)},
    Part.DUSK: {hour: hour + 12 for hour in range(4, 9)} | {hour: hour for hour in range(16, 21)},
    Part.EVENING: {0: 24, 12: 24, 24: 24, 1: 25, 2: 26, 3: 27}
    | {hour: hour + 12 for hour in range(5, 12)}
    | {hour: hour for hour in range(17, 24)},
    Part.NIGHT: {0: 24, 12: 24, 24: 24, 1: 25, 2: 26, 3: 27, 4: 28}
    | {hour: hour + 12 for hour in range(6, 12)}
    | {hour: hour for hour in range(18, 24)},
}
"""The hour since midnight that each spoken one means in a part of the day; 24 and more are of the next date."""
_DEFAULTS = {
    Part.MORNING: (6, 9, "09:00"),
    Part.FORENOON: (9, 12, "12:00"),
    Part.NOON: (11, 13, "12:00"),
    Part.AFTERNOON: (12, 18, "18:00"),
    Part.DUSK: (17, 19, "18:00"),
    Part.EVENING: (18, 24, "20:00"),
}
"""After which hour and up to which one the group's own time of a deadline fits a part of the day; what counts else."""

PART = re.compile(
    "(?:{words})|[早晚](?={number})".format(
        words="|".join(sorted((word for word in _WORDS if len(word) > 1), key=len, reverse=True)),
        number=rf"\s?{NUMERAL}[:点时]",
    )
)
_HOUR = re.compile(
    rf"\s?(?P<hour>{NUMERAL})\s?(?:"
    r":(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:\s?(?P<half>am|pm)(?![a-z]))?"
    r"|(?P<bare>am|pm)(?![a-z])"
    rf"|(?:点钟?|时)(?:整|(?P<thirty>半)|(?P<quarters>[一三13])刻钟?"
    rf"|过?(?P<minutes>{NUMERAL})分|(?P<last>[0-9]{{2}}|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpokenClock:
    """A time of day, or only a part of it."""

    options: tuple[int, ...]
    """What it may mean, in seconds since the midnight that its date begins with; empty for a mere part of the day."""
    part: Part | None
    end: int
    """Where it ends in the text."""
    twelve: bool = False
    """It was written 8:30, by a clock of 24 hours or perhaps of 12."""
    exact: bool = True
    """It is more than an hour by its number, such as a bare 三点, which is as often a count."""


def read_clock(text: str, start: int, of_day: Part | None) -> SpokenClock | None:
    """Return the time or the part of the day at a place in a half-width text; None where there is none.

    `of_day` is the part of the day that the word before has named (今晚). Raises ValueError for a time that no day has,
    or an hour that the part of the day does not have.
    """
    named = PART.match(text, start)
    part = _join(of_day, _WORDS[named[0]]) if named else of_day
    begin = named.end() if named else start
    hour = _HOUR.match(text, begin)
    if hour:
        return _read_hour(hour, part, named is not None)
    if named and named[0] == "午夜":
        return SpokenClock((DAY,), Part.NIGHT, begin)
    return SpokenClock((), part, begin) if named else None


def default_of(part: Part, at: str) -> int | None:
    """Return the seconds since midnight of a part of the day: `at` (HH:MM) if it fits; None for 凌晨 and 夜里."""
    if part not in _DEFAULTS:
        return None
    after, until, otherwise = _DEFAULTS[part]
    wanted, usual = seconds_of(at), seconds_of(otherwise)
    return wanted if after * HOUR < wanted <= until * HOUR else usual


def seconds_of(at: str) -> int:
    """Return HH:MM in seconds since midnight."""
    parsed = time.fromisoformat(at)
    return parsed.hour * HOUR + parsed.minute * 60


def part_of(word: str) -> Part | None:
    """Return the part of the day that a word is; None where it is none."""
    return _WORDS.get(word)


def _join(outer: Part | None, inner: Part) -> Part:
    """Return the part of the day that 今晚凌晨 or 明早上午 means; raises ValueError for a contradiction."""
    if outer in (None, inner):
        return inner
    if outer is Part.EVENING and inner in (Part.DAWN, Part.NIGHT):
        return Part.EVENING
    if outer is Part.MORNING and inner is Part.FORENOON:
        return inner
    raise ValueError("two parts of the day")


def _read_hour(match: re.Match[str], part: Part | None, named: bool) -> SpokenClock:
    hour, minutes = spoken_number(match["hour"]), _minutes(match)
    second = int(match["second"] or 0)
    if hour is None or hour > 24 or minutes is None or minutes > 59 or second > 59:
        raise ValueError(match[0])
    past = minutes * 60 + second
    latin = (match["half"] or match["bare"] or "").lower()
    colon = match["minute"] is not None
    options: tuple[int, ...]
    if latin:
        if not 1 <= hour <= 12 or part is not None:
            raise ValueError(match[0])
        options = (hour % 12 + (12 if latin == "pm" else 0),)
    elif part is not None:
        if hour not in _HOURS[part]:
            raise ValueError(match[0])
        options = (_HOURS[part][hour],)
    else:
        either = 1 <= hour <= (6 if colon else 12) and not (colon and match["hour"].startswith("0"))
        options = (hour, hour + 12) if either else (hour,)
        if hour == 24 and past:
            raise ValueError(match[0])
    return SpokenClock(
        tuple(option * HOUR + past for option in options),
        part,
        match.end(),
        twelve=colon and not latin and part is None and 1 <= hour <= 12 and match["hour"][0] != "0",
        exact=colon or bool(latin) or named or part is not None or hour > 12 or past > 0,
    )


def _minutes(match: re.Match[str]) -> int | None:
    if match["thirty"]:
        return 30
    if match["quarters"]:
        return 15 if match["quarters"] in "一1" else 45
    if match["minutes"] or match["last"]:
        return spoken_number(match["minutes"] or match["last"])
    return int(match["minute"] or 0)
