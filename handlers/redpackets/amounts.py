"""Reads how many points a packet has and into how many shares it goes, in whatever order and words; pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from handlers.kit.words import half_width
from handlers.text.spelled_numbers import read_spelled_number

_LEAD = re.compile(r"(?:一共|总共|总额|共)\s?")
_GLUED = re.compile(r"([0-9０-９]{1,9}积?分)[,，、]?分?([0-9０-９]{1,9}[个份包])(?=[\s,，、]|\Z)")
"""How points and shares stand without a space: 50分5个."""
_NAMED = re.compile(r"([^@＠]{1,12})([@＠].*)", re.DOTALL)
"""Who it is for may follow the shares without a space: 1@小红."""
_EQUAL = re.compile(r"(?:普通(?:红包)?|平均分?|一样多|每[人份][0-9]{1,6}分?)(?:$|[\s,，。;；]+)")
LONGEST_AMOUNTS = 40
"""Characters in which points and shares stand."""
COUNTED = ("个", "份", "包")
"""Units of shares; points have 分."""


class Amounts(NamedTuple):
    """Points and shares as they were typed, each empty where it is missing, and what stands behind them.

    What is no whole number is still one of them, to be refused: only a space parts it from the words.
    """

    points: str
    shares: str
    rest: str


_UNIT = "(积?分|[个份包])"
_WITH_UNIT = re.compile(rf"([0-9０-９]{{1,9}}|[一二两三四五六七八九十百]{{1,4}})\s?{_UNIT}(?=[\s,，、]|\Z)[\s,，、]*")
"""2 个, 十分; and not 十分感谢."""
_EACH = re.compile(r"每[人个份]\s?([0-9]{1,6})\s?分?[\s,，、]{1,3}([0-9]{1,3})\s?[个份人包]?(?=\s|\Z)")


def split(text: str) -> Amounts:
    """Return the amounts that a text begins with: 100 10, 50分5个, 10个 50分, 一共10分 分2份."""
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    text = _with_digits(text)
    glued = _GLUED.match(text)
    text = f"{glued[1]} {glued[2]} {text[glued.end() :]}" if glued else text
    points, shares, rest = (*text.split(maxsplit=2), "", "", "")[:3]
    named = _NAMED.fullmatch(shares)
    if named:
        shares, rest = named[1], f"{named[2]} {rest}".strip()
    if points.endswith(COUNTED) or shares.endswith("分"):
        points, shares = shares, points
    return Amounts(points, shares.lstrip("分").rstrip("份包"), rest)


def _with_digits(text: str) -> str:
    """Return a text that begins with points and shares, its digits and units together: 十分 两个, 每人2分 3个."""
    plain = half_width(text[:LONGEST_AMOUNTS])
    each = _EACH.match(plain)
    if each:
        points = int(each[1]) * int(each[2])
        return f"{points} {each[2]} 每人{each[1]}分{text[each.end() :]}"
    first = _WITH_UNIT.match(plain)
    second = _WITH_UNIT.match(plain, first.end()) if first else None
    if first is None or second is None:
        return text
    return f"{_in_digits(first)} {_in_digits(second)} {text[second.end() :]}"


def _in_digits(amount: re.Match[str]) -> str:
    number = amount[1] if amount[1].isdecimal() else read_spelled_number(amount[1])
    return amount[0].strip() if number is None else f"{number}{amount[2]}"


def is_number(word: str) -> bool:
    """Return whether a word is meant for a number, also for one that is refused: 1.5, -1."""
    return half_width(word).lstrip("+-.")[:1].isdecimal()


def split_equal(text: str) -> tuple[bool, str]:
    """Return whether a text begins with words for equal shares (普通, 平均分 每人5分), and what stands behind them."""
    start = 0
    while equal := _EQUAL.match(text, start):
        start = equal.end()
    return start > 0, text[start:]
