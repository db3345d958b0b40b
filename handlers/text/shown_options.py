"""An option that is copied as it is shown, with its letter or number in front: A. 4, 2. 川菜; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.kit.words import casefold_width, undress

LETTERS = "ABCDEFGHIJ"
_SHOWN = re.compile(
    r"(?P<sign>[A-J]|[1-9][0-9]?)(?:\s?[.。:：)）]\s{0,2}|(?:(?<=[A-J])|(?=.\D))[\s、])(?P<words>.+)",
    re.DOTALL | re.IGNORECASE,
)
"""1 2 and 1、2 are two numbers, but 1. 2 is the first of them."""


def find_shown(text: str, options: Sequence[str]) -> int | None:
    """Return the place, from 0, of the option that a text copies; None where sign and words do not belong together."""
    shown = _SHOWN.fullmatch(casefold_width(text.strip()))
    if shown is None:
        return None
    sign = shown["sign"].upper()
    place = LETTERS.index(sign) if sign in LETTERS else int(sign) - 1
    return place if place < len(options) and _fold(shown["words"]) == _fold(options[place]) else None


def _fold(words: str) -> str:
    return "".join(casefold_width(undress(words)).split())
