"""Finding phrases in what people write, however they dress them; pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.kit.words import casefold_width

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

LINK = re.compile(
    r"(?:https?://|www\.)[^\s/?#]{2,100}|"
    r"(?<![a-z0-9@._-])[a-z0-9][a-z0-9-]{0,62}\.(?:com|cn|net|org|top|xyz|cc|shop)(?![a-z0-9])"
)
KEPT = 64
"""Sets of phrases that are kept ready: one or two for each group that moderates."""
LONGEST = 10_000
"""Characters that are looked at."""
CONTEXT = 6
"""Letters around a phrase that are let pass with it, at least."""


def bare(text: str) -> str:
    """Return a text as phrases are compared: letters and digits only, without width and capitals."""
    return "".join(filter(str.isalnum, casefold_width(text[:LONGEST])))


def find_phrase(text: str, phrases: tuple[str, ...], allowed: tuple[str, ...], learned: tuple[str, ...] = ()) -> str:
    """Return the first phrase in a text, as it is compared, that is no part of an allowed one; empty for none.

    What was `learned` lets pass only a part of itself, for it may once have been learned from the bare phrase.
    """
    plain = bare(text)
    found = _automaton(phrases).find_matches_as_indexes(plain) if phrases else []
    if not found:
        return ""
    spans, longer = _spans(plain, allowed), _spans(plain, learned)
    for _, start, end in found:
        around_it = [span for span in longer if span != (start, end)]
        if not any(first <= start and end <= last for first, last in (*spans, *around_it)):
            return plain[start:end]
    return ""


def _spans(plain: str, phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where some of these phrases begin and end in a text as it is compared."""
    return [(start, end) for _, start, end in _automaton(phrases).find_matches_as_indexes(plain)] if phrases else []


def around(excerpt: str, phrase: str) -> str:
    """Return the words of an excerpt in which a phrase, as it is compared, stands: only in these it is let pass.

    A few letters before and behind it, and on to the next space or sign. Empty where the phrase is not in the excerpt.
    """
    letters = [(place, letter) for place, sign in enumerate(excerpt) for letter in bare(sign)]
    plain = "".join(letter for _, letter in letters)
    found = plain.find(phrase) if phrase else -1
    if found < 0:
        return ""
    last = min(found + len(phrase) - 1 + CONTEXT, len(letters) - 1)
    start, end = letters[max(0, found - CONTEXT)][0], letters[last][0] + 1
    while start > 0 and excerpt[start - 1].isalnum():
        start -= 1
    while end < len(excerpt) and excerpt[end].isalnum():
        end += 1
    return excerpt[start:end]


def find_host(text: str, allowed: Collection[str]) -> str:
    """Return the first site that a text links to and that is not allowed, in small letters; empty for none."""
    for match in LINK.finditer(casefold_width(text[:LONGEST])):
        host = match[0].removeprefix("https://").removeprefix("http://").removeprefix("www.")
        if host not in allowed:
            return host
    return ""


@lru_cache(maxsize=KEPT)
def _automaton(phrases: tuple[str, ...]) -> AhoCorasick:
    """Return what finds these phrases; 20,000 take 0.2 s to prepare, once, and 3 us to look for (measured)."""
    # Loaded where a group moderates.
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns = sorted({bare(phrase) for phrase in phrases} - {""})
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
