"""The sections of the tools that several files read."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, RootModel

from handlers.kit import Section
from handlers.kit.pinyin import to_pinyin
from handlers.text.names import refuse_duplicates, suggest_name
from handlers.tools.cities import places
from handlers.tools.matching import LONGEST_TEXT, fold

MOST = 200
"""Entries of a FAQ."""
MOST_WORDS = 10
"""Ways to ask one thing. All of a FAQ's fit into the memory for pinyin, so that no talk takes long."""
ONLY_SIGNS = "「{words}」里没有字，请写成员会说的话"

UNKNOWN_CITY = "没有「{name}」的天气。{hint}"
KNOWN_CITIES = "可以写 {count} 个城市，例如 杭州、昆山"
_ENDING = re.compile("(?:市|县|新区|区)$")
DUPLICATE_CITY = "前面已经有「{name}」了"


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
        description="怎样算问到了：exact 一字不差，contains 话里有就算，near 读音相近也算（打错字也认得）；"
        "没有 @我 的闲聊里，near 只答问句和差不多就是这几个字的话",
    )


EXAMPLES = [
    {"ask": ["营业时间", "几点开门"], "answer": "每天 9:00-21:00～"},
    {"ask": "停车场", "answer": "地下一层，消费满 50 元免费两小时。", "match": "near"},
]


class Faq(RootModel[tuple[Entry, ...]]):
    """关键词问答：短短一句话问到了就回答"""

    root: tuple[Entry, ...] = Field((), max_length=MOST, examples=[EXAMPLES])


def _check_city(name: str) -> str:
    known = places()
    city = name if name in known else _ENDING.sub("", name)
    if city not in known:
        # 杭洲 is 杭州, not the 茅洲 that looks as much like it.
        alike = [other for other in known if to_pinyin(other) == to_pinyin(city)] or known
        hint = suggest_name(city, alike, KNOWN_CITIES.format(count=len(known)))
        raise ValueError(UNKNOWN_CITY.format(name=name, hint=hint))
    return city


def _check_cities(cities: tuple[str, ...]) -> tuple[str, ...]:
    refuse_duplicates(cities, DUPLICATE_CITY)
    return cities


class Weather(Section):
    """天气"""

    cities: Annotated[
        tuple[Annotated[str, Field(max_length=10), AfterValidator(_check_city)], ...],
        BeforeValidator(_listed, json_schema_input_type=str | list[str]),
        AfterValidator(_check_cities),
    ] = Field(
        (), max_length=10, description="查哪些城市的天气，第一个是本群的；不写就没有天气", examples=[["杭州", "上海"]]
    )
