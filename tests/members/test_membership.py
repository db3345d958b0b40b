"""Who is in the group: by joining it or by a word in it, and by a private word only where nothing else is heard."""

from __future__ import annotations

import pytest

from handlers.kit import Capability
from tests.chat import GROUP, Chat, Platform
from tests.conftest import OpenChat
from tests.support.balances import points_of

MALL = "mall: {items: [{name: 果汁, points: 5}]}\n"


async def is_member(chat: Chat, user: str) -> bool:
    return bool(
        await chat.bot.database.read(
            lambda db: db.fetch_one("SELECT 1 FROM member WHERE user_id = :user AND left_at IS NULL", user=user)
        )
    )


@pytest.mark.parametrize(
    "words", ["兑换 1", "送 @小红 5", "签到", "积分", "抽奖", "补签", "我叫：小明\n我喜欢：跑步", "你好"]
)
async def test_who_left_stays_out_whatever_they_say_in_private(open_group: OpenChat, words: str) -> None:
    chat = await open_group(MALL)
    await chat.say("小明", "签到")
    await chat.say("小红", "早")
    await chat.leave("小明")
    assert await chat.say("小明", words, private=True, mentions=["小红"]) == (
        "你已经不在「测试群」里了。重新进群，或者在群里说一句话，就又能用啦～"
    )
    assert not await is_member(chat, "小明")
    assert (await points_of(chat, "小明"), await points_of(chat, "小红")) == (10, 0)


async def test_who_left_comes_back_by_joining_or_by_a_word_in_the_group(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.leave("小明")
    await chat.say("小明", "我回来了")
    assert "10 积分" in await chat.say("小明", "积分", private=True)
    await chat.leave("小明")
    await chat.join("小明")
    assert "10 积分" in await chat.say("小明", "积分", private=True)


async def test_a_mention_in_private_brings_nobody_in(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    await chat.leave("小红")
    for who, answer in (("小红", "「小红」已经不在群里了"), ("路人", "没有找到「路人」")):
        assert answer in await chat.say("小明", f"送 @{who} 5", private=True, mentions=[who])
        assert not await is_member(chat, who)
    assert "收到" in await chat.say("小明", "送 @路人 5", mentions=["路人"])


async def test_a_mention_does_not_bring_back_who_left(chat: Chat) -> None:
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await chat.leave("小红")
    for who, said in (
        ("小明", "送 @小红 5"),
        ("群主", "加分 @小红 5"),
        ("群主", "加分 小红 5"),
        ("群主", "加分 @小明 @小红 5"),
    ):
        assert await chat.say(who, said, mentions=["小红", "小明"]) == "「小红」已经不在群里了。"
    assert not await is_member(chat, "小红")
    assert "小明：10 积分" in await chat.say("小明", "积分")
    await chat.say("小红", "我回来了")
    assert "收到" in await chat.say("小明", "送 @小红 5", mentions=["小红"])


async def test_a_stranger_in_private_is_told_how_to_get_in(chat: Chat) -> None:
    assert await chat.say("路人", "签到", private=True) == (
        "我还不认识你。请先在「测试群」里发一句「签到」，再来私聊我～"
    )
    assert not await is_member(chat, "路人")
    await chat.say("路人", "签到")
    assert "10 积分" in await chat.say("路人", "积分", private=True)


async def test_where_only_mentions_are_heard_a_stranger_is_told_to_mention_the_bot(chat: Chat) -> None:
    chat.bot.channels["chat"] = Platform("chat", {Capability.HEARS_MENTIONS, Capability.PRIVATE})
    assert "@我 发一句「签到」" in await chat.say("路人", "签到", private=True)


@pytest.mark.parametrize(
    ("rules", "heard", "let_in"),
    [
        ("", {Capability.PRIVATE}, True),
        ("", {Capability.PRIVATE, Capability.SEES_JOINS}, True),
        ("", {Capability.HEARS_ALL}, False),
        ("membership: {private: false}\n", {Capability.PRIVATE}, False),
        ("membership: {private: true}\n", {Capability.HEARS_ALL}, True),
    ],
)
async def test_a_private_word_makes_a_member_where_nothing_else_is_heard_or_the_rules_say_so(
    open_group: OpenChat, rules: str, heard: set[Capability], let_in: bool
) -> None:
    chat = await open_group(rules)
    chat.bot.channels["chat"] = Platform("chat", heard)
    answer = await chat.say("路人", "签到", private=True)
    assert ("签到成功" in answer, await is_member(chat, "路人")) == (let_in, let_in)
    await chat.say("路人", "签到")
    await chat.leave("路人")
    assert "已经不在" in await chat.say("路人", "积分", private=True)


async def test_who_is_named_in_the_groups_file_needs_no_word_in_the_group(chat: Chat) -> None:
    for who in ("群主", "小助理", "店员"):
        assert "签到成功" in await chat.say(who, "签到", private=True)
        await chat.leave(who)
        assert ("已经不在" in await chat.say(who, "积分", private=True)) == (who != "群主")


async def test_a_stranger_among_several_groups_is_not_asked_which(open_group: OpenChat) -> None:
    books = GROUP.replace("group: demo", "group: books").replace("测试群", "读书会")
    chat = await open_group(more=(books,))
    assert "我还不认识你" in await chat.say("路人", "签到", private=True)
    assert "我还不认识你" in await chat.say("路人", "切换群 2", private=True)


async def test_of_several_groups_a_stranger_gets_into_the_one_that_lets_them_in(open_group: OpenChat) -> None:
    books = GROUP.replace("group: demo", "group: books").replace("测试群", "读书会")
    chat = await open_group(more=(books + "membership: {private: true}\n",))
    assert "签到成功" in await chat.say("路人", "签到", private=True)
    groups = await chat.bot.database.read(
        lambda db: db.fetch_all("SELECT group_id FROM member WHERE user_id = :user", user="路人")
    )
    assert groups == [("books",)]
