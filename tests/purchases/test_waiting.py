"""Orders count like what is given by hand: what is too much for one person in a day waits for an admin."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of

SECOND = "要另一位管理员确认"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """小明 and 小红 are there to buy, and the owner and an admin to confirm."""
    chat = await open_group("badges: {badges: []}\nmall: {items: []}\n")
    for who in ("小明", "小红", "小助理", "群主", "店员"):
        await chat.say(who, "hi")
    return chat


async def test_orders_cannot_be_split_to_escape_the_limit(chat: Chat) -> None:
    assert "已记" in await chat.say("店员", "记单 @小明 600 A1-1")
    question = await chat.say("店员", "记单 @小明 500 A1-2")
    assert question.startswith("记 小明 的订单 A1-2：500 元，得 500 分，要另一位管理员确认")
    assert await points_of(chat, "小明") == 600
    assert "已记" in await chat.say("店员", "记单 @小红 400 A1-3")
    assert SECOND in await chat.say("店员", "记单 @小红 1 A1-4")
    await chat.forward(days=1)
    assert "已记" in await chat.say("店员", "记单 @小红 1 A1-4")


async def test_another_admin_confirms_and_the_buyer_is_told(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 600 A1-1")
    await chat.say("店员", "记单 @小明 500 A1-2")
    assert "可以用哦" in await chat.say("店员", "确认 1", addressed=True)
    said = await chat.say("小助理", "确认 1")
    assert said == "已记 小明 的订单 A1-2：500 元，+500 积分，现有 1100 分。"
    assert chat.shown.startswith("记好了。")
    assert said in await chat.forward(minutes=1)
    assert "订单 A1-2 已经记过了：小明，500 元，店员 在" in await chat.say("店员", "记单 @小红 1 A1-2")
    await assert_consistent(chat)


async def test_they_count_together_with_what_is_given_by_hand(chat: Chat) -> None:
    await chat.say("小助理", "加分 @小明 200")
    assert SECOND in await chat.say("店员", "记单 @小明 900 A1-1")
    assert "已记" in await chat.say("店员", "记单 @小明 800 A1-2")
    assert SECOND in await chat.say("群主", "加分 @小明 1")


async def test_nobody_confirms_their_own_order_or_an_order_twice(chat: Chat) -> None:
    await chat.say("店员", "记单 @小助理 900 A1-1")
    for _ in range(2):
        assert SECOND in await chat.say("店员", "记单 @小助理 200 A1-2")
    assert "不能是收分的人" in await chat.say("小助理", "确认 1")
    assert "+200 积分" in await chat.say("群主", "确认 1")
    assert "订单 A1-2 已经记过了" in await chat.say("群主", "确认 2")
    assert await points_of(chat, "小助理") == 1100


async def test_who_left_meanwhile_gets_nothing(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 900 A1-1")
    await chat.say("店员", "记单 @小明 200 A1-2")
    await chat.leave("小明")
    assert await chat.say("群主", "确认 1") == "「小明」已经不在群里了。"


async def test_of_many_lines_those_that_are_too_much_wait_together(chat: Chat) -> None:
    said = await chat.say(
        "店员", "导入订单\n小明,600,A1\n小明,500,A1-2\n小红,300,A1-3\n小红,200,A1-4\n小红,1,A1-2\n小红,50,A1-5"
    )
    lines = said.splitlines()
    assert lines[0].startswith("1 ✗ 订单号要 3 到 40 个字母或数字")
    assert lines[1].startswith("2 ✓ 已记 小明 的订单 A1-2")
    assert lines[2].startswith("3 ✓ 已记 小红 的订单 A1-3")
    assert lines[3].startswith("4 ✓ 已记 小红 的订单 A1-4")
    assert lines[4].startswith("5 ✗ 订单 A1-2 已经记过了")
    assert lines[5] == "6 … 小红 的订单 A1-5：50 元，得 50 分，要另一位管理员确认"
    assert lines[6] == "记了 3 单，2 行有问题，改好后只发这几行就行。"
    assert lines[7].startswith("记 小红 的订单 A1-5：50 元，得 50 分，要另一位管理员确认：24 小时内发「确认 1」")
    said = await chat.say("店员", "导入订单\n小红,10,A1-6\n小红,20,A1-7\n小明,9,A1-7\n小明,20,A1-8")
    assert "3 ✗ 订单 A1-7 在这里写了两次。" in said
    assert "记 3 单，一共得 50 分，要另一位管理员确认" in said
    await chat.say("群主", "记单 @小红 10 A1-6")
    said = await chat.say("小助理", "确认 2")
    assert said.splitlines()[0].startswith("✗ 订单 A1-6 已经记过了")
    assert said.splitlines()[1].startswith("✓ 已记 小红 的订单 A1-7")
    assert said.splitlines()[3] == "记了 2 单，1 行有问题，改好后只发这几行就行。"
    assert [await points_of(chat, who) for who in ("小明", "小红")] == [520, 530]
    await assert_consistent(chat)


async def test_orders_without_points_never_wait(open_group: OpenChat) -> None:
    chat = await open_group("purchase: {points: 0}\npoints: {second: 0}\n")
    await chat.say("小明", "hi")
    assert "已记" in await chat.say("店员", "记单 @小明 600 A1-1")


async def test_who_is_alone_records_without_a_second_person(open_group: OpenChat) -> None:
    chat = await open_group(more=("group: alone\nname: 小店\nchannels: {hear: chat, push: chat}\nowner: 店长\n",))
    chat.group = "alone"
    for who in ("店长", "小明"):
        await chat.say(who, "hi")
    for number in range(3):
        assert "已记" in await chat.say("店长", f"记单 @小明 900 A1-{number}")
