"""What members are in the midst of goes on in the quiet hours, and what begins late lasts as long as ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat

ALONE = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
QUIET = 'timetable: {quiet: ["22:00-24:00", "00:00-07:00"]}\n'
NOTHING = "现在没有在玩的游戏，发「游戏」看看有哪些。"
PLAN = "sop: [{{name: 玩, when: 每天 {time}, do: {what}, with: {{{params}}}}}]\n"


async def at_night(open_group: OpenChat, more: str = "") -> Chat:
    """Return a group at 22:03, three minutes after its quiet hours have begun."""
    chat = await open_group(ALONE + QUIET + more)
    await chat.forward(hours=14, minutes=3)
    return chat


@pytest.mark.parametrize("game", ["掷骰", "互动问答", "看图说话", "猜谜", "歇后语", "成语接龙", "猜数", "数字炸弹"])
async def test_a_game_that_members_begin_at_night_is_told_to_its_end(open_group: OpenChat, game: str) -> None:
    chat = await at_night(open_group)
    await chat.say("小明", game)
    await chat.say("小明", "掷")
    said = await chat.forward(minutes=30)
    assert [one for one in said if "结束" in one or "谜底" in one or "答案" in one or "没有人" in one], said
    assert await chat.say("小明", "结束游戏") == NOTHING


async def test_points_of_a_game_are_won_at_night(open_group: OpenChat) -> None:
    chat = await at_night(open_group)
    await chat.say("小明", "掷骰")
    for who in ("小明", "小红"):
        await chat.say(who, "掷")
    [end] = await chat.forward(minutes=2)
    assert "掷骰结束" in end


async def test_a_topic_of_two_days_does_not_wake_anybody(open_group: OpenChat) -> None:
    chat = await open_group(ALONE + QUIET)
    await chat.forward(hours=15)
    assert "1 号话题" in await chat.say("群主", "开话题 周末去哪玩 24小时")
    await chat.say("小明", "我觉得去爬山最好，空气新鲜，还能锻炼身体")
    await chat.forward(hours=23, minutes=58)
    assert await chat.forward(hours=7, minutes=58) == [], "it ends at 23:00, and nobody hears of it before 07:00"
    assert [said for said in await chat.forward(minutes=10) if "周末去哪玩" in said]


async def test_a_rain_of_the_night_rains_on_and_one_of_the_evening_is_over_before(open_group: OpenChat) -> None:
    chat = await open_group(ALONE + QUIET + "points: {confirm: 1000, second: 2000}\n")
    await chat.forward(hours=13, minutes=45)
    assert "20 分钟里就到静默时段了" in await chat.say("群主", "红包雨 50 2 5 20")
    await chat.forward(minutes=30)
    assert "红包雨开始" in await chat.say("群主", "红包雨 50 2 5 20")
    assert [said for said in await chat.forward(minutes=20) if "群主 发了" in said]


@pytest.mark.parametrize("game", ["掷骰", "成语接龙", "互动问答", "猜谜"])
async def test_a_planned_game_that_begins_late_is_played_as_long(open_group: OpenChat, game: str) -> None:
    chat = await open_group(ALONE + PLAN.format(time="08:30", what="游戏", params=f"game: {game}"))
    chat.bot.clock.set_to(chat.now + timedelta(minutes=35))  # the bot was not running
    [opened] = await chat.forward(seconds=10)
    assert game in opened or "第 1 题" in opened
    assert NOTHING not in await chat.say("群主", "结束游戏")


async def test_a_planned_question_that_is_asked_late_can_be_answered(open_group: OpenChat) -> None:
    chat = await open_group(ALONE + PLAN.format(time="08:30", what="抢答", params="question: 1+1=?, answer: '2'"))
    chat.bot.clock.set_to(chat.now + timedelta(minutes=38))
    assert len(await chat.forward(seconds=10)) == 1
    assert "小明" in await chat.say("小明", "2")


@pytest.mark.parametrize(
    ("what", "params", "until"),
    [
        ("红包", "points: 10, shares: 2", "09:00"),
        ("投票", "question: 去哪, options: [山上, 海边], hours: 2", "09:00"),
        ("话题", "topic: 周末去哪玩, hours: 2", "09:00"),
    ],
)
async def test_what_the_quiet_hours_held_lasts_from_when_it_is_said(
    open_group: OpenChat, what: str, params: str, until: str
) -> None:
    chat = await at_night(open_group, PLAN.format(time="23:00", what=what, params=params) + "redpackets: {hours: 2}\n")
    [said] = await chat.forward(hours=9)
    assert f"今天 {until}" in said
    assert len(await chat.forward(hours=1)) == 0


async def test_nobody_is_warned_of_an_end_that_is_over(open_group: OpenChat) -> None:
    chat = await open_group(ALONE)
    await chat.say("小明", "成语接龙")
    chat.bot.clock.set_to(chat.now + timedelta(minutes=60))
    said = await chat.forward(seconds=10)
    assert [one for one in said if "还有 1 分钟" in one] == []
    assert len(said) == 1
    await chat.say("小明", "猜谜")
    chat.bot.clock.set_to(chat.now + timedelta(minutes=60))
    assert len(await chat.forward(seconds=10)) == 1
