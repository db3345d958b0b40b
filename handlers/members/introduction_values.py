"""Cutting the value of a field out of what stands behind its cue; pure and linear."""

from __future__ import annotations

import re

from handlers.members.ages import read_age
from handlers.members.interests import LONGEST, NOTHING
from handlers.members.introduction_names import cut_name, trim, trim_start

LONGEST_FIELD = 100

_ASIDE = re.compile(r"(?<=.)[(（][^()（）]*+[)）]")
_CLAUSE = re.compile(r"([,，。.!！;；?？~～\n…]++ *+| (?<![a-zA-Z] ) *+| ++(?![a-zA-Z]))")
_SPACES = re.compile("[ \t]++")
_TALKS_ON_OF_THINGS = re.compile(
    "(?<=.)(?:我(?=[在今来想是住这们主希])|有没有|你们(?=有|谁|要)|请大家|请多|望(?:各位|诸位|大家|多))"
)
_NO_THING_AT_ALL = re.compile("没(?:啥|有?什么|有)(?:特别)?(?:擅长|特长|拿手|爱好|喜欢|会)的?")
_AND = re.compile(" and ")
_STOP = re.compile(r"[。!！;；?？~～…]")
_LISTING = (";", "；")
"""They end a sentence, and stand between the things of a list behind a label."""
_PLACEHOLDER = re.compile(r"[xX×_＿—\-.…。·*□○△\s]*+|[(（]?(?:必填|选填|可选|如 .*+|例如.*+|比如.*+)[)）]?")
_NO_THING = frozenset("我你他她它您们这那哪吗呢了很请是在有没不谢0123456789")
_NO_THINGS_TEXT = (
    "每天 每周 特别 非常 有点 大家 欢迎 觉得 可以 以后 今天 明天 昨天 现在 一起 小区 单元 单身 退休 宝妈 学生 老师"
    " 程序员 毕业 哈哈 一枚"
)
_NO_THINGS = tuple(_NO_THINGS_TEXT.split())
_ENGLISH = re.compile(r"\b(?:i|you|my|we|me)\b", re.IGNORECASE)
_PAST = re.compile("[一-龥]过(?!山车|家家)")
_THINGS_END = re.compile(
    "(?:的(?:人|姑娘|女孩子?|男孩子?|女生|男生|女人|男人|妈妈|宝妈|爸爸|大叔|阿姨|小伙子?|程序员|吃货|朋友|小仙女|老师|上班族|打工人|中年人|年轻人|老头|女子|男子|[一-龥]{0,4}[员师生工]))$"
)
_WISH_STOPS = re.compile("[\n。!！]")
_WISH_PAUSES = re.compile(
    r"[\n。.!！;；~～?？]|[,，](?!(?:互相|共同|坚持|互帮|相互|不求|顺便|最好|(?:大家|周末|可以|能)?一[起块](?!来)))"
)
_WISH_END = re.compile("[哈呀啊哦啦吧呢]$")


def cut_value(field: str, text: str, *, labelled: bool, rank: int) -> str:
    """Return the value that a field's text begins with; empty where nothing is said."""
    text = trim(_ASIDE.sub("", trim_start(text)))
    if _PLACEHOLDER.fullmatch(text) or text.casefold() in NOTHING:
        return ""
    if field == "name":
        return cut_name(text, rank)
    if field == "age":
        return read_age(text)
    text = _SPACES.sub(" ", text)
    if _NO_THING_AT_ALL.match(text):
        return ""
    if field == "hopes":
        value = _WISH_END.sub("", _cut_wish(text, labelled=labelled))
    else:
        value = _THINGS_END.sub("", _cut_things(text, labelled=labelled))
    value = " ".join(trim(value).split())[:LONGEST_FIELD]
    return "" if _PLACEHOLDER.fullmatch(value) or value.casefold() in NOTHING else value


def _cut_things(text: str, *, labelled: bool) -> str:
    """Return a list of things: after the first clause only what is a thing by its looks."""
    first, *others = _CLAUSE.split(_TALKS_ON_OF_THINGS.split(text, maxsplit=1)[0])
    kept = [first]
    for sign, clause in zip(others[::2], others[1::2], strict=True):
        words = trim(clause)
        if _STOP.search(sign) and (words or not labelled) and not (labelled and sign.strip() in _LISTING):
            break
        if "." in sign and "\n" not in sign and kept[-1] and not words:
            break
        if not words:
            continue
        longest = max(map(len, _AND.split(words)))
        most = 24 if words.isascii() else LONGEST if labelled else 5
        if longest > most or not is_thing(words):
            break
        kept.append(words)
    return "、".join(kept) if len(kept) > 1 and others[0].strip() != "," else ",".join(kept)


def is_thing(words: str) -> bool:
    """Tell whether words that follow a list of things may belong to it: not 很高兴认识大家."""
    return (
        words != "想"
        and _NO_THING.isdisjoint(words.replace("吉他", ""))
        and not any(word in words for word in _NO_THINGS)
        and not _PAST.search(words)
        and not _ENGLISH.search(words)
    )


def _cut_wish(text: str, *, labelled: bool) -> str:
    """Return a wish: the whole line of a label, else a clause."""
    end = (_WISH_STOPS if labelled else _WISH_PAUSES).search(text)
    return text[: end.start()] if end else text
