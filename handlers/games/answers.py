"""Whether a guess says the same as an answer: 九点, 9点 and 9:00; 二, 2 and 两家; pure."""

from __future__ import annotations

import re

from handlers.dates.numerals import spoken_number
from handlers.dates.spoken_clock import read_clock
from handlers.kit.words import casefold_width

LONGEST = 20
"""Characters of a number or a time with its unit."""
_HUNDRED = {"一百": 100, "百": 100}
_UNITS = "个只条家位人名岁年月日号天周点块元分斤两米次件本张颗粒层楼种度秒杯瓶袋套盒片台辆步"
_NUMBER = re.compile(rf"第?([0-9]{{1,9}}|[零〇一二三四五六七八九十百两]{{1,4}})([{_UNITS}]{{0,2}})")


def is_same(guess: str, answer: str) -> bool:
    """Return whether two texts say the same, whatever their width and case, and however their numbers are written."""
    said, right = casefold_width(guess), casefold_width(answer)
    if said == right:
        return True
    if max(len(said), len(right)) > LONGEST:
        return False
    one, other = _read_number(said), _read_number(right)
    if one and other and one[0] == other[0] and (one[1] == other[1] or not (one[1] and other[1])):
        return True
    return not _read_times(said).isdisjoint(_read_times(right))


def _read_number(text: str) -> tuple[int, str] | None:
    """Return the number and the unit that a text is; None where it is no number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdecimal() else _HUNDRED.get(match[1], spoken_number(match[1]))
    return None if number is None else (number, match[2])


def _read_times(text: str) -> frozenset[int]:
    """Return the times of day, in seconds, that a text may be; none where it is no time."""
    try:
        clock = read_clock(text, 0, None)
    except ValueError:
        clock = None
    return frozenset(clock.options) if clock and clock.end == len(text) else frozenset()
