"""The sections of the tools that several files read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, RootModel

from handlers.kit import Section
from handlers.tools.matching import LONGEST_TEXT, fold

MOST = 200
"""Entries of a FAQ."""
MOST_WORDS = 10
"""Ways to ask one thing. All of a FAQ's fit into the memory for pinyin, so that no talk takes long."""
ONLY_SIGNS = "「{words}」里没有字，请写成员会说的话"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _check_words(words: str) -> str:
    if not fold(words):
        raise ValueError(ONLY_SIGNS.format(words=words))
    return words


Words = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_check_words)]


class Entry(Section):
    """一条问答"""

    ask: Annotated[tuple[Words, ...], BeforeValidator(_listed, json_schema_input_type=str | list[str])] = Field(
        min_length=1, max_length=MOST_WORDS, description="成员怎么问，可以写几种", examples=[["营业时间", "几点开门"]]
    )
    answer: str = Field(min_length=1, max_length=2000, description="怎么答", examples=["每天 9:00-21:00～"])
    match: Literal["exact", "contains", "near"] = Field(
        "contains",
        description="怎样算问到了：exact 一字不差，contains 话里有就算，near 读音相近也算（打错字也认得）",
    )


EXAMPLES = [
    {"ask": ["营业时间", "几点开门"], "answer": "每天 9:00-21:00～"},
    {"ask": "停车场", "answer": "地下一层，消费满 50 元免费两小时。", "match": "near"},
]


class Faq(RootModel[tuple[Entry, ...]]):
    """关键词问答：短短一句话问到了就回答"""

    root: tuple[Entry, ...] = Field((), max_length=MOST, examples=[EXAMPLES])
