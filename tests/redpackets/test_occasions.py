"""Packets after what no event tells: anniversaries, old friends who are back, a group that has fallen silent."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest

from handlers.kit import Capability
from handlers.members.anniversaries import days_kept_on
from storage.db import Db, to_millis
from tests.chat import Chat
from tests.conftest import OpenChat

ALONE = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"


def after(occasion: str, more: str = "") -> str:
    trigger = f"{{after: {occasion}, least: 10, most: 10, shares: 5, wait: 0}}"
    return f"{ALONE}redpackets: {{triggers: [{trigger}], hours: 1}}\n{more}"


async def packets_in(chat: Chat, **duration: float) -> list[str]:
    """Let time pass; return the words of the packets that came meanwhile."""
    said = await chat.forward(**duration)
    return [one.split("「")[1].split("」")[0] for one in said if "本群发了" in one]


async def test_a_year_in_the_group_is_celebrated_once_a_year(open_group: OpenChat) -> None:
    chat = await open_group(after("入群周年"))
    joined = {
        "小明": datetime(2024, 11, 24, 3, tzinfo=UTC),
        "小红": datetime(2024, 11, 24, 4, tzinfo=UTC),
        "小刚": datetime(2025, 11, 24, 20, tzinfo=UTC),  # the 25th in Shanghai
    }
    for who, at in joined.items():
        await chat.join(who)
        await chat.bot.database.write(partial(_set_joined, who=who, at=at))
    await chat.leave("小红")
    assert await packets_in(chat, hours=24) == []
    assert await packets_in(chat, hours=3) == ["小明 进群 2 周年，一起热闹一下～"]
    assert await packets_in(chat, hours=12) == []
    assert await packets_in(chat, hours=12) == ["小刚 进群 1 周年，一起热闹一下～"]
    assert await packets_in(chat, days=60) == []


def _set_joined(db: Db, who: str, at: datetime) -> None:
    db.execute("UPDATE member SET joined_at = :at WHERE user_id = :who", at=to_millis(at), who=who)


async def test_the_group_has_its_own_day(open_group: OpenChat) -> None:
    chat = await open_group(after("群周年", "membership: {since: 2020-11-24}\n"))
    assert await packets_in(chat, hours=24) == []
    assert await packets_in(chat, hours=24) == ["本群 6 周年，一起热闹一下～"]
    assert await packets_in(chat, days=30) == []


async def test_a_group_founded_today_has_no_anniversary(open_group: OpenChat) -> None:
    chat = await open_group(after("群周年", "membership: {since: 2026-11-24}\n"))
    assert await packets_in(chat, days=3) == []


@pytest.mark.parametrize(
    ("today", "year", "kept"),
    [
        (date(2026, 11, 24), 2020, [date(2020, 11, 24)]),
        (date(2027, 2, 28), 2024, [date(2024, 2, 28), date(2024, 2, 29)]),
        (date(2028, 2, 28), 2024, [date(2024, 2, 28)]),
        (date(2028, 2, 29), 2024, [date(2024, 2, 29)]),
        (date(2028, 2, 29), 2025, []),
        (date(2027, 2, 28), 2025, [date(2025, 2, 28)]),
    ],
)
def test_the_last_of_february_is_kept_every_year(today: date, year: int, kept: list[date]) -> None:
    assert list(days_kept_on(today, year)) == kept


async def test_who_is_back_after_long_is_welcomed_once(open_group: OpenChat) -> None:
    chat = await open_group(after("老朋友回来", "membership: {away: 20}\n"))
    for who in ("小明", "小红"):
        await chat.say(who, "大家早上好")
    await chat.forward(days=19)
    await chat.say("小红", "我还在呢")
    assert await packets_in(chat, days=2) == []
    await chat.say("小明", "我回来了")
    assert await packets_in(chat, hours=2) == ["老朋友 小明 回来啦，一起热闹一下～"]
    await chat.say("小明", "签到")
    await chat.say("小红", "欢迎欢迎")
    await chat.join("小新")
    await chat.say("小新", "大家好")
    assert await packets_in(chat, days=3) == []


async def test_a_silent_day_gets_one_packet(open_group: OpenChat) -> None:
    chat = await open_group(after("冷场", "membership: {lull: 3}\n"))
    await chat.forward(hours=2)  # 10:00
    await chat.say("小明", "今天天气不错")
    assert await packets_in(chat, hours=3.5) == []
    assert await packets_in(chat, hours=1) == ["群里静悄悄的，一起热闹一下～"]
    assert await packets_in(chat, hours=9) == []
    assert len(await packets_in(chat, days=1)) == 1


async def test_where_only_mentions_are_heard_nobody_knows_that_it_is_silent(open_group: OpenChat) -> None:
    chat = await open_group(after("冷场"))
    chat.platform.capabilities = frozenset(Capability) - {Capability.HEARS_ALL}
    assert await packets_in(chat, days=2) == []


async def test_so_many_members_are_celebrated_however_they_came(open_group: OpenChat) -> None:
    chat = await open_group(after("人数达到", "membership: {milestones: [3, 5]}\n"))
    await chat.join("小明")
    await chat.join("小红")
    await chat.say("小刚", "大家好")
    assert await packets_in(chat, hours=3) == ["群里有 3 位朋友啦，一起热闹一下～"]
    await chat.leave("小刚")
    await chat.join("小刚")
    assert await packets_in(chat, hours=3) == []
    for who in ("甲", "乙", "丙"):
        await chat.say(who, "大家好")
    assert await packets_in(chat, hours=3) == ["群里有 5 位朋友啦，一起热闹一下～"]


async def test_a_group_that_was_large_before_is_no_news(open_group: OpenChat) -> None:
    chat = await open_group(after("人数达到", "membership: {milestones: [3]}\n"))
    for who in ("甲", "乙", "丙", "丁"):
        await chat.say(who, "大家好")
    assert await packets_in(chat, days=1) == []
