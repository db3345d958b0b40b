"""Pick-up codes: read however people type them, and points back where they expire."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random

import pytest

from handlers.kit import Capability, Refusal
from handlers.mall.codes import generate_code, split_code
from storage.db import Db
from storage.mall import fulfilment, orders
from storage.members import roster
from tests.chat import START
from tests.conftest import OpenChat
from tests.support.balances import without_weekly_report
from tests.support.shop import assert_consistent, open_shop, redeem
from tests.support.steps import PICKUP_CODE


async def test_a_code_may_be_typed_as_it_comes(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=1000)
    full_width = {letter: chr(ord(letter) + 0xFEE0) for letter in map(chr, range(0x21, 0x7F))}
    for change in (
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "—"),
        lambda code: code.translate(str.maketrans(full_width)),
        lambda code: f"  {code}。",
    ):
        code = await redeem(chat, "小明", "2")
        assert f"{code}「保温杯」已取消" in await chat.say("小明", f"取消兑换 {change(code)}")


@pytest.mark.parametrize("word", ["核销", "退款", "批准兑换", "驳回兑换", "取消兑换"])
async def test_what_is_no_code_is_refused_kindly(open_group: OpenChat, word: str) -> None:
    chat = await open_shop(open_group)
    await redeem(chat, "小明", "1")
    shapes = ["", "8F3K", "8F3K-277", "0O1I-LL", "²²²²-²²", "٣٣٣٣-٣٣", "ſſſſ-ſſ", "-5", "1e9", "%(code)s"]
    for typed in [*shapes, "8F3K-27" * 2000, "长" * 10_000]:
        reply = await chat.say("群主", f"{word} {typed}".strip())
        assert "取货码" in reply or "没有找到" in reply
        assert len(reply) < 80
    assert "剩 1 件" in await chat.say("小明", "商城")


async def test_a_code_that_expires_gives_points_and_stock_back(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "4")
    until = (START + timedelta(days=8)).replace(hour=16) - timedelta(days=1)
    assert without_weekly_report(await chat.forward_to(until - timedelta(seconds=1))) == []
    assert await chat.forward_to(until) == [f"@小明 你的 {code}「满100减20券」过期了，退回 10 分，现有 200 分。"]
    assert "已过期" in await chat.say("小明", "我的兑换")
    assert "已经过期，不能核销" in await chat.say("店员", f"核销 {code}")
    assert "剩 3 张" in await chat.say("小明", "商城")
    assert without_weekly_report(await chat.forward(days=30)) == []
    await assert_consistent(chat)


async def test_a_code_is_void_from_its_end_even_before_the_timer(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=310)
    coupon, waiting = await redeem(chat, "小明", "4"), await redeem(chat, "小明", "3")
    for code, word in ((coupon, "核销"), (waiting, "批准兑换")):
        order = await chat.bot.database.read(partial(orders.get, code=code))
        assert order
        await chat.forward_to(order.until - timedelta(seconds=1))
        reply = await chat.say("群主", f"{word} {code}", at=order.until)
        assert f"{code} 到 {order.until:%Y-%m-%d} 就过期了" in reply
        assert len(await chat.forward(seconds=1)) == 1
    assert "310 积分" in await chat.say("小明", "积分")
    await assert_consistent(chat)


async def test_who_left_gets_their_points_back_in_silence(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    await redeem(chat, "小明", "4")
    await chat.leave("小明")
    assert without_weekly_report(await chat.forward(days=10)) == []
    assert "200 积分" in await chat.say("小明", "积分")


async def test_where_the_group_cannot_push_an_expiry_is_silent(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    await redeem(chat, "小明", "4")
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    assert without_weekly_report(await chat.forward(days=10)) == []
    assert "200 积分" in await chat.say("小明", "积分")


async def test_a_code_in_use_is_drawn_again(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "1")
    codes = iter([code, code, "2222-23"])

    def place(db: Db) -> str:
        member = roster.get_or_create(db, "demo", "小明", "小明", START)
        offer = orders.Offer("糖", 1, 0, 0, None, None, False, START + timedelta(days=1))
        order, balance = fulfilment.place(db, member, offer, draw=lambda: next(codes), key="k", at=START)
        assert balance == 99
        return order.code

    assert await chat.bot.database.write(place) == "2222-23"
    await assert_consistent(chat)


def test_codes_have_no_look_alikes_and_rarely_repeat() -> None:
    random = Random(1)
    codes = [generate_code(random) for _ in range(2000)]
    assert not set("".join(codes)) & set("0O1IL")
    assert all(PICKUP_CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_code_is_told_from_what_follows() -> None:
    assert split_code("８ｆ３ｋ—２７ 理由：８折", "驳回兑换") == ("8F3K-27", "理由：８折")
    assert split_code("8f3k 27理由", "驳回兑换") == ("8F3K-27", "理由")
    with pytest.raises(Refusal):
        split_code("8F3K-2", "核销")
