"""商城: what points buy, codes at the counter, and points back exactly once where it comes to nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.app import group_file_model
from config.group import load_group
from config.problems import ConfigError
from handlers.kit import Capability, Refusal
from handlers.mall.codes import generate_code, split_code
from handlers.mall.items import choose_item, is_on_sale, remaining
from handlers.mall.rules import Item
from handlers.pictures.specs import ShopSpec
from handlers.text.money import format_yuan
from storage import mall
from storage.db import Db, Row
from storage.members import roster
from storage.members.roster import Member
from storage.points import ledger
from tests.chat import GROUP, START, Chat, write_config
from tests.conftest import OpenChat
from tests.support.steps import PICKUP_CODE

SHOP = """\
mall:
  items:
    - {name: 帆布袋, points: 100, stock: 2, limit: 1, pickup: 到前台报取货码}
    - {name: 保温杯, points: 20, cash: 39.9, stock: 5}
    - {name: 电饭煲, points: 300, cash: 5, approve: true}
    - {name: 满100减20券, kind: 券, points: 10, minimum: 100, stock: 3, days: 7}
"""
QUIET = "badges: {badges: []}\n"


async def give(chat: Chat, who: str, points: int) -> None:
    await chat.say(who, "大家好")
    while points:
        some = min(points, 200)
        await chat.say("群主", f"加分 @{who} {some}", mentions=[who])
        points -= some


def code_in(said: str) -> str:
    found = PICKUP_CODE.search(said)
    assert found, said
    return found[0]


async def redeem(chat: Chat, who: str, what: str) -> str:
    return code_in(await chat.say(who, f"兑换 {what}"))


async def in_order(chat: Chat) -> None:
    """Ledger and stock agree, and the shop holds what its paid orders brought."""
    read = chat.bot.database.read
    assert await read(ledger.drift) == []
    assert await read(mall.drift) == []
    total, lowest = await read(
        lambda db: (
            db.fetch_one("SELECT COALESCE(SUM(balance), 0) FROM account"),
            db.fetch_one("SELECT COALESCE(MIN(balance), 0) FROM account WHERE holder <> 'issuer'"),
        )
    )
    assert total is not None
    assert lowest is not None
    assert total[0] == 0
    assert lowest[0] >= 0
    held = await read(
        lambda db: (
            db.fetch_one("SELECT COALESCE(SUM(balance), 0) FROM account WHERE holder = 'shop'"),
            db.fetch_one(
                "SELECT COALESCE(SUM(points), 0) FROM mall_order WHERE state IN ('waiting', 'ready', 'picked')"
            ),
        )
    )
    assert held[0] == held[1]


def refunds(code: str, db: Db) -> Row | None:
    return db.fetch_one(
        "SELECT COUNT(*) FROM entry back JOIN entry paid ON paid.id = back.reverses WHERE paid.key = :key",
        key=f"redeem:{code}",
    )


async def shop(open_group: OpenChat, yaml: str = SHOP, **points: int) -> Chat:
    chat = await open_group(QUIET + yaml)
    for who, some in (points or {"小明": 200}).items():
        await give(chat, who, some)
    return chat


# What there is


async def test_the_shop_shows_price_stock_and_what_one_can_afford(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=150)
    assert (await chat.say("小明", "商城")).splitlines() == [
        "🛍 商城（你有 150 分）",
        "1. 帆布袋：100 分，剩 2 件，每人限 1 ✓",
        "2. 保温杯：20 分 + 39.90 元，剩 5 件 ✓",
        "3. 电饭煲：300 分 + 5 元，要管理员批准",
        "4. 满100减20券：10 分（满 100 元可用），剩 3 张 ✓",
        "发「兑换 1」换 1 号；带 ✓ 的你现在就能换。",
    ]


async def test_an_empty_shop_says_so(chat: Chat) -> None:
    assert "还没有上架" in await chat.say("小明", "商城")
    assert "还没有上架" in await chat.say("小明", "兑换 1")


async def test_points_alone_buy_a_gift_with_a_code(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    said = await chat.say("小明", "兑换 1")
    assert said.startswith("小明 换到「帆布袋」啦！花了 100 分，还剩 100 分。")
    assert "有效到 2026-12-23" in said
    assert "到前台报取货码" in said
    assert "-100  兑换 帆布袋" in await chat.say("小明", "明细")
    assert f"{code_in(said)} 帆布袋（100 分）待领取，有效到 2026-12-23" in await chat.say("小明", "我的兑换")
    await in_order(chat)


async def test_points_and_cash_say_what_is_due_at_the_counter(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    said = await chat.say("小明", "兑换 保温杯")
    assert "花了 20 分" in said
    assert "领取时另付 39.90 元" in said
    assert "请收 39.90 元" in await chat.say("店员", f"核销 {code_in(said)}")


async def test_a_coupon_names_its_least_amount(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    said = await chat.say("小明", "兑换 满100减20券")
    assert "满 100 元可用" in said
    assert "有效到 2026-11-30" in said
    assert "满 100 元可用" in await chat.say("店员", f"核销 {code_in(said)}")


@pytest.mark.parametrize("what", ["1", "１", "1。", "1号", "帆布袋", "帆布袋！", "帆 布 袋"])
async def test_an_item_is_meant_by_number_or_name(open_group: OpenChat, what: str) -> None:
    chat = await shop(open_group)
    assert "换到「帆布袋」" in await chat.say("小明", f"兑换 {what}")


# What there is not


async def test_what_the_shop_does_not_have_is_refused_kindly(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    numbers = ["", "0", "5", "-1", "-5", "²", "٣", "1e9", "1 2", "9" * 20, "9" * 10_000]
    for what in [*numbers, "帆布", "飞机", "%s", "{item}", "长" * 10_000, "' OR 1=1 --"]:
        said = await chat.say("小明", f"兑换 {what}".strip())
        assert "商城" in said
        assert len(said) < 80
    assert "200 积分" in await chat.say("小明", "积分")
    await in_order(chat)


async def test_half_a_name_is_asked_about_not_bought(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    assert "是不是「保温杯」？发「兑换 2」" in await chat.say("小明", "兑换 保温")


async def test_too_few_points_change_nothing(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=60)
    assert "还差 40 分" in await chat.say("小明", "兑换 1")
    assert "剩 2 件" in await chat.say("小明", "商城")
    assert "还没有兑换过" in await chat.say("小明", "我的兑换")
    await in_order(chat)


async def test_nobody_gets_more_than_his_share(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "1")
    assert "每人限 1 件" in await chat.say("小明", "兑换 1")
    assert "✓" not in (await chat.say("小明", "商城")).splitlines()[1]
    assert "200 积分" in await chat.say("小明", "积分")
    await chat.say("小明", f"取消兑换 {code}")
    assert "换到「帆布袋」" in await chat.say("小明", "兑换 1")


async def test_what_is_sold_out_is_refused(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=100, 小红=100, 老王=100)
    for who in ("小明", "小红"):
        await redeem(chat, who, "1")
    assert "已经售罄" in await chat.say("老王", "兑换 1")
    assert "帆布袋：100 分，售罄" in await chat.say("老王", "商城")
    assert "100 积分" in await chat.say("老王", "积分")
    await in_order(chat)


async def test_the_supply_may_be_changed_at_any_time(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=100, 小红=100, 老王=100)
    [path] = (chat.bot.settings.config / "groups").glob("*.yaml")
    for who in ("小明", "小红"):
        await redeem(chat, who, "1")

    def supply(number: int) -> None:
        path.write_text(GROUP + SHOP.replace("stock: 2", f"stock: {number}"))
        chat.bot.groups.reload()

    supply(1)
    assert "售罄" in (await chat.say("老王", "商城")).splitlines()[1]
    supply(3)
    assert "剩 1 件" in (await chat.say("老王", "商城")).splitlines()[1]
    await redeem(chat, "老王", "1")
    supply(0)
    assert "售罄" in (await chat.say("老王", "商城")).splitlines()[1]
    await in_order(chat)


async def test_an_item_is_sold_on_its_days_only_the_last_included(open_group: OpenChat) -> None:
    chat = await shop(
        open_group, "mall: {items: [{name: 月饼, points: 10, from: 2026-11-24, until: 2026-11-25}]}\n", 小明=100
    )
    assert "11-24 开始" in await chat.say("小明", "商城")
    assert "11-24 开始兑换" in await chat.say("小明", "兑换 1")
    await chat.forward(hours=16)
    assert "到 11-25 为止 ✓" in await chat.say("小明", "商城")
    await redeem(chat, "小明", "1")
    await chat.forward(hours=47, minutes=59)
    await redeem(chat, "小明", "1")
    await chat.forward(minutes=1)
    assert "到 11-25 就结束啦" in await chat.say("小明", "兑换 1")
    assert "还没有上架" in await chat.say("小明", "商城")


async def test_a_repeated_message_buys_once(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    first = await chat.say("小明", "兑换 2", key="same")
    assert await chat.say("小明", "兑换 2", key="same") == first
    assert "180 积分" in await chat.say("小明", "积分")


# At the counter


async def test_a_code_is_handed_in_once_and_it_is_known_by_whom(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert await chat.say("店员", f"核销 {code}") == f"✅ {code} 核销成功：小明 的「帆布袋」"
    await chat.forward(hours=1)
    assert f"{code}「帆布袋」已经由 店员 在 11-23 08:00 核销过了" in await chat.say("小助理", f"核销 {code}")
    assert "已领取" in await chat.say("小明", "我的兑换")
    assert "不能取消了" in await chat.say("小明", f"取消兑换 {code}")
    await in_order(chat)


async def test_a_code_may_be_typed_as_it_comes(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=1000)
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
    chat = await shop(open_group)
    await redeem(chat, "小明", "1")
    shapes = ["", "8F3K", "8F3K-277", "0O1I-LL", "²²²²-²²", "٣٣٣٣-٣٣", "ſſſſ-ſſ", "-5", "1e9", "%(code)s"]
    for typed in [*shapes, "8F3K-27" * 2000, "长" * 10_000]:
        said = await chat.say("群主", f"{word} {typed}".strip())
        assert "取货码" in said or "没有找到" in said
        assert len(said) < 80
    assert "剩 1 件" in await chat.say("小明", "商城")


async def test_an_unknown_code_or_another_groups_is_told_apart(open_group: OpenChat) -> None:
    second = GROUP.replace("group: demo", "group: books").replace("测试群", "读书会")
    chat = await open_group(SHOP, more=(second,))
    await give(chat, "小明", 100)
    code = await redeem(chat, "小明", "1")
    other = "2222-22" if code != "2222-22" else "3333-33"
    assert f"没有 {other} 这个取货码" in await chat.say("店员", f"核销 {other}")
    chat.group = "books"
    for word in ("核销", "退款", "批准兑换", "驳回兑换"):
        assert "不是这个群的取货码" in await chat.say("群主", f"{word} {code}")
    assert "没有找到你的" in await chat.say("小明", f"取消兑换 {code}")
    chat.group = "demo"
    assert "核销成功" in await chat.say("店员", f"核销 {code}")


@pytest.mark.parametrize("word", ["核销", "兑换单", "批准兑换", "驳回兑换", "退款"])
async def test_members_are_kept_from_the_counter(open_group: OpenChat, word: str) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert "可以用哦" in await chat.say("小明", f"{word} {code}" if word != "兑换单" else word, addressed=True)
    allowed = word in ("核销", "兑换单")
    refused = "可以用哦" in await chat.say("店员", f"{word} {code}" if word != "兑换单" else word)
    assert refused is not allowed
    await in_order(chat)


# Approval


async def test_what_needs_approval_waits_for_an_admin(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=300)
    said = await chat.say("小明", "兑换 电饭煲")
    assert "先扣 300 分" in said
    code = code_in(said)
    assert "等管理员批准" in await chat.say("小明", "我的兑换")
    assert f"还在等管理员批准，发「批准兑换 {code}」" in await chat.say("店员", f"核销 {code}")
    await chat.forward(days=10)
    said = await chat.say("小助理", f"批准兑换 {code}")
    assert said == f"@小明 「电饭煲」批准啦！取货码 {code}，有效到 2027-01-02。"
    assert "已经批准" in await chat.say("群主", f"批准兑换 {code}")
    assert "已经批准，等人来领，不能驳回" in await chat.say("群主", f"驳回兑换 {code}")
    assert await chat.forward(days=25) == []
    assert "核销成功" in await chat.say("店员", f"核销 {code}")
    await in_order(chat)


async def test_an_approved_order_expires_at_its_later_end(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    await chat.forward(days=10)
    await chat.say("小助理", f"批准兑换 {code}")
    said = await chat.forward(days=50)
    assert said == [f"@小明 你的 {code}「电饭煲」过期了，退回 300 分，现有 300 分。"]
    await in_order(chat)


async def test_a_rejected_order_is_paid_back_with_the_reason(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    said = await chat.say("小助理", f"驳回兑换 {code} 这一批\n卖完了")
    assert said == "@小明 「电饭煲」这次没有批准（这一批 卖完了），退回 300 分，现有 300 分。"
    assert "已驳回，积分退回了，不能驳回" in await chat.say("小助理", f"驳回兑换 {code}")
    assert "没有批准" in await chat.say("小明", "我的兑换")
    assert "不能核销" in await chat.say("店员", f"核销 {code}")
    await in_order(chat)


async def test_the_list_for_the_counter_begins_with_what_waits(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=600)
    assert "没有待处理" in await chat.say("店员", "兑换单")
    first, second = await redeem(chat, "小明", "2"), await redeem(chat, "小明", "3")
    assert (await chat.say("店员", "兑换单")).splitlines() == [
        "等批准（批准兑换 / 驳回兑换）：",
        f"{second} 小明 电饭煲（300 分 + 5 元）到 2026-12-23",
        "待领取（核销）：",
        f"{first} 小明 保温杯（20 分 + 39.90 元）到 2026-12-23",
    ]


async def test_a_long_list_says_how_much_more_there_is(open_group: OpenChat) -> None:
    chat = await shop(open_group, "mall: {items: [{name: 糖, points: 1}]}\n", 小明=30)
    for _ in range(23):
        await redeem(chat, "小明", "1")
    said = (await chat.say("店员", "兑换单")).splitlines()
    assert len(said) == 22
    assert said[-1] == "…还有 3 张"
    assert len((await chat.say("小明", "我的兑换")).splitlines()) == 11


# Points back


async def test_a_member_cancels_once_and_gets_everything_back(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert "没有找到你的" in await chat.say("小红", f"取消兑换 {code}")
    assert await chat.say("小明", f"取消兑换 {code}") == f"{code}「帆布袋」已取消，退回 100 分，现有 200 分。"
    assert "不能取消了" in await chat.say("小明", f"取消兑换 {code}")
    assert "已被本人取消，不能核销" in await chat.say("店员", f"核销 {code}")
    assert "剩 2 件" in await chat.say("小明", "商城")
    assert "+100  退回 帆布袋" in await chat.say("小明", "明细")
    await in_order(chat)


async def test_who_waits_for_approval_may_cancel(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    assert "退回 300 分" in await chat.say("小明", f"取消兑换 {code}", private=True)
    assert "已被本人取消，不能批准" in await chat.say("群主", f"批准兑换 {code}")
    assert await chat.forward(days=40) == []
    await in_order(chat)


async def test_a_refund_before_the_pick_up_frees_the_stock(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert await chat.say("小助理", f"退款 {code}") == f"@小明 {code}「帆布袋」已退款，退回 100 分，现有 200 分。"
    assert "已退款，不能退款" in await chat.say("小助理", f"退款 {code}")
    assert "剩 2 件" in await chat.say("小明", "商城")
    await in_order(chat)


async def test_a_refund_after_the_pick_up_does_not_bring_the_goods_back(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "保温杯")
    await chat.say("店员", f"核销 {code}")
    said = await chat.say("小助理", f"退款 {code}")
    assert "退回 20 分，现有 200 分" in said
    assert "收过的 39.90 元请当面退还" in said
    assert "已退款，不能退款" in await chat.say("小助理", f"退款 {code}")
    assert "剩 4 件" in await chat.say("小明", "商城")
    await in_order(chat)


async def test_a_code_that_expires_gives_points_and_stock_back(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "4")
    until = (START + timedelta(days=8)).replace(hour=16) - timedelta(days=1)
    assert await chat.forward_to(until - timedelta(seconds=1)) == []
    assert await chat.forward_to(until) == [f"@小明 你的 {code}「满100减20券」过期了，退回 10 分，现有 200 分。"]
    assert "已过期" in await chat.say("小明", "我的兑换")
    assert "已过期，积分退回了，不能核销" in await chat.say("店员", f"核销 {code}")
    assert "剩 3 张" in await chat.say("小明", "商城")
    assert await chat.forward(days=30) == []
    await in_order(chat)


async def test_a_code_is_void_from_its_end_even_before_the_timer(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=310)
    coupon, waiting = await redeem(chat, "小明", "4"), await redeem(chat, "小明", "3")
    for code, word in ((coupon, "核销"), (waiting, "批准兑换")):
        order = await chat.bot.database.read(partial(mall.find, code=code))
        assert order
        await chat.forward_to(order.until - timedelta(seconds=1))
        said = await chat.say("群主", f"{word} {code}", at=order.until)
        assert f"{code} 到 {order.until:%Y-%m-%d} 就过期了" in said
        assert len(await chat.forward(seconds=1)) == 1
    assert "310 积分" in await chat.say("小明", "积分")
    await in_order(chat)


async def test_who_left_gets_his_points_back_in_silence(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    await redeem(chat, "小明", "4")
    await chat.leave("小明")
    assert await chat.forward(days=10) == []
    assert "200 积分" in await chat.say("小明", "积分")


async def test_where_the_group_cannot_push_an_expiry_is_silent(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    await redeem(chat, "小明", "4")
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    assert await chat.forward(days=10) == []
    assert "200 积分" in await chat.say("小明", "积分")


# All at once


async def test_ten_thousand_at_once_get_a_hundred(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 门票, points: 10, stock: 100}]}\n")
    # PostgreSQL commits each message by itself; a tenth of them shows the same.
    tries, many = (10_000, 500) if chat.bot.database.writer else (1_000, 200)
    crowd = [f"成员{number}" for number in range(many)]

    def pay(db: Db) -> None:
        for who in crowd:
            member = roster.get_or_create(db, "demo", who, who, START)
            ledger.earn(db, member, 1000, key=f"start:{who}", reason="r", cause="c", at=START)

    await chat.bot.database.write(pay)
    said = await asyncio.gather(*(chat.say(crowd[number % many], "兑换 1") for number in range(tries)))
    assert Counter("换到" if "换到" in one else one for one in said) == {
        "换到": 100,
        "「门票」已经售罄，看看别的吧～": tries - 100,
    }
    orders, debits, taken = await chat.bot.database.read(
        lambda db: (
            db.fetch_one("SELECT COUNT(*), COUNT(DISTINCT code) FROM mall_order"),
            db.fetch_one("SELECT COUNT(*), SUM(amount) FROM entry WHERE target = 'shop'"),
            db.fetch_one("SELECT taken FROM mall_stock"),
        )
    )
    assert orders == (100, 100)
    assert debits is not None
    assert tuple(map(int, debits)) == (100, 1000)
    assert taken == (100,)
    assert "售罄" in await chat.say("成员1", "商城")
    await in_order(chat)


async def test_of_a_thousand_at_once_nobody_gets_more_than_one_share(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 门票, points: 10, stock: 200, limit: 1}]}\n")
    for number in range(50):
        await chat.say(f"成员{number}", "签到")
    said = await asyncio.gather(*(chat.say(f"成员{number % 50}", "兑换 1") for number in range(500)))
    assert sum("换到" in one for one in said) == 50
    holders = await chat.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(DISTINCT member_id) FROM mall_order"))
    assert holders == (50,)
    await in_order(chat)


async def test_share_and_supply_hold_without_any_order_between_transactions(open_group: OpenChat) -> None:
    chat = await open_group()
    crowd = ["小明", "小红", "老王"]

    def pay(db: Db) -> list[Member]:
        people = [roster.get_or_create(db, "demo", who, who, START) for who in crowd]
        for one in people:
            ledger.earn(db, one, 100, key=f"start:{one.id}", reason="r", cause="c", at=START)
        return people

    people = await chat.bot.database.write(pay)
    offer = mall.Offer("糖", 1, 0, 0, 5, 2, False, START + timedelta(days=1))

    def place(number: int, db: Db) -> None:
        mall.place(
            db, people[number % 3], offer, draw=partial(generate_code, Random(number)), key=f"k{number}", at=START
        )

    async def take(number: int) -> str:
        try:
            await chat.bot.database.write(partial(place, number))
        except (mall.SoldOut, mall.Enough) as error:
            return type(error).__name__
        return "taken"

    outcomes = Counter(await asyncio.gather(*(take(number) for number in range(60))))
    assert outcomes["taken"] == 5
    kept = [await chat.bot.database.read(partial(mall.kept, member=one)) for one in people]
    assert sorted(one["糖"] for one in kept) == [1, 2, 2]
    await in_order(chat)


async def test_of_many_ends_of_an_order_one_comes_true(open_group: OpenChat) -> None:
    chat = await shop(open_group, SHOP.replace("stock: 5", "stock: 50"), 小明=1000)
    seen: set[str] = set()
    for number in range(10):
        code = await redeem(chat, "小明", "2")
        acts = [("小明", "取消兑换"), ("店员", "核销"), ("群主", "退款"), ("小助理", "核销")] * 3
        Random(number).shuffle(acts)
        await asyncio.gather(*(chat.say(who, f"{word} {code}") for who, word in acts))
        order = await chat.bot.database.read(partial(mall.find, code=code))
        assert order
        seen.add(order.state)
        assert await chat.bot.database.read(partial(refunds, code)) == (1,), "an admin refunds whatever is left"
        await in_order(chat)
    assert seen == {mall.State.CANCELLED, mall.State.REFUNDED}
    assert "1000 积分" in await chat.say("小明", "积分")


async def test_cancelling_while_it_expires_pays_back_once(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=300)
    codes = [await redeem(chat, "小明", "4") for _ in range(3)]
    order = await chat.bot.database.read(partial(mall.find, code=codes[0]))
    assert order
    await asyncio.gather(
        chat.forward_to(order.until),
        *(chat.say("小明", f"取消兑换 {code}") for code in codes for _ in range(3)),
        *(chat.say("群主", f"退款 {code}") for code in codes),
    )
    assert "300 积分" in await chat.say("小明", "积分")
    assert "剩 3 张" in await chat.say("小明", "商城")
    await in_order(chat)


async def test_a_stale_order_moves_nothing(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "1")

    def twice(db: Db) -> list[int | None]:
        order = mall.find(db, code)
        assert order
        states = (mall.State.CANCELLED, mall.State.EXPIRED, mall.State.REFUNDED)
        return [mall.give_back(db, order, state, actor="", cause="test", at=START) for state in states]

    assert await chat.bot.database.write(twice) == [200, None, None]
    await in_order(chat)


async def test_a_code_in_use_is_drawn_again(open_group: OpenChat) -> None:
    chat = await shop(open_group)
    code = await redeem(chat, "小明", "1")
    codes = iter([code, code, "2222-23"])

    def place(db: Db) -> str:
        member = roster.get_or_create(db, "demo", "小明", "小明", START)
        offer = mall.Offer("糖", 1, 0, 0, None, None, False, START + timedelta(days=1))
        order, balance = mall.place(db, member, offer, draw=lambda: next(codes), key="k", at=START)
        assert balance == 99
        return order.code

    assert await chat.bot.database.write(place) == "2222-23"
    await in_order(chat)


async def test_random_walks_keep_shop_and_books_in_order(open_group: OpenChat) -> None:
    chat = await shop(open_group, 小明=2000, 小红=2000)
    random = Random(5)
    codes: list[str] = []
    for _ in range(120):
        who = random.choice(["小明", "小红"])
        act = random.choice(["兑换", "兑换", "兑换", "取消兑换", "核销", "退款", "批准兑换", "驳回兑换", "等"])
        if act == "兑换":
            found = PICKUP_CODE.search(await chat.say(who, f"兑换 {random.randint(1, 4)}"))
            codes.extend([found[0]] if found else [])
        elif act == "等":
            await chat.forward(days=random.choice([0.1, 1, 5]))
        elif codes:
            speaker = who if act == "取消兑换" else "群主"
            said = await chat.say(speaker, f"{act} {random.choice(codes)}")
            assert "小问题" not in said
    assert len(codes) > 10
    await in_order(chat)
    counts = await chat.bot.database.read(partial(mall.taken, group_id="demo"))
    assert counts["帆布袋"] <= 2
    assert counts["保温杯"] <= 5
    assert counts["满100减20券"] <= 3


# The timetable


async def test_an_exchange_is_announced_with_what_there_is(open_group: OpenChat) -> None:
    chat = await shop(
        open_group,
        """\
