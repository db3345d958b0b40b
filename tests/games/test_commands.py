"""游戏 and its like: what there is to play, and where and how a game is begun and ended."""

from __future__ import annotations

import re

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
GAMES = (
    "猜谜",
    "成语接龙",
    "掷骰",
    "数字炸弹",
    "猜数",
    "互动问答",
    "看图说话",
    "歇后语",
    "拆字",
    "表情猜成语",
    "来一局 抢答",
)


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    chat = await open_group(QUIET)
    await chat.say("小明", "大家好")
    return chat


@pytest.mark.parametrize("game", GAMES)
async def test_no_game_is_played_in_private(chat: Chat, game: str) -> None:
    assert "在群里发一遍" in await chat.say("小明", game, private=True)
    assert await chat.say("小明", game) != ""
    assert "先把这一局玩完" in await chat.say("小明", "来一局 猜数" if game != "猜数" else "猜谜")


async def test_nobody_throws_or_ends_a_game_in_private(chat: Chat) -> None:
    await chat.say("小红", "掷骰")
    assert "在群里发一遍" in await chat.say("小明", "掷骰", private=True)
    assert "在群里发一遍" in await chat.say("群主", "结束游戏", private=True)
    assert "小明 掷出" in await chat.say("小明", "掷骰")


async def test_two_who_end_a_bomb_win_nothing(chat: Chat) -> None:
    await chat.say("小明", "数字炸弹")
    await chat.say("小明", "1")
    await chat.say("小红", "2")
    ended = await chat.say("小明", "结束游戏")
    assert "没玩到底，这一局不发积分，也不算战绩" in ended
    assert "+" not in ended
    assert "本周还没玩过" in await chat.say("小明", "战绩")


async def test_a_game_that_is_no_command_says_how_it_is_begun(chat: Chat) -> None:
    assert "抢答要发「来一局 抢答」" in await chat.say("小明", "游戏")
    assert "抢答" in await chat.say("小明", "来一局 抢答")


async def test_ones_record_of_the_last_season(chat: Chat) -> None:
    await chat.say("小明", "数字炸弹")
    low, high = 0, 101
    while low < high:
        told = await chat.say("小明", str((low + high) // 2))
        span = re.search("现在是 ([0-9]+) 到 ([0-9]+)", told)
        if span is None:
            break
        low, high = int(span[1]), int(span[2])
    assert "本季玩了 1 局" in await chat.say("小明", "战绩 本季")
    assert "上季还没玩过" in await chat.say("小明", "战绩 上季")
    await chat.forward(days=60)
    assert "上季玩了 1 局" in await chat.say("小明", "战绩 上季")
    assert "本季还没玩过" in await chat.say("小明", "战绩 本季")
