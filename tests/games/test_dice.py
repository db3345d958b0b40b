"""掷骰: everybody throws once, the most wins, equals share."""

from __future__ import annotations

import re

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(QUIET)


def total(told: str) -> int:
    found = re.search("一共 ([0-9]+) 点", told)
    assert found, told
    return int(found[1])


async def test_the_most_wins(chat: Chat) -> None:
    assert "每人发「掷」掷一次" in await chat.say("小明", "掷骰")
    thrown = {}
    for who, word in (("小明", "掷骰"), ("小红", "掷"), ("小刚", "🎲"), ("小丽", "答 掷")):
        told = await chat.say(who, word)
        thrown[who] = total(told)
        assert 2 <= thrown[who] <= 12
        assert len(re.findall("[⚀⚁⚂⚃⚄⚅]", told)) == 2
    assert await chat.say("小红", "掷") == f"小红 已经掷过了，是 {thrown['小红']} 点。"
    assert await chat.say("小红", "今天手气真好") == ""
    [end] = await chat.forward(minutes=2)
    most = max(thrown.values())
    assert end.startswith(f"🎲 掷骰结束，最大 {most} 点。")
    winners = {who for who, points in thrown.items() if points == most}
    assert {who for who in thrown if f"🥇 {who} 3 分" in end} == winners
    assert re.findall(r"\+([0-9]+) 积分", end) == [str(10 // len(winners))] * len(winners)


async def test_both_dice_are_fair(chat: Chat) -> None:
    faces = ""
    for number in range(40):
        await chat.say("小明", "掷骰")
        for who in range(10):
            faces += await chat.say(f"人{number}-{who}", "掷")
        await chat.say("小明", "结束游戏")
    counts = [faces.count(face) for face in "⚀⚁⚂⚃⚄⚅"]
    assert sum(counts) == 800
    assert all(90 <= count <= 180 for count in counts)


async def test_where_nobody_throws_nobody_wins(chat: Chat) -> None:
    await chat.say("小明", "掷骰")
    assert await chat.forward(minutes=2) == ["🎲 掷骰结束。\n这一局没有人参加，下次再来～"]


@pytest.mark.parametrize("typed", ["掷", "我掷", "掷一下", "我来掷骰子", "扔", "摇一下骰子", "🎲", "丢！"])
async def test_a_throw_as_people_say_it(open_group: OpenChat, typed: str) -> None:
    chat = await open_group("")
    await chat.say("小明", "掷骰")
    assert "小红 掷出" in await chat.say("小红", typed)


async def test_what_the_months_budget_cannot_pay_is_not_promised(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "budget: {monthly: 5}\n")
    assert "赢的得 5 积分" in await chat.say("小明", "掷骰")
    await chat.say("小明", "掷")
    [told] = await chat.forward(minutes=2)
    assert "+5 积分\n这个月的积分预算发完了，下个月再来拿～" in told
    assert (await chat.say("小明", "掷骰")).endswith("这个月的积分预算已经发完了，这一局玩个开心～")


async def throw_until_tied(chat: Chat, *people: str, equals: int = 2) -> str:
    """Let people throw in one round after the other until so many are first together; return how it ended."""
    for _ in range(60):
        await chat.say("群主", "掷骰")
        for who in people:
            await chat.say(who, "掷")
        [end] = await chat.forward(minutes=2)
        if end.count("🥇") == equals:
            return end
        await chat.forward(days=1)
    raise AssertionError("nobody threw as much as another")


async def test_equals_share_the_only_prize_evenly(chat: Chat) -> None:
    end = await throw_until_tied(chat, "小明", "小红")
    assert re.findall(r"🥇 (\S+) 3 分，\+(\d+) 积分", end) == [("小明", "5"), ("小红", "5")]


async def test_a_third_of_the_only_prize_is_rounded_down(chat: Chat) -> None:
    end = await throw_until_tied(chat, *(f"人{number}" for number in range(20)), equals=3)
    assert end.count("🥇") == end.count("，+3 积分") == end.count("积分") == 3


@pytest.mark.parametrize(("budget", "each"), [(7, "3"), (6, "3"), (1, "")])
async def test_within_a_budget_equals_get_as_much(open_group: OpenChat, budget: int, each: str) -> None:
    chat = await open_group(QUIET + f"games: {{budget: {budget}}}\n")
    end = await throw_until_tied(chat, "小明", "小红")
    assert re.findall(r"\+(\d+) 积分", end) == [each, each][: 2 * bool(each)]
    assert "今天这个游戏的奖励发完了" in end
