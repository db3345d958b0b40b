"""积分预算: what the group may pay out in a month, and what it owes when that is gone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat

TIGHT = "budget: {monthly: 25}\nwelcome: {points: 20}\n"
DECEMBER = datetime(2026, 11, 30, 16, tzinfo=UTC)
"""2026-12-01 00:00 in Shanghai."""


async def test_the_treasury_is_filled_every_month_and_pays_what_it_owes(open_group: OpenChat) -> None:
    chat = await open_group(TIGHT)
    assert "+0 积分" in await chat.say("小明", "签到")
    assert "先记账" in await chat.say("小红", "签到")
    await chat.forward_to(DECEMBER)
    assert "小明：10 积分" in await chat.say("小明", "积分")
    assert "小红：10 积分" in await chat.say("小红", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_an_empty_treasury_refuses_everything_but_keeps_account_of_checkins(open_group: OpenChat) -> None:
    chat = await open_group(TIGHT)
    await chat.forward_to(DECEMBER)
    assert "+10 积分" in await chat.say("小明", "签到")
    assert "预算已经发完" in await chat.say("小红", "我叫：小红\n我喜欢：跑步")
    assert "预算已经发完" in await chat.say("群主", "加分 @小明 16")
    assert "现有 25 分" in await chat.say("群主", "加分 @小明 15")
    assert "10 分先记账" in await chat.say("小红", "签到")


async def test_admins_fill_the_treasury_in_between(open_group: OpenChat) -> None:
    chat = await open_group(TIGHT)
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    assert "2026-11 已拨 0 分，现在还剩 0 分。欠成员 20 分" in await chat.say("群主", "预算")
    assert "还有 10 分记着账" in await chat.say("小明", "积分")
    said = await chat.say("小助理", "预算 15")
    assert "已加拨 15 分，补发了欠的 10 分。" in said
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


@pytest.mark.parametrize(("carry", "left"), [("true", 40), ("false", 25)])
async def test_what_is_left_of_a_month_stays_or_lapses(open_group: OpenChat, carry: str, left: int) -> None:
    chat = await open_group(f"budget: {{monthly: 25, carry: {carry}}}\n")
    await chat.say("群主", "预算 25")
    await chat.say("小明", "签到")
    await chat.forward_to(DECEMBER)
    assert f"2026-12 已拨 25 分，现在还剩 {left} 分" in await chat.say("群主", "预算")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_a_scarce_treasury_is_told_where_it_is_asked_for(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 100}\n")
    await chat.say("小明", "hi")
    await chat.say("群主", "预算 100")
    await chat.say("群主", "加分 @小明 90")
    assert "不到一成" not in await chat.say("群主", "预算")
    await chat.say("群主", "加分 @小明 1")
    assert "不到一成" in await chat.say("群主", "预算")
    assert chat.broadcasts == []
