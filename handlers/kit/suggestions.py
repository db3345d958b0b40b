"""What to say to whoever speaks to the bot and is not understood: the command that is most likely meant."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.kit.declarations import Command
from handlers.kit.naming import SIGNS
from handlers.kit.pinyin import to_pinyin
from handlers.kit.roles import Role
from handlers.kit.words import casefold_width

NOT_UNDERSTOOD = "没听懂，发「帮助」看看我会什么～"
SUGGESTION = "你是想说「{word}」吗？"
WITHOUT_MORE = "「{word}」后面不用写别的，直接发「{word}」就行～"
WITH_MORE = "可以写：{words}"
MIN_SIMILARITY = 75
"""Least likeness of two pinyin strings, in percent: 打咔, 大卡 and daka reach 打卡; 你好 does not."""
LONGEST_WORD = 8
LONGEST_QUESTION = 20
"""Characters of what may begin with a command and go on otherwise: 活动还有名额吗."""


def suggest(commands: Mapping[str, Command], text: str, role: Role) -> str:
    """Return the command that a text begins with, or that sounds most like it; else where to look.

    `commands` are all of them by each of their words, in half-width small letters.
    """
    word = text.split(maxsplit=1)[0] if text and not text.startswith(SIGNS) else ""
    said = commands.get(casefold_width(word))
    if said and said.role <= role:
        # 排行 takes nothing, but 排行 本周 is a command of its own.
        longer = dict.fromkeys(
            command.word
            for command in commands.values()
            if command.word.startswith(f"{said.word} ") and command.role <= role
        )
        if longer:
            return WITH_MORE.format(words="、".join([said.word, *longer]))
        return WITHOUT_MORE.format(word=casefold_width(word))
    for length in range(len(text) if len(text) <= LONGEST_QUESTION else 0, 1, -1):
        command = commands.get(casefold_width(text[:length]))
        if command and command.role <= role:
            return SUGGESTION.format(word=text[:length])
    # Loaded when somebody first mistypes (measured: 3 MB).
    from rapidfuzz import fuzz, process

    if 0 < len(word) <= LONGEST_WORD:
        # Too much sounds like a single character: 签名 is no slip of 抢.
        known = (name for name, command in commands.items() if command.role <= role and len(name) > 1)
        sounds = {name: to_pinyin(name) for name in known}
        best = process.extractOne(to_pinyin(word), sounds, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
        if best:
            return SUGGESTION.format(word=best[2])
    return NOT_UNDERSTOOD
