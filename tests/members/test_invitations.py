"""Points for invitations: paid at once, taken back where the friend leaves soon, with a daily limit."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of


async def test_who_brings_a_friend_is_thanked_and_paid(chat: Chat) -> None:
    assert await chat.join("小绿", invited_by="小明") == "谢谢 小明 邀请 小绿 进群！+20 积分。"
    assert await points_of(chat, "小明") == 20
    assert "欢迎 @小绿" in (await chat.forward(minutes=1))[0]


async def test_who_leaves_within_a_week_takes_the_points_along(chat: Chat) -> None:
    await chat.join("小绿", invited_by="小明")
    await chat.forward(days=6)
    await chat.leave("小绿")
    assert await points_of(chat, "小明") == 0
    await chat.join("小绿", invited_by="小明")
    await chat.leave("小绿")
    assert await points_of(chat, "小明") == 0
    await assert_consistent(chat)


async def test_who_leaves_later_does_not(chat: Chat) -> None:
    await chat.join("小绿", invited_by="小明")
    await chat.forward(days=8)
    await chat.leave("小绿")
    assert await points_of(chat, "小明") == 20


async def test_what_was_spent_already_is_taken_back_as_far_as_it_goes(chat: Chat) -> None:
    await chat.join("小绿", invited_by="小明")
    await chat.say("小明", "送 @小红 15", mentions=["小红"])
    await chat.leave("小绿")
    assert await points_of(chat, "小明") == 0
    assert await points_of(chat, "小红") == 15
    await assert_consistent(chat)


async def test_invitations_have_a_daily_limit(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {most: 30}\n")
    replies = [await chat.join(f"新人{number}", invited_by="小明") for number in range(4)]
    assert "+20" in replies[0]
    assert replies[1] == "谢谢 小明 邀请 新人1 进群！+10 积分。邀请分每天最多 30 分，超出的 10 分不算。"
    assert replies[2] == "谢谢 小明 邀请 新人2 进群！邀请分每天最多 30 分，超出的 20 分不算。"
    assert "超出的 20 分不算" in replies[3]
    assert await points_of(chat, "小明") == 30


async def test_what_a_level_adds_is_told_and_taken_back(open_group: OpenChat) -> None:
    chat = await open_group("levels: {ladder: [{name: 熟, growth: 0, earn: 150}]}\n")
    assert "+30 积分" in await chat.join("小绿", invited_by="小明")
    assert await points_of(chat, "小明") == 30
    await chat.leave("小绿")
    assert await points_of(chat, "小明") == 0
    await assert_consistent(chat)


async def test_nobody_invites_themselves(chat: Chat) -> None:
    assert await chat.join("小绿", invited_by="小绿") == ""
    assert await points_of(chat, "小绿") == 0


async def test_the_inviter_gets_words_for_their_friend(open_group: OpenChat) -> None:
    chat = await open_group('welcome: {template: "昵称：\\n爱好：", house_rules: 不发广告, inviter: 5}\n')
    await chat.join("小明")
    words = "，进群照着说就行（来了你得 20 分，介绍了自己你再得 5 分）：\n\n我在「测试群」，一起来吧～"
    assert await chat.say("小明", "邀请 @小绿", private=True) == (
        f"把下面这段发给小绿{words}进群后先介绍一下自己：\n昵称：\n爱好：\n群规：不发广告"
    )
    assert (await chat.say("小明", "邀请")).startswith(f"把下面这段发给朋友{words}")
    assert chat.shown == "发到你的私聊了～"
    assert await chat.say("小红", "邀请大家周末来玩") == ""


async def test_where_inviting_brings_nothing_no_points_are_named(open_group: OpenChat) -> None:
    chat = await open_group("inviting: {points: 0}\n")
    assert (await chat.say("小明", "邀请朋友")).startswith("把下面这段发给朋友，进群照着说就行：\n")


@pytest.mark.parametrize(
    ("typed", "friend"),
    [
        ("邀请 小美", "小美"),
        ("邀请 @小美", "小美"),
        ("邀请 ＠小美", "小美"),
        ("邀请@小美", "小美"),
        ("邀请：小美！", "小美"),
        ("邀请 Amy Li", "Amy Li"),
        ("邀请好友 小美", "小美"),
    ],
)
async def test_the_usage_of_the_help_is_answered(chat: Chat, typed: str, friend: str) -> None:
    assert (await chat.say("小明", typed)).startswith(f"把下面这段发给{friend}，")


@pytest.mark.parametrize(
    "typed",
    [
        "邀请 大家来玩",
        "邀请 大家",
        "邀请 你们周末来我家吃饭",
        "邀请 几个朋友",
        "邀请 小红 小绿 一起爬山",
        "邀请 小红来吧",
    ],
)
async def test_talk_of_inviting_is_let_pass(chat: Chat, typed: str) -> None:
    assert await chat.say("小明", typed) == ""


async def test_who_is_here_is_not_invited(chat: Chat) -> None:
    await chat.join("小红")
    here = "小红 已经在群里了，邀请别的朋友吧～"
    assert await chat.say("小明", "邀请 小红") == here
    assert await chat.say("小明", "邀请 @小红", mentions=["小红"]) == here
    assert (await chat.say("小明", "邀请 小红妈")).startswith("把下面这段发给小红妈，")
    await chat.leave("小红")
    assert (await chat.say("小明", "邀请 小红")).startswith("把下面这段发给小红，")


@pytest.mark.parametrize(
    ("name", "is_meant"),
    [("小美小美小美", True), ("小美小美小美美", False), ("@" + "美" * 19, True), ("@" + "美" * 20, False)],
)
async def test_who_is_to_be_invited_has_a_name_of_some_length(chat: Chat, name: str, is_meant: bool) -> None:
    assert bool(await chat.say("小明", f"邀请 {name}")) is is_meant
