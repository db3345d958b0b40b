"""Numbers as people type them."""

from __future__ import annotations

import re

from handlers.kit.refusal import OpenRefusal
from handlers.kit.words import half_width, truncate, undress
from handlers.text.spelled_numbers import read_spelled_number


def read_whole_number(text: str, least: int, most: int) -> int:
    """Return a number as people type it (１０, 10分, 十); raises Refusal that names the range."""
    digits = half_width(text).rstrip("分个")
    is_written = digits.isascii() and digits.isdigit() and len(digits) <= 10
    number = int(digits) if is_written else read_spelled_number(digits)
    if number is not None and least <= number <= most:
        return number
    example = max(least, min(10, most))
    raise OpenRefusal(f"「{truncate(text)}」不行，请写 {least} 到 {most} 之间的整数，例如 {example}。")


def read_number(text: str) -> int | None:
    """Return a number that names something (12, #12, １２号, 三号), from 1 to 2**31 - 1; None where it is none."""
    digits = half_width(text).lstrip("#＃").removesuffix("号")
    if digits in _SPELLED:
        return _SPELLED[digits]
    if digits.isascii() and digits.isdigit() and len(digits) <= 10 and 1 <= int(digits) <= LARGEST:
        return int(digits)
    return None


def read_spaced_number(text: str) -> int | None:
    """Return a number as `read_number` does, spaced and adorned (# 3 号, 3🎉); None for several."""
    words = undress(text).split()
    several = sum(any(letter.isdecimal() for letter in word) or word in _SPELLED for word in words) > 1
    return None if several else read_number("".join(words))


def read_numbers(text: str, most: int = 50) -> list[int]:
    """Return the different numbers that name things, in order: 1 2 3, 1、2号, 1和3, 2-4; empty for anything else.

    No more than `most` of them.
    """
    if len(text) > LONGEST_LIST:
        return []
    found: list[int] = []
    for word in filter(None, _APART.split(half_width(text))):
        span = _SPAN.fullmatch(word)
        first, last = (read_number(span[1]), read_number(span[2])) if span else (read_number(word),) * 2
        if first is None or last is None or not 0 <= last - first < most:
            return []
        found += range(first, last + 1)
    return sorted(set(found))[:most]


LONGEST_LIST = 200
"""Characters of several numbers."""
_APART = re.compile(r"[\s,、;和]+")
_SPAN = re.compile(r"([0-9]{1,10})号?(?:-|~|到|至)([0-9]{1,10})号?")
_SPELLED = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
LARGEST = 2**31 - 1
"""The largest id that a table gives to a row."""
