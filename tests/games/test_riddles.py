"""猜谜: the earlier a riddle is solved, the more it brings; hints come by themselves."""

from __future__ import annotations

import re

import pytest

from handlers.games.banks import load_riddles
from sop.advice import advice_for
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
OWN = QUIET + "game_riddles: {own: [{riddle: 什么包最香, answer: 面包, also: [吐司], hints: [能吃, 早上吃]}]}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(OWN)


async def test_the_first_right_answer_wins(chat: Chat) -> None:
    assert "什么包最香" in await chat.say("小明", "猜谜")
    assert await chat.say("小红", "书包") == ""
    told = await chat.say("小红", "面包！")
    assert told.splitlines() == ["🎉 小红 答对了，谜底是「面包」！", "🥇 小红 3 分，+10 积分"]
    assert await chat.say("小明", "面包") == ""
    assert await chat.forward(minutes=5) == []


async def test_hints_come_one_by_one_and_cost_score(chat: Chat) -> None:
    await chat.say("小明", "猜谜")
    assert await chat.forward(seconds=45) == ["💡 提示：能吃（现在答对得 7 积分）"]
    assert await chat.forward(seconds=40) == ["💡 提示：早上吃（现在答对得 4 积分）"]
    assert "🥇 小红 1 分，+4 积分" in await chat.say("小红", "吐司")


async def test_no_more_is_promised_than_is_paid(open_group: OpenChat) -> None:
    chat = await open_group(OWN + "games: {budget: 15}\n")
    assert "🏅 赢的得 10 积分。" in await chat.say("小明", "猜谜")
    assert "+10 积分" in await chat.say("小红", "面包")
    assert "🏅 赢的得 5 积分。" in await chat.say("小明", "猜谜")
    assert "+5 积分" in await chat.say("小红", "面包")
    told = await chat.say("小明", "猜谜")
    assert "🏅" not in told
    assert "这一局玩个开心" in told
    assert "奖励发完了" in await chat.say("小红", "面包")


async def test_who_answers_what_others_began_does_not_play_alone(open_group: OpenChat) -> None:
    chat = await open_group(OWN + "games: {alone: 1, budget: 1000}\n")
    await chat.say("小明", "大家好")
    for _ in range(3):
        await chat.say("小明", "猜谜")
        assert "+10 积分" in await chat.say("小红", "面包")
    await chat.say("小红", "猜谜")
    assert "+10 积分" in await chat.say("小红", "面包")
    await chat.say("小红", "猜谜")
    assert "一个人玩" in await chat.say("小红", "面包")


async def test_what_nobody_solves_is_told(chat: Chat) -> None:
    await chat.say("小明", "猜谜")
    [*_, end] = await chat.forward(minutes=4)
    assert end.splitlines()[0] == "🧩 这一局结束，谜底是「面包」。"
    assert await points_of(chat, "小明") == 0


def test_the_riddles_that_come_with_it_are_whole() -> None:
    riddles = load_riddles()
    assert len({riddle.riddle for riddle in riddles}) == len(riddles) >= 200
    assert all(len(riddle.hints) >= 2 for riddle in riddles)
    assert not [riddle for riddle in riddles if len(riddle.answer) > 1 and riddle.answer in riddle.riddle]
    assert not [riddle for riddle in riddles for hint in riddle.hints if riddle.answer in hint]
    assert [riddle.answer for riddle in riddles if "（打一字）" in riddle.riddle and len(riddle.answer) != 1] == []
    assert all(re.search("（打一.+）$", riddle.riddle) for riddle in riddles)
    assert not [
        riddle for riddle in riddles if riddle.answer in riddle.also or len(set(riddle.also)) < len(riddle.also)
    ]


async def test_an_answer_that_is_a_command_is_pointed_out(open_group: OpenChat) -> None:
    own = "game_riddles: {own: [{riddle: 每天做什么, answer: 签到, also: [早起, 打卡]}]}\n"
    chat = await open_group(own)
    advice = [line for line in advice_for(chat.bot.groups.all()[0], chat.now) if "game_riddles" in line]
    assert [line.split("」")[0] for line in advice] == ["game_riddles 里的「签到", "game_riddles 里的「打卡"]
