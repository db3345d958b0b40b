"""Tells what somebody says to the others from a command of those in charge that begins like it: 新人 小王报到; pure.

What a command takes is known from its usage: a person, a number, a span of days, or a name. Where those who may not use
it say something that is none of these, they do not mean it; and those who may do not where it sounds like a sentence.
And what asks something, with or without a sign for it.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from handlers.kit.declarations import Command
from handlers.kit.naming import SIGNS

LEAST_OF_COMMANDS = 4
"""Characters from which on nobody says a command's word by chance."""
SPANS = ("今天", "昨天", "本周", "上周", "本月", "上月")
NUMBERS = ("编号", "条数", "天数")
_CODE = re.compile(r"[0-9A-Z:.-]+")
"""A number, a time, or a code, where there is a digit in it."""
_NUMERALS = "0123456789零一二两三四五六七八九十百千"
_DAYS = "今昨前本上这去近"
_SENTENCE = re.compile(
    r"(?:[了没吗呢吧啦呀啊哦嘛么哈咯喽？?！!～~]|不错|一下|一份)$"
    r"|怎么|什么|[谁哪真太都还又请我你您他她咱啥]|[就才]是|多少|可以|应该|觉得|谢谢|欢迎|报到"
)
QUESTION_ENDINGS = ("？", "?", "吗", "么", "呢", "嘛")
_ASKS = re.compile(
    "怎么|怎样|咋|哪[里儿个天些家位]|在哪|[几多]点|(?:星期|周|礼拜)几|几[号天个楼折]|多少|多久|多大|什么|啥|如何|为何"
    "|能不能|可不可以|可以不|要不要|有没有|是不是|会不会|请问|求问"
)


class _Takes(Enum):
    PERSON = auto()
    NUMBER = auto()
    SPAN = auto()
    NAME = auto()


def is_question(text: str) -> bool:
    """Return whether a text asks something, with or without a sign at its end: 停车要钱吗, 怎么办会员."""
    return text.endswith(QUESTION_ENDINGS) or _ASKS.search(text) is not None


def is_said_to_others(command: Command, args: str, *, may_use: bool) -> bool:
    """Return whether a command's word and what follows it are only talk."""
    if not args:
        return False
    takes, sounds = _takes(command.usage), bool(_SENTENCE.search(args))
    if len(command.word) >= LEAST_OF_COMMANDS and (may_use or not sounds):
        return False
    if may_use:
        # What is called by a name, or takes free words, as a title is, may sound like a sentence: 没来的, 谁都爱的.
        if takes is _Takes.PERSON:
            return " " not in command.usage and not _names_somebody(args) and sounds
        return command.read_only and takes is not _Takes.NAME and not _fits(takes, args)
    return sounds if takes is _Takes.NAME else not _fits(takes, args)


def _takes(usage: str) -> _Takes:
    first = usage.partition(" ")[0]
    if first.startswith(SIGNS):
        return _Takes.PERSON
    if first in SPANS:
        return _Takes.SPAN
    if first in NUMBERS or _is_code(first):
        return _Takes.SPAN if re.fullmatch(r"\d{4}-\d{2}", first) else _Takes.NUMBER
    return _Takes.NAME


def _fits(takes: _Takes, args: str) -> bool:
    if takes is _Takes.PERSON:
        return _names_somebody(args)
    if any(character in _NUMERALS for character in args) and not _SENTENCE.search(args):
        return True
    if takes is _Takes.SPAN:
        return any(character in _DAYS for character in args) and not _SENTENCE.search(args)
    return _is_code(args.partition(" ")[0])


def _is_code(word: str) -> bool:
    return bool(_CODE.fullmatch(word)) and any(character.isdigit() for character in word)


def _names_somebody(args: str) -> bool:
    return any(sign in args for sign in SIGNS) or any(character.isdigit() for character in args)
