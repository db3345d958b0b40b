"""How words sound, for those that were typed by their sound."""

from __future__ import annotations

import os
from functools import lru_cache

from handlers.kit.words import casefold_width


@lru_cache(maxsize=4096)
def to_pinyin(words: str, between: str = "") -> str:
    """Return the pinyin of each character with `between` in between; what is not Chinese stays as it is."""
    # Loaded when somebody first mistypes, and without its phrases: single characters are enough to guess a command,
    # and the whole dictionary would take 60 MB and 0.4 s of every start.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return between.join(lazy_pinyin(casefold_width(words)))
