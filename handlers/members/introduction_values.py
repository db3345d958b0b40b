"""Cutting the value of a field out of what stands behind its cue; pure and linear."""

from __future__ import annotations

import re

from handlers.members.ages import read_age
from handlers.members.interests import LONGEST, NOTHING

LONGEST_NAME = 16
LONGEST_FIELD = 100

_EDGES = " \t\n,，。.;；:：、!！?？~～…—-_=*#|丨/\"'“”‘’【】[]「」『』()（）<>《》•·→>&+@"
_ASIDE = re.compile(r"(?<=.)[(（][^()（）]*+[)）]")
_CLAUSE = re.compile(r"([,，。.!！;；?？~～\n…]++)")
_STOP = re.compile(r"[。!！;；?？~～…]")
_PLACEHOLDER = re.compile(r"[xX×_＿—\-.…。·*□○△\s]*+|[(（]?(?:必填|选填|可选|如 .*+|例如.*+|比如.*+)[)）]?")
_SENTENCE_WORDS = re.compile(
    "[我你他她它您们这那哪吗呢了很请是在有没不谢]|大家|欢迎|觉得|可以|以后|今天|明天|昨天|现在|一起|\\d|[区路栋楼街]|单元|单身|退休|宝妈|学生|老师|程序员|毕业|哈哈|\\b(?i:i|you|my|we|me)\\b"
)
_THINGS_END = re.compile(
    "(?:的(?:人|姑娘|女孩子?|男孩子?|女生|男生|女人|男人|妈妈|宝妈|爸爸|大叔|阿姨|小伙子?|程序员|吃货|朋友|小仙女|老师|上班族|打工人|中年人|年轻人|老头|女子|男子))$"
)
_WISH_END = re.compile("[哈呀啊哦啦吧呢]$")
_NAME_END = re.compile(
    "(?:就好了?|就行了?|就可以了?|即可|都行|也行|也可以|都可以|吧|哦|呀|哈|啦|呢|啊|噢|as well|and|然后|今年|平时|来自|住)+$", re.IGNORECASE
)
_NAME_START = re.compile(
    r"^(?:新来的|新人|新成员|新朋友|群友|会员|业主|邻居|网友|媳妇|老婆|老公|家属|女儿|儿子|闺女|妈妈|爸爸|一[个位名枚](?=小)|[\d一二三四五六七八九十]+(?:号?[栋楼]|单元|班))?(?:的)?"
)
_NO_NAME = re.compile(
    "[了他她你它您们不没这那哪什么吗呢很]|我|喜欢|希望|觉得|的$|外卖|快递|滴滴|自己|大家|^(?:来|去|过|起来|上|一下|醒|名字)|车$", re.IGNORECASE
)
_NOT_WHO = re.compile(
    "[在要]|^想|想[找学认]|一[个只棵朵位条名枚]|群主|管理员?|学生$|老师$|女生|男生|女孩|男孩|程序员|[宝妈爸]妈$|爸爸$|[一-龥]{2}人$|业主|新人|会员|邻居|第[一二三四五六七八九十\\d]"
    "|昨天|今天|明天|真的|因为|谁|群里|最后|其中|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|[东南西北]边|做.+的|退休|单身"
    "|^(?:从|做|搞|干|开|学|教|卖|住|刚|已|为|被|对|个|位|因|说|时|好|真|看|听|到|第|又|也|就|都|还)"
    "|^(?:a|an|the|so|very|not|new|here|in|at|good|happy|glad|fine|sorry|from|interested|into|fond|looking|going|ok|just|also|really|years?|old)(?: |$)",
    re.IGNORECASE,
)
"""What 我是 begins that is no name."""
_USUAL_NAME = re.compile(
    r"[小老阿大][一-龥]{1,2}|([一-龥])\1|[a-z][a-z .]{1,15}|[一-龥]{1,3}(?:姐|哥|叔|姨|婶|妈|爸|爷|奶|妹|弟|总|老师|医生|师傅)",
    re.IGNORECASE,
)


def cut_value(field: str, text: str, *, labelled: bool, rank: int) -> str:
    """Return the value that a field's text begins with; empty where nothing is said."""
    text = text.strip(_EDGES)
    if _PLACEHOLDER.fullmatch(text) or text.casefold() in NOTHING:
        return ""
    if field == "name":
        return _cut_name(text, rank)
    if field == "age":
        return read_age(text)
    text = _ASIDE.sub("", text)
    if field == "hopes":
        value = _WISH_END.sub("", _cut_wish(text, labelled=labelled))
    else:
        value = _THINGS_END.sub("", _cut_things(text, labelled=labelled))
    value = " ".join(value.strip(_EDGES).split())[:LONGEST_FIELD]
    return "" if _PLACEHOLDER.fullmatch(value) or value.casefold() in NOTHING else value


def is_usual_name(name: str) -> bool:
    """Tell whether a name looks like one by itself: 小绿, 阿桃, 糖糖, 王姐, Amy."""
    return bool(_USUAL_NAME.fullmatch(name))


def is_name(name: str) -> bool:
    """Tell whether a word may be somebody's name."""
    return (
        0 < len(name) <= LONGEST_NAME
        and any(map(str.isalpha, name))
        and sum(map(str.isdigit, name)) <= 4
        and not _NO_NAME.search(name)
        and name.casefold() not in NOTHING
    )


def _cut_name(text: str, rank: int) -> str:
    first = _CLAUSE.split(re.split(r"[(（\[【「『《<|/丨、:]", text, maxsplit=1)[0], maxsplit=1)[0].strip(_EDGES)
    words = first.split()
    if len(words) > 1 and words[0].isascii() and not any(map(str.isdigit, words[1])) and len(words[1]) <= 8:
        first = " ".join(words[:2])
    elif words:
        first = words[0]
    if rank >= 2:
        first = first.rpartition("的")[2] or first
        first = _NAME_START.sub("", first)
    name = _NAME_END.sub("", first).strip(_EDGES)
    most = LONGEST_NAME if name.isascii() or rank == 0 else 6
    return name if len(name) <= most and is_name(name) and not (rank >= 2 and _NOT_WHO.search(name)) else ""


def _cut_things(text: str, *, labelled: bool) -> str:
    """Return a list of things: after the first clause only what is a thing by its looks."""
    first, *others = _CLAUSE.split(text)
    kept = [first]
    for sign, clause in zip(others[::2], others[1::2], strict=True):
        words = clause.strip(_EDGES)
        if _STOP.search(sign) and (words or not labelled):
            break
        if "." in sign and "\n" not in sign and kept[-1] and not words:
            break
        if not words:
            continue
        if len(words) > (LONGEST if labelled else 24 if words.isascii() else 5) or _SENTENCE_WORDS.search(words):
            break
        kept.append(words)
    return "、".join(kept) if len(kept) > 1 and others[0].strip() != "," else ",".join(kept)


def _cut_wish(text: str, *, labelled: bool) -> str:
    """Return a wish: the whole line of a label, else a clause."""
    if labelled:
        return re.split(r"[\n。!！]", text, maxsplit=1)[0]
    return re.split(r"[\n,，。.!！;；~～?？]", text, maxsplit=1)[0]
