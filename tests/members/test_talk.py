"""Points for talk: messages of some length, new words, once a minute, with a daily limit."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of


async def test_talk_of_some_length_earns_a_point(chat: Chat) -> None:
    assert await chat.say("小明", "今天的早餐是燕麦粥") == ""
    assert await points_of(chat, "小明") == 1


@pytest.mark.parametrize("text", ["早", "哈哈哈哈", "！！！！！！！！", "😀😀😀😀😀😀", "   早 安   "])
async def test_short_or_empty_talk_earns_nothing(chat: Chat, text: str) -> None:
    await chat.say("小明", text)
    assert await points_of(chat, "小明") == 0


async def test_talk_counts_once_a_minute_and_never_for_the_same_words(chat: Chat) -> None:
    await chat.say("小明", "今天的早餐是燕麦粥")
    await chat.say("小明", "还加了一点点蓝莓")
    assert await points_of(chat, "小明") == 1
    await chat.forward(seconds=61)
    await chat.say("小明", "还加了一点点蓝莓")
    assert await points_of(chat, "小明") == 2
    await chat.forward(seconds=61)
    await chat.say("小明", "还加了一点点蓝莓")
    assert await points_of(chat, "小明") == 2


async def test_a_full_day_is_told_once_and_begins_anew_tomorrow(open_group: OpenChat) -> None:
    chat = await open_group("speaking: {most: 2, cooldown: 0}\n")
    replies = [await chat.say("小明", f"第 {number} 件有意思的事") for number in range(5)]
    assert [bool(reply) for reply in replies] == [False, False, True, False, False]
    assert "已经满 2 分" in replies[2]
    await chat.forward(days=1)
    await chat.say("小明", "新的一天新的话题")
    assert await points_of(chat, "小明") == 3


@pytest.mark.parametrize(
    "again",
    [
        "今天早餐吃了ABC粥！",
        "今天早餐吃了ABC粥！！！！",
        "今天 早餐 吃了 ABC 粥",
        "今天早餐吃了ＡＢＣ粥",
        "今天早餐吃了abc粥",
        "今天早餐吃了ABC粥粥粥粥",
        "“今天早餐”吃了ABC粥😀",
        "今天\u200b早餐\u3000吃了ABC粥…",
        "今天\n早餐\n吃了ABC粥",
        "——今天早餐吃了ABC粥~",
    ],
)
async def test_the_same_words_in_another_dress_are_not_new(chat: Chat, again: str) -> None:
    await chat.say("小明", "今天早餐吃了ABC粥")
    await chat.forward(seconds=61)
    await chat.say("小明", again)
    assert await points_of(chat, "小明") == 1


@pytest.mark.parametrize("sentences", [2, 3, 7, 30])
async def test_sentences_by_turns_earn_once_each(open_group: OpenChat, sentences: int) -> None:
    chat = await open_group("speaking: {most: 1000, cooldown: 0}\n")
    for turn in range(2 * sentences):
        await chat.say("小明", f"第 {turn % sentences} 句说来说去的话")
    assert await points_of(chat, "小明") == sentences


async def test_what_was_said_long_ago_may_be_said_again(open_group: OpenChat) -> None:
    chat = await open_group("speaking: {most: 1000, cooldown: 0}\n")
    for turn in range(31):
        await chat.say("小明", f"第 {turn} 句说来说去的话")
    await chat.say("小明", "第 0 句说来说去的话")
    assert await points_of(chat, "小明") == 32
    await chat.say("小明", "第 2 句说来说去的话")
    assert await points_of(chat, "小明") == 32
