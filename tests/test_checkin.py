"""签到: once a day, in the group's zone, with a bonus on every seventh day."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from tests.chat import Chat
from tests.conftest import OpenChat


async def test_seven_days_in_a_row_pay_one_hundred(chat: Chat) -> None:
    for _ in range(7):
        said = await chat.say("小明", "签到")
        await chat.forward(days=1)
    assert "+40" in said
    assert "小明：100 积分" in await chat.say("小明", "积分")


async def test_the_eighth_day_starts_the_next_cycle(chat: Chat) -> None:
    for _ in range(8):
        said = await chat.say("小明", "打卡")
        await chat.forward(days=1)
    assert "连续 8 天" in said
    assert "+10" in said
    assert "再签 6 天" in said


async def test_a_second_checkin_of_the_day_earns_nothing(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "已经签过" in await chat.say("小明", "签到！")
    assert "10 积分" in await chat.say("小明", "积分")


async def test_a_missed_day_breaks_the_streak(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.forward(days=2)
    assert "连续 1 天" in await chat.say("小明", "签到")


async def test_fifty_checkins_at_once_earn_once(chat: Chat) -> None:
    said = await asyncio.gather(*(chat.say("小明", "签到", key=f"k{number}") for number in range(50)))
    assert sum("签到成功" in one for one in said) == 1
    assert sum("已经签过" in one for one in said) == 49
    assert "10 积分" in await chat.say("小明", "积分")


async def test_the_day_is_that_of_the_message_not_of_its_arrival(chat: Chat) -> None:
    before_midnight = datetime(2026, 11, 23, 15, 59, 58, tzinfo=UTC)
    await chat.forward_to(before_midnight + timedelta(seconds=5))
    await chat.say("小明", "签到", at=before_midnight)
    assert "连续 2 天" in await chat.say("小明", "签到")


async def test_messages_around_midnight_may_arrive_in_the_wrong_order(chat: Chat) -> None:
    midnight = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    await chat.forward_to(midnight + timedelta(seconds=3))
    await chat.say("小明", "签到")
    await chat.say("小明", "签到", at=midnight - timedelta(seconds=1))
    await chat.forward(days=1)
    assert "连续 3 天" in await chat.say("小明", "签到")


async def test_a_message_from_an_impossible_time_counts_as_now(chat: Chat) -> None:
    await chat.say("小明", "签到", at=chat.now - timedelta(days=30))
    assert "已经签过" in await chat.say("小明", "签到", at=chat.now + timedelta(days=30))


async def test_outside_the_window_the_next_one_is_named(open_group: OpenChat) -> None:
    chat = await open_group('checkin: {window: ["05:00-07:30", "20:00-22:00"]}\n')
    assert "今天 20:00-22:00" in await chat.say("小明", "签到")
    await chat.forward(hours=12)
    assert "签到成功" in await chat.say("小明", "签到")
    await chat.forward(hours=3)
    assert "明天 05:00-07:30" in await chat.say("小红", "签到")


async def test_the_owner_writes_his_own_numbers_and_words(open_group: OpenChat) -> None:
    chat = await open_group('checkin: {points: 5, cycle: 2, bonus: 1, text: "{name}好样的！第{streak}天。"}\n')
    assert await chat.say("小明", "签到") == "小明好样的！第1天。再签 1 天多得 1 分。"
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    assert "11 积分" in await chat.say("小明", "积分")


async def test_checkin_pays_nothing_where_the_owner_wants_none(open_group: OpenChat) -> None:
    chat = await open_group("checkin: {points: 0, bonus: 0}\n")
    assert "现有 0 分" in await chat.say("小明", "签到")
