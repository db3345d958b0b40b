"""积分预算: what the group may pay out in a month, and what it owes when that is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handlers.points.treasury import is_low
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of

TIGHT = "budget: {monthly: 25}\nwelcome: {points: 20}\n"
DECEMBER = datetime(2026, 11, 30, 16, tzinfo=UTC)
"""2026-12-01 00:00 in Shanghai."""


async def switch_budget(chat: Chat, monthly: int | None) -> None:
    """Write a budget into the group's file, or take it out."""
    group = chat.bot.groups.get("demo")
    assert group
    lines = [line for line in group.path.read_text().splitlines() if not line.startswith("budget:")]
    group.path.write_text("\n".join([*lines, *([f"budget: {{monthly: {monthly}}}"] if monthly else []), ""]))
    await chat.bot.groups.reload()


async def test_the_treasury_is_filled_every_month_and_pays_what_it_owes(open_group: OpenChat) -> None:
    chat = await open_group(TIGHT)
    await chat.say("小明", "签到")
    await chat.say("小强", "签到")
    assert "先记账" in await chat.say("小红", "签到")
    await chat.forward_to(DECEMBER - timedelta(seconds=1))
    assert "还有 10 分记着账" in await chat.say("小红", "积分")
    await chat.forward_to(DECEMBER)
    assert "小红：10 积分" in await chat.say("小红", "积分")
    assert "2026-12 已拨 25 分，现在还剩 20 分" in await chat.say("群主", "预算")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_a_budget_switched_on_in_mid_month_pays_at_once(open_group: OpenChat) -> None:
    chat = await open_group("welcome: {points: 20}\n")
    await chat.say("小明", "签到")
    await switch_budget(chat, 25)
    assert "+10 积分" in await chat.say("小红", "签到")
    assert "2026-11 已拨 25 分，现在还剩 15 分" in await chat.say("群主", "预算")
    assert "10 分先记账" not in await chat.say("小强", "签到")
    await chat.say("小强", "我叫：小强\n我喜欢：跑步")
    await switch_budget(chat, None)
    await switch_budget(chat, 25)
    assert "10 分先记账" in await chat.say("小刚", "签到")
    assert "2026-11 已拨 25 分，现在还剩 5 分。欠成员 30 分" in await chat.say("群主", "预算")
    await assert_consistent(chat)


@pytest.mark.parametrize("carry", ["true", "false"])
async def test_a_month_that_a_message_begins_is_filled_once(open_group: OpenChat, carry: str) -> None:
    chat = await open_group(f"budget: {{monthly: 25, carry: {carry}}}\n")
    await chat.say("小明", "签到")
    chat.bot.clock.set_to(DECEMBER + timedelta(seconds=1))  # before the bot has ticked
    for who in ("小明", "小红", "小强"):
        await chat.say(who, "签到")
    await chat.forward(minutes=1)
    left = 25 - 20 if carry == "false" else 15 + 25 - 30
    assert f"2026-12 已拨 25 分，现在还剩 {left} 分" in await chat.say("群主", "预算")
    await assert_consistent(chat)


async def test_an_empty_treasury_keeps_account_of_what_is_earned_once(open_group: OpenChat) -> None:
    chat = await open_group(TIGHT)
    assert "+10 积分" in await chat.say("小明", "签到")
    assert "20 分先记账" in await chat.say("小红", "我叫：小红\n我喜欢：跑步")
    assert "预算已经发完" in await chat.say("群主", "加分 @小明 16")
    assert "现有 25 分" in await chat.say("群主", "加分 @小明 15")
    assert "10 分先记账" in await chat.say("小红", "签到")
    assert "谢谢 小红 邀请 新人 进群！20 分先记账" in await chat.join("新人", invited_by="小红")
    assert "谢谢 小红 邀请 过客 进群！20 分先记账" in await chat.join("过客", invited_by="小红")
    await chat.leave("过客")
    assert "还有 50 分记着账" in await chat.say("小红", "积分")
    assert "补发了欠的 50 分" in await chat.say("群主", "预算 100")
    assert await points_of(chat, "小红") == 50
    await chat.leave("新人")
    assert await points_of(chat, "小红") == 30
    await assert_consistent(chat)


async def test_a_birthday_gift_is_owed(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 5}\nbirthday: {wait: 0, points: 66}\nbadges: {badges: []}\n")
    await chat.say("小明", "生日 11-24")
    assert await chat.forward(hours=26) == [
        "🎂 今天是 @小明 的生日，祝生日快乐！送上 66 积分～66 分先记账，有了预算就补发。"
    ]
    assert "补发了欠的 66 分" in await chat.say("群主", "预算 100")
    assert await points_of(chat, "小明") == 66


