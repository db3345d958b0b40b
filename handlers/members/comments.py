"""A comment on what a newcomer says they like, from a bank of phrases by subject; the choice is always the same."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from pydantic import Field, TypeAdapter
from ruamel.yaml import YAML

from config.settings import HOME
from handlers.kit import Section
from handlers.kit.words import casefold_width
from handlers.text.template import fill

BANK = HOME / "config" / "content" / "welcome" / "comments.yaml"
LONGEST_WORD = 8
"""Characters of somebody's own word that is repeated to them."""


class Comments(Section):
    """Phrases about one subject."""

    words: tuple[str, ...] = Field(min_length=1)
    """Parts of what people write that mean the subject; an empty one fits everything."""
    say: tuple[str, ...] = Field(min_length=1)
    """With {word} in the place of their own word."""


@cache
def load_comments() -> tuple[Comments, ...]:
    """Return the bank; read once per process, when somebody first introduces themselves."""
    return TypeAdapter(tuple[Comments, ...]).validate_python(YAML(typ="safe").load(BANK))


def comment_on(interests: list[str], key: str) -> str:
    """Return a comment on the first interest that the bank knows, else on the first one; empty where there is none.

    `key` makes the choice among its phrases: the same one gives the same phrase.
    """
    short = [word for word in interests if 0 < len(word) <= LONGEST_WORD]
    if not short:
        return ""
    *subjects, anything = load_comments()
    fitting = ((word, comments) for word in short for comments in subjects if _fits(comments, word))
    word, comments = next(fitting, (short[0], anything))
    number = int.from_bytes(sha256(f"{key} {word}".encode()).digest()[:4], "big")
    return fill(comments.say[number % len(comments.say)], {"word": word})


def _fits(comments: Comments, word: str) -> bool:
    return any(casefold_width(known) in casefold_width(word) for known in comments.words)
