"""Reading what members type to vote, 投 2 or 投 火锅, and nothing that only begins like it; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.kit.words import ENDINGS, half_width, normalize
from handlers.polls.rules import MOST, option_key
from handlers.text.numbers import read_number

_VOTE = re.compile(r"投票?(?:[\s:：]+|(?=[0-9#]))(?P<words>.+)", re.DOTALL)
_APART = re.compile(r"[\s,，、]+")
_MARKED = re.compile(r"#[0-9]+|[0-9]+号")


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as typed, before it is known whether there are such options."""

    number: int | None
    """The poll's, where it was named."""
    words: str
    """Numbers of options, or their names."""


def read_vote(text: str) -> Vote | None:
    """Return the vote in 投 2, 投2, 投 1 3, 投 火锅, or 投 3号 2 (in poll 3); None for everything else."""
    typed = normalize(text)
    match = _VOTE.fullmatch(half_width(typed)) if typed.startswith("投") else None
    words = match["words"].strip(ENDINGS + " \n") if match else ""
    if not words:
        return None
    first, *rest = _APART.split(words, maxsplit=1)
    # 投 3号 is the third option, and 投 1号 3号 are two of them: only the poll's number is marked, and it stands alone.
    number = read_number(first) if _MARKED.fullmatch(first) else None
    if number and rest and not any(map(_MARKED.fullmatch, _APART.split(rest[0]))):
        return Vote(number, rest[0])
    return Vote(None, words)


def read_numbers(words: str) -> tuple[int, ...]:
    """Return the different numbers that the words are, in order; empty where they are anything else."""
    numbers = [read_number(word) for word in _APART.split(words)]
    return tuple(sorted({number for number in numbers if number})) if all(numbers) else ()


def read_choices(words: str, options: Sequence[str]) -> tuple[int, ...]:
    """Return the options meant by numbers or by exact names, in order; empty where the words are no such thing.

    Numbers may be larger than there are options, up to the most that a poll can have.
    """
    if numbers := read_numbers(words):
        return numbers if numbers[-1] <= MOST else ()
    number_by_key = {option_key(option): number for number, option in enumerate(options, 1)}
    keys = [option_key(words)]
    if keys[0] not in number_by_key:
        keys = [option_key(word) for word in _APART.split(words)]
    return tuple(sorted({number_by_key[key] for key in keys})) if all(key in number_by_key for key in keys) else ()
