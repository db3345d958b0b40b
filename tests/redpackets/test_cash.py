"""现金红包: the bot sends no money; it keeps what the owner wants to send until they have done it."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.support.redpackets import assert_books


async def test_the_owner_notes_sends_and_ticks_off(chat: Chat) -> None:
    assert await chat.say("群主", "现金红包 20 5 谢谢大家 因为 周末来了二十位") == (
        "记下了：1 号 20 元 5 份「谢谢大家」，因为周末来了二十位\n"
        "群伴不能代发现金红包，请你在群里亲手发一个，发好了说「已发 1」，不发了说「取消现金红包 1」。"
    )
    assert "谢谢" not in chat.shown
    assert "2 号 8.80 元 3 份「恭喜发财，大吉大利」" in await chat.say("群主", "现金红包 8.8元 3份")
    assert (await chat.say("群主", "现金红包")).splitlines()[1:] == [
        "1 号 20 元 5 份「谢谢大家」，因为周末来了二十位",
        "2 号 8.80 元 3 份「恭喜发财，大吉大利」",
    ]
    assert await chat.say("群主", "已发 1") == "好的，1 号现金红包发过了：20 元 5 份。"
    assert await chat.say("群主", "已发 1") == "1 号现金红包 11-23 08:00 就记成发过了。"
    assert "已发 1" in await chat.say("群主", "操作记录")
    await chat.say("群主", "已发2")
    assert "没有要发的现金红包" in await chat.say("群主", "现金红包")
    assert await chat.forward(hours=1) == []
    await assert_books(chat)


async def test_nobody_else_notes_money(chat: Chat) -> None:
    for who in ("小明", "小助理"):
        assert "只有群主可以用" in await chat.say(who, "现金红包 20 5 谢谢")
    assert await chat.say("小明", "已发") == ""


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("现金红包 20", "先写几元，再写几份"),
        ("现金红包 很多 5", "「很多」不是金额"),
        ("现金红包 20 零", "请写 1 到 100"),
        ("现金红包 0.05 6", "0.05 元分不了 6 份"),
        ("已发", "请写编号，例如「已发 3」"),
        ("已发 7", "没有 7 号现金红包"),
        ("已发 1 2", "请写编号，例如「已发 3」"),
    ],
)
async def test_what_is_wrong_is_said_with_how_to_write_it(chat: Chat, typed: str, answer: str) -> None:
    assert answer in await chat.say("群主", typed)


async def test_one_that_will_not_be_sent_is_called_off(chat: Chat) -> None:
    for words in ("谢谢大家", "周末愉快"):
        await chat.say("群主", f"现金红包 20 5 {words}")
    assert "请写编号，例如「取消现金红包 3」" in await chat.say("群主", "取消现金红包")
    assert await chat.say("群主", "取消现金红包 1") == "好的，1 号现金红包不发了：20 元 5 份。"
    assert "没有 1 号现金红包" in await chat.say("群主", "已发 1")
    waiting = await chat.say("群主", "现金红包")
    assert "周末愉快" in waiting
    assert "谢谢大家" not in waiting
    assert await chat.say("群主", "取消现金红包") == "好的，2 号现金红包不发了：20 元 5 份。"
    await chat.say("群主", "现金红包 10 5")
    await chat.say("群主", "已发 1")
    assert "就记成发过了" in await chat.say("群主", "取消现金红包 1")
    assert "可以用哦" in await chat.say("小明", "取消现金红包 1")
