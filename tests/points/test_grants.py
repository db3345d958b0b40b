"""加分 and 扣分 for several at once: all of them or none, within the limits of each receiver and of the giver."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of

SECOND = "要另一位管理员确认"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with two members, an admin and the owner."""
    chat = await open_group("badges: {badges: []}\nmall: {items: []}\n")
    for who in ("小明", "小红", "小助理", "群主"):
        await chat.say(who, "hi")
    return chat


@pytest.mark.parametrize(
    "said",
    [
        "加分 @小明 @小红 10 帮忙",
        "加分 @小明、@小红 10 帮忙",
        "加分 @小明 和 @小红 10 帮忙",
        "加分 @小明 @小红 @小明 10 帮忙",
    ],
)
async def test_several_get_as_much(said: str, chat: Chat) -> None:
    assert await chat.say("群主", said) == "已给 2 人各加 10 分（帮忙），现有：小明 10 分、小红 10 分。"
    assert "+10  帮忙" in await chat.say("小红", "明细")
    assert await chat.say("群主", "扣分 @小明 @小红 3") == "已扣 2 人各 3 分，现有：小明 7 分、小红 7 分。"
    await assert_consistent(chat)


async def test_all_of_them_or_none(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 10")
    assert "小红 只有 0 分，扣不了 5 分" in await chat.say("群主", "扣分 @小明 @小红 5")
    assert "没有找到「没有人」" in await chat.say("群主", "加分 @小明 @没有人 5")
    assert "要几分呢" in await chat.say("群主", "加分 @小明 @小红")
    assert [await points_of(chat, who) for who in ("小明", "小红")] == [10, 0]


async def test_what_they_get_together_is_confirmed(chat: Chat) -> None:
    question = await chat.say("群主", "加分 @小明 @小红 150 活动")
    assert question.startswith("给 小明、小红 这 2 人各加 150 分（活动），一共 300 分，确定吗？")
    assert "现有：小明 150 分、小红 150 分" in await chat.say("群主", "确认")
    await assert_consistent(chat)


async def test_the_limits_hold_for_the_giver_and_for_each_receiver(chat: Chat) -> None:
    assert SECOND in await chat.say("群主", "加分 @小明 @小红 501")
    await chat.say("群主", "取消操作 1")
    await chat.say("小助理", "加分 @小红 200")
    await chat.say("小助理", "加分 @小红 200")
    await chat.say("群主", "加分 @小明 @小红 400")
    assert "现有：小明 400 分、小红 800 分" in await chat.say("群主", "确认")
    assert SECOND in await chat.say("小助理", "加分 @小明 @小红 201")
    assert "一共 210 分，确定吗" in await chat.say("小助理", "加分 @小明 @群主 105")


async def test_nobody_confirms_what_they_get_themselves(open_group: OpenChat) -> None:
    chat = await open_group(
        more=("group: three\nname: 三\nchannels: {hear: chat, push: chat}\nowner: 甲\nadmins: [乙, 丙]\n",)
    )
    chat.group = "three"
    for who in ("甲", "乙", "丙", "丁"):
        await chat.say(who, "hi")
    assert SECOND in await chat.say("甲", "加分 @甲 @乙 @丁 5")
    assert "不能是收分的人" in await chat.say("乙", "确认 1")
    assert "甲 5 分、乙 5 分、丁 5 分" in await chat.say("丙", "确认 1")
    assert "除了你和收分的人没有别的管理员" in await chat.say("甲", "加分 @甲 @乙 @丙 5")


async def test_a_hundred_at_once_at_most(chat: Chat) -> None:
    names = [f"成员{number}" for number in range(1, 101)]
    said = " ".join(f"@{name}" for name in names)
    assert "已给 99 人各加 1 分" in await chat.say("群主", f"加分 {said.rpartition(' ')[0]} 1", mentions=names)
    assert "一次最多 @ 100 个人" in await chat.say("群主", f"加分 {said} @小明 1", mentions=names)


async def test_different_amounts_are_not_given_in_one_line(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    answer = await chat.say("群主", "加分 @小明 10 @小红 20", mentions=["小明", "小红"])
    assert "不一样多，请分开发" in answer
    assert (await points_of(chat, "小明"), await points_of(chat, "小红")) == (10, 10)


async def test_who_turns_out_to_be_one_person_meanwhile_gets_it_once(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 @小红 1200 活动", mentions=["小明", "小红"])
    await chat.say("群主", "合并 @小明 @小红", mentions=["小明", "小红"])
    assert "合并好了" in await chat.say("群主", "确认 2")
    assert "已给 小明 加 1200 分（活动）" in await chat.say("小助理", "确认 1")
    assert await points_of(chat, "小红") == 1200
    await assert_consistent(chat)
