"""Levels: growth comes at night from the day's deeds, decays, and brings what the owner promised."""

from __future__ import annotations

import pytest

from handlers.kit.reply import plain
from handlers.levels.rules import Level, apply_discount, apply_earn_rate, has_reached, level_for, next_level
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat

LEVELS = """
levels:
  checkin: 50
  message: 5
  messages: 3
  ladder:
    - {name: 新朋友, growth: 0}
    - {name: 熟朋友, growth: 55, earn: 150, discount: 20}
    - {name: 老朋友, growth: 200}
speaking: {points: 0}
badges: {badges: []}
mall:
  items:
    - {name: 杯子, points: 15}
    - {name: 密室, points: 1, level: 熟朋友}
"""


async def test_a_days_deeds_become_growth_at_night(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小明", "大家早上好")
    assert "小明：新朋友，成长值 0。（今天的明天凌晨算进来）再长 100 点就是熟朋友。" in await chat.say(
        "小明", "我的等级"
    )
    await chat.forward(days=1)
    assert "成长值 6" in await chat.say("小明", "我的等级")
    await chat.forward(days=1)
    assert "成长值 6" in await chat.say("小明", "等级")


async def test_who_rises_is_told_in_the_morning_and_earns_more(open_group: OpenChat) -> None:
    chat = await open_group(LEVELS)
    await chat.say("小明", "早")
    await chat.say("小明", "签到")
    await chat.say("小红", "早")
    assert await chat.forward(days=1) == []
    assert await chat.forward(hours=1) == ["🎉 升级啦！熟朋友：@小明 "]
    assert "+15 积分" in await chat.say("小明", "签到")
    assert "+10 积分" in await chat.say("小红", "签到")
    assert await chat.forward(days=1) == ["🎉 升级啦！熟朋友：@小红 "]


async def test_a_level_pays_less_and_gets_what_is_reserved(open_group: OpenChat) -> None:
    chat = await open_group(LEVELS)
    await chat.say("小明", "早")
    await chat.say("小明", "签到")
    assert "留给熟朋友以上的朋友" in await chat.say("小明", "兑换 密室")
    assert "杯子：15 分" in await chat.say("小明", "商城")
    await chat.forward(days=1)
    await chat.say("小明", "签到")
    shop = await chat.say("小明", "商城")
    assert "杯子：12 分 ✓" in shop
    assert "密室：1 分，熟朋友以上 ✓" in shop
    assert "花了 12 分，还剩 13 分" in await chat.say("小明", "兑换 杯子")
    assert "花了 1 分" in await chat.say("小明", "兑换 密室")


async def test_who_stays_away_falls_back_by_a_tenth_a_month(open_group: OpenChat) -> None:
    chat = await open_group(LEVELS.replace("checkin: 50", "checkin: 50\n  falls: true"))
    await chat.say("小明", "早")
    await chat.say("小明", "签到")
    await chat.forward(days=2)
    said = await chat.forward(days=60)
    assert "先降一降" in said[0]
    assert "新朋友：@小明" in said[0]
    assert "成长值 50" in await chat.say("小明", "我的等级")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_falls_may_be_left_unsaid(open_group: OpenChat) -> None:
    chat = await open_group(LEVELS)
    await chat.say("小明", "签到")
    await chat.forward(days=2)
    assert await chat.forward(days=60) == []


async def test_five_hundred_members_are_settled_once_each(open_group: OpenChat) -> None:
    chat = await open_group(LEVELS)
    for number in range(500):
        await chat.say(f"成员{number}", "早")
    await chat.forward(days=3)
    rows = await chat.bot.database.read(
        lambda db: db.fetch_one("SELECT COUNT(*), SUM(amount) FROM entry WHERE kind = 'growth'")
    )
    assert rows is not None
    assert (rows[0], int(rows[1])) == (500, 2500)


async def test_a_group_may_do_without_levels(open_group: OpenChat) -> None:
    chat = await open_group("levels: {ladder: []}\n")
    await chat.say("小明", "签到")
    await chat.forward(days=2)
    assert await chat.say("小明", "我的等级") == "这个群不分等级。"
    assert await chat.say("小明", "等级说明") == "这个群不分等级。"


async def test_the_ladder_is_explained(open_group: OpenChat) -> None:
    chat = await open_group(LEVELS)
    said = plain(await chat.answer("小明", "等级说明") or ())
    assert "55 熟朋友　得分 1.5 倍　商城减 20%" in said
    assert "一天最多算 3 条" in said


@pytest.mark.parametrize(("points", "name", "above"), [(0, "a", "b"), (9, "a", "b"), (10, "b", "c"), (99, "c", None)])
def test_levels_are_reached_from_their_threshold_on(points: int, name: str, above: str | None) -> None:
    ladder = (Level(name="a", growth=0), Level(name="b", growth=10), Level(name="c", growth=50))
    level, higher = level_for(ladder, points), next_level(ladder, points)
    assert level is not None
    assert (level.name, higher.name if higher else None) == (name, above)
    assert has_reached(ladder, level, name)
    assert not has_reached(ladder, level, "不存在")
    assert not has_reached(ladder, None, "a")


def test_rounding_never_favours_the_wrong_side() -> None:
    level = Level(name="a", growth=0, earn=133, discount=33)
    assert apply_earn_rate(1, level) == 1
    assert apply_earn_rate(100, level) == 133
    assert apply_discount(1, level) == 1
    assert apply_discount(10, level) == 7
    assert apply_earn_rate(5, None) == apply_discount(5, None) == 5


async def test_growth_from_talk_has_its_daily_cap(open_group: OpenChat) -> None:
    chat = await open_group("levels: {messages: 3, message: 2, checkin: 0}\n")
    for number in range(7):
        await chat.say("小明", f"第 {number} 句")
    for _ in range(5):
        await chat.say("小明", "我的等级")  # commands are no talk
    await chat.forward(days=1)
    assert "成长值 6。" in await chat.say("小明", "我的等级")
