"""数字炸弹 and 猜数: numbers count, talk does not, and whoever is hit wins nothing."""

from __future__ import annotations

import re

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(QUIET)


async def narrow(chat: Chat) -> tuple[str, str]:
    """Let two members take turns in the middle until one is hit; return who it was and what was told."""
    low, high = 1, 100
    for turn in range(20):
        who = ("小明", "小红")[turn % 2]
        told = await chat.say(who, str((low + high) // 2))
        span = re.search("炸弹在 ([0-9]+) 到 ([0-9]+) 里", told)
        if span is None:
            return who, told
        low, high = int(span[1]), int(span[2])
    raise AssertionError("the bomb was never hit")


async def test_who_speaks_to_the_bot_is_told_what_to_send(chat: Chat) -> None:
    await chat.say("小明", "数字炸弹")
    assert await chat.say("小红", "什么意思") == ""
    assert "要报 1 到 100 里的数" in await chat.say("小红", "什么意思", addressed=True)
    assert "报" in await chat.say("小红", "我猜 50", addressed=True)
    await chat.say("小明", "结束游戏")
    await chat.say("小明", "猜数")
    assert "发一个数来猜" in await chat.say("小红", "不知道", addressed=True)
    assert "50" in await chat.say("小红", "应该是50吧")


async def test_a_number_that_cannot_be_is_no_guess(chat: Chat) -> None:
    await chat.say("小明", "猜数")
    for number in ("0", "101", "365"):
        assert await chat.say("小红", number) == ""
        assert await chat.say("小红", number, addressed=True) == "要猜 1 到 100 里的数～"
    assert "100" in await chat.say("小红", "100")
    await chat.say("小明", "结束游戏")


async def test_a_round_in_which_nobody_scored_is_won_by_nobody(chat: Chat) -> None:
    await chat.say("小明", "猜数")
    for who in ("小明", "小红"):
        for number in ("1", "100"):
            await chat.say(who, number)
    await chat.forward(minutes=30)
    assert "赢 0 局" in await chat.say("小明", "战绩")
    assert "赢 1 局" not in await chat.say("小明", "游戏榜")


async def test_who_hits_the_bomb_wins_nothing(chat: Chat) -> None:
    assert "炸弹藏在 1 到 100 之间" in await chat.say("小明", "数字炸弹")
    hit, told = await narrow(chat)
    other = {"小明": "小红", "小红": "小明"}[hit]
    assert told.startswith(f"💥 {hit} 报中了")
    assert f"· {hit} 0 分" in told
    assert f"🥇 {other}" in told
    assert await points_of(chat, hit) == 0
    assert await points_of(chat, other) == 10
    assert await chat.say("小明", "50") == ""


@pytest.mark.parametrize("talk", ["五十块", "50块", "-5", "1e3", "5.5", "今天 50", "²", "123456"])
async def test_what_is_no_number_is_talk(chat: Chat, talk: str) -> None:
    await chat.say("小明", "数字炸弹")
    assert await chat.say("小红", talk) == ""


async def test_numbers_outside_are_told_and_nobody_names_two_in_a_row(chat: Chat) -> None:
    await chat.say("小明", "数字炸弹")
    assert "要报 1 到 100 里" in await chat.say("小红", "101")
    await chat.say("小红", "１")
    await chat.say("小明", "2")
    assert "换一个人来" in await chat.say("小明", "3")


async def test_time_ends_a_bomb_that_nobody_found(chat: Chat) -> None:
    await chat.say("小明", "数字炸弹")
    await chat.say("小红", "1")
    [*_, end] = await chat.forward(minutes=4)
    assert end.startswith("💣 这一局结束")
    assert "🥇 小红 1 分\n没玩到底，这一局不发积分" in end
    assert await points_of(chat, "小红") == 0


async def test_a_number_is_found_by_halves(chat: Chat) -> None:
    assert "1 到 100" in await chat.say("小明", "猜数")
    low, high = 1, 100
    for _ in range(8):
        guess = (low + high) // 2
        told = await chat.say("小红", f"{guess}！")
        if "小了" in told:
            low = guess + 1
        elif "大了" in told:
            high = guess - 1
        else:
            break
    assert re.match(rf"🎯 小红 猜中了，就是 {guess}！", told)
    assert await points_of(chat, "小红") == 10


async def test_the_board_tells_wins_over_others(chat: Chat) -> None:
    assert "本周还没有人玩过游戏" in await chat.say("小明", "游戏榜")
    await chat.say("小明", "数字炸弹")
    hit, _ = await narrow(chat)
    other = {"小明": "小红", "小红": "小明"}[hit]
    assert (await chat.say("小明", "游戏榜")).splitlines()[:2][1].startswith(f"1. {other} 赢 1 局")
    assert "赢 1 局" in await chat.say(other, "战绩")
    assert "玩了 1 局，赢 0 局" in await chat.say(hit, "战绩 本季")
    assert "可以写：本周、本季" in await chat.say(hit, "战绩 去年")
    await chat.forward(days=7)
    assert "本周还没有人玩过游戏" in await chat.say("小明", "游戏榜")
    await chat.leave(other)
    assert other not in await chat.say(hit, "游戏榜 本季")


async def test_the_list_names_every_game(chat: Chat) -> None:
    told = await chat.say("小明", "游戏")
    for game in ("成语接龙", "数字炸弹", "猜数"):
        assert game in told
    assert "没有「围棋」这个游戏" in await chat.say("小明", "来一局 围棋")
    assert "数字炸弹开始" in await chat.say("小明", "来一局 数字炸弹")


@pytest.mark.parametrize("game", ["猜数", "数字炸弹"])
@pytest.mark.parametrize("typed", ["五十", "我猜五十", "是５０吗", "50！", "一百"])
async def test_a_number_is_read_as_people_say_it(open_group: OpenChat, game: str, typed: str) -> None:
    chat = await open_group("")
    await chat.say("小明", game)
    assert ("100" if typed == "一百" else "50") in await chat.say("小红", typed)


async def test_a_bomb_says_when_it_pays_nothing(chat: Chat) -> None:
    assert "到时间还没人踩中，这一局就不发积分" in await chat.say("小明", "数字炸弹")


async def test_who_says_which_number_it_is_not_names_none(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\n")
    await chat.say("小明", "数字炸弹")
    assert await chat.say("小红", "不是50") == ""
    assert await chat.say("小红", "肯定不是50") == ""
    assert "50" in await chat.say("小红", "是不是50")


@pytest.mark.parametrize(
    "said", ["50 60", "5 0", "５０ ６０", "答 50 60", "我猜 50 60", "50 60 70", "五十 60", "十 五", "5 6 吗", "50\n60"]
)
@pytest.mark.parametrize("game", ["猜数", "数字炸弹"])
async def test_two_numbers_are_no_guess(chat: Chat, game: str, said: str) -> None:
    await chat.say("小明", game)
    assert await chat.say("小红", said) == ""
    told = await chat.say("小红", said, addressed=True)
    assert "发一个数来猜" in told or "要报 1 到 100 里的数" in told


@pytest.mark.parametrize("said", ["50", "我猜 50", "答 50", "是 50 吗", "五十", " 50 ！", "应该是 50 吧"])
async def test_one_number_is_a_guess_with_spaces_beside_it(chat: Chat, said: str) -> None:
    await chat.say("小明", "猜数")
    assert "50" in await chat.say("小红", said)
