"""Ending a game by its name: whoever began it and those in charge do, others are told who may."""

from __future__ import annotations

import pytest

from sop.features import FEATURES
from tests.chat import Chat
from tests.conftest import OpenChat

NOT_YOURS = "这一局是别人开的，请开局的人或管理员来结束～"
NOTHING = "现在没有在玩的游戏，发「游戏」看看有哪些。"
GAMES = [feature.title for feature in FEATURES if feature.name.startswith("game_") and feature.round_kind]
SAYINGS = (
    "结束{}",
    "停止{}！",
    "取消{}",
    "结束 {}",
    "结束{}吧",
    "不玩{}了",
    "我们不玩{}了吧",
    "{}结束",
    "{}结束吧～",
    "结束{}游戏",
    "结束{}这一局",
    "别玩{}啦🎉",
)


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group("badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n")


async def is_open(chat: Chat) -> bool:
    return bool(await chat.bot.database.read(lambda db: db.fetch_one("SELECT 1 FROM round WHERE ended_at IS NULL")))


@pytest.mark.parametrize("game", GAMES)
async def test_a_game_is_ended_by_its_name(chat: Chat, game: str) -> None:
    await chat.say("小明", f"来一局 {game}")
    assert await chat.say("小红", f"结束{game}") == NOT_YOURS
    assert await is_open(chat)
    assert "下次再来～" in await chat.say("小明", f"结束{game}")
    assert not await is_open(chat)


@pytest.mark.parametrize("who", ["店员", "小助理", "群主"])
async def test_those_in_charge_end_it_too(chat: Chat, who: str) -> None:
    await chat.say("小明", "猜数")
    assert "下次再来～" in await chat.say(who, "结束猜数")
    assert not await is_open(chat)


@pytest.mark.parametrize("said", SAYINGS)
async def test_however_it_is_put(chat: Chat, said: str) -> None:
    await chat.say("小明", "数字炸弹")
    assert await chat.say("小红", said.format("数字炸弹")) == NOT_YOURS
    assert "炸弹是" in await chat.say("小明", said.format("数字炸弹"))
    assert not await is_open(chat)


@pytest.mark.parametrize(
    ("game", "name"),
    [
        ("数字炸弹", "炸弹"),
        ("成语接龙", "接龙"),
        ("成语接龙", "成语"),
        ("猜数", "猜数字"),
        ("掷骰", "掷骰子"),
        ("互动问答", "问答"),
        ("互动问答", "答题"),
    ],
)
async def test_a_game_has_other_names(chat: Chat, game: str, name: str) -> None:
    await chat.say("小明", game)
    assert await chat.say("小红", f"结束{name}") == NOT_YOURS
    assert "下次再来～" in await chat.say("小明", f"结束{name}")
    assert not await is_open(chat)


@pytest.mark.parametrize(
    "said", ["比赛结束了", "结束一切", "取消会议", "停车吧", "不玩了就走", "今天结束得早", "电影结束了"]
)
async def test_what_is_no_game_is_talk(chat: Chat, said: str) -> None:
    await chat.say("小明", "成语接龙")
    assert await chat.say("小明", said) == ""
    assert await is_open(chat)


async def test_another_game_is_not_ended(chat: Chat) -> None:
    await chat.say("小明", "成语接龙")
    assert "「成语接龙」还在玩" in await chat.say("小明", "结束猜谜")
    assert await is_open(chat)


async def test_where_none_is_open_only_who_asks_the_bot_is_told(chat: Chat) -> None:
    assert await chat.say("小明", "结束猜谜") == ""
    assert await chat.say("小明", "结束猜谜", addressed=True) == NOTHING
    await chat.say("小明", "猜谜")
    assert "在群里发一遍" in await chat.say("小明", "结束猜谜", private=True)
    assert await is_open(chat)


async def test_a_sign_up_list_is_ended_first(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    await chat.say("小明", "成语接龙")
    assert "1 号接龙「周六爬山」结束了" in await chat.say("小明", "结束接龙")
    assert await is_open(chat)
    assert "成语接龙结束" in await chat.say("小明", "结束接龙")
    assert "现在没有接龙" in await chat.say("小明", "结束接龙")
