"""红包记录: whom a packet woke within two hours, against the same hours of the four weeks before."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.redpackets.report import hours_of
from tests.chat import Chat
from tests.conftest import OpenChat

SHANGHAI = ZoneInfo("Asia/Shanghai")


async def arrive(chat: Chat, *people: str) -> None:
    for who in people:
        await chat.say(who, "大家好")


async def test_the_record_tells_who_came_back_and_how(chat: Chat) -> None:
    await arrive(chat, "小明", "小红", "小刚", "小丽", "小强")
    await chat.forward(days=8)
    await chat.say("小红", "今天天气不错")
    await chat.forward(days=1)
    await chat.say("小助理", "发普通红包 8 4")
    for who in ("小明", "小红", "新来的"):
        await chat.say(who, "抢")
    await chat.forward(hours=1, minutes=30)
    await chat.say("小刚", "好久没来了")
    await chat.say("小明", "签到")
    await chat.forward(hours=2)
    await chat.say("小丽", "我也来了")
    record = await chat.say("群主", "红包记录")
    assert "小助理：8 分 4 份，3 人抢了 6 分，" in record
    assert "两小时内来了 2 位一周没出现的（抢 1、说话 1、签到 1），前四周同一时段平均 0 位" in record
    assert "只有管理员可以用" in await chat.say("小明", "红包记录", addressed=True)


async def test_who_came_back_in_the_weeks_before_by_themselves_is_told(chat: Chat) -> None:
    await arrive(chat, "小明", "小红", "小刚")
    for week in range(4):
        await chat.forward(days=14 if week == 0 else 7)
        if week in (0, 2):
            await chat.say("小明", "路过")
        if week == 2:
            await chat.say("小红", "也路过")
    await chat.forward(days=7)
    await chat.say("小助理", "发普通红包 8 4")
    # 小明 was there two weeks ago and one week of four before that; 小红 two weeks ago.
    assert "两小时内没有一周没出现的人来，前四周同一时段平均 0.8 位" in await chat.say("群主", "红包记录")
    await chat.say("小刚", "抢")
    await chat.say("小红", "积分")
    record = await chat.say("群主", "红包记录")
    assert "两小时内来了 2 位一周没出现的（抢 1），前四周同一时段平均 0.8 位" in record


async def test_newcomers_were_not_silent(chat: Chat) -> None:
    await chat.say("小助理", "发普通红包 8 4")
    await chat.say("小明", "抢")
    assert (await chat.say("群主", "红包记录")).endswith("1 人抢了 2 分")


@pytest.mark.parametrize(
    ("opened", "hours"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI), [("2026-11-23", {10, 11})]),
        (datetime(2026, 11, 23, 10, 0, 0, 1, tzinfo=SHANGHAI), [("2026-11-23", {10, 11, 12})]),
        (datetime(2026, 11, 23, 10, 0, 1, tzinfo=SHANGHAI), [("2026-11-23", {10, 11, 12})]),
        (datetime(2026, 11, 23, 10, 1, tzinfo=SHANGHAI), [("2026-11-23", {10, 11, 12})]),
        (datetime(2026, 11, 23, 10, 30, tzinfo=SHANGHAI), [("2026-11-23", {10, 11, 12})]),
        (datetime(2026, 11, 23, 22, 59, tzinfo=SHANGHAI), [("2026-11-23", {22, 23}), ("2026-11-24", {0})]),
    ],
)
def test_two_hours_are_all_hours_that_they_touch(opened: datetime, hours: list[tuple[str, set[int]]]) -> None:
    found = [(one.day.isoformat(), {hour for hour in range(24) if one.mask & 1 << hour}) for one in hours_of(opened)]
    assert found == hours


async def test_a_night_counts_over_midnight(open_group: OpenChat) -> None:
    chat = await open_group()
    await arrive(chat, "小明")
    await chat.forward(days=9, hours=15, minutes=30)  # 23:30
    await chat.say("小助理", "发普通红包 8 4")
    await chat.forward(minutes=40)
    await chat.say("小明", "还没睡")
    assert "两小时内来了 1 位一周没出现的（说话 1）" in await chat.say("群主", "红包记录")


async def test_who_sends_and_who_asks_are_not_woken(chat: Chat) -> None:
    await arrive(chat, "小明", "小助理", "群主")
    await chat.forward(days=9)
    await chat.say("小助理", "发普通红包 8 4")
    await chat.say("小明", "我来啦")
    await chat.say("群主", "大家好")
    record = await chat.say("群主", "红包记录")
    assert "两小时内来了 1 位一周没出现的（说话 1）" in record
