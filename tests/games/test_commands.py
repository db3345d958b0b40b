"""游戏 and its like: what there is to play, and where and how a game is begun and ended."""

from __future__ import annotations

import re

import pytest

from handlers.kit import Capability
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
    low, high = 1, 100
    while low <= high:
        told = await chat.say("小明", str((low + high) // 2))
        span = re.search("炸弹在 ([0-9]+) 到 ([0-9]+) 里", told)
        if span is None:
            break
        low, high = int(span[1]), int(span[2])
    assert "本季玩了 1 局" in await chat.say("小明", "战绩 本季")
    assert "上季还没玩过" in await chat.say("小明", "战绩 上季")
    await chat.forward(days=60)
    assert "上季玩了 1 局" in await chat.say("小明", "战绩 上季")
    assert "本季还没玩过" in await chat.say("小明", "战绩 本季")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("来一局猜谜", "🧩 猜谜"),
        ("来一局：猜谜", "🧩 猜谜"),
        ("来局猜谜", "🧩 猜谜"),
        ("再来一局猜谜", "🧩 猜谜"),
        ("来一局 猜谜语", "🧩 猜谜"),
        ("来一局 猜谜吧", "🧩 猜谜"),
        ("开一局猜数", "🔢"),
        ("玩猜数字", "🔢"),
        ("我们玩成语接龙吧！", "🐉"),
        ("来一把掷骰子", "🎲"),
        ("来一局 接龙", "🐉"),
        ("来一局 问答", "❓"),
        ("来一局 炸弹", "💣"),
        ("来一局 互动问答 历史", "第 1 题（历史）"),
        ("来一局互动问答历史", "第 1 题（历史）"),
        ("来一局 互动问答 历史 组队", "分红蓝两队"),
        ("互动问答历史", "第 1 题（历史）"),
        ("来一局 抢答 健康", "🔔 抢答"),
        ("来一局 互动问答 天文", "没有「天文」这一科的题，有这些：健康"),
        ("来一局 抢答 天文", "没有「天文」这一科的题，有这些：健康"),
        ("来一局 斗地主", "没有「斗地主」这个游戏。"),
        ("来一局", "想玩哪个？"),
        ("再来一局", "想玩哪个？"),
    ],
)
async def test_a_game_is_begun_as_people_put_it(chat: Chat, typed: str, told: str) -> None:
    assert told in await chat.say("小明", typed)


@pytest.mark.parametrize("typed", ["玩猜谜要动脑", "互动问答怎么玩", "昨天玩成语接龙了", "来一局游戏王", "猜数学题"])
async def test_talk_about_games_begins_none(chat: Chat, typed: str) -> None:
    assert await chat.say("小明", typed) == ""


@pytest.mark.parametrize("typed", ["玩个游戏", "有什么游戏", "我们玩什么游戏？", "游戏有哪些"])
async def test_who_asks_the_bot_for_games_sees_them(chat: Chat, typed: str) -> None:
    assert "可以玩" in await chat.say("小明", typed, addressed=True)


async def test_the_list_promises_what_is_paid(chat: Chat) -> None:
    told = await chat.say("小明", "游戏")
    assert "🏅 成语接龙、互动问答、看图说话、数字炸弹：前 3 名得 10、6、3 积分。" in told
    assert "猜数、掷骰：赢的得 10 积分。" in told
    assert "一种游戏一天最多发 100 积分" in told


@pytest.mark.parametrize(
    ("rules", "game", "told"),
    [
        ("", "成语接龙", "🏅 按比分排，前 3 名得 10、6、3 积分。"),
        ("games: {prizes: [5]}\n", "互动问答", "🏅 赢的得 5 积分。"),
        ("games: {budget: 12}\n", "数字炸弹", "🏅 按比分排，前 2 名得 10、2 积分。"),
        ("", "掷骰", "🏅 赢的得 10 积分。"),
        ("", "猜数", "🏅 赢的得 10 积分。"),
        ("", "来一局 抢答", "🏅 赢的得 10 积分。"),
    ],
)
async def test_an_opening_promises_what_can_be_won(open_group: OpenChat, rules: str, game: str, told: str) -> None:
    chat = await open_group(QUIET + rules)
    assert told in await chat.say("小明", game)


@pytest.mark.parametrize("rules", ["games: {prizes: []}\n", "games: {budget: 0}\n"])
async def test_where_there_are_no_prizes_none_are_promised(open_group: OpenChat, rules: str) -> None:
    chat = await open_group(QUIET + rules)
    told = await chat.say("小明", "猜数")
    assert "🏅" not in told
    assert "奖励" not in told
    assert "积分" not in await chat.say("小明", "游戏")


