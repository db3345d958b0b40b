"""商城: what points buy, with a code for each order; a newcomer's coupon."""

from __future__ import annotations

import pytest

from tests.chat import GROUP, Chat
from tests.conftest import OpenChat
from tests.support.balances import without_weekly_report
from tests.support.shop import QUIET, SHOP, assert_consistent, find_code, open_shop, redeem

COUPON = "mall: {newcomer: {name: 新人满100减20, minimum: 100, within: 7, days: 10}}\n"


async def test_the_shop_shows_price_stock_and_what_one_can_afford(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=150)
    assert (await chat.say("小明", "商城")).splitlines() == [
        "🛍 商城（你有 150 分）",
        "1. 帆布袋：100 分，剩 2 件，每人限 1 ✓",
        "2. 保温杯：20 分 + 39.90 元，剩 5 件 ✓",
        "3. 电饭煲：300 分 + 5 元，要管理员批准",
        "4. 满100减20券：10 分（满 100 元可用），剩 3 张 ✓",
        "发「兑换 1」换 1 号；带 ✓ 的你现在就能换。",
    ]


async def test_what_one_can_just_afford_is_marked(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=99)
    assert "✓" not in (await chat.say("小明", "商城")).splitlines()[1]
    await chat.say("群主", "加分 @小明 1")
    assert (await chat.say("小明", "商城")).splitlines()[1].endswith(" ✓")


async def test_an_empty_shop_says_so(chat: Chat) -> None:
    assert "还没有上架" in await chat.say("小明", "商城")
    assert "还没有上架" in await chat.say("小明", "兑换 1")


