"""Reading what members type to vote, 投 2, 投 ① or 投 火锅, and nothing that only begins like it; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.dates.numerals import number
from handlers.kit.words import ENDINGS, half_width, normalize
from handlers.polls.rules import MOST, option_key
from handlers.text.numbers import read_number
from handlers.text.shown_options import find_shown

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_VOTE = re.compile(rf"投票?(?:[\s:：]+|(?=[0-9#{_CIRCLED}🔟]))(?P<words>.+)", re.DOTALL)
_APART = re.compile(r"[\s,，、]+")
_MARKED = re.compile(r"#[0-9]+|(?:[0-9]+|[一二三四五六七八九十]{1,3})号")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_SIGNS = str.maketrans({sign: f" {place} " for place, sign in enumerate(_CIRCLED, 1)} | {"🔟": " 10 "})
SHORTEST_PART = 2
"""Characters of an option's name that are enough to mean it."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as typed, before it is known whether there are such options."""

    number: int | None
    """The poll's, where it was named."""
    words: str
    """Numbers of options, or their names."""


def read_vote(text: str) -> Vote | None:
    """Return the vote in 投 2, 投2, 投①③, 投 1 3, 投 火锅, or 投 3号 2 (in poll 3); None for everything else."""
    typed = normalize(text)
    match = _VOTE.fullmatch(half_width(typed)) if typed.startswith("投") else None
    words = match["words"].strip(ENDINGS + " \n") if match else ""
    if not words:
        return None
    first, *rest = _APART.split(words, maxsplit=1)
    # 投 3号 is the third option, and 投 1号 3号 are two of them: only the poll's number is marked, and it stands alone.
    poll_number = _read_number(first) if _MARKED.fullmatch(first) else None
    if poll_number and rest and not any(map(_MARKED.fullmatch, _APART.split(rest[0]))):
        return Vote(poll_number, rest[0])
    return Vote(None, words)


def read_numbers(words: str) -> tuple[int, ...]:
    """Return the different numbers that the words are, in order, 1️⃣, ① and 一 among them; empty for anything else."""
    plain = _KEYCAP.sub(r" \1 ", words).translate(_SIGNS)
    numbers = [_read_number(word) for word in _APART.split(plain) if word]
    return tuple(sorted({one for one in numbers if one})) if all(numbers) else ()


def read_choices(words: str, options: Sequence[str]) -> tuple[int, ...]:
    """Return the options meant by numbers, names, parts of names or both as shown, in order; empty for anything else.

    A part has two characters or more and is one option's alone. Numbers may be larger than there are options, up to
    the most that a poll can have.
    """
    shown = find_shown(words, options)
    if shown is not None:
        return (shown + 1,)
    keys = [option_key(option) for option in options]
    whole, apart = [option_key(words)], [option_key(word) for word in _APART.split(words)]
    # 一 is the first option, unless there is one that is called so.
    numbers = () if any(name in keys for name in apart) else read_numbers(words)
    if numbers and numbers[-1] <= MOST:
        return numbers
    for names in (whole, apart):
        found = [_options_with(name, keys) for name in names]
        if all(len(fitting) == 1 for fitting in found):
            return tuple(sorted({option for fitting in found for option in fitting}))
    return ()


def read_candidates(words: str, options: Sequence[str]) -> list[int]:
    """Return all options in whose names the words are a part, in order."""
    return _options_with(option_key(words), [option_key(option) for option in options])


def _options_with(name: str, keys: Sequence[str]) -> list[int]:
    """Return the option of this name, else all whose names it is a part of."""
    if name in keys:
        return [keys.index(name) + 1]
    return [option for option, key in enumerate(keys, 1) if len(name) >= SHORTEST_PART and name in key]


def _read_number(word: str) -> int | None:
    return read_number(word) or number(word.removesuffix("号")) or None
