"""What points buy and what comes next, as it is told with a balance: to the point and to the day."""

from __future__ import annotations

import pytest

from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nspeaking: {points: 0}\nwelcome: {points: 0}\nlevels: {ladder: []}\n"
SHOP = QUIET + "mall: {items: [{name: 水杯, points: 100}, {name: 雨伞, points: 100}, {name: 果汁, points: 20}]}\n"
JUICE, CUP = "可以换「果汁」啦（20 分），发「商城」看看！", "可以换「水杯」啦（100 分），发「商城」看看！"


async def test_an_item_is_within_reach_from_its_price_on_and_told_when_it_comes(open_group: OpenChat) -> None:
    """Of two at one price the first in the shop is named."""
    chat = await open_group(SHOP)
    await chat.say("小明", "大家好")
    for points, progress, rewards in (
        (19, "再攒 1 分（照这几天的速度约 1 天）就能换「果汁」（20 分）。", "再攒 1 分"),
        (1, JUICE, f"{JUICE}再攒 80 分（照这几天的速度约 4 天）就能换「水杯」（100 分）。"),
        (1, "再攒 79 分（照这几天的速度约 4 天）就能换「水杯」（100 分）。", f"{JUICE}再攒 79 分"),
        (78, "再攒 1 分（照这几天的速度约 1 天）就能换「水杯」（100 分）。", f"{JUICE}再攒 1 分"),
        (1, CUP, f"第 1 名。{CUP}"),
        (1, "现有 101 分。", f"第 1 名。{CUP}"),
    ):
        assert (await chat.say("群主", f"加分 @小明 {points}")).endswith(progress)
        assert rewards in await chat.say("小明", "积分")
    assert (await chat.say("小明", "积分")).endswith(CUP), "nothing is dearer"
    await chat.say("小红", "大家好")
    assert (await chat.say("群主", "加分 @小红 100")).endswith(CUP), "the dearest of what came within reach"


@pytest.mark.parametrize(
    ("days", "price", "told"),
    [
        (1, 11, "再攒 1 分（照这几天的速度约 1 天）"),
        (1, 20, "再攒 10 分（照这几天的速度约 1 天）"),
        (1, 21, "再攒 11 分（照这几天的速度约 2 天）"),
        (1, 3660, "再攒 3650 分（照这几天的速度约 365 天）"),
        (1, 3661, "再攒 3651 分就能换"),
        (2, 50, "再攒 40 分（照这几天的速度约 8 天）"),
        (6, 50, "再攒 40 分（照这几天的速度约 24 天）"),
        (7, 50, "再攒 40 分（照这几天的速度约 28 天）"),
        (8, 50, "再攒 40 分（照这几天的速度约 28 天）"),
        (9, 50, "再攒 40 分就能换"),
    ],
)
async def test_the_days_to_go_are_those_at_the_pace_since_the_first_points_of_a_week(
    open_group: OpenChat, days: int, price: int, told: str
) -> None:
    chat = await open_group(QUIET + f"mall: {{items: [{{name: 杯, points: {price}}}]}}\ncheckin: {{bonus: 0}}\n")
    await chat.say("小明", "签到")
    await chat.forward(days=days - 1)
    assert told in await chat.say("小明", "积分")


async def test_only_what_a_member_may_have_is_named(open_group: OpenChat) -> None:
    items = (
        "{name: 卖光, points: 11, stock: 0}, {name: 还没卖, points: 12, from: 2026-11-24},"
        " {name: 不卖了, points: 13, until: 2026-11-22}, {name: 老友, points: 14, level: 老朋友},"
        " {name: 一件, points: 5, limit: 1}, {name: 杯, points: 15}"
    )
    ladder = "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 老朋友, growth: 5000}]}\n"
    chat = await open_group(QUIET.partition("levels")[0] + ladder + f"mall: {{items: [{items}]}}\n")
    assert "再攒 5 分（照这几天的速度约 1 天）就能换「杯」" in await chat.say("小明", "签到")
    assert "可以换「一件」啦" in await chat.say("小明", "积分")
    await chat.say("小明", "兑换 一件")
    assert "可以换" not in await chat.say("小明", "积分")


@pytest.mark.parametrize(("level", "named"), [("新朋友", True), ("老朋友", False)])
async def test_an_item_for_a_level_is_named_from_that_level_on(open_group: OpenChat, level: str, named: bool) -> None:
    ladder = "levels: {ladder: [{name: 新朋友, growth: 0}, {name: 老朋友, growth: 5000}]}\n"
    chat = await open_group(ladder + f"mall: {{items: [{{name: 杯, points: 10, level: {level}}}]}}\n")
    await chat.say("小明", "签到")
    assert ("可以换「杯」啦" in await chat.say("小明", "积分")) == named
