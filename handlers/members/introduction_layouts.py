"""Spelling out layouts before an introduction is read: pictures for labels, spaced labels, 姓周名明远. Linear."""

from __future__ import annotations

import re

FEWEST_SYMBOLS = 3
"""Lines that begin with a picture, from which on pictures stand for labels."""
_SYMBOLS = {
    "昵称": "👩👨🙋👤👧👦🧑👱📛🪪",
    "年龄": "🎂🗓📅",
    "坐标": "📍🏠🏡🗺🌏🌍",
    "职业": "💼👔",
    "爱好": "🎨❤💕💖😍🎮📚🎵🎬🏃🎣",
    "擅长": "💪🔧🛠",
    "期望": "🎯🌈✨🌟💡🙏💫🤝",
}
_LABELS = {symbol: label for label, symbols in _SYMBOLS.items() for symbol in symbols}
_SYMBOL = re.compile(f"[ \\t]*([{''.join(_LABELS)}])[\ufe0f\u200d♀♂🏻-🏿]*[ \\t]*")
_LABELLED = re.compile(r"[^\s:：,，]{1,8}\s?[:：]")
_SPACED = re.compile(r"(?m)^([ \t【\[]{0,4}[一-龥])[ \t\u3000]{1,4}([一-龥])(?=[ \t】\]]{0,4}[:：])")
_FAMILY_AND_GIVEN = re.compile(r"姓([一-龥])[,，、 ]?单?名[叫是]?([一-龥]{1,2})(?=[,，。\s]|$)")
_SCORES = str.maketrans({"廿": "二十", "卅": "三十"})


def spell_out(text: str) -> str:
    """Return the text with labels in words: 🎂 30 as 年龄: 30, 昵 称 as 昵称, 廿六 as 二十六."""
    text = _FAMILY_AND_GIVEN.sub(r"叫\1\2", _SPACED.sub(r"\1\2", text.translate(_SCORES)))
    lines = text.split("\n")
    symbols = [_SYMBOL.match(line) for line in lines]
    if sum(map(bool, symbols)) < FEWEST_SYMBOLS:
        return text
    return "\n".join(map(_with_label, lines, symbols))


def _with_label(line: str, symbol: re.Match[str] | None) -> str:
    if symbol is None:
        return line
    rest = line[symbol.end() :]
    return rest if _LABELLED.match(rest) else f"{_LABELS[symbol[1]]}: {rest}"
