"""The option that somebody chooses with a letter, a number or its own words; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.kit.words import half_width
from handlers.text.answers import is_same
from handlers.text.shown_options import find_shown

LETTERS = "ABCD"
_CHOICE = re.compile("(?:我?选项?|第)?\\s?([A-D1-4一二三四])(?:个|项)?")


def choice_in(words: str, options: Sequence[str]) -> int | None:
    """Return the place, from 0, of the option that words in capitals name: B, 选 B, 第二个, B. 9点, or what it says."""
    shown = find_shown(words, options)
    if shown is not None:
        return shown
    same = [place for place, option in enumerate(options) if half_width(option).upper() == words]
    sign = _CHOICE.fullmatch(words)
    if not same and sign is None:
        same = [place for place, option in enumerate(options) if is_same(words, option)]
    if same or sign is None:
        return same[0] if len(same) == 1 else None
    place = next(signs.index(sign[1]) for signs in (LETTERS, "1234", "一二三四") if sign[1] in signs)
    return place if place < len(options) else None
