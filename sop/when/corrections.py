"""What people write instead of a time as it is read, and what they may have meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from handlers.dates.numerals import number

_HOUR = "(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MINUTE = "(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
_SLIPS = (
    (r"^([0-9]{1,2})[./-]([0-9]{1,2})(?![0-9.:/-])", r"\1月\2日"),
    (r"^([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})(?![0-9])", r"\1-\2-\3"),
    ("礼拜", "星期"),
    ("天天", "每天"),
    ("逢", "每"),
    ("双休日", "周末"),
    ("平日", "工作日"),
    ("每(?=[早晚])", "每天"),
    (f"(周|星期)([一二三四五六日天])({_HOUR}[点时])", r"\1\2 \3"),
    ("(?:早上|上午|早晨|清晨|凌晨|早)", ""),
    ("中午(?=(?:1|一)[点时:])", "+"),
    ("中午", ""),
    ("下午(?=(?:[1-9]|1[01]|[一二两三四五六七八九]|十一?)[点时:.])", "+"),
    ("(?:晚上|傍晚|夜里|今晚|晚)(?=(?:[5-9]|1[01]|[五六七八九]|十一?)[点时:.])", "+"),
    ("([0-9]{1,2})[点时]半", r"\1:30"),
    ("([0-9]{1,2})[点时]一刻", r"\1:15"),
    ("([0-9]{1,2})[点时]三刻", r"\1:45"),
    ("([0-9]{1,2})[点时]([0-9]{2})分?", r"\1:\2"),
    ("([0-9]{1,2})[点时]整?", r"\1:00"),
    ("(?<![0-9.])([0-9]{1,2})\\.([0-9]{2})(?![0-9.])", r"\1:\2"),
    ("(?:每天)?(?:周一到周五|周一至周五)", "每周一至周五"),
    ("每+", "每"),
)
"""What is mended, in this order; a plus stands before an hour of the afternoon."""
_NUMERALS_AT = 8
"""Before this slip hours and minutes in Chinese become digits: weekdays have been told apart from them."""


def correct(words: str) -> tuple[str, ...]:
    """Return what may have been meant, the likeliest first; nobody has looked whether it can be read."""
    for place, (pattern, better) in enumerate(_SLIPS):
        words = re.sub(pattern, better, words)
        if place == _NUMERALS_AT:
            words = _in_digits(words)
    words = re.sub(r"\+([0-9]{1,2})(?=:)", lambda match: str(int(match[1]) + 12), words)
    time_first = re.sub("^([0-9:、, ]+)(.+)$", r"\2 \1", words)
    return words, "每" + words, "每天 " + words, time_first


def suggest(words: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the words with the most similar name in place of the one that they begin with; empty without one."""
    begun = re.match(r"([^\W\d]\w*?)(?=当天|[前后]|[ 、]|$)", words)
    near = get_close_matches(begun[1], names, 1, 0.5) if begun else []
    return tuple(name + words[len(begun[1]) :] for name in near) if begun else ()


def _in_digits(words: str) -> str:
    words = re.sub(f"([点时])({_MINUTE})", lambda match: f"{match[1]}{_value(match[2]):02}", words)
    return re.sub(f"{_HOUR}(?=[点时])", lambda match: str(_value(match[0])), words)


def _value(word: str) -> int:
    return number(word.removeprefix("零")) or 0
