"""Badges: found at night, told in the morning, kept for good."""

from __future__ import annotations

from tests.chat import Chat
from tests.conftest import OpenChat

TWO = """
badges:
  badges:
    - {name: 三连, icon: 🔥, deed: 最长连签, goal: 3}
    - {name: 前两名, icon: 🌰, deed: 入群名次, goal: 2}
"""


async def test_badges_are_found_at_night_and_told_in_the_morning(open_group: OpenChat) -> None:
    chat = await open_group(TWO)
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "早")
    assert await chat.forward(hours=24.5) == []
    assert await chat.forward(hours=1) == ["恭喜得到新徽章！🌰 前两名：@小明 @小红 "]
    assert await chat.forward(days=3) == []


async def test_a_badge_is_told_to_who_asks_and_stays_for_good(open_group: OpenChat) -> None:
    chat = await open_group(TWO)
    for _ in range(3):
        await chat.say("小红", "早")
        await chat.say("小刚", "早")
        await chat.say("小明", "签到")
        await chat.forward(days=1)
    said = await chat.say("小明", "我的徽章")
    assert "小明 的徽章（1/2）" in said
    assert "🔥 三连" in said
    await chat.forward(days=5)
    await chat.say("小明", "签到")
    assert "🔥 三连" in await chat.say("小明", "徽章")


async def test_who_asks_sees_what_is_ahead(chat: Chat) -> None:
    await chat.say("小明", "签到")
    said = await chat.say("小明", "我的徽章")
    assert "🌱 首签（刚得到）" in said
    assert "🌰 种子用户（刚得到）" in said
    assert "🔥 七日连签：最长连签 1/7" in said
    assert "刚得到" not in await chat.say("小明", "我的徽章")


async def test_every_deed_counts(chat: Chat) -> None:
    await chat.join("小明")
    await chat.say("小明", "我叫：小明\n我喜欢：跑步")
    await chat.say("小红", "早")
    await chat.say("群主", "加分 @小明 200")
    await chat.say("小明", "送 @小红 100")
    for friend in ("甲", "乙", "丙"):
        await chat.join(friend, invited_by="小明")
    said = await chat.say("小明", "我的徽章")
    for name in ("破冰者", "热心肠", "引路人"):
        assert f"{name}（刚得到）" in said


async def test_a_group_may_do_without_badges(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\n")
    assert await chat.say("小明", "我的徽章") == "这个群没有徽章。"
    assert await chat.forward(days=3) == []