mall:
  items:
    - {name: 帆布袋, points: 100, stock: 0}
    - {name: 保温杯, points: 20, cash: 9.9, stock: 5}
    - {name: 月饼, points: 20, until: 2026-11-01}
sop:
  - {name: 月末兑换, when: 每月最后一天 20:00, do: 集中兑换, with: {words: 月末啦！}}
""",
    )
    assert await chat.forward(days=8) == [
        "月末啦！\n2. 保温杯：20 分 + 9.90 元，剩 5 件\n发「兑换 2」换 2 号，发「商城」看看自己能换什么。"
    ]


async def test_an_exchange_with_nothing_to_offer_is_not_announced(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 月末兑换, when: 每天 20:00, do: 集中兑换}]\n")
    assert await chat.forward(days=2) == []


# The owner's file


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("{name: 杯, points: 0}", "不能小于 1"),
        ("{name: 杯, points: 10, cash: 1.234}", "最多两位小数"),
        ("{name: 杯, points: 10, cash: -1}", "最多两位小数"),
        ("{name: 杯, points: 10, cash: 1e3}", "最多两位小数"),
        ("{name: 杯, points: 10, from: 明天}", "2026-12-01"),
        ("{name: 杯, points: 10, from: 2026-12-02, until: 2026-12-01}", "until 不能早于 from"),
        ("{name: 杯, points: 10, minimum: 10}", "只有券"),
        ("{name: 12, points: 10}", "不能只有数字"),
        ("{name: '  ', points: 10}", "不能是空的"),
        ("{name: 杯, points: 10}, {name: 杯, points: 20}", "同名的商品"),
        ("{name: Cup, points: 10}, {name: ｃｕｐ, points: 20}", "同名的商品"),
        ("{name: 杯, points: 10, kind: 卡}", "只能是"),
        ("{name: 杯, points: 10, stock: -1}", "不能小于 0"),
        ("{name: 杯, points: 10, limit: 0}", "不能小于 1"),
        ("{name: 杯, points: 10, stok: 1}", "是不是「stock」"),
    ],
)
def test_a_mistake_in_the_shop_is_explained(tmp_path: Path, item: str, told: str) -> None:
    config = write_config(tmp_path, GROUP + f"mall: {{items: [{item}]}}\n")
    with pytest.raises(ConfigError) as caught:
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")
    assert told in str(caught.value)


# The parts


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


def test_money_is_shown_without_needless_zeros() -> None:
    assert [format_yuan(fen) for fen in (0, 5, 990, 1000, 123456)] == ["0", "0.05", "9.90", "10", "1234.56"]


def test_stock_is_never_negative_and_days_are_inclusive() -> None:
    item = Item.model_validate(
        {"name": "杯", "points": 1, "stock": "2", "from": "2026-12-01", "until": "2026-12-31", "cash": "9.9"}
    )
    assert [remaining(item, {"杯": number}) for number in (0, 2, 5)] == [2, 0, 0]
    assert item.cash == 990
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [is_on_sale(item, day) for day in days] == [False, True, True, False]
    assert choose_item([item], "1") is item


async def test_the_shop_is_shown_as_a_picture_by_the_timetable(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + SHOP + "sop: [{name: 橱窗, when: 每天 20:00, do: 积分能换什么}]\n")
    assert await chat.forward(hours=13) == ["看看积分能换什么：[积分能换什么]"]
    [sheet] = await chat.sheets(chat.platform.got[-1][1])
    assert isinstance(sheet, ShopSpec)
    assert [line.name for line in sheet.lines] == ["帆布袋", "保温杯", "电饭煲", "满100减20券"]
    assert sheet.lines[1].price == "20 分 + 39.90 元"
    assert sheet.lines[0].note == "剩 2 件，每人限 1"


async def test_a_picture_that_is_not_there_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    config = write_config(tmp_path, GROUP + "mall: {items: [{name: 杯子, points: 10, picture: cup.png}]}\n")
    with pytest.raises(ConfigError, match="没有这张图"):
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")


COUPON = "mall: {newcomer: {name: 新人满100减20, minimum: 100, within: 7, days: 10}}\n"


async def test_a_newcomer_takes_one_coupon(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON)
    await chat.join("小明")
    said = await chat.say("小明", "新人券")
    assert "新人满100减20" in said
    assert "满 100 元可用" in said
    assert "每人一张" in await chat.say("小明", "领取新人券")
    assert "核销成功" in await chat.say("店员", f"核销 {code_in(said)}")
    assert "每人一张" in await chat.say("小明", "新人券")


async def test_who_is_no_newcomer_gets_none(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON)
    await chat.join("小明")
    await chat.forward(days=8)
    assert "进群 7 天以内" in await chat.say("小明", "新人券")


async def test_a_coupon_that_nobody_uses_expires_without_points(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON + "welcome: {gather: 0}\n")
    await chat.say("小明", "新人券")
    [said] = await chat.forward(days=12)
    assert said.endswith("过期了。")
    await in_order(chat)


async def test_without_coupons_the_shop_is_named(chat: Chat) -> None:
    assert "这个群没有新人券" in await chat.say("小明", "新人券")
