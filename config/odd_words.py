"""Keys and texts of a readable file that were meant to be a key and its value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from config.slips import slip_in
from config.syntax import Place


def odd_words(data: object) -> Iterator[Place]:
    """Yield the keys that were meant to be a key and a value: no key has a colon in it, or begins with a blank."""
    if isinstance(data, CommentedMap):
        for key, value in data.items():
            slip = slip_in(key if ":" in key or "：" in key else f"{key}: x") if isinstance(key, str) else None
            if slip:
                line, column = data.lc.key(key)
                yield Place(line, column + slip.column, *slip[1:])
            yield from _entries_read_as_text(data, key, value)
            yield from odd_words(value)
    elif isinstance(data, CommentedSeq):
        for value in data:
            yield from odd_words(value)


_LINES_OF_ENTRIES = re.compile(r"(?:- ?)?[A-Za-z_]\w*[:：]\S|-[^\s-]\S* -|-[^\s-]+$")


def _entries_read_as_text(data: CommentedMap, key: str, value: object) -> Iterator[Place]:
    """Yield an entry below a key that became its text: points：10, -小李."""
    if isinstance(value, str) and _LINES_OF_ENTRIES.match(value):
        line, column = data.lc.value(key)
        slip = slip_in(value) if line > data.lc.key(key)[0] else None
        if slip:
            yield Place(line, column + slip.column, *slip[1:])
