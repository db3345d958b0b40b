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


def second_group(name: str, extra: str = "", owner: str = "群主") -> str:
    """Return the file of one more group on the same channel."""
    text = GROUP.replace("group: demo", f"group: {name}").replace("测试群", name).replace("群主", owner)
    return text + extra


async def groups_of(chat: Chat, user: str) -> list[str]:
    rows = await chat.bot.database.read(
        lambda db: db.fetch_all("SELECT group_id FROM member WHERE user_id = :user ORDER BY group_id", user=user)
    )
    return [group for (group,) in rows]


@pytest.mark.parametrize("who", ["群主", "小助理", "店员"])
async def test_who_is_named_in_several_files_chooses_among_all_of_them(open_group: OpenChat, who: str) -> None:
    chat = await open_group(more=(second_group("谜群"), second_group("书群", owner="别人")))
    asked = await chat.say(who, "签到", private=True)
    assert ("1 测试群\n" in asked, "谜群\n" in asked, "书群" in asked) == (True, True, who != "群主")
    assert await groups_of(chat, who) == []
    number = asked.split(" 谜群")[0][-1]
    assert await chat.say(who, f"切换群 {number}", private=True) == "好的，现在起私聊算「谜群」的。"
    assert await groups_of(chat, who) == ["谜群"]
    assert "签到成功" in await chat.say(who, "签到", private=True)
    chat.group = "谜群"
    assert "10 积分" in await chat.say(who, "积分")
    assert await chat.say(who, "切换群 1", private=True) == "好的，现在起私聊算「测试群」的。"
    assert "签到成功" in await chat.say(who, "签到", private=True)
    assert await groups_of(chat, who) == ["demo", "谜群"]


async def test_what_an_owner_of_two_groups_gives_goes_where_they_chose(open_group: OpenChat) -> None:
    chat = await open_group(more=(second_group("谜群"),))
    for chat.group in ("demo", "谜群"):
        await chat.say("小明", "早")
    await chat.say("群主", "切换群 2", private=True)
    assert "加 10 分" in await chat.say("群主", "加分 @小明 10 谜群的奖励", private=True, mentions=["小明"])
    await chat.say("群主", "发红包 20 2", private=True)
    await chat.bot.sender.drain()
    assert chat.platform.got[-1][0] == "谜群"
    assert "小明：10 积分" in await chat.say("小明", "积分")
    chat.group = "demo"
    assert "还没有积分" in await chat.say("小明", "积分")


async def test_who_has_spoken_in_one_of_the_groups_whose_staff_they_are_is_asked(open_group: OpenChat) -> None:
    chat = await open_group(more=(second_group("谜群"),))
    await chat.say("店员", "早")
    assert "1 测试群\n2 谜群" in await chat.say("店员", "抢答 几点开门？ 九点", private=True)
    await chat.say("店员", "切换群 1", private=True)
    assert "题发到群里了" in await chat.say("店员", "抢答 几点开门？ 九点", private=True)


@pytest.mark.parametrize("typed", ["切换群 3", "切换群 谜", "切换群 0", "切换群 1 2"])
async def test_a_choice_that_names_no_group_makes_nobody_a_member(open_group: OpenChat, typed: str) -> None:
    chat = await open_group(more=(second_group("谜群"),))
    assert "请写 1 到 2 之间的整数" in await chat.say("店员", typed, private=True)
    assert await groups_of(chat, "店员") == []


async def test_a_group_is_chosen_by_its_name_too(open_group: OpenChat) -> None:
    chat = await open_group(more=(second_group("谜群"),))
    assert await chat.say("店员", "切换群 谜群", private=True) == "好的，现在起私聊算「谜群」的。"
    assert await groups_of(chat, "店员") == ["谜群"]


async def test_where_the_bot_is_only_written_to_members_choose_and_choose_again(open_group: OpenChat) -> None:
    chat = await open_group(more=(second_group("谜群"), second_group("书群")))
    chat.bot.channels["chat"] = Platform("chat", {Capability.PRIVATE})
    assert "1 测试群\n2 谜群\n3 书群" in await chat.say("小明", "签到", private=True)
    await chat.say("小明", "切换群 2", private=True)
    assert "签到成功" in await chat.say("小明", "签到", private=True)
    assert await groups_of(chat, "小明") == ["谜群"]
    assert "「书群」" in await chat.say("小明", "切换群 3", private=True)
    assert "签到成功" in await chat.say("小明", "签到", private=True)
    assert await groups_of(chat, "小明") == ["书群", "谜群"]


async def test_who_left_a_group_that_names_them_is_not_offered_it(open_group: OpenChat) -> None:
    chat = await open_group(more=(second_group("谜群"),))
    await chat.say("店员", "早")
    await chat.leave("店员")
    assert "签到成功" in await chat.say("店员", "签到", private=True)
    assert await groups_of(chat, "店员") == ["demo", "谜群"]
    assert "不用切换" in await chat.say("店员", "切换群", private=True)
