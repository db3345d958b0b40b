"""What an introduction says, and whether a text may be one: all that is needed where nobody introduces themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 600
"""Characters read; no introduction is longer."""
FEWEST_LINES = 3
"""Line breaks of an introduction without any of the words."""

TEMPLATE = """我叫：【名字或昵称】
年龄：【如 28】
我喜欢：【爱好，如唱歌、爬山】
我擅长：【技能，如做饭、养花】
我期望：【进群想得到什么】"""

_WORTH_READING_TEXT = (
    "我叫 叫我 我是 我姓 名叫 人称 这里 报到 报道 爱 本人 鄙人 俺 姓名 名字 昵称 网名 名称 称呼 大名 花名 喜欢"
    " 我系 钟意 图个 兴趣 喜好 擅长 特长 拿手 年龄 岁 会 id: id： cn: cn： name i'm hobb like"
)
_NAME_AND_AGE = re.compile(r"\w{2,6}[ ,，/](?:[0-9]{2}|[二三四五六七]?十[一二三四五六七八九]?)[ ,，/]")
_WORTH_READING = (*_WORTH_READING_TEXT.split(), "i am ")
_SECOND_MARKS = ("②", "（2）", "(2)", "2.", "2、", "2\ufe0f\u20e3")
"""Of a numbered list."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """The five fields; empty where nothing was said."""

    name: str = ""
    age: str = ""
    likes: str = ""
    skills: str = ""
    hopes: str = ""

    def count(self) -> int:
        """Return how many fields are filled in."""
        return sum(map(bool, (self.name, self.age, self.likes, self.skills, self.hopes)))


@dataclass(frozen=True, slots=True)
class Reading:
    """An introduction, and whether the writer surely means to introduce themselves."""

    introduction: Introduction
    sure: bool


def may_introduce(text: str) -> bool:
    """Return whether a text has such a word, or lines enough for fields; quick, because all talk is asked."""
    lower = text[:LONGEST].casefold()
    return (
        any(word in lower for word in _WORTH_READING)
        or any(text.count(sign) >= FEWEST_LINES for sign in "\n/|｜·")
        or text.count(" ") > FEWEST_LINES
        or _NAME_AND_AGE.match(text) is not None
        or any(mark in text for mark in _SECOND_MARKS)
    )
