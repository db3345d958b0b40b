"""The topics' section of the group's YAML; pure."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import Field, StringConstraints

from handlers.kit import Refusal, Section
from handlers.kit.words import casefold_width, normalize

LONGEST_TITLE, LONGEST_POST = 60, 300
MOST_POSTS = 5
"""Contributions of a member to one topic that are kept."""
MOST_HOURS = 168
MOST_POINTS = 1000
DIFFERENT = 5
"""Letters of an opinion that differ: 哈哈哈哈 is none."""
NO_TITLE = "后面还要写上内容，请这样写：{usage}"
LONG_TITLE = f"题目太长了，最多 {LONGEST_TITLE} 个字。"

_ADDRESS = re.compile(r"https?://\S+")

Title = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE, strip_whitespace=True)]


class Rules(Section):
    """话题：大家一起聊一件事，发表看法有积分，最好的做成话题精华"""

    bank: tuple[Title, ...] = Field(
        (),
        max_length=200,
        description="话题库：定时的话题没写题目时，从上到下用没聊过的",
        examples=[["周末最想吃什么？"]],
    )
    hours: int = Field(24, ge=1, le=MOST_HOURS, description="一个话题开几小时")
    length: int = Field(10, ge=1, le=200, description="至少几个字才算发表看法")
    points: int = Field(5, ge=0, le=MOST_POINTS, description="参加一个话题得几分，只得一次；0 就是不给")
    best: int = Field(20, ge=0, le=MOST_POINTS, description="被选为精华再得几分")


class ShowcaseRules(Section):
    """晒图：大家晒作品，互相点赞"""

    hours: int = Field(72, ge=1, le=MOST_HOURS, description="一次晒图开几小时")
    points: int = Field(5, ge=0, le=MOST_POINTS, description="参加一次得几分；0 就是不给")
    prizes: tuple[Annotated[int, Field(ge=0, le=MOST_POINTS)], ...] = Field(
        (30, 20, 10), max_length=10, description="点赞最多的前几名各得几分；并列的平分"
    )
    likes: int = Field(3, ge=1, le=20, description="每人最多点几个赞")


def read_title(words: str, usage: str) -> str:
    """Return a title in one line; raises Refusal."""
    title = " ".join(normalize(words).split())
    if not title:
        raise Refusal(NO_TITLE.format(usage=usage))
    if len(title) > LONGEST_TITLE:
        raise Refusal(LONG_TITLE)
    return title


_SOMETHING_ELSE = re.compile(r"晒[ :：]|#?\s?接龙|(?:大家好[,，。!！]?\s?)?我叫|(?:姓名|昵称|名字)[:：]")
_NUMBERED = re.compile(r"(?m)^\s{0,3}[0-9]{1,2}[.、．]")


def is_opinion(text: str, length: int) -> bool:
    """Return whether a text says something: at least so many letters without addresses, and not the same few again.

    What is a work of a showcase, a self-introduction or a copy of a list says nothing about the topic.
    """
    if _SOMETHING_ELSE.match(text.lstrip()) or len(_NUMBERED.findall(text)) > 1:
        return False
    letters = [sign for sign in _ADDRESS.sub(" ", casefold_width(text)) if sign.isalpha()]
    return len(letters) >= length and len(set(letters)) >= min(length, DIFFERENT)


def lasts(hours: int) -> timedelta:
    """Return how long something is open."""
    return timedelta(hours=hours)
