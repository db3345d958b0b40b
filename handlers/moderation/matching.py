"""Finding phrases in what people write, however they dress them; pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.kit.words import casefold_width

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

LINK = re.compile(
    r"(?:https?://|www\.)[^\s]{2}|"
    r"(?<![a-z0-9@._-])[a-z0-9][a-z0-9-]{0,62}\.(?:com|cn|net|org|top|xyz|cc|shop)(?![a-z0-9])"
)
KEPT = 64
"""Sets of phrases that are kept ready: one or two for each group that moderates."""
LONGEST = 10_000
"""Characters that are looked at."""


def bare(text: str) -> str:
    """Return a text as phrases are compared: letters and digits only, without width and capitals."""
    return "".join(filter(str.isalnum, casefold_width(text[:LONGEST])))


def find_phrase(text: str, phrases: tuple[str, ...], allowed: tuple[str, ...]) -> str:
    """Return the first phrase in a text, as it is compared, that is no part of an allowed one; empty for none."""
    plain = bare(text)
    found = _automaton(phrases).find_matches_as_indexes(plain) if phrases else []
    if not found:
        return ""
    spans = [(start, end) for _, start, end in _automaton(allowed).find_matches_as_indexes(plain)] if allowed else []
    for _, start, end in found:
        if not any(first <= start and end <= last for first, last in spans):
            return plain[start:end]
    return ""


def has_link(text: str) -> bool:
    """Tell whether a text has the address of a page in it."""
    return LINK.search(casefold_width(text[:LONGEST])) is not None


@lru_cache(maxsize=KEPT)
def _automaton(phrases: tuple[str, ...]) -> AhoCorasick:
    """Return what finds these phrases; 20,000 take 0.2 s to prepare, once, and 3 us to look for (measured)."""
    # Loaded where a group moderates.
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns = sorted({bare(phrase) for phrase in phrases} - {""})
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
