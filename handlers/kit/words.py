"""Reading what people type: kindly about form, strictly about meaning. Every function is total."""

from __future__ import annotations

import unicodedata

from handlers.kit.refusal import Refusal

SPACES = dict.fromkeys((code for code in range(0x3001) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp")), " ")
"""All of Unicode's spaces, among them U+2005 after a mention and the full-width U+3000."""

INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF))
ENDINGS = "。．.！!～~，,、；;？?"


def tidy(text: str) -> str:
    """The text with plain spaces, without invisible marks, trimmed. Line breaks stay."""
    return text if text.isalnum() else text.translate(SPACES).translate(INVISIBLE).strip()


def fold(text: str) -> str:
    """For comparing words: full-width forms and capitals made plain."""
    return unicodedata.normalize("NFKC", text).casefold()


def whole_number(text: str, least: int, most: int) -> int:
    """A number as people type it (１０, 10分); raises Refusal that names the range."""
    digits = half_width(text).rstrip("分个")
    if digits.isascii() and digits.isdigit() and len(digits) <= 10 and least <= int(digits) <= most:
        return int(digits)
    shown = text if len(text) <= 12 else text[:12] + "…"
    raise Refusal(f"「{shown}」不行，请写 {least} 到 {most} 之间的整数，例如 10。")


def number_of(text: str) -> int | None:
    """A number that names something (12, #12, １２号), from 1 to 2**31 - 1; None where it is none."""
    digits = half_width(text).lstrip("#＃").removesuffix("号")
    if digits.isascii() and digits.isdigit() and len(digits) <= 10 and 1 <= int(digits) <= LARGEST:
        return int(digits)
    return None


LARGEST = 2**31 - 1
"""Of the numbers that a table gives its rows."""


def half_width(text: str) -> str:
    """Full-width letters, digits and signs made plain, one character for one. Unlike in `fold`, ² stays what it is."""
    return text.translate(_HALF_WIDTH)


_HALF_WIDTH = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {0x3000: " "}


def cut(text: str, most: int = 12) -> str:
    """What somebody typed, short enough to be repeated to him, in one line."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most and len(text) <= most * 4 else line[:most] + "…"