@pytest.mark.parametrize("typed", ["答案", "公布答案！", "不玩了", "换一题", "结束", "跳过"])
async def test_who_wants_the_end_is_told_how(chat: Chat, typed: str) -> None:
    assert await chat.say("小红", typed) == ""
    await chat.say("小明", "猜谜")
    told = "「猜谜」还在玩。想提前结束看答案，开局的人或管理员发「结束游戏」就行～"
    assert await chat.say("小红", typed) == told
    assert await chat.say("小红", typed, addressed=True) == told


async def test_a_member_begins_a_game_whose_name_is_a_command_of_staff(chat: Chat) -> None:
    assert "🔔 抢答" in await chat.say("小明", "抢答")


@pytest.mark.parametrize("said", ["取消游戏", "不玩了", "算了不玩了", "结束吧", "退出游戏"])
async def test_whoever_began_a_game_ends_it_as_they_like(chat: Chat, said: str) -> None:
    await chat.say("小明", "掷骰")
    assert await chat.say("小红", said) in (
        "这一局是别人开的，请开局的人或管理员来结束～",
        "「掷骰」还在玩。想提前结束看答案，开局的人或管理员发「结束游戏」就行～",
    )
    assert (await chat.say("小明", said)).startswith("🎲 掷骰结束。")
    assert "🎲 掷骰开始" in await chat.say("小明", "掷骰")


@pytest.mark.parametrize("said", ["不玩了", "结束吧", "再来一题"])
async def test_without_a_game_it_is_talk(chat: Chat, said: str) -> None:
    assert await chat.say("小明", said) == ""


async def test_the_last_game_is_begun_again(chat: Chat) -> None:
    assert "想玩哪个？" in await chat.say("小明", "再来一局")
    for game in ("猜数", "掷骰"):
        begun = await chat.say("小明", game)
        await chat.say("小明", "结束游戏")
        assert await chat.say("小红", "再来一局") == begun
        await chat.say("小红", "结束游戏")
    assert "我想了一个" in await chat.say("小红", "再来一局 猜数")


@pytest.mark.parametrize("said", ["我想玩掷骰", "我要玩掷骰", "我也想玩掷骰", "我们想玩掷骰吧", "大家一起玩掷骰"])
async def test_the_wish_for_a_game_begins_it(chat: Chat, said: str) -> None:
    assert "🎲 掷骰开始" in await chat.say("小明", said)


@pytest.mark.parametrize("said", ["我想玩手机", "我想要猜谜的奖品", "我也想玩", "我玩掷骰输了"])
async def test_other_wishes_are_talk(chat: Chat, said: str) -> None:
    assert await chat.say("小明", said) == ""


SPEAKS_BY_ITSELF = ("成语接龙", "互动问答", "看图说话", "掷骰")
"""Games that go on or end by time."""


@pytest.mark.parametrize("way", ["{}", "来一局 {}", "来一局{}", "我们玩{}吧"])
@pytest.mark.parametrize("game", SPEAKS_BY_ITSELF)
async def test_what_cannot_be_played_where_the_bot_only_answers_is_refused(chat: Chat, game: str, way: str) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    assert await chat.say("小明", way.format(game)) == (
        f"「{game}」到时间要我自己说话，在这里说不了，玩不起来～发「游戏」看看能玩什么。"
    )
    assert await chat.say("小明", "结束游戏") == "现在没有在玩的游戏，发「游戏」看看有哪些。"
    shown = await chat.say("小明", "游戏")
    assert game not in shown
    assert "例如「猜谜」" in shown
    assert f"{game}：这里不能「主动发消息」，玩不了，它到时间要自己说话。" in await chat.say("小明", "能力")


@pytest.mark.parametrize("game", [game for game in GAMES if game not in SPEAKS_BY_ITSELF])
async def test_what_can_be_played_by_answers_alone_is_played(chat: Chat, game: str) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    opened = await chat.say("小明", game)
    assert "秒" in opened or "分钟" in opened
    assert "提示会一个个来" not in opened
    name = game.removeprefix("来一局 ")
    assert name in await chat.say("小明", "游戏")
    assert f"\n{name}：这里不能「主动发消息」，玩不了" not in await chat.say("小明", "能力")
    assert await chat.say("小明", "结束游戏") != ""


async def test_where_the_bot_only_answers_no_hint_is_opened_unseen(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    assert "要提示就发「提示」" in await chat.say("小明", "猜谜")
    await chat.forward(seconds=90)
    assert "现在答对得 7 积分" in await chat.say("小明", "提示")


async def test_where_the_bot_speaks_by_itself_all_games_are_played(chat: Chat) -> None:
    shown = await chat.say("小明", "游戏")
    assert all(game.removeprefix("来一局 ") in shown for game in GAMES)
    assert "例如「成语接龙」" in shown
    assert "玩不了" not in await chat.say("小明", "能力")