async def test_points_alone_buy_a_gift_with_a_code(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    reply = await chat.say("小明", "兑换 1")
    assert reply.startswith("小明 换到「帆布袋」啦！花了 100 分，还剩 100 分。")
    assert "有效到 2026-12-23" in reply
    assert "到前台报取货码" in reply
    assert "-100  兑换 帆布袋" in await chat.say("小明", "明细")
    assert f"{find_code(reply)} 帆布袋（100 分）待领取，有效到 2026-12-23" in await chat.say("小明", "我的兑换")
    await assert_consistent(chat)


async def test_points_and_cash_say_what_is_due_at_the_counter(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    reply = await chat.say("小明", "兑换 保温杯")
    assert "花了 20 分" in reply
    assert "领取时另付 39.90 元" in reply
    assert "请收 39.90 元" in await chat.say("店员", f"核销 {find_code(reply)}")


async def test_a_coupon_names_its_least_amount(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    reply = await chat.say("小明", "兑换 满100减20券")
    assert "满 100 元可用" in reply
    assert "有效到 2026-11-30" in reply
    assert "满 100 元可用" in await chat.say("店员", f"核销 {find_code(reply)}")


@pytest.mark.parametrize("what", ["1", "１", "1。", "1号", "帆布袋", "帆布袋！", "帆 布 袋"])
async def test_an_item_is_meant_by_number_or_name(open_group: OpenChat, what: str) -> None:
    chat = await open_shop(open_group)
    assert "换到「帆布袋」" in await chat.say("小明", f"兑换 {what}")


async def test_what_the_shop_does_not_have_is_refused_kindly(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    numbers = ["", "0", "5", "-1", "-5", "²", "٣", "1e9", "1 2", "9" * 20, "9" * 10_000]
    for what in [*numbers, "帆布", "飞机", "%s", "{item}", "长" * 10_000, "' OR 1=1 --"]:
        reply = await chat.say("小明", f"兑换 {what}".strip())
        assert "商城" in reply
        assert len(reply) < 80
    assert "200 积分" in await chat.say("小明", "积分")
    await assert_consistent(chat)


async def test_half_a_name_is_asked_about_not_bought(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    assert "是不是「保温杯」？发「兑换 2」" in await chat.say("小明", "兑换 保温")
    assert "是不是「帆布袋」？发「兑换 1」" in await chat.say("小明", "兑换 帆袋")
    assert "是不是" not in await chat.say("小明", "兑换 杯")


async def test_too_few_points_change_nothing(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=60)
    assert "还差 40 分" in await chat.say("小明", "兑换 1")
    assert "剩 2 件" in await chat.say("小明", "商城")
    assert "还没有兑换过" in await chat.say("小明", "我的兑换")
    await assert_consistent(chat)


async def test_nobody_gets_more_than_their_share(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "1")
    assert "每人限 1 件" in await chat.say("小明", "兑换 1")
    assert "✓" not in (await chat.say("小明", "商城")).splitlines()[1]
    assert "200 积分" in await chat.say("小明", "积分")
    await chat.say("小明", f"取消兑换 {code}")
    assert "换到「帆布袋」" in await chat.say("小明", "兑换 1")


async def test_what_is_sold_out_is_refused(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=100, 小红=100, 老王=100)
    for who in ("小明", "小红"):
        await redeem(chat, who, "1")
    assert "已经售罄" in await chat.say("老王", "兑换 1")
    assert "帆布袋：100 分，售罄" in await chat.say("老王", "商城")
    assert "100 积分" in await chat.say("老王", "积分")
    await assert_consistent(chat)


async def test_the_supply_may_be_changed_at_any_time(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=100, 小红=100, 老王=100)
    [path] = (chat.bot.settings.config / "groups").glob("*.yaml")
    for who in ("小明", "小红"):
        await redeem(chat, who, "1")

    async def supply(number: int) -> None:
        path.write_text(GROUP + SHOP.replace("stock: 2", f"stock: {number}"))
        await chat.bot.groups.reload()

    await supply(1)
    assert "售罄" in (await chat.say("老王", "商城")).splitlines()[1]
    await supply(3)
    assert "剩 1 件" in (await chat.say("老王", "商城")).splitlines()[1]
    await redeem(chat, "老王", "1")
    await supply(0)
    assert "售罄" in (await chat.say("老王", "商城")).splitlines()[1]
    await assert_consistent(chat)


async def test_an_item_is_sold_on_its_days_only_the_last_included(open_group: OpenChat) -> None:
    chat = await open_shop(
        open_group, "mall: {items: [{name: 月饼, points: 10, from: 2026-11-24, until: 2026-11-25}]}\n", 小明=100
    )
    assert "11-24 开始" in await chat.say("小明", "商城")
    assert "11-24 开始兑换" in await chat.say("小明", "兑换 1")
    await chat.forward(hours=16)
    assert "到 11-25 为止 ✓" in await chat.say("小明", "商城")
    await redeem(chat, "小明", "1")
    await chat.forward(hours=47, minutes=59)
    assert "到 11-25 为止 ✓" in await chat.say("小明", "商城")
    await redeem(chat, "小明", "1")
    await chat.forward(minutes=1)
    assert "到 11-25 就结束啦" in await chat.say("小明", "兑换 1")
    assert "还没有上架" in await chat.say("小明", "商城")


async def test_a_repeated_message_buys_once(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    first = await chat.say("小明", "兑换 2", key="same")
    assert await chat.say("小明", "兑换 2", key="same") == first
    assert "180 积分" in await chat.say("小明", "积分")


async def test_a_member_cancels_once_and_gets_everything_back(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert "没有找到你的" in await chat.say("小红", f"取消兑换 {code}")
    assert await chat.say("小明", f"取消兑换 {code}") == f"{code}「帆布袋」已取消，退回 100 分，现有 200 分。"
    assert "不能取消了" in await chat.say("小明", f"取消兑换 {code}")
    assert "已被本人取消，不能核销" in await chat.say("店员", f"核销 {code}")
    assert "剩 2 件" in await chat.say("小明", "商城")
    assert "+100  退回 帆布袋" in await chat.say("小明", "明细")
    await assert_consistent(chat)


async def test_who_waits_for_approval_may_cancel(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, 小明=300)
    code = await redeem(chat, "小明", "3")
    assert "退回 300 分" in await chat.say("小明", f"取消兑换 {code}", private=True)
    assert "已被本人取消，不能批准" in await chat.say("群主", f"批准兑换 {code}")
    assert {target for target, _ in chat.platform.got} <= {"群主", "小助理"}
    assert len(without_weekly_report(await chat.forward(days=40))) == 2  # that they wait for approval
    await assert_consistent(chat)


async def test_a_refund_before_the_pick_up_frees_the_stock(open_group: OpenChat) -> None:
    chat = await open_shop(open_group)
    code = await redeem(chat, "小明", "1")
    assert await chat.say("小助理", f"退款 {code}") == f"@小明 {code}「帆布袋」已退款，退回 100 分，现有 200 分。"
    assert "已经退过款了，不用再来一次" in await chat.say("小助理", f"退款 {code}")
    assert "剩 2 件" in await chat.say("小明", "商城")
    await assert_consistent(chat)


async def test_a_newcomer_takes_one_coupon(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON)
    await chat.join("小明")
    reply = await chat.say("小明", "新人券")
    assert "新人满100减20" in reply
    assert "满 100 元可用" in reply
    assert "每人一张" in await chat.say("小明", "领取新人券")
    assert "核销成功" in await chat.say("店员", f"核销 {find_code(reply)}")
    assert "每人一张" in await chat.say("小明", "新人券")


async def test_who_is_no_newcomer_gets_none(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON)
    await chat.join("小明")
    await chat.forward(days=8)
    assert "进群 7 天以内" in await chat.say("小明", "新人券")


async def test_my_orders_tell_whether_points_came_back(open_group: OpenChat) -> None:
    chat = await open_shop(open_group, "mall: {newcomer: {name: 券}, items: [{name: 杯, points: 5}]}\n", 小明=20)
    codes = [await redeem(chat, "小明", "1"), await redeem(chat, "小明", "1"), await redeem(chat, "小明", "1")]
    codes.append(find_code(await chat.say("小明", "新人券")))
    await chat.say("店员", f"核销 {codes[1]}")
    for code in codes[2:]:
        await chat.say("小明", f"取消兑换 {code}")
    assert sorted((await chat.say("小明", "我的兑换")).splitlines()[1:]) == sorted(
        [
            f"{codes[0]} 杯（5 分）待领取，有效到 2026-12-23",
            f"{codes[1]} 杯（5 分）已领取",
            f"{codes[2]} 杯（5 分）已取消，积分退回了",
            f"{codes[3]} 券 已取消",
        ]
    )


async def test_the_last_moment_of_a_newcomers_days_is_within_them(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON)
    await chat.join("小明")
    await chat.join("小红")
    await chat.forward(days=7)
    reply = await chat.say("小明", "新人券")
    assert reply.startswith("欢迎 小明！送你「新人满100减20」（满 100 元可用）。")
    assert "有效到 2026-12-10" in reply
    await chat.forward(seconds=1)
    assert "进群 7 天以内" in await chat.say("小红", "新人券")


async def test_a_coupon_that_nobody_uses_expires_without_points(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + COUPON + "welcome: {gather: 0}\n")
    await chat.say("小明", "新人券")
    [reply] = await chat.forward(days=12)
    assert reply.endswith("过期了。")
    await assert_consistent(chat)


async def test_without_coupons_the_shop_is_named(chat: Chat) -> None:
    assert "这个群没有新人券" in await chat.say("小明", "新人券")


@pytest.mark.parametrize(("cash", "told"), [("0.5", "0.50"), ("0.01", "0.01"), ("1", "1"), ("1.01", "1.01")])
async def test_cash_of_any_size_is_told_everywhere(open_group: OpenChat, cash: str, told: str) -> None:
    chat = await open_group(f"mall: {{items: [{{name: 杯, points: 5, cash: {cash}}}]}}\n")
    await chat.say("小明", "签到")
    assert f"5 分 + {told} 元" in await chat.say("小明", "商城")
    answer = await chat.say("小明", "兑换 1")
    assert f"另付 {told} 元" in answer
    code = answer.partition("取货码 ")[2][:7]
    assert f"请收 {told} 元" in await chat.say("店员", f"核销 {code}")
    assert f"收过的 {told} 元请当面退还" in await chat.say("群主", f"退款 {code}")


async def test_a_newcomers_coupon_that_was_cancelled_is_not_taken_again(open_group: OpenChat) -> None:
    chat = await open_group("mall: {newcomer: {name: 券}}\n")
    await chat.join("小明")
    code = (await chat.say("小明", "新人券")).partition("取货码 ")[2][:7]
    assert code
    assert "取消" in await chat.say("小明", f"取消兑换 {code}")
    assert "每人一张" in await chat.say("小明", "新人券")
