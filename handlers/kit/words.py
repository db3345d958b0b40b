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


def half_width(text: str) -> str:
    """Full-width letters, digits and signs made plain, one character for one; nothing else: ² and ٣ stay."""
    return text.translate(_HALF_WIDTH)


def whole_number(text: str, least: int, most: int) -> int:
    """A number as people type it (１０, 10分); raises Refusal that names the range."""
    digits = half_width(text).rstrip("分个")
    if digits.isascii() and digits.isdigit() and len(digits) <= 10 and least <= int(digits) <= most:
        return int(digits)
    shown = text if len(text) <= 12 else text[:12] + "…"
    raise Refusal(f"「{shown}」不行，请写 {least} 到 {most} 之间的整数，例如 10。")


_HALF_WIDTH = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {0x3000: " "}
