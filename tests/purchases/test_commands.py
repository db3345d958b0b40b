"""消费积分: an order counts once, and what is returned takes its points along."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from handlers.kit import Refusal
from handlers.kit.reply import plain
from handlers.purchases.service import read_order_number
from storage.points import treasury
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """小明 is there to buy."""
    chat = await open_group()
    await chat.say("小明", "hi")
    return chat


async def test_an_order_earns_a_point_for_each_whole_yuan(chat: Chat) -> None:
    assert await chat.say("店员", "记单 @小明 268.90 a123") == (
        "已记 小明 的订单 A123：268.90 元，+268 积分，现有 268 分。"
    )
    assert "+268  消费，订单 A123" in await chat.say("小明", "明细")
    assert "2026-11-23 A123  268.90 元  268 分" in await chat.say("小明", "我的订单")
    assert "记单 @小明 268.90 a123" in await chat.say("群主", "操作记录")


async def test_the_same_order_is_refused_with_who_and_when(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 268 A123")
    await chat.forward(hours=1)
    for number in ("A123", "ａ１２３"):
        said = await chat.say("群主", f"记单 @小红 9 {number}", mentions=["小红"])
        assert said == "订单 A123 已经记过了：小明，268 元，店员 在 2026-11-23 08:00 记的。"
    assert await points_of(chat, "小明") == 268


async def test_of_fifty_at_once_one_counts(chat: Chat) -> None:
    said = await asyncio.gather(*(chat.say("店员", "记单 @小明 10 A123") for _ in range(50)))
    assert sum("已记" in one for one in said) == 1
    assert await points_of(chat, "小明") == 10


async def test_an_order_has_a_limit_and_its_price(open_group: OpenChat) -> None:
    chat = await open_group("purchase: {points: 2, most: 100}\n")
    await chat.say("小明", "hi")
    assert "+98 积分" in await chat.say("店员", "记单 小明 49.99 A1-1")
    assert "+100 积分" in await chat.say("店员", "记单 小明 ￥50元 A_2")
    assert "+100 积分" in await chat.say("店员", "记单 小明 ９９９９ 003")
    assert "+0 积分" in await chat.say("店员", "记单 小明 0.99 004")
    assert "消费：每满 1 元 2 分，每单最多 100 分" in await chat.say("小明", "积分规则")


@pytest.mark.parametrize(
    ("rules", "yuan", "points", "told"),
    [
        ("points: 2, most: 100", "49.99", 98, ""),
        ("points: 2, most: 100", "50.99", 100, ""),
        ("points: 2, most: 100", "51", 100, "（一单最多 100 分，超出的 2 分不算）"),
        ("points: 3, most: 100", "34", 100, "（一单最多 100 分，超出的 2 分不算）"),
        ("points: 3, most: 1", "1", 1, "（一单最多 1 分，超出的 2 分不算）"),
        ("points: 2, most: 0", "99", 0, ""),
        ("points: 0, most: 100", "99", 0, ""),
    ],
)
async def test_what_is_above_the_limit_of_an_order_is_told(
    open_group: OpenChat, rules: str, yuan: str, points: int, told: str
) -> None:
    chat = await open_group(f"purchase: {{{rules}}}\n")
    await chat.say("小明", "hi")
    answer = await chat.say("店员", f"记单 @小明 {yuan} A123")
    assert answer.endswith(f"+{points} 积分，现有 {points} 分。{told}")
    assert await points_of(chat, "小明") == points


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("ab", ""), ("abc", "ABC"), ("a" * 40, "A" * 40), ("a" * 41, ""), ("a_-1", "A_-1"), ("a.1", "")),
        *((f"{'a' * 40}{' ' * 20}", "A" * 40), (f"{'a' * 40}{' ' * 21}", ""), ("Ａ１２", "A12"), ("订单12", "")),
    ],
)
def test_a_number_has_three_to_forty_letters_or_digits(typed: str, number: str) -> None:
    if number:
        assert read_order_number(typed) == number
    else:
        with pytest.raises(Refusal, match="订单号要 3 到 40 个字母或数字"):
            read_order_number(typed)


async def test_the_ten_latest_orders_are_listed(chat: Chat) -> None:
    for number in range(11):
        await chat.say("店员", f"记单 @小明 {number + 1} A{number:03}")
    lines = (await chat.say("小明", "我的订单")).splitlines()
    assert lines[0] == "小明 的订单："
    assert [line.split()[1] for line in lines[1:]] == [f"A{number:03}" for number in range(10, 0, -1)]
    assert await chat.say("小红", "我的订单") == "还没有你的订单。"


async def test_a_line_is_read_up_to_two_hundred_characters(chat: Chat) -> None:
    for length, told in ((200, "2 ✓ 已记 小明 的订单 A124：6 元"), (201, "2 ✗ 要写成 小明,268,A123")):
        line = "小明,6," + "A124".rjust(length - 5)
        assert told in await chat.say("店员", f"导入订单\n小明,5,B{length}\n{line}")


async def test_nobody_records_for_themselves_unless_they_are_alone(chat: Chat) -> None:
    await chat.say("店员", "hi")
    assert "不能给自己记单" in await chat.say("店员", "记单 @店员 10 A123")
    assert "可以用哦" in await chat.say("小明", "记单 @小明 10 A123")
    for who in ("小助理", "群主"):
        assert "不能给自己记单" in await chat.say(who, f"记单 @{who} 10 A123", mentions=[who])
        assert "不能给自己记单" in await chat.say(who, f"导入订单\n{who},10,A123")


async def test_who_is_alone_records_for_themselves(open_group: OpenChat) -> None:
    chat = await open_group(more=("group: alone\nname: 小店\nchannels: {hear: chat, push: chat}\nowner: 店长\n",))
    chat.group = "alone"
    await chat.say("店长", "hi")
    assert "已记" in await chat.say("店长", "记单 @店长 10 A123", mentions=["店长"])


async def test_a_return_takes_the_points_back(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 268 A123")
    assert "请用「退单 订单号」" in await chat.say("群主", "冲正 2 试试")
    assert await chat.say("店员", "退单 A123") == "订单 A123 退 268 元，收回 小明 268 分，现有 0 分。"
    assert "已经退完了，店员 在 2026-11-23 08:00 退的" in await chat.say("店员", "退单 A123")
    assert "退了 268 元  0 分" in await chat.say("小明", "我的订单")
    await assert_consistent(chat)


async def test_nobody_returns_what_they_bought_themselves_and_the_buyer_hears_of_a_return(chat: Chat) -> None:
    await chat.say("店员", "hi")
    await chat.say("群主", "记单 @店员 60 A123")
    assert "不能给自己记单" in await chat.say("店员", "退单 A123")
    assert await points_of(chat, "店员") == 60
    await chat.forward(minutes=1)
    before = len(chat.platform.got)
    told = await chat.say("群主", "退单 A123 10")
    assert told == "订单 A123 退 10 元（还剩 50 元），收回 店员 10 分，现有 50 分。"
    await chat.forward(minutes=1)
    assert [(target, plain(words)) for target, words in chat.platform.got[before:]] == [("店员", told)]


async def test_a_part_can_be_returned_and_then_the_rest(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 268 A123")
    said = await chat.say("店员", "退单 A123 100.5")
    assert said == "订单 A123 退 100.50 元（还剩 167.50 元），收回 小明 101 分，现有 167 分。"
    assert "只剩 167.50 元可退" in await chat.say("店员", "退单 A123 168")
    assert "收回 小明 167 分，现有 0 分" in await chat.say("店员", "退单 A123 167.5")
    await assert_consistent(chat)


async def test_what_was_spent_stays_until_a_later_return_finds_it(chat: Chat) -> None:
    await chat.say("店员", "记单 @小明 100 A123")
    await chat.say("小明", "送 @小红 80", mentions=["小红"])
    said = await chat.say("店员", "退单 A123 50")
    assert said.endswith("收回 小明 20 分，现有 0 分。还有 30 分已经花掉了，收不回来。")
    await chat.say("群主", "加分 @小明 100")
    assert "收回 小明 80 分，现有 20 分" in await chat.say("店员", "退单 A123")
    await assert_consistent(chat)


async def test_what_an_empty_treasury_owes_is_struck_out(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\n")
    await chat.say("小明", "hi")
    assert "60 分先记账" in await chat.say("店员", "记单 @小明 60 A123")
    assert "收回 小明 20 分，现有 0 分" in await chat.say("店员", "退单 A123 20")
    assert "还有 40 分记着账" in await chat.say("小明", "积分")
    await chat.say("群主", "预算 45")
    assert await points_of(chat, "小明") == 40
    assert "收回 小明 40 分" in await chat.say("店员", "退单 A123")
    assert await chat.bot.database.read(lambda db: treasury.balance(db, "demo")) == 45
    await assert_consistent(chat)


async def test_a_part_goes_back_to_the_treasury(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\n")
    await chat.say("小明", "hi")
    await chat.say("群主", "预算 60")
    await chat.say("店员", "记单 @小明 60 A123")
    await chat.say("小明", "送 @小红 40", mentions=["小红"])
    assert "收回 小明 15 分，现有 5 分" in await chat.say("店员", "退单 A123 15")
    assert await chat.bot.database.read(lambda db: treasury.balance(db, "demo")) == 15
    await assert_consistent(chat)


async def test_many_lines_are_answered_one_by_one(chat: Chat) -> None:
    said = await chat.say(
        "店员",
        "导入订单\n小明,268,A123\n@小明\t9.9\tA124\n\n张三,1,A125\n小明，5，A126\n小明,5,A123\n小明,x,A127\n小明",
    )
    lines = said.splitlines()
    assert lines[0].startswith("1 ✓ 已记 小明 的订单 A123")
    assert lines[1].startswith("2 ✓ 已记 小明 的订单 A124：9.90 元，+9 积分")
    assert lines[2].startswith("4 ✗ 没有找到「张三」")
    assert lines[3].startswith("5 ✓")
    assert "6 ✗ 订单 A123 已经记过了" in lines[4]
    assert lines[5].startswith("7 ✗ 「x」不是金额")
    assert lines[6].startswith("8 ✗ 要写成 小明,268,A123")
    assert lines[7] == "记了 3 单，4 行有问题，改好后只发这几行就行。"
    assert await points_of(chat, "小明") == 282


async def test_two_hundred_lines_are_the_most(chat: Chat) -> None:
    lines = [f"小明,1,A{number:03}" for number in range(201)]
    assert "一次最多 200 行" in await chat.say("店员", "\n".join(["导入订单", *lines]))
    assert await points_of(chat, "小明") == 0
    assert (await chat.say("店员", "\n".join(["导入订单", *lines[:200]]))).endswith("记了 200 单。")
    assert await points_of(chat, "小明") == 200


async def test_random_walks_keep_orders_and_books_in_order(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 300}\npurchase: {most: 60}\n")
    await chat.say("小明", "hi")
    await chat.say("群主", "预算 300")
    random = Random(7)
    for step in range(80):
        act = random.choice(["记单", "退单", "退单", "送", "预算"])
        number = f"A{random.randint(100, 115)}"
        amount = f"{random.randint(1, 90)}.{random.randint(0, 99):02}"
        text = {
            "记单": f"记单 @小明 {amount} {number}",
            "退单": f"退单 {number} {amount}" if step % 2 else f"退单 {number}",
            "送": f"送 @小红 {random.randint(1, 20)}",
            "预算": f"预算 {random.randint(1, 30)}",
        }[act]
        speaker = "小明" if act == "送" else "群主" if act == "预算" else "店员"
        assert "小问题" not in await chat.say(speaker, text, mentions=["小红"] if act == "送" else [])
    await assert_consistent(chat)
    kept = await chat.bot.database.read(
        lambda db: db.fetch_one(
            """SELECT SUM(purchase.points), SUM(COALESCE(entry.amount, arrear.amount, 0)) FROM purchase
            LEFT JOIN entry ON entry.key = purchase.key
                AND NOT EXISTS (SELECT 1 FROM entry back WHERE back.reverses = entry.id)
            LEFT JOIN arrear ON arrear.key = purchase.key"""
        )
    )
    assert kept
    assert kept[0] == kept[1]
