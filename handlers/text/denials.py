"""Whether somebody says something, or that it is not so: 不是两倍, 不到两倍; pure."""

from __future__ import annotations

import re

_DENIED = re.compile("(?<![是要会能])(?:不|没有?|并?非|(?<!特)别)(?:是|到|要|能|会|用|够|足|等于|应该|可以){0,2}$")
"""不是两倍, 不到两倍, 不能用温水; but not 是不是两倍, 要不两倍, 会不会是两倍."""
_BEFORE = 6
"""Characters before a word that may deny it."""


def is_denied(before: str) -> bool:
    """Return whether what stands before a word denies it."""
    return _DENIED.search(before[-_BEFORE:]) is not None


def says(answer: str, word: str) -> bool:
    """Return whether an answer says a word at least once without denying it."""
    place = answer.find(word)
    while place >= 0:
        if not is_denied(answer[:place]):
            return True
        place = answer.find(word, place + 1)
    return False
