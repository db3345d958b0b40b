"""Reading a self-introduction in whatever layout people write it; pure, and linear in the text's length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from handlers.kit.words import half_width, normalize
from handlers.members.interests import split_interests
from handlers.members.introduction_clauses import put_plainly
from handlers.members.introduction_cues import Cue, find_cues
from handlers.members.introduction_fields import LONGEST, TEMPLATE, Introduction, Reading, may_introduce
from handlers.members.introduction_layouts import spell_out
from handlers.members.introduction_names import find_leading_name, is_usual_name
from handlers.members.introduction_order import read_in_order
from handlers.members.introduction_values import cut_value, is_thing
from handlers.members.look_alikes import is_look_alike, speaks_of_trade
from handlers.text.contact_data import remove_contact_data

_HINTS = re.compile("|".join(map(re.escape, re.findall("【[^【】]*】", TEMPLATE))))
_FACE = re.compile(
    r"(?<![:：])\[(?!姓名|年龄|爱好|兴趣|特长|昵称|名字|喜欢|擅长|期望|期待|希望|目标|技能|想|性别|坐标|职业)[^\[\]\s\d:：]{1,6}\]"
)
_JOINERS = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F))
_MARK = re.compile(
    r"[0-9]\ufe0f?\u20e3|[①-⑳❶-❿]|[(（][0-9一二三四五六七八九十]{1,2}[)）](?![班栋楼号期年])|第[一二三四五六七八九十][,，、:：]"
    r"|[ ;；,，][0-9]{1,2}[、)）．.](?=[^\s\d]|[0-9]{2}[岁年后])"
)
_MARK_OF_LINE = re.compile(
    r"\s*+(?:[0-9]{1,2}(?:[、)）．.]|[,，:：](?!\d))|[一二三四五六七八九十][、.．]|[-•·*●◆■>]\s)"
)
_FILLERS = re.compile("然后(?:呢)?|(?<![\\w])[嗯呃额]+(?![\\w])|^嗯+")
_NEWCOMER = re.compile(
    "(?:大家|你们|各位|群友|邻居|朋友|伙伴|亲|老师|姐妹|家人|同学)们?.{0,4}好|^(?:hi|hello|嗨|哈喽)|新人|新来|刚搬|刚来|刚加入|刚进群|报[到道]|报个到|自我介绍|介绍一下自己|关照|认识|各位|交朋友|邻居们?好"
)
_GREETED = re.compile(
    "(?:大家|各位|朋友们?|群友们?|邻居们?|家人们?|小?伙伴们?|老师们?)(?:早上?|上午|中午|下午|晚上?)?好(?:呀|啊|哦|吖)?"
    "|(?:我是|我)?(?:新人|新来的|新成员)(?:一[枚个名])?(?:报[到道]|来(?:了|啦))?|(?:前来|来)?报[到道](?:了|啦)?|初来乍到|刚进群"
)
_GREETING = re.compile(
    f"{_GREETED.pattern}|(?:请|还请|望)?(?:大家|各位)?(?:以后)?多多?(?:关照|指教|照顾)|(?:很|非常)?(?:高兴|开心)(?:能)?认识(?:大家|你们)"
    "|(?:我)?来(?:了|啦)|谢谢(?:邀请|大家)?|hi|hello|嗨|哈喽|你们?好",
    re.IGNORECASE,
)
_BETWEEN_CLAUSES = re.compile(r"[\s,，。.!！~～…、;；@\[\]]+")
_OWN_LEAD = re.compile("本人|我|平时|爱好|兴趣|特长|喜欢|擅长|今年|年龄|期[望待]")
_SIGNED_LABEL = re.compile("[:=】|]")
_NOTICE = re.compile("准时|按时|家长会|开会|截止|提交|配合")
_OF_US = re.compile("认识|结识|交流|朋友(?!推荐|介绍|拉)|大家(?![别不])|各位|群|一起|一块|互相|共同|搭子|取经|[找有学]")
LONGEST_HALF = 40
"""Characters of a message that says one thing of its writer; what is longer is talk."""
_DAY = re.compile("今天|昨天|明天|刚才|这个群|活动|这[件款种家]|[?？]$")


def read_introduction(text: str) -> Reading | None:
    """Return the introduction in a message; None where fewer than two fields are filled in, or it is a look-alike."""
    text = text[:LONGEST]
    if not may_introduce(text):
        return None
    if is_look_alike(half_width(normalize(text))):
        return None
    text = put_plainly(_make_plain(text))
    cues = _drop_others(text, find_cues(text))
    introduction, rank = _read_fields(text, cues)
    begins = next((cue.start for cue in cues if cue.field), 0)
    if not introduction.name and (name := find_leading_name(text[:begins])):
        introduction, rank = replace(introduction, name=name), 4
    in_order = read_in_order(text)
    if introduction.count() < 2 or (in_order and in_order.introduction.count() > introduction.count()):
        return in_order
    sure = _is_sure(text, cues, introduction, rank)
    return None if sure is None else Reading(introduction, sure)


def read_half(text: str) -> Introduction | None:
    """Return the one field that a newcomer's message says of them, or none of any for a greeting or an unfilled form.

    None for all other talk. Only for who is new and not introduced: an old member's 我喜欢爬山 is talk.
    """
    text = text[:LONGEST]
    if is_look_alike(half_width(normalize(text))):
        return None
    plain = _make_plain(text)
    cues = _drop_others(plain, find_cues(plain))
    introduction, rank = _read_fields(plain, cues)
    labels = {cue.field for cue in cues if cue.field and _SIGNED_LABEL.search(plain, cue.start, cue.end)}
    if introduction.count() > 1:
        return None
    if len(labels) >= 2 or _is_greeting(plain):
        return introduction
    is_half = introduction.count() and len(plain) <= LONGEST_HALF and _is_half(plain, cues, introduction, rank)
    return introduction if is_half else None


def _is_half(text: str, cues: list[Cue], introduction: Introduction, rank: int) -> bool:
    """Tell whether a short text says its one field of its writer, and hardly anything else."""
    own = [clause for clause in _clauses(_without_greeting(text)) if not _GREETING.fullmatch(clause)]
    if not own or _DAY.search(text):
        return False
    name = introduction.name
    if name:
        likely = rank <= 1 or (rank <= 3 and (is_usual_name(name) or bool(_NEWCOMER.search(text))))
        begins = any(cue.field == "name" and text.startswith(own[0], cue.start) for cue in cues)
        return likely and begins and len(own) <= 2 and name in own[0] and not name.startswith("一")
    things = introduction.likes or introduction.skills
    if things and not (is_thing(things) and split_interests(things) and len(things) > 1):
        return False
    rest = [clause for clause in own[1:] if clause not in f"{things}{introduction.hopes}"]
    return (
        not rest
        and bool(_OWN_LEAD.match(own[0]))
        and (bool(things or introduction.age) or any(cue.field == "hopes" and cue.labelled for cue in cues))
    )


def _clauses(text: str) -> list[str]:
    return [clause for clause in _BETWEEN_CLAUSES.split(text) if clause]


def _is_greeting(text: str) -> bool:
    """Tell whether a text only greets everybody, or says that somebody is new."""
    clauses = _clauses(text)
    return any(map(_GREETED.fullmatch, clauses)) and all(map(_GREETING.fullmatch, clauses))


def _without_greeting(text: str) -> str:
    greeting = _GREETED.match(text.lstrip())
    return text.lstrip()[greeting.end() :] if greeting else text


def _make_plain(text: str) -> str:
    """Return the text with half-width signs, and without emoji, list marks, fillers and contact data."""
    text = _MARK.sub("\n", normalize(text))
    text = spell_out("\n".join(map(_without_mark, text.split("\n"))))
    text = _FACE.sub(" ", _HINTS.sub("", text)).translate(_JOINERS)
    if not text.isalnum():
        text = "".join(" " if unicodedata.category(letter) in ("So", "Sk", "Cn") else letter for letter in text)
    return remove_contact_data(half_width(_FILLERS.sub(",", text)))


def _without_mark(line: str) -> str:
    mark = _MARK_OF_LINE.match(line)
    return line[mark.end() :] if mark else line


def _read_fields(text: str, cues: list[Cue]) -> tuple[Introduction, int]:
    """Return the fields behind the cues, and the rank of the cue that the name was found by."""
    fields: dict[str, str] = {}
    best = 9
    ends = [cue.start for cue in cues[1:]] + [len(text)]
    for cue, end in zip(cues, ends, strict=False):
        if not cue.field:
            continue
        inside = text[cue.start : cue.end] if cue.field == "age" and not cue.labelled else text[cue.end : end]
        value = cut_value(cue.field, inside, labelled=cue.labelled, rank=cue.rank)
        if not value or (cue.field == "age" and not cue.labelled and len(value) == 1):  # of a child
            continue
        if cue.field == "name":
            if cue.rank < best:
                fields["name"], best = value, cue.rank
        elif cue.field in ("likes", "skills") and cue.field in fields:
            fields[cue.field] += f"、{value}"
        elif cue.field not in fields or (cue.field == "hopes" and _is_more_of_us(value, fields["hopes"])):
            fields[cue.field] = value
    return Introduction(**fields), best


def _is_more_of_us(later: str, earlier: str) -> bool:
    """Tell whether a later wish is about the group, and an earlier one is not: 想考浙大，希望有学长指点."""
    return bool(_OF_US.search(later)) and not _OF_US.search(earlier)


def _drop_others(text: str, cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues that are about the writer; not the 喜欢 in 希望认识喜欢烘焙的朋友, nor 牛牛今年5岁."""
    kept: list[Cue] = []
    for cue in cues:
        wish = kept[-1] if kept and kept[-1].field == "hopes" else None
        said_of_others = cue.field in ("likes", "skills") and not cue.labelled and text[cue.start] != "我"
        if wish is not None and said_of_others and not _BREAK.search(text, wish.end, cue.start + 1):
            continue
        if cue.field == "age" and not cue.labelled and _is_of_another(text, cue, kept):
            continue
        kept.append(cue)
    return kept


