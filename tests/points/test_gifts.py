"""Gifts of points from member to member, with a daily limit."""

from __future__ import annotations

import pytest

from handlers.kit.reply import plain
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of
from tests.support.redpackets import give_points


async def test_points_can_be_given_to_a_friend(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert (
        await chat.say("小明", "送 @小红 4 谢谢你的食谱", mentions=["小红"])
        == "@小红 收到 小明 送的 4 分：谢谢你的食谱，真好！"
    )
    assert (await points_of(chat, "小明"), await points_of(chat, "小红")) == (6, 4)
    assert "-4  送给 小红" in await chat.say("小明", "明细")
    assert "+4  小明 送的" in await chat.say("小红", "明细")
    await assert_consistent(chat)


async def test_gifts_have_their_limits(open_group: OpenChat) -> None:
    chat = await open_group("giving: {most: 5}\n")
    await chat.say("小明", "签到")
    assert "不能送给自己" in await chat.say("小明", "送 @小明 1", mentions=["小明"])
    assert "要送几分" in await chat.say("小明", "送 @小红", mentions=["小红"])
    await chat.say("小明", "送 @小红 3", mentions=["小红"])
    assert "今天还能送 2 分" in await chat.say("小明", "送 @小红 3", mentions=["小红"])
    assert "请写 1 到 5" in await chat.say("小明", "送 @小红 -3", mentions=["小红"])
    await chat.forward(days=1)
    assert "收到" in await chat.say("小明", "送 @小红 5", mentions=["小红"])
    assert "你只有 0 分" not in await chat.say("小明", "送 @小红 2", mentions=["小红"])
    assert (await points_of(chat, "小明"), await points_of(chat, "小红")) == (2, 8)


async def test_a_day_has_room_for_so_many_points_to_the_point(chat: Chat) -> None:
    await give_points(chat, 小明=1000)
    for amount, told in (
        ("0", "请写 1 到 100"),
        ("101", "请写 1 到 100"),
        ("99", "收到 小明 送的 99 分"),
        ("2", "今天还能送 1 分，多的明天再送吧～"),
        ("1", "收到 小明 送的 1 分"),
        ("1", "今天已经送满 100 分啦，明天再送吧～"),
    ):
        assert told in await chat.say("小明", f"送 @小红 {amount}", mentions=["小红"])
    await chat.forward(days=1)
    assert "收到 小明 送的 100 分" in await chat.say("小明", "送 @小红 100", mentions=["小红"])
    assert (await points_of(chat, "小明"), await points_of(chat, "小红")) == (800, 200)


@pytest.mark.parametrize(("most", "told", "rule"), [(0, "没有开放送积分", False), (1, "收到 小明 送的 1 分", True)])
async def test_an_owner_may_do_without_gifts(open_group: OpenChat, most: int, told: str, rule: bool) -> None:
    chat = await open_group(f"giving: {{most: {most}}}\n")
    await chat.say("小明", "签到")
    assert told in await chat.say("小明", "送 @小红 1", mentions=["小红"])
    assert (f"每人每天最多送出 {most} 分" in await chat.say("小明", "积分规则")) == rule


async def test_of_the_givers_words_sixty_characters_are_told(chat: Chat) -> None:
    await chat.say("小明", "签到")
    for length in (60, 61):
        said = await chat.say("小明", f"送 @小红 1 {'谢' * length}", mentions=["小红"])
        assert said == f"@小红 收到 小明 送的 1 分：{'谢' * 60}，真好！"


async def test_a_gift_that_reaches_an_item_names_it(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 果汁, points: 4}]}\n")
    await chat.say("小明", "签到")
    assert "再攒 1 分" in await chat.say("小明", "送 @小红 3", mentions=["小红"])
    assert "可以换「果汁」啦" in await chat.say("小明", "送 @小红 1", mentions=["小红"])


async def test_a_gift_is_for_one(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    assert "一次只能送给一位" in await chat.say("小明", "送 @小红 4 @小刚", mentions=["小红", "小刚"])
    assert await points_of(chat, "小红") == 10


async def test_nobody_gives_what_they_do_not_have(chat: Chat) -> None:
    assert "你只有 0 分" in await chat.say("小明", "送 @小红 1", mentions=["小红"])
    await chat.say("小明", "签到")
    assert "收到" in await chat.say("小明", "送 @小红 10", mentions=["小红"])
    await assert_consistent(chat)


async def test_who_is_given_points_in_private_hears_of_it_in_private(chat: Chat) -> None:
    for who in ("小明", "小红"):
        await chat.join(who)
        await chat.say(who, "签到")
    await chat.forward(minutes=1)
    await chat.say("小明", "送 @小红 4 生日快乐", mentions=["小红"], private=True)
    before = len(chat.platform.got)
    await chat.forward(seconds=1)
    assert [(target, plain(words)) for target, words in chat.platform.got[before:]] == [
        ("小红", "收到 小明 送的 4 分：生日快乐，真好！")
    ]
