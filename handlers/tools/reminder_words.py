"""Wishes to be reminded as people put them: 30分钟后提醒我喝水, 请提醒我明天交作业, 明早7点叫我起床; pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from handlers.kit.words import normalize

LONGEST_BEFORE = 30
"""Characters before the word itself."""
LONGEST = 240
_REMIND = re.compile("提醒(?:一下|下)?(?:我|大家)(?:一下|下)?")
_CALL = re.compile("(?:叫|喊)(?:醒)?我")
_POLITE = (
    *("请", "麻烦你", "麻烦", "帮我", "帮忙", "记得", "到时候", "到时", "能不能", "可不可以", "可以", "你", "要"),
    *("，", ",", " "),
)


class Wish(NamedTuple):
    """What somebody wants to be reminded of."""

    when: str
    """What was said before the word; empty where the time stands behind it, too."""
    text: str
    for_all: bool


def read_wish(text: str, *, calls: bool) -> Wish | None:
    """Return the wish that a text is; None where it is none. With `calls`, 叫我 is one, too."""
    words = normalize(text) if len(text) <= LONGEST else ""
    found = _REMIND.search(words) or (_CALL.search(words) if calls else None)
    if found is None or found.start() > LONGEST_BEFORE:
        return None
    before = _strip(words[: found.start()])
    return Wish(before, words[found.end() :].strip(" ：:，,"), "大家" in found[0])


def _strip(words: str) -> str:
    """Return what stands before the word without what is only polite, on both sides."""
    while lead := next((polite for polite in _POLITE if words.startswith(polite)), ""):
        words = words.removeprefix(lead)
    while tail := next((polite for polite in _POLITE if words.endswith(polite)), ""):
        words = words.removesuffix(tail)
    return words
