"""随机 and 抓阄: within what was typed, and everything in it comes up."""

from __future__ import annotations

import re

import pytest

from tests.chat import Chat


@pytest.mark.parametrize("said", ["随机 1-6", "随机 ６～１", "随机1到6", "随机 1 至 6", "随机 1 6", "随机 6"])
async def test_a_number_is_in_its_range(said: str, chat: Chat) -> None:
    answers = {await chat.say("小明", said) for _ in range(60)}
    assert answers == {f"🎲 1 到 6：{number}" for number in range(1, 7)}


async def test_a_range_may_be_below_zero(chat: Chat) -> None:
    assert re.fullmatch("🎲 -5 到 -3：-[345]", await chat.say("小明", "随机 -3--5"))


@pytest.mark.parametrize("said", ["随机 火锅 {choice} 饺子", "随机 火锅、{choice}、饺子", "随机 火锅/{choice}/饺子"])
async def test_one_of_several_is_chosen(said: str, chat: Chat) -> None:
    assert {await chat.say("小明", said) for _ in range(40)} == {"🎲 火锅", "🎲 {choice}", "🎲 饺子"}


@pytest.mark.parametrize("said", ["随机", "随机 火锅", "随机 1-9999999999", "随机 " + "甲 " * 600])
async def test_what_cannot_be_chosen_from_is_told(said: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == "请这样写：随机 1-100，或者 随机 火锅 烤肉 饺子。"


async def test_some_of_several_people_are_drawn(chat: Chat) -> None:
    drawn = set()
    for _ in range(40):
        answer = await chat.say("群主", "抓阄 2 小明 小红，小刚")
        match = re.fullmatch("🎋 3 个里抽 2 个：(\\w+)、(\\w+)", answer)
        assert match
        drawn.add(frozenset(match.groups()))
    assert drawn == {frozenset(pair) for pair in (("小明", "小红"), ("小明", "小刚"), ("小红", "小刚"))}


async def test_without_a_number_one_is_drawn(chat: Chat) -> None:
    assert re.fullmatch("🎋 2 个里抽 1 个：小[明红]", await chat.say("群主", "抓阄 小明 小红"))


async def test_those_who_checked_in_can_be_drawn_from(chat: Chat) -> None:
    assert await chat.say("群主", "抓阄 1 签到") == "今天还没有人签到。"
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    assert re.fullmatch("🎋 2 个里抽 1 个：小[明红]", await chat.say("群主", "抓阄 1 签到"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("抓阄", "请这样写：抓阄 2 小明 小红 小刚，或者 抓阄 1 签到（从今天签到的人里抽）。"),
        ("抓阄 2", "请这样写：抓阄 2 小明 小红 小刚，或者 抓阄 1 签到（从今天签到的人里抽）。"),
        ("抓阄 三个 小明 小红", "只有 2 个名字，抽的要比它少。"),
        ("抓阄 3 小明 小红", "只有 2 个名字，抽的要比它少。"),
        ("抓阄 0 小明 小红", "「0」不行，请写 1 到 100 之间的整数，例如 10。"),
        ("抓阄 1 小明 小明", "只有 1 个名字，抽的要比它少。"),
        ("抓阄 1 " + " ".join(map(str, range(201))), "最多 200 个名字。"),
    ],
)
async def test_lots_that_cannot_be_drawn_are_told(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("群主", said) == answer


@pytest.mark.parametrize(
    "said",
    [
        "随机 1-9 不重复 3个",
        "随机 1-9 3个不重复",
        "随机 1-9 3",
        "随机 1-9 3个",
        "随机 三个 1-9",
        "随机 1到9抽3个",
        "随机 ９-１，3个数字",
    ],
)
async def test_some_numbers_that_differ_are_drawn(said: str, chat: Chat) -> None:
    drawn: set[int] = set()
    for _ in range(60):
        match = re.fullmatch("🎲 1 到 9 里的 3 个：(\\d)、(\\d)、(\\d)", await chat.say("小明", said))
        assert match
        numbers = set(map(int, match.groups()))
        assert len(numbers) == 3
        drawn |= numbers
    assert drawn == set(range(1, 10))


async def test_numbers_to_choose_from_are_no_range(chat: Chat) -> None:
    assert {await chat.say("小明", "随机 4 7 9") for _ in range(40)} == {"🎲 4", "🎲 7", "🎲 9"}
    assert await chat.say("小明", "随机 1-3 5") == "1 到 3 里一次最多抽 3 个。"
    assert await chat.say("小明", "随机 1-1000 200") == "1 到 1000 里一次最多抽 50 个。"


@pytest.mark.parametrize("said", ["抛硬币", "丢硬币", "扔硬币", "抛个硬币"])
async def test_a_coin_has_two_sides(said: str, chat: Chat) -> None:
    assert {await chat.say("小明", said) for _ in range(40)} == {"🪙 正面！", "🪙 反面！"}


async def test_lots_may_be_called_so(chat: Chat) -> None:
    assert re.fullmatch("🎋 3 个里抽 2 个：\\w+、\\w+", await chat.say("小明", "抽签 2 小明 小红 小刚"))
    assert "抓阄 2 小明" in await chat.say("小明", "抽签", addressed=True)


@pytest.mark.parametrize("said", ["抽签", "抽签决定吧", "抽签 这个不错", "抽签结果出来了", "抛硬币决定吧", "随机应变"])
async def test_talk_about_chance_is_not_answered(said: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == ""


@pytest.mark.parametrize(
    "names",
    ["小明 小红 小刚 2", "小明 小红 小刚 2人", "小明、小红、小刚 抽2个", "小明 小红 小刚 两个"],
)
async def test_how_many_are_drawn_may_stand_behind_the_names(names: str, chat: Chat) -> None:
    answer = await chat.say("小明", f"抓阄 {names}")
    assert answer.startswith("🎋 3 个里抽 2 个：")
    assert set(answer.rpartition("：")[2].split("、")) < {"小明", "小红", "小刚"}


@pytest.mark.parametrize("said", ["抽人 全群", "抓阄 2 全体", "分组 2 全体", "抓阄 1 @所有人"])
async def test_everybody_is_nobody_in_particular(said: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == "群里有谁我不一定都认识，请写上名字，或者写「签到」（从今天签到的人里选）～"