async def test_admins_fill_the_treasury_in_between(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 5}\n")
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    assert "2026-11 已拨 5 分，现在还剩 5 分。欠成员 20 分" in await chat.say("群主", "预算")
    assert "还有 10 分记着账" in await chat.say("小明", "积分")
    said = await chat.say("小助理", "预算 10")
    assert "已加拨 10 分，补发了欠的 10 分。" in said
    assert "还剩 5 分。欠成员 10 分" in said
    assert await chat.say("小明", "积分") == "小明：10 积分，第 1 名。"
    assert "记着账" in await chat.say("小红", "积分")
    assert "2026-11 已拨 20 分，现在还剩 0 分。⚠" in await chat.say("群主", "预算 ５")
    assert "预算 ５" in await chat.say("群主", "操作记录")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_without_a_budget_there_is_nothing_to_fill(chat: Chat) -> None:
    for text in ("预算", "预算 5000"):
        assert "没有设积分预算" in await chat.say("群主", text)
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM entry")) == (0,)


@pytest.mark.parametrize(("carry", "left"), [("true", 65), ("false", 25)])
async def test_what_is_left_of_a_month_stays_or_lapses(open_group: OpenChat, carry: str, left: int) -> None:
    chat = await open_group(f"budget: {{monthly: 25, carry: {carry}}}\n")
    await chat.say("群主", "预算 25")
    await chat.say("小明", "签到")
    await chat.forward_to(DECEMBER)
    assert f"2026-12 已拨 25 分，现在还剩 {left} 分" in await chat.say("群主", "预算")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


@pytest.mark.parametrize(("carry", "left"), [("true", 15), ("false", 0)])
async def test_a_budget_of_admins_alone_lapses_by_the_same_rule(open_group: OpenChat, carry: str, left: int) -> None:
    chat = await open_group(f"budget: {{monthly: 0, carry: {carry}}}\n")
    assert "先记账" in await chat.say("小明", "签到")
    await chat.say("群主", "预算 25")
    assert "现在还剩 15 分" in await chat.say("群主", "预算")
    await chat.forward_to(DECEMBER)
    assert f"2026-12 已拨 0 分，现在还剩 {left} 分" in await chat.say("群主", "预算")


async def test_a_scarce_treasury_is_told_where_it_is_asked_for(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 100}\n")
    await chat.say("小明", "hi")
    await chat.say("群主", "预算 100")
    await chat.say("群主", "加分 @小明 90")
    await chat.say("群主", "加分 @小明 90")
    assert "不到一成" not in await chat.say("群主", "预算")
    await chat.say("群主", "加分 @小明 1")
    assert "不到一成" in await chat.say("群主", "预算")
    assert chat.broadcasts == []


@pytest.mark.parametrize(
    ("left", "given", "low"),
    [(9, 100, True), (10, 100, False), (0, 0, False), (0, 1, True), (1, 10, False), (1, 11, True)],
)
def test_less_than_a_tenth_is_little(left: int, given: int, low: bool) -> None:
    assert is_low(left, given) is low


async def test_of_a_past_month_nothing_is_called_scarce(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 10}\n")
    await chat.say("小明", "签到")
    assert "⚠" in await chat.say("群主", "积分报表")
    await chat.forward_to(DECEMBER + timedelta(days=1))
    await chat.say("小明", "签到")
    assert "⚠" in await chat.say("群主", "积分报表")
    assert "⚠" not in await chat.say("群主", "积分报表 2026-11")
    assert "2026-11 已拨 10 分" in await chat.say("群主", "积分报表 2026-11")


async def test_an_admin_adds_one_to_a_hundred_million(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\n")
    assert await chat.say("群主", "预算") == "💰 预算每月 0 分，2026-11 已拨 0 分，现在还剩 0 分。"
    for points in ("0", "100000001"):
        assert "请写 1 到 100000000" in await chat.say("群主", f"预算 {points}")
    assert "已加拨 1 分。\n" in await chat.say("群主", "预算 1"), "nothing was owed"
    assert "现在还剩 100000001 分" in await chat.say("群主", "预算 100000000")


async def test_a_debt_that_the_budget_just_covers_is_paid(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\n")
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    assert "补发" not in (await chat.say("群主", "预算 9")).splitlines()[0]
    assert "补发了欠的 10 分" in await chat.say("群主", "预算 1")
    assert (await points_of(chat, "小明"), await points_of(chat, "小红")) == (10, 0)
    assert "欠成员 10 分" in await chat.say("群主", "预算")


@pytest.mark.parametrize(("monthly", "paid"), [(9, False), (10, True)])
async def test_a_new_month_is_filled_by_the_first_payment_that_needs_it(
    open_group: OpenChat, monthly: int, paid: bool
) -> None:
    chat = await open_group(f"budget: {{monthly: {monthly}}}\n")
    assert ("+10 积分" in await chat.say("小明", "签到")) == paid
    assert "10 分先记账" in await chat.say("小红", "签到")
    assert await points_of(chat, "小明") == 10 * paid


async def test_what_members_say_in_passing_is_paid_or_forgotten_and_what_is_chosen_is_owed(
    open_group: OpenChat,
) -> None:
    chat = await open_group("budget: {monthly: 0}\ntopics: {points: 5, best: 20}\nspeaking: {points: 2}\n")
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", "我觉得还是番茄炒蛋最下饭，孩子也爱吃")
    assert "记着账" not in await chat.say("小明", "积分")
    await chat.say("店员", "精华 @小明", mentions=["小明"])
    assert "还有 20 分记着账" in await chat.say("小明", "积分")
