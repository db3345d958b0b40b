"""连签保护: bought beforehand, used by itself, and never lost for nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.steps import live_days

RICH = "freeze: {price: 5}\n"


async def test_a_card_keeps_the_streak_over_a_missed_day(open_group: OpenChat) -> None:
    chat = await open_group(RICH)
    await live_days(chat, "111")
    assert await chat.say("小明", "连签保护") == (
        "小明 买了一张连签保护，花了 5 分，还有 25 分。你有 1 张，漏签的日子会自动用掉。"
    )
    await chat.forward(days=1)
    said = await chat.say("小明", "签到")
    assert "连续 4 天" in said
    assert "🧊 漏签的 1 天用了连签保护，连续没有断，还剩 0 张。" in said


async def test_frozen_days_do_not_count_for_the_bonus(open_group: OpenChat) -> None:
    chat = await open_group(RICH)
    await live_days(chat, "111")
    await chat.say("小明", "连签保护")
    await live_days(chat, "0")
    said = ""
    for _ in range(4):
        said = await chat.say("小明", "签到")
        await chat.forward(days=1)
    assert "连续 7 天，+40 积分" in said


async def test_too_few_cards_are_kept_for_another_time(open_group: OpenChat) -> None:
    chat = await open_group(RICH)
    await live_days(chat, "11")
    await chat.say("小明", "连签保护")
    await live_days(chat, "00")
    assert "连续 1 天" in await chat.say("小明", "签到")
    assert "你有 2 张" in await chat.say("小明", "连签保护")
    await chat.forward(days=3)
    said = await chat.say("小明", "签到")
    assert "连续 2 天" in said
    assert "漏签的 2 天" in said


async def test_nobody_holds_more_than_two_however_many_buy_at_once(open_group: OpenChat) -> None:
    chat = await open_group(RICH)
    await live_days(chat, "111")
    said = await asyncio.gather(*(chat.say("小明", "连签保护", key=f"k{number}") for number in range(50)))
    assert sum("买了一张" in one for one in said) == 2
    assert sum("你已经有 2 张连签保护了，最多存 2 张" in one for one in said) == 48
    assert "小明：20 积分" in await chat.say("小明", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_a_card_has_its_price(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert await chat.say("小明", "连签保护") == "连签保护一张要 30 分，你有 10 分，还差 20 分。"


async def test_an_owner_may_do_without(open_group: OpenChat) -> None:
    chat = await open_group("freeze: {hold: 0}\n")
    assert await chat.say("小明", "连签保护") == "这个群没有连签保护。"
    assert "连签保护" not in await chat.say("小明", "帮助")


async def test_a_message_that_was_only_late_brings_the_card_back(open_group: OpenChat) -> None:
    """The day was taken for missed; then its own check-in arrives after all."""
    chat = await open_group(RICH)
    await live_days(chat, "1")
    await chat.say("小明", "连签保护")
    sent = chat.now + timedelta(hours=8)
    await chat.forward(days=1)
    assert "还剩 0 张" in await chat.say("小明", "签到")
    said = await chat.say("小明", "签到", at=sent)
    assert "连续 3 天，+10 积分" in said
    assert "🧊 那天用的连签保护退给你了。" in said
    assert "你有 2 张" in await chat.say("小明", "连签保护")


async def test_cards_are_no_points(open_group: OpenChat) -> None:
    chat = await open_group("freeze: {price: 10}\n")
    await live_days(chat, "1")
    await chat.say("小明", "连签保护")
    assert "还没有积分" in await chat.say("小明", "积分")
    assert "连签保护" in await chat.say("小明", "明细")


async def test_a_frozen_day_counts_neither_for_the_month_nor_on_the_board(open_group: OpenChat) -> None:
    chat = await open_group("freeze: {price: 1}\ncheckin: {monthly: {3: 50}}\n")
    await chat.say("小明", "签到")
    assert "买了一张" in await chat.say("小明", "连签保护")
    await chat.forward(days=2)
    answer = await chat.say("小明", "签到")
    assert "连续 2 天" in answer
    assert "签满" not in answer
    board = await chat.say("小明", "签到榜 本月")
    assert "2 天" in board
    assert "3 天" not in board
    await chat.forward(days=1)
    assert "签满 3 天" in await chat.say("小明", "签到")


async def test_a_streak_that_a_card_will_save_is_shown_as_saved(open_group: OpenChat) -> None:
    rules = "freeze: {price: 1, hold: 2}\nspeaking: {points: 0}\nbadges: {badges: []}\nlevels: {ladder: []}\n"
    plan = "sop: [{name: 夸, when: 每天 20:00, say: '{name} 连签 {streak} 天', whom: {streak: 1}}]\n"
    chat = await open_group(rules + plan)
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await chat.say("小明", "连签保护")
    assert "现在连续 1 天" in await chat.say("小明", "签到日历")
    await chat.forward(days=1, hours=13)  # the evening of the day that is missed
    assert chat.broadcasts[-1] == "@小明 @小红 连签 1 天"
    await chat.forward(hours=12)  # the morning after it
    assert "现在连续 1 天" in await chat.say("小明", "签到日历")
    assert "现在连续" not in await chat.say("小红", "签到日历")
    assert "小明" in await chat.say("小红", "签到榜")
    assert await chat.forward(hours=12) == ["@小明 连签 1 天"]
    assert "连续 2 天" in await chat.say("小明", "签到")
    await chat.forward(days=3)
    assert "现在连续" not in await chat.say("小明", "签到日历")
