"""Reading what people type: kindly about form, strictly about meaning. Every function is total."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SPACES = dict.fromkeys((code for code in range(0x3001) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp")), " ")
"""All of Unicode's spaces, among them U+2005 after a mention and the full-width U+3000."""

INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF))
_PLAIN = SPACES | INVISIBLE
ENDINGS = "。．.！!～~，,、；;？?"


@lru_cache(8)
def normalize(text: str) -> str:
    """Return the text with plain spaces, without invisible marks, trimmed. Line breaks stay.

    Remembered for the last few texts: six features read each message so, and the longest one takes 2 ms each time.
    """
    return text if text.isalnum() else text.translate(_PLAIN).strip()


# Many listeners ask it of the same message in turn.
@lru_cache(maxsize=16)
def casefold_width(text: str) -> str:
    """Return the text for comparing words: full-width forms and capitals made plain."""
    return unicodedata.normalize("NFKC", text).casefold()


def half_width(text: str) -> str:
    """Replace full-width letters, digits and signs, one character for one. Unlike in `casefold_width`, ² stays."""
    return text.translate(_HALF_WIDTH)


_HALF_WIDTH = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {0x3000: " "}


_EMOTICON = re.compile(r"\[[^\[\]\s]{1,6}\]")
"""How WeChat writes its own faces: [太阳]."""
_BRACKETS = "【】「」『』《》“”\"'"
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"


def undress(text: str) -> str:
    """Return the text without emoji, faces such as [太阳], and signs around it."""
    if text.isalnum():
        return text
    bare = _EMOTICON.sub(" ", text)
    start, end = 0, len(bare)
    while start < end and _is_decoration(bare[start]):
        start += 1
    while start < end and _is_decoration(bare[end - 1]):
        end -= 1
    return bare[start:end]


_ADORNING = frozenset(_BRACKETS + _JOINERS + ENDINGS + " ")


def _is_decoration(letter: str) -> bool:
    return letter in _ADORNING or unicodedata.category(letter) in ("So", "Sk")


_BREAKS = re.compile("[\r\n\t\v\f\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return the text with a space in the place of each line break or tab; other spaces stay as they are."""
    return text if text.isalnum() else _BREAKS.sub(" ", text).strip()


def truncate(text: str, most: int = 12) -> str:
    """Return what somebody typed in one line, short enough to be repeated to them."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most and len(text) <= most * 4 else line[:most] + "…"
