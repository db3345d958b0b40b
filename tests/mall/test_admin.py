"""The shop's counter: codes are redeemed once, and orders approved, rejected and refunded by admins."""

from __future__ import annotations

import pytest

from tests.chat import GROUP
from tests.conftest import OpenChat
from tests.support.balances import without_weekly_report
from tests.support.shop import SHOP, assert_consistent, find_code, grant_points, open_shop, redeem
from tests.support.steps import rewrite_group_file


async def test_a_code_is_handed_in_once_and_it_is_known_by_whom(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert await chat.say("店员", f"核销 {code}") == f"✅ {code} 核销成功：小明 的「帆布袋」"
    await chat.forward(hours=1)
    assert f"{code}「帆布袋」已经由 店员 在 11-23 08:00 核销过了" in await chat.say("小助理", f"核销 {code}")
    assert "已领取" in await chat.say("小明", "我的兑换")
    assert "不能取消了" in await chat.say("小明", f"取消兑换 {code}")
    await assert_consistent(chat)


async def test_an_unknown_code_or_another_groups_is_told_apart(open_group: OpenChat) -> None:
    second = GROUP.replace("group: demo", "group: books").replace("测试群", "读书会")
    chat = await open_group(SHOP, more=(second,))
    await grant_points(chat, "小明", 100)
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
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert "可以用哦" in await chat.say("小明", f"{word} {code}" if word != "兑换单" else word, addressed=True)
    allowed = word in ("核销", "兑换单")
    refused = "可以用哦" in await chat.say("店员", f"{word} {code}" if word != "兑换单" else word)
    assert refused is not allowed
    await assert_consistent(chat)


async def test_what_needs_approval_waits_for_an_admin(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=300)
    reply = await chat.say("小明", "兑换 电饭煲")
    assert "先扣 300 分" in reply
    code = find_code(reply)
    assert "等管理员批准" in await chat.say("小明", "我的兑换")
    assert "还在等管理员批准，批准了就能领" in await chat.say("店员", f"核销 {code}")
    assert (
        without_weekly_report(await chat.forward(days=10))
        == [f"小明 申请换「电饭煲」（300 分），发「批准兑换 {code}」或者「驳回兑换 {code} 理由」。"] * 2
    )
    assert [target for target, _ in chat.platform.got[:2]] == ["群主", "小助理"]
    reply = await chat.say("小助理", f"批准兑换 {code}")
    assert reply == f"@小明 「电饭煲」批准啦！取货码 {code}，有效到 2027-01-02。"
    assert "已经批准" in await chat.say("群主", f"批准兑换 {code}")
    assert "已经批准，等人来领，不能驳回" in await chat.say("群主", f"驳回兑换 {code}")
    assert await chat.forward(days=25) == [reply]
    assert chat.platform.got[-1][0] == "小明"
    assert "核销成功" in await chat.say("店员", f"核销 {code}")
    await assert_consistent(chat)


async def test_an_approved_order_expires_at_its_later_end(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    await chat.forward(days=10)
    await chat.say("小助理", f"批准兑换 {code}")
    _, reply = await chat.forward(days=50)
    assert reply == f"@小明 你的 {code}「电饭煲」过期了，退回 300 分，现有 300 分。"
    await assert_consistent(chat)


async def test_a_rejected_order_is_paid_back_with_the_reason(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    reply = await chat.say("小助理", f"驳回兑换 {code} 这一批\n卖完了")
    assert reply == "@小明 「电饭煲」这次没有批准（这一批 卖完了），退回 300 分，现有 300 分。"
    assert "已经驳回，不用再来一次" in await chat.say("小助理", f"驳回兑换 {code}")
    assert "没有批准" in await chat.say("小明", "我的兑换")
    assert "不能核销" in await chat.say("店员", f"核销 {code}")
    await assert_consistent(chat)


async def test_the_list_for_the_counter_begins_with_what_waits(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=600)
    assert "没有待处理" in await chat.say("店员", "兑换单")
    first, second = await redeem(chat, "小明", "2"), await redeem(chat, "小明", "3")
    assert (await chat.say("店员", "兑换单")).splitlines() == [
        "等批准（批准兑换 / 驳回兑换）：",
        f"{second} 小明 电饭煲（300 分 + 5 元）到 2026-12-23",
        "待领取（核销）：",
        f"{first} 小明 保温杯（20 分 + 39.90 元）到 2026-12-23",
    ]


async def test_a_long_list_says_how_much_more_there_is(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, "mall: {items: [{name: 糖, points: 1}]}\n", 小明=30)
    for _ in range(23):
        await redeem(chat, "小明", "1")
    reply = (await chat.say("店员", "兑换单")).splitlines()
    assert len(reply) == 22
    assert reply[-1] == "…还有 3 张"
    assert len((await chat.say("小明", "我的兑换")).splitlines()) == 11


async def test_a_full_list_is_not_called_longer_than_it_is(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, "mall: {items: [{name: 糖, points: 1}]}\n", 小明=30)
    for number, last in ((19, "糖（1 分）"), (1, "糖（1 分）"), (1, "…还有 1 张")):
        for _ in range(number):
            await redeem(chat, "小明", "1")
        assert last in (await chat.say("店员", "兑换单")).splitlines()[-1]


async def test_an_order_of_what_is_no_longer_in_the_shop_is_approved_for_as_long_as_before(
    open_group: OpenChat,
) -> None:
    chat = await open_shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    await chat.forward(days=1)
    await rewrite_group_file(chat, "name: 电饭煲", "name: 电锅")
    assert "有效到 2026-12-23" in await chat.say("小助理", f"批准兑换 {code}")


async def test_cash_that_was_not_taken_is_not_given_back(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "保温杯")
    assert "当面退还" not in await chat.say("小助理", f"退款 {code}")
    picked = await redeem(chat, "小明", "帆布袋")
    await chat.say("店员", f"核销 {picked}")
    assert "当面退还" not in await chat.say("小助理", f"退款 {picked}"), "none was due"


async def test_the_reason_of_a_rejection_is_told_up_to_sixty_characters(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=600)
    for reason, told in (("缺" * 61, f"（{'缺' * 60}）"), ("", "")):
        code = await redeem(chat, "小明", "3")
        assert f"这次没有批准{told}，退回" in await chat.say("小助理", f"驳回兑换 {code} {reason}".strip())


async def test_a_refund_after_the_pick_up_does_not_bring_the_goods_back(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "保温杯")
    await chat.say("店员", f"核销 {code}")
    reply = await chat.say("小助理", f"退款 {code}")
    assert "退回 20 分，现有 200 分" in reply
    assert "收过的 39.90 元请当面退还" in reply
    assert "已经退过款了，不用再来一次" in await chat.say("小助理", f"退款 {code}")
    assert "剩 4 件" in await chat.say("小明", "商城")
    await assert_consistent(chat)
