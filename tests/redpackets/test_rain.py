"""红包雨: several packets one after the other, irregular within the bounds, never two at once, exact to the point."""

from __future__ import annotations

import re

import pytest

from handlers.kit import Capability
from sop.advice import advice_for
from storage.db import from_millis
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books, balances

PLAN = "sop: [{name: 下雨, when: 每天 09:00, do: 红包雨, with: {points: 60, packets: 3, shares: 4, minutes: 10}}]\n"


INTRODUCTION = "我叫：小红\n年龄：30\n喜欢：爬山\n擅长：做饭\n期望：交朋友"


async def sums(chat: Chat) -> list[int]:
    rows = await chat.bot.database.read(lambda db: db.fetch_all("SELECT points FROM red_packet ORDER BY number"))
    return [points for (points,) in rows]


async def test_packets_fall_one_after_the_other_and_add_up(chat: Chat) -> None:
    first = await chat.say("小助理", "红包雨 100 5 2 30 大家 辛苦")
    assert "红包雨开始：30 分钟里随时掉下来，一共 5 个" in first
    assert "「大家 辛苦」" in first
    assert first == chat.shown, "all can see it"
    opened, most = 1, 1
    for _ in range(31):
        said = await chat.forward(minutes=1)
        opened += sum("红包：小助理 发了" in one for one in said)
        [(now,)] = await chat.bot.database.read(
            lambda db: db.fetch_all("SELECT COUNT(*) FROM red_packet WHERE state = 'open'")
        )
        most = max(most, now)
        await chat.say("小明", "抢")
    assert (opened, most) == (5, 1)
    points = await sums(chat)
    assert sum(points) == 100
    assert len(set(points)) > 1
    assert min(points) >= 2
    assert "红包雨（第 5 个，共 5 个）" in await chat.say("群主", "红包记录")
    assert "红包雨 100 5 2 30 大家 辛苦" in await chat.say("群主", "操作记录")
    await assert_books(chat)


async def test_who_let_it_rain_does_not_catch_anything(chat: Chat) -> None:
    await chat.say("小助理", "红包雨 20 2 2 10")
    assert "留给大家抢吧" in await chat.say("小助理", "抢 1")
    assert await balances(chat, "小助理") == [0]


