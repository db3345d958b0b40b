"""Quiet hours hold all that the bot says by itself: once, in order, when they end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

QUIET = 'timetable: {quiet: ["22:00-24:00", "00:00-07:00"]}\n'
MORNING = datetime(2026, 11, 23, 23, tzinfo=UTC)
"""Tuesday, 07:00 in Shanghai."""
SECOND = timedelta(seconds=1)


async def evening(open_group: OpenChat, rules: str) -> Chat:
    """Return a group at 21:50."""
    chat = await open_group(QUIET + rules)
    await chat.say("小明", "早")
    await chat.forward(hours=13, minutes=50)
    return chat


async def test_a_greeting_waits_and_leaves_out_who_left_meanwhile(open_group: OpenChat) -> None:
    chat = await evening(open_group, "badges: {badges: []}\n")
    await chat.forward(minutes=20)
    for who in ("小绿", "过客"):
        await chat.join(who)
    assert await chat.forward(hours=2) == []
    await chat.join("夜猫")
    await chat.leave("过客")
    assert await chat.forward_to(MORNING - SECOND) == []
    [said] = await chat.forward_to(MORNING)
    assert "@小绿 @夜猫" in said.replace("  ", " ")
    assert "过客" not in said
    assert await chat.forward(hours=5) == []


async def test_a_polls_end_is_told_in_the_morning_and_settled_at_night(open_group: OpenChat) -> None:
    chat = await evening(open_group, "badges: {badges: []}\n")
    await chat.say("店员", "发起投票 去哪？ 爬山 看海 截止 2小时")
    assert await chat.forward_to(MORNING - SECOND) == []
    assert await chat.bot.database.read(lambda db: db.fetch_value("SELECT state FROM poll")) == "ended"
    [said] = await chat.forward_to(MORNING)
    assert "去哪？" in said
    assert await chat.forward(hours=5) == []


@pytest.mark.parametrize("at", ["23:00", "06:59"])
async def test_a_birthday_is_celebrated_at_night_and_told_in_the_morning(open_group: OpenChat, at: str) -> None:
    chat = await evening(open_group, f'badges: {{badges: []}}\nbirthday: {{wait: 0, at: "{at}", points: 66}}\n')
    await chat.say("小明", f"生日 11-{23 if at == '23:00' else 24}")
    assert await chat.forward_to(MORNING - SECOND) == []
    assert await points_of(chat, "小明") == 66
    assert ["@小明" in said for said in await chat.forward_to(MORNING)] == [True]


async def test_levels_and_badges_are_told_in_the_morning(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET
        + 'badges: {at: "06:00", badges: [{name: 首签, deed: 签到天数}]}\n'
        + 'levels: {at: "06:00", ladder: [{name: 新, growth: 0}, {name: 熟, growth: 5}]}\n'
    )
    await chat.say("小明", "签到")
    assert await chat.forward_to(MORNING - SECOND) == []
    assert await chat.forward_to(MORNING) == ["🎉 升级啦！熟：@小明 ", "恭喜得到新徽章！🏅 首签：@小明 "]


async def test_reminders_of_tasks_and_expiry_notices_wait(open_group: OpenChat) -> None:
    chat = await evening(open_group, "badges: {badges: []}\npoints: {expire: 1, notice: 7}\n")
    await chat.say("店员", "早")
    await chat.say("小助理", "派任务 @店员 群发 明天 00:30 晚安海报")
    await chat.forward(seconds=1)  # who typed it wanted it to be told now
    assert await chat.forward_to(MORNING - SECOND) == []
    morning = await chat.forward_to(MORNING)
    assert morning
    assert all("晚安海报" in text for text in morning)


async def test_a_reminder_that_became_too_late_in_the_quiet_hours_is_not_said(open_group: OpenChat) -> None:
    chat = await evening(open_group, "badges: {badges: []}\n")
    await chat.say("店员", "早")
    await chat.say("小助理", "派任务 @店员 群发 今晚 23:40 前 晚安海报")
    await chat.forward(seconds=1)
    await chat.forward_to(MORNING - SECOND)
    said = [text for text in await chat.forward_to(MORNING) if "晚安海报" in text]
    assert len(said) == 1
    assert "过了截止时间" in said[0]


async def test_what_was_held_comes_in_its_order_and_once(open_group: OpenChat) -> None:
    chat = await evening(open_group, "badges: {badges: []}\nsop: [{name: 夜话, when: 每天 23:30, say: 夜话}]\n")
    for question, end in (("第一？", "23:00"), ("第三？", "23:59")):
        await chat.say("店员", f"发起投票 {question} 爬山 看海 截止 今天 {end}")
    assert await chat.forward_to(MORNING - SECOND) == []
    said = await chat.forward_to(MORNING)
    words = ("第一", "夜话", "第三")
    assert [word for text in said for word in words if word in text] == list(words)
    assert not any("第" in text for text in await chat.forward(hours=10))
