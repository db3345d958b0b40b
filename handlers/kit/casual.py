"""Commands as people put them in passing: 我来签到啦, 打卡 第3天, 签到，早上好; but not 签到了吗, 签到 明天. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.kit.words import ENDINGS, casefold_width

LONGEST = 60
"""Characters in which a command may be put."""
LEADS = ("我来", "我要", "我", "来", "早安", "早上好", "早", "今天", "今日", "每日", "每天", "报到")
TAILS = ("啦", "喽", "咯", "哈", "一下", "一个")
OTHER_DAYS = ("明天", "明日", "明早", "后天", "大后天", "昨天", "昨日", "前天", "大前天")
"""Alone after a casual command, they are meant for a day that is not today: 签到 明天. 签到，明天见 is."""
QUESTION_ENDINGS = ("吗", "么", "嘛", "呢", "没", "没有", "不", "？", "?")


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what matches a casual command with words around it.

    Its first group is the command's word, the group `others` the words after it.
    """
    leads, tails = "|".join(LEADS), "|".join(TAILS)
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    signs = r"[\s,，。.!！~～、:：;；]"
    others = f"(?P<others>(?:第[^\\s第]{{1,6}}天.*+|{signs}.*+)?+)"
    return re.compile(f"(?:{leads}){{0,3}}+{signs}*+({either})(?:{tails})?+{others}", re.DOTALL)


def find(pattern: re.Pattern[str], text: str) -> str | None:
    """Return the command, in small letters, that a text puts among other words; None for talk and questions."""
    match = pattern.fullmatch(casefold_width(text)) if len(text) <= LONGEST else None
    if match is None or text.endswith(QUESTION_ENDINGS) or match["others"].strip(ENDINGS + " :：") in OTHER_DAYS:
        return None
    return match[1]
