"""积分预算: what the group may pay out in a month, and what it owes when that is gone."""

from __future__ import annotations

from datetime import UTC, datetime

from storage import ledger
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
    assert await chat.bot.database.read(ledger.drift) == []


async def test_an_empty_treasury_refuses_everything_but_keeps_account_of_checkins(open_group: OpenChat) -> None:
    chat = await open_group(TIGHT)
    await chat.forward_to(DECEMBER)
    assert "+10 积分" in await chat.say("小明", "签到")
    assert "预算已经发完" in await chat.say("小红", "我叫：小红\n我喜欢：跑步")
    assert "预算已经发完" in await chat.say("群主", "加分 @小明 16")
    assert "现有 25 分" in await chat.say("群主", "加分 @小明 15")
    assert "10 分先记账" in await chat.say("小红", "签到")
