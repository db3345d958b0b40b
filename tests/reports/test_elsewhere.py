"""What happened elsewhere: clicks after a message, and how often and how long in reports and on cards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.reports.history import format_duration
from storage.db import Db
from storage.members import facts, roster
from storage.members.facts import Fact, Kind
from tests.chat import Chat
from tests.conftest import OpenChat

PLAN = "sop: [{name: 早安, when: 每周一、周二 09:00, say: 早上好}]\n"


async def tell(chat: Chat, who: str, kind: Kind, *, hour: int, count: int = 1, seconds: int = 0) -> None:
    """Let somebody do something elsewhere in a local hour of today."""

    def add(db: Db) -> None:
        member = roster.get_by_user(db, "demo", who)
        assert member
        day = (chat.now + timedelta(hours=8)).date()
        facts.add(db, [Fact(member, day, kind, count, seconds, 1 << hour)])

    await chat.bot.database.write(add)


async def test_clicks_after_a_message_are_held_against_other_days(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    await chat.forward(hours=1, minutes=30)  # Monday, 09:30
    for day in range(10):
        for number in range(5):
            await chat.say(f"成员{number}", "签到")
            if number < (4 if day % 7 < 2 else 1):
                await tell(chat, f"成员{number}", Kind.READ, hour=10)
            await tell(chat, f"成员{number}", Kind.READ, hour=15)  # long after
            await tell(chat, f"成员{number}", Kind.SHARE, hour=9)  # no click
        await chat.forward(days=1)
    told = await chat.say("群主", "效果 早安", private=True)
    assert "点击 4，平时 1：多 3（" in told


async def test_clicks_are_not_spoken_of_where_there_are_none(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    await chat.forward(hours=1, minutes=30)
    for _ in range(10):
        await chat.say("成员", "签到")
        await chat.forward(days=1)
    told = await chat.say("群主", "效果 早安", private=True)
    assert "签到 1，平时 1" in told
    assert "点击 " not in told


async def test_a_week_and_a_card_tell_how_often_and_how_long(chat: Chat) -> None:
    for who in ("小明", "小红"):
        await chat.say(who, "签到")
    await tell(chat, "小明", Kind.READ, hour=9, count=3, seconds=3600)
    await tell(chat, "小红", Kind.READ, hour=9, seconds=300)
    await tell(chat, "小明", Kind.VISIT, hour=9)
    await chat.forward(days=7)
    assert "在别处：2 人阅读 4 次共 1 小时 5 分钟、1 人登录 1 次" in await chat.say("群主", "周报 文字", private=True)
    card = await chat.say("店员", "成员 @小明", mentions=["小明"])
    assert "近三十天在别处：阅读 3 次共 1 小时 0 分钟、登录 1 次" in card
    assert "在别处" not in await chat.say("小红", "我的等级")


async def test_a_card_tells_what_was_tried(open_group: OpenChat) -> None:
    chat = await open_group(
        "journeys: [{name: 新人路, begin: 入群, steps: [{wait: 1天, say: 来呀}]}]\n"
        "waves: [{name: 唤回, whom: {absent: 10}, holdout: 20, days: 7, say: 好久不见}]\n"
    )
    for who in range(20):
        await chat.join(f"成员{who}")
    await chat.forward(days=12)
    await chat.say("群主", "唤醒 开始 唤回", private=True)
    await chat.forward(hours=2)
    cards = [await chat.say("店员", f"成员 @成员{who}", mentions=[f"成员{who}"]) for who in range(20)]
    called = [card for card in cards if "唤醒「唤回」（12-05 起，还在看）" in card]
    assert 0 < len(called) < 20, "who is left alone was not called"
    assert all("旅程「新人路」（11-23 起，走完了）" in card for card in cards)


@pytest.mark.parametrize(
    ("seconds", "told"), [(45, "45 秒"), (60, "1 分钟"), (3590, "1 小时 0 分钟"), (11100, "3 小时 5 分钟")]
)
def test_lengths_of_time_are_told_as_people_say_them(seconds: int, told: str) -> None:
    assert format_duration(seconds) == told


async def test_how_long_counts_where_the_owner_wants_it(open_group: OpenChat) -> None:
    chat = await open_group("reports: {weights: {阅读: 2}, minutes: {阅读: 10}}\n")
    for who, minutes in (("小明", 25), ("小红", 9)):
        await chat.say(who, "大家好")
        await tell(chat, who, Kind.READ, hour=9, count=3, seconds=minutes * 60)
    told = await chat.say("店员", "活跃榜")
    assert "小明  11 分" in told  # twice for each time and for each ten minutes, and once for a word
    assert "小红  7 分" in told


async def test_how_long_counts_for_nothing_where_nobody_said_so(chat: Chat) -> None:
    await chat.say("小明", "大家好")
    await tell(chat, "小明", Kind.READ, hour=9, seconds=3600)
    assert "小明  2 分" in await chat.say("店员", "活跃榜")
