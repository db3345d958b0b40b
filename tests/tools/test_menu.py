"""今天吃什么: from the owner's list or the default one, and never the same twice in a row."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


async def test_it_is_never_the_same_twice_in_a_row(chat: Chat) -> None:
    answers = [await chat.say(who, "今天吃什么") for _ in range(30) for who in ("小明", "小红")]
    assert all(answer.startswith("🍚 今天吃「") for answer in answers)
    assert all(answer != following for answer, following in pairwise(answers))
    assert len(set(answers)) > 10


async def test_the_owner_writes_their_own_list(open_group: OpenChat) -> None:
    chat = await open_group("menu: {dishes: [轻食, '{dish}']}\n")
    answers = [await chat.say("小明", word) for word in ("吃什么", "吃啥", "今日菜单", "今天吃什么？")]
    assert set(answers) == {"🍚 今天吃「轻食」吧！", "🍚 今天吃「{dish}」吧！"}
    assert answers[0] == answers[2] != answers[1] == answers[3]


async def test_a_list_needs_two_dishes_that_differ(open_group: OpenChat) -> None:
    chat = await open_group("menu: {dishes: [面, 面]}\n")
    assert "前面已经有「面」了" in str(chat.bot.groups.problems)


@pytest.mark.parametrize("said", ["今晚吃啥", "中午吃什么？", "晚饭吃啥", "今天吃啥"])
async def test_every_meal_may_be_asked_for(chat: Chat, said: str) -> None:
    assert (await chat.say("小明", said)).startswith("🍚 今天吃「")
    assert (await chat.say("小明", said.strip("？") + "好", addressed=True)).startswith("🍚 今天吃「")


@pytest.mark.parametrize("said", ["今晚吃什么好", "你们今晚吃啥了", "今晚吃火锅", "吃什么药好得快"])
async def test_talk_about_meals_is_not_answered(chat: Chat, said: str) -> None:
    assert await chat.say("小明", said) == ""
