"""What a quiz is about: subject, level, number of questions, and a bank without subjects."""

from __future__ import annotations

import pytest

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
