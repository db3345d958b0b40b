"""What a quiz is about: subject, level, number of questions, and a bank without subjects."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from handlers.games.banks import load_questions
from handlers.games.quiz_bank import Wish, read_wish
from tests.conftest import OpenChat

OWN = """\
game_quiz:
  own:
    - {q: 本店几点开门, options: [八点, 九点]}
    - {q: 本店在几楼, options: [一楼, 二楼], level: 3}
    - {q: 本店电话几位, options: [八位, 七位], level: 3}
"""


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("", Wish()),
        ("语文 难", Wish("语文", 3)),
        ("简单 健康", Wish("健康", 1)),
        ("3题", Wish(most=3)),
        ("健康 三道题 组队", Wish("健康", most=3, in_teams=True)),
        ("999题", Wish(most=20)),
        ("0题", Wish(most=1)),
        ("天文 地理", Wish("天文 地理")),
        ("25 题", Wish(most=20)),
        ("3 题", Wish(most=3)),
        ("３ 道题", Wish(most=3)),
        ("健康 3 道 难", Wish("健康", 3, 3)),
        ("三 题 组队", Wish(most=3, in_teams=True)),
        ("3 个题", Wish(most=3)),
        ("3", Wish(most=3)),
        ("健康 3", Wish("健康", most=3)),
        ("3 健康", Wish("健康", most=3)),
        ("来3题", Wish(most=3)),
        ("题 3", Wish("题", most=3)),
        ("三国", Wish("三国")),
        ("3年级", Wish("3年级")),
        ("三", Wish("三")),
    ],
)
def test_a_wish_is_read_in_any_order(words: str, wish: Wish) -> None:
    assert read_wish(words) == wish


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("互动问答 语文 难", "这里的题不分科，直接发「互动问答」就行～"),
        ("互动问答 中等", "没有「中等」的题，有这些：简单、难"),
        ("互动问答 难", "❓ 互动问答开始，一共 2 题，"),
        ("互动问答 1题", "❓ 互动问答开始，一共 1 题，"),
        ("互动问答 难 1题", "❓ 互动问答开始，一共 1 题，"),
        ("来一局 互动问答 简单", "❓ 互动问答开始，一共 1 题，"),
    ],
)
async def test_a_quiz_is_about_what_was_wanted(open_group: OpenChat, said: str, answer: str) -> None:
    chat = await open_group(OWN)
    assert (await chat.say("小明", said)).startswith(answer)


async def test_a_level_of_a_subject_of_the_bank_that_comes_along(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {points: 10}\n")
    assert "没有「天文」这一科的题，有这些：" in await chat.say("小明", "互动问答 天文 难")
    assert "（健康）" in await chat.say("小明", "互动问答 健康 难 2题")


def test_nothing_is_asked_twice() -> None:
    pairs = list(combinations(load_questions(), 2))
    quoted = {question.q: set(re.findall("“(.+?)”", question.q)) for question in load_questions()}
    assert [(one.q, other.q) for one, other in pairs if quoted[one.q] & quoted[other.q]] == []
    assert [
        (one.q, other.q) for one, other in pairs if one.options[0] == other.options[0] and _alike(one.q, other.q)
    ] == []


def _alike(one: str, other: str) -> bool:
    """Return whether two questions share more than half of what either has in pairs of characters."""
    first, second = ({text[place : place + 2] for place in range(len(text) - 1)} for text in (one, other))
    return len(first & second) > len(first | second) / 2
