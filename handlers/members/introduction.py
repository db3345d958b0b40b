"""Reading a self-introduction in whatever layout people write it; pure, and linear in the text's length."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.kit.words import normalize

LONGEST = 1000
"""Characters read; no introduction is longer."""
LONGEST_FIELD = 100

LABELS = {
    "name": ("我叫", "昵称", "名字", "姓名"),
    "age": ("年龄",),
    "likes": ("我喜欢", "喜欢", "爱好", "兴趣"),
    "skills": ("我擅长", "擅长", "特长"),
    "hopes": ("我期望", "期望", "期待", "我希望"),
}
TEMPLATE = """我叫：【名字或昵称】
年龄：【如 28】
我喜欢：【爱好，如唱歌、爬山】
我擅长：【技能，如做饭、养花】
我期望：【进群想得到什么】"""

_FIELDS = {label: field for field, labels in LABELS.items() for label in labels}
_LABEL = re.compile(rf"({'|'.join(sorted(_FIELDS, key=len, reverse=True))}) ?[:：]|(?:^|(?<=[\s，,。.！!]))(我叫)")
_HINTS = frozenset(re.findall("【([^【】]*)】", TEMPLATE))
_BRACKETS = "【】[]［］「」『』()（）<>《》 \n\t，,。.；;、"
_SENTENCE = re.compile("[，,。；;！!]")
_AGE = re.compile("([0-9]{1,3}) ?岁")
_SEPARATORS = re.compile(r"[、，,；;/|\s]+|和|与|以及|还有")
_LEADING = re.compile("^(?:我|也|很|最|特别|比较)*(?:喜欢|爱好|爱|擅长|会)?")


@dataclass(frozen=True, slots=True)
class Introduction:
    """The five fields; empty where nothing was said."""

    name: str = ""
    age: str = ""
    likes: str = ""
    skills: str = ""
    hopes: str = ""


def read_introduction(text: str) -> Introduction | None:
    """Return the introduction in a message; None where fewer than two fields are filled in."""
    text = normalize(text[:LONGEST])
    labels = list(_LABEL.finditer(text))
    fields: dict[str, str] = {}
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=False):
        field = _FIELDS[label[1] or label[2]]
        value = text[label.end() : end].strip(_BRACKETS)
        value = " ".join(value.split())[:LONGEST_FIELD]
        if field == "name":
            value, *more = _SENTENCE.split(value, maxsplit=1)
            if found_age := _AGE.search("".join(more)):
                fields.setdefault("age", found_age[1])
        if value and value not in _HINTS:
            fields.setdefault(field, value)
    return Introduction(**fields) if len(fields) >= 2 else None


def read_interests(introduction: Introduction, synonyms: dict[str, str]) -> list[str]:
    """Return the single things somebody likes or can do, under the names that the group uses for them."""
    words: dict[str, None] = {}
    for part in _SEPARATORS.split(f"{introduction.likes}、{introduction.skills}"):
        word = _LEADING.sub("", part.strip(_BRACKETS), count=1).casefold()
        if 1 <= len(word) <= 12:
            words[synonyms.get(word, word)] = None
    return list(words)
