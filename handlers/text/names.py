"""Names in an owner's file: duplicates are refused, and slips recognised."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")

LEAST_OF_TITLE = 2
"""Characters of a title by which a thing can be named."""


def refuse_duplicates(names: Iterable[str], message: str) -> None:
    """Raise ValueError with the message, whose {name} is filled in, where a name comes twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(message.format(name=name))
        seen.add(name)


def find_name(word: str, names: Collection[str]) -> str:
    """Return the only name that a word of two characters or more is a part of; the word itself where none is."""
    near = [name for name in names if len(word) > 1 and word in name]
    return near[0] if len(near) == 1 and word not in names else word


def find_titled(words: str, things: Sequence[T], title_of: Callable[[T], str]) -> tuple[T, str] | None:
    """Return the only thing whose title, or a part of it, words begin with, and the rest; None where none is meant."""
    first, _, rest = words.partition(" ")
    titled = [thing for thing in things if words.startswith(title_of(thing))]
    if len(titled) == 1:
        return titled[0], words.removeprefix(title_of(titled[0])).strip()
    partly = [thing for thing in things if len(first) >= LEAST_OF_TITLE and first in title_of(thing)]
    return (partly[0], rest.strip()) if len(partly) == 1 else None


def suggest_name(word: str, names: Iterable[str], otherwise: str, *, least: float = 0.5) -> str:
    """Return a question for the most similar name; `otherwise` where none is similar by `least` (0 to 1)."""
    near = get_close_matches(word, list(names), 1, least)
    return f"是不是「{near[0]}」？" if near else otherwise
