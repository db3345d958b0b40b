"""How much is said to a check-in is the owner's choice."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from tests.conftest import OpenChat

MALL = "mall: {items: [{name: 果汁, points: 20}, {name: 水杯, points: 100}]}\n"


async def test_all_of_it_by_default(open_group: OpenChat) -> None:
    chat = await open_group(MALL)
    answer = await chat.say("小明", "签到")
    assert answer.startswith("小明 签到成功！")
    assert "再签 6 天" in answer
    assert "再攒 10 分" in answer


async def test_one_line_with_what_is_next_on_mondays_and_news_on_other_days(open_group: OpenChat) -> None:
    chat = await open_group(MALL + "checkin: {reply: 简短}\n")
    monday = await chat.say("小明", "签到")
    assert monday.startswith("✓ 小明 连签 1 天，+10（共 10 分）。再签 6 天多得 30 分。再攒 10 分")
    await chat.forward(days=1)
    tuesday = await chat.say("小明", "签到")
    assert tuesday == "✓ 小明 连签 2 天，+10（共 20 分）。可以换「果汁」啦（20 分），发「商城」看看！"
    await chat.forward(days=1)
    assert await chat.say("小明", "签到") == "✓ 小明 连签 3 天，+10（共 30 分）"
    for _ in range(4):
        await chat.forward(days=1)
        sunday = await chat.say("小明", "签到")
    assert sunday == (
        "✓ 小明 连签 7 天，+40（共 100 分）。🎉 满 7 天，多得 30 分！可以换「水杯」啦（100 分），发「商城」看看！"
    )


async def test_quietly_all_are_answered_together(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {reply: 安静}\n")
    assert await chat.say("小明", "签到") == ""
    assert await chat.forward(minutes=2) == []
    assert await chat.say("小红", "签到") == ""
    assert "已经签过" in await chat.say("小红", "签到"), "who is mistaken is told at once"
    assert await chat.forward(minutes=1) == ["✓ 刚刚签到的：小明（连签 1 天）、小红（连签 1 天）"]
    assert await chat.forward(minutes=30) == []
    await chat.say("老王", "签到")
    assert await chat.forward(minutes=3) == ["✓ 刚刚签到的：老王（连签 1 天）"]
    assert "10 积分" in await chat.say("小明", "积分")


async def test_many_are_counted(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {reply: 安静}\n")
    for number in range(40):
        await chat.say(f"成员{number:02}", "签到")
    (said,) = await chat.forward(minutes=3)
    assert said.count("连签 1 天") == 30
    assert said.endswith("…一共 40 位")


async def test_thirty_are_named_without_being_counted(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {reply: 安静}\n")
    for number in range(30):
        await chat.say(f"成员{number:02}", "签到")
    (said,) = await chat.forward(minutes=3)
    assert said.endswith("、成员29（连签 1 天）")


async def test_on_mondays_what_a_cycle_brought_is_told_once(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {reply: 简短, cycle: 7, bonus: 30, points: 0}\nbadges: {badges: []}\n")
    assert await chat.say("小明", "签到") == "✓ 小明 连签 1 天。再签 6 天多得 30 分。"
    for day in range(1, 8):
        await chat.forward(days=1)
        said = await chat.say("小明", "签到")
        assert ("满 7 天" in said) == (day == 6)
    assert said == "✓ 小明 连签 8 天。再签 6 天多得 30 分。"
    await chat.forward(days=1)
    await chat.say("小红", "签到")
    for _ in range(6):
        await chat.forward(days=1)
        said = await chat.say("小红", "签到")
    assert said == "✓ 小红 连签 7 天，+30（共 30 分）。🎉 满 7 天，多得 30 分！", "on a Monday"


async def test_the_days_to_the_next_bonus_are_those_of_the_cycle(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {cycle: 3, bonus: 5}\n")
    told = []
    for _ in range(7):
        told.append((await chat.say("小明", "签到")).partition("分。")[2])
        await chat.forward(days=1)
    left = ["再签 2 天多得 5 分。", "再签 1 天多得 5 分。", "🎉 满 3 天，多得 5 分！"]
    assert told == [*left, *left, left[0]]


@pytest.mark.parametrize("private", [True, False])
async def test_who_cannot_be_answered_later_is_answered_shortly(open_group: OpenChat, private: bool) -> None:
    chat = await open_group("checkin: {reply: 安静}\n")
    await chat.say("小明", "大家好")
    if not private:
        chat.platform.capabilities -= {Capability.PUSHES}
    assert (await chat.say("小明", "签到", private=private)).startswith("✓ 小明 连签 1 天")


async def test_every_earning_tells_what_came_within_reach(open_group: OpenChat) -> None:
    chat = await open_group(MALL + "purchase: {points: 1}\ninviting: {points: 20}\n")
    await chat.say("小明", "大家好")
    assert "可以换「果汁」啦" in await chat.say("小助理", "加分 @小明 25", mentions=["小明"])
    assert "再攒" in await chat.say("小助理", "加分 @小明 5", mentions=["小明"])
    await chat.say("小红", "早")
    assert "可以换「果汁」啦" in await chat.say("小明", "送 @小红 25", mentions=["小红"])
    assert "可以换「水杯」啦" in await chat.say("店员", "记单 @小红 80 A100", mentions=["小红"])
    assert "可以换「果汁」啦" in await chat.join("小绿", invited_by="小明")
