"""Whole numbers as people spell them: 三, 十五, 两百, 一百五, 三千零二, 一万; pure."""

from __future__ import annotations

NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_LETTERS = frozenset(NUMERALS | _UNITS | _LARGE)
_LONGEST = 20


def read_spelled_number(word: str) -> int | None:
    """Return the number that a word spells; None where it is none, such as 三四."""
    if not word or len(word) > _LONGEST or not _LETTERS.issuperset(word):
        return None
    total = section = digit = 0
    last = ""
    for letter in word:
        if letter in NUMERALS:
            if last in NUMERALS and last not in "零〇":
                return None
            digit = NUMERALS[letter]
        elif letter in _UNITS:
            section += (digit or (last == "" or last in "零〇")) * _UNITS[letter]
            digit = 0
        else:
            if not section + digit:
                return None
            total, section, digit = (total + section + digit) * _LARGE[letter], 0, 0
        last = letter
    # 一百五 is 150, and not 105.
    short = (_UNITS | _LARGE).get(word[-2:-1], 1) // 10 if len(word) > 2 and last in NUMERALS else 0
    return total + section + digit * max(1, short)
