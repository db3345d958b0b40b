"""Gifts of points from member to member, with a daily limit."""

from __future__ import annotations

from handlers.kit.reply import plain
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of


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
