"""游戏榜 and 战绩: of one game or all of them, and of others as well."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

OWN = """\
badges: {badges: []}
levels: {ladder: []}
speaking: {points: 0}
game_riddles: {own: [{riddle: 什么包最香, answer: 面包}]}
"""


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    chat = await open_group(OWN)
    await chat.say("小红", "大家好")
    await chat.say("小明", "猜谜")
    await chat.say("小红", "面包")
    return chat


@pytest.mark.parametrize("said", ["游戏榜", "游戏排行", "游戏排行榜", "游戏榜 本季"])
async def test_the_board_has_several_names(chat: Chat, said: str) -> None:
    assert "1. 小红 赢 1 局，3 分" in await chat.say("小明", said)


async def test_the_board_of_one_game(chat: Chat) -> None:
    assert await chat.say("小明", "游戏榜 猜谜") == "🏆 本周游戏榜 · 猜谜\n1. 小红 赢 1 局，3 分"
    assert (await chat.say("小明", "游戏榜 本季 猜谜")).startswith("🏆 本季游戏榜 · 猜谜\n1. 小红")
    assert await chat.say("小明", "游戏榜 掷骰") == "本周还没有人玩过掷骰，发「掷骰」开一局吧～"
    assert "要看哪一段" in await chat.say("小明", "游戏榜 乱写")


async def test_the_record_of_somebody_else_is_told_without_their_points(chat: Chat) -> None:
    assert await chat.say("小明", "战绩 @小红") == "小红 本周玩了 1 局，赢 1 局，得 3 分。"
    assert await chat.say("小红", "战绩 本季") == "小红 本季玩了 1 局，赢 1 局，得 3 分，奖励 10 积分。"
    assert await chat.say("小红", "战绩 @小明 本季") == "小明本季还没玩过，发「游戏」看看有什么～"
    assert "没有找到「不认识」" in await chat.say("小红", "战绩 @不认识")


async def test_the_record_is_asked_for_by_a_name_without_a_sign(chat: Chat) -> None:
    assert await chat.say("小明", "战绩 小红") == "小红 本周玩了 1 局，赢 1 局，得 3 分。"
    assert (
        await chat.say("小明", "战绩 看图说话") == "战绩是所有游戏一起算的，只看「看图说话」就发「游戏榜 看图说话」～"
    )
    assert await chat.say("小明", "游戏榜 猜迷") == "没看懂「猜迷」。是不是「猜谜」？"