async def test_it_falls_at_other_moments_each_time(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {hours: 1}\n")
    gaps = set()
    for _ in range(6):
        await chat.say("小助理", "红包雨 20 2 2 20")
        said = await chat.forward(minutes=21)
        assert len([one for one in said if "发了" in one]) == 1
        row = await chat.bot.database.read(
            lambda db: db.fetch_one("SELECT opened_at, ends_at FROM red_packet ORDER BY id DESC LIMIT 1")
        )
        assert row
        gaps.add((row[1] - row[0]) // 60_000)
    assert len(gaps) > 2
    assert all(1 <= gap <= 19 for gap in gaps)


async def test_how_long_each_can_be_grabbed_is_told_and_so(chat: Chat) -> None:
    told = await chat.say("小助理", "红包雨 100")
    found = re.search("30 分钟里随时掉下来，一共 5 个，盯紧了～每个能抢到下一个掉下来之前，最短 (\\d+) 分钟", told)
    assert found
    assert int(found[1]) >= 3
    await chat.forward(minutes=31)
    spans = await chat.bot.database.read(lambda db: db.fetch_all("SELECT ends_at - opened_at FROM red_packet"))
    assert len(spans) == 5
    assert min(span for (span,) in spans) == int(found[1]) * 60_000


async def test_it_can_be_stopped(chat: Chat) -> None:
    await chat.say("小助理", "红包雨 100 5 2 30")
    [first] = await sums(chat)
    assert await chat.say("小助理", "红包雨停") == f"好的，红包雨停了，没发的 {100 - first} 分还在群里。"
    assert await chat.say("小助理", "红包雨 停") == "现在没有红包雨。"
    await chat.forward(hours=1)
    assert len(await sums(chat)) == 1
    await assert_books(chat)


async def test_there_is_one_rain_at_a_time(chat: Chat) -> None:
    await chat.say("小助理", "红包雨 20 2 2 10")
    assert "上一场红包雨还没下完" in await chat.say("群主", "红包雨 20 2 2 10")
    await chat.forward(minutes=9)
    await chat.say("小助理", "红包雨 停")


async def test_no_packet_of_another_kind_comes_meanwhile_by_itself(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {triggers: [{after: 新人介绍, shares: 1, wait: 0}]}\n")
    await chat.say("小助理", "红包雨 20 2 2 10")
    await chat.say("小红", INTRODUCTION)
    assert not [said for said in await chat.forward(seconds=1) if "本群发了" in said]


async def test_it_does_not_rain_while_a_packet_that_came_by_itself_is_open(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {triggers: [{after: 新人介绍, shares: 10, wait: 0}]}\n")
    await chat.say("小红", INTRODUCTION)
    await chat.forward(seconds=1)
    assert "还没抢完" in await chat.say("小助理", "红包雨 20 2 2 10")


@pytest.mark.parametrize("stops", [False, True])
async def test_what_could_not_fall_in_its_time_falls_with_the_next(open_group: OpenChat, stops: bool) -> None:
    chat = await open_group("badges: {badges: []}\nredpackets: {triggers: [{after: 新人介绍, shares: 1, wait: 0}]}\n")
    await chat.say("小助理", "红包雨 100 3 1 90")
    [first] = await sums(chat)
    await chat.say("小明", "抢")
    await chat.say("小红", INTRODUCTION)
    await chat.forward(seconds=1)  # now one that came by itself is open, until somebody grabs it
    second = await chat.bot.database.read(
        lambda db: db.fetch_value("SELECT due_at FROM timer WHERE feature = 'redpacket_rain'")
    )
    await chat.forward_to(from_millis(second))
    assert len(await sums(chat)) == 2
    if stops:
        assert f"没发的 {100 - first} 分还在群里" in await chat.say("小助理", "红包雨停")
        return
    await chat.say("小明", "抢")
    await chat.forward(minutes=90)
    [_, _, last] = await sums(chat)
    assert first + last == 100
    await assert_books(chat)


async def test_the_budget_stops_it_and_those_in_charge_are_told(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 100}\n")
    await chat.say("小助理", "红包雨 100 2 5 10")
    await chat.say("小助理", f"加分 @小明 {100 - (await sums(chat))[0]}", mentions=["小明"])
    first = (await sums(chat))[0]
    said = await chat.forward(minutes=11)
    assert await sums(chat) == [first]
    told = [one for one in said if "红包雨下完了" in one]
    assert told
    assert f"有 {100 - first} 分没有发出去" in told[0]
    await assert_books(chat)


async def test_much_is_confirmed(chat: Chat) -> None:
    question = await chat.say("小助理", "红包雨 300 3 5 10")
    assert "替群里下一场 300 分的红包雨，3 个，每个 5 份，确定吗？" in question
    assert "红包雨开始" in await chat.say("小助理", "确认")
    assert "红包雨开始" not in await chat.say("小助理", "红包雨 300 3 5 10")


async def test_what_is_confirmed_in_private_falls_in_the_group(chat: Chat) -> None:
    await chat.say("小助理", "红包雨 300 3 5 10")
    await chat.say("小助理", "确认", private=True)
    assert [said for said in await chat.forward(seconds=1) if "红包雨开始" in said]
    assert "抢到" in await chat.say("小明", "抢")


async def test_the_timetable_lets_it_rain(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    said = await chat.forward(hours=1, minutes=11)
    assert len([one for one in said if "本群发了" in one]) == 3
    assert sum(await sums(chat)) == 60
    await assert_books(chat)


async def test_a_rain_that_was_slept_through_does_not_pour(chat: Chat) -> None:
    await chat.say("小助理", "红包雨 100 5 2 30")
    [first] = await sums(chat)
    chat.bot.clock.set_to(chat.now.replace(hour=chat.now.hour + 3))  # the bot was not running
    said = await chat.forward(minutes=1)
    assert await sums(chat) == [first]
    assert any(f"有 {100 - first} 分没有发出去" in one for one in said)


async def test_where_the_bot_cannot_speak_it_does_not_rain(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    assert await chat.say("小助理", "红包雨 20 2 2 10") == "我在这里不能自己说话，下不了红包雨。"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("红包雨", "先写一共几分"),
        ("红包雨 100 5", "先写一共几分"),
        ("红包雨 9 5 2 30", "5 个每个 2 份，至少要 10 分。"),
        ("红包雨 100 5 2 9", "5 个红包至少要 10 分钟：每个能抢 2 分钟，大家才来得及。"),
        ("红包雨 100 50 2 30", "2 到 10"),
    ],
)
async def test_what_cannot_rain_is_explained(chat: Chat, typed: str, told: str) -> None:
    answer = await chat.say("小助理", typed)
    assert told in answer
    assert not re.search("[{}]", answer)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("红包雨 49", "5 个每个 10 份，至少要 50 分"),
        ("红包雨 50", "30 分钟里随时掉下来，一共 5 个"),
        ("红包雨 1 2 1 4", "「1」不行，请写 2 到 5000"),
        ("红包雨 2分 2个 1份 4分钟", "4 分钟里随时掉下来，一共 2 个"),
        ("红包雨 5001 2 1 4", "请写 2 到 5000"),
        ("红包雨 100 1 1 4", "请写 2 到 10"),
        ("红包雨 100 10 1 20", "20 分钟里随时掉下来，一共 10 个"),
        ("红包雨 100 11 1 30", "请写 2 到 10"),
        ("红包雨 200 2 0 4", "请写 1 到 100"),
        ("红包雨 200 2 100 4", "一共 2 个"),
        ("红包雨 203 2 101 4", "请写 1 到 100"),
        ("红包雨 100 2 1 1", "请写 2 到 180"),
        ("红包雨 100 2 1 180", "180 分钟里随时掉下来"),
        ("红包雨 100 2 1 181", "请写 2 到 180"),
    ],
)
async def test_each_number_of_a_rain_has_its_bounds(chat: Chat, typed: str, told: str) -> None:
    assert told in await chat.say("小助理", typed)


@pytest.mark.parametrize(
    ("quiet", "minutes", "told", "packets"),
    [
        ("08:10-09:00", 10, "红包雨开始：10 分钟里", 2),
        ("08:10-09:00", 11, "11 分钟里就到静默时段了", 0),
        ("08:00-09:00", 11, "红包雨开始：11 分钟里", 2),
    ],
)
async def test_a_rain_ends_before_the_quiet_hours_unless_it_begins_in_them(
    open_group: OpenChat, quiet: str, minutes: int, told: str, packets: int
) -> None:
    chat = await open_group(f'timetable: {{quiet: "{quiet}"}}\n')
    assert told in await chat.say("小助理", f"红包雨 20 2 2 {minutes}")
    await chat.forward(minutes=minutes)
    assert len(await sums(chat)) == packets


async def test_it_rains_only_where_the_budget_lasts_to_the_end(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 75}\n")
    await chat.say("群主", "加分 @小明 30", mentions=["小明"])
    assert await chat.say("小助理", "红包雨 100 5 4 20") == (
        "这个月的预算还剩 45 分，不够下一场 100 分的红包雨：少下几分，或者发「预算 55」加拨。"
    )
    assert await sums(chat) == []
    assert "红包雨开始" in await chat.say("小助理", "红包雨 45 5 4 20")
    await chat.forward(minutes=30)
    assert sum(await sums(chat)) == 45
    await assert_books(chat)


@pytest.mark.parametrize(("quiet", "can"), [("09:05-10:00", False), ("09:10-10:00", True), ("08:00-10:00", True)])
async def test_a_planned_rain_into_quiet_hours_is_foreseen(open_group: OpenChat, quiet: str, *, can: bool) -> None:
    chat = await open_group(PLAN + f"timetable: {{quiet: '{quiet}'}}\n")
    advice = advice_for(chat.bot.groups.all()[0], chat.now)
    assert any("到时候办不成" in line and "静默时段" in line for line in advice) is not can
