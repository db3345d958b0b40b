"""Which of a group's topics may interest somebody, by what they said they like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.kit import Context
from handlers.kit.words import casefold_width
from handlers.topics.rules import Rules
from handlers.topics.service import get_open

SHORTEST = 2
"""Characters of an interest that is looked for in a title."""


def list_titles(ctx: Context) -> list[str]:
    """Return the titles that somebody may be asked about: of the topic that is open, then of the owner's bank."""
    current = get_open(ctx)
    return [*((current[0].title,) if current else ()), *ctx.rules(Rules).bank]


def choose_title(titles: Sequence[str], interests: Iterable[str]) -> str:
    """Return the first title that names one of the interests, else the first one; empty where there is none."""
    words = [casefold_width(word) for word in interests if len(word) >= SHORTEST]
    fitting = (title for title in titles if any(word in casefold_width(title) for word in words))
    return next(fitting, titles[0] if titles else "")