def _is_of_another(text: str, cue: Cue, before: list[Cue]) -> bool:
    """Tell whether a clause begins with neither a cue nor the age, but with somebody else."""
    began = max((text.rfind(sign, 0, cue.start) for sign in ",。;! \n|/"), default=-1) + 1
    return (
        text[began : cue.start].strip() not in _OWN_LEADS
        and text[cue.start] != "我"
        and not any(other.start >= began for other in before)
    )


def _is_sure(text: str, cues: list[Cue], introduction: Introduction, rank: int) -> bool | None:
    """Return whether it is surely meant so; None where it surely is not."""
    labels = {cue.field for cue in cues if cue.labelled and cue.field and getattr(introduction, cue.field)}
    if len(labels) < 3 and speaks_of_trade(text):
        return None
    if (introduction.name and rank <= 1) or len(labels) >= 2:
        return True
    newcomer = bool(_NEWCOMER.search(text))
    if introduction.name:
        wishes_only = introduction.count() == 2 and introduction.hopes
        if wishes_only and (_NOTICE.search(text) or not is_usual_name(introduction.name)):
            return None
        if rank == 4:
            return newcomer
        likely = newcomer or introduction.count() > 2
        return is_usual_name(introduction.name) or (likely and (2 <= len(introduction.name) <= 4 or rank == 3))
    personal = bool(introduction.likes and (introduction.age or introduction.skills or newcomer))
    return False if personal and not _DAY.search(text) else None


_OWN_LEADS = ("", "我", "俺", "本人", "现在", "我现在", "我自己", "我今年", "已经", "也", "刚", "我才", "其实我才")
_BREAK = re.compile(r"[\s,。;!]")
