"""Moments that are each member's own, as owners write them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from sop.when.relative import parse_relative
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nwelcome: {gather: 600}\nbirthday: {points: 0, at: '23:00'}\n"


@pytest.mark.parametrize(
    ("words", "at", "whom"),
    [
        ("入群第3天 10:00", time(10), {"joined": 3}),
        ("入群当天 20:00", time(20), {"joined": 1}),
        ("入群3天后 ９:30", time(9, 30), {"joined": 4}),
        ("入群第十天10:00", time(10), {"joined": 10}),
        ("入群第1天 10:00", time(10), {"joined": 1}),
        ("入群第366天 10:00", time(10), {"joined": 366}),
        ("入群1天后 10:00", time(10), {"joined": 2}),
        ("入群满365天 10:00", time(10), {"joined": 366}),
        ("生日 09:00", time(9), {"birthday": 0}),
        ("生日当天 09:00", time(9), {"birthday": 0}),
        ("生日前1天 09:00", time(9), {"birthday": 1}),
        ("生日前60天 09:00", time(9), {"birthday": 60}),
        ("沉默1天后 10:00", time(10), {"silent": 1, "not": [{"silent": 2}]}),
        ("沉默1天后" + " " * 30 + "10:00", time(10), {"silent": 1, "not": [{"silent": 2}]}),
        ("沉默满366天 10:00", time(10), {"silent": 366, "not": [{"silent": 367}]}),
        ("生日前3天 09:00", time(9), {"birthday": 3}),
        ("沉默7天后 10:00", time(10), {"silent": 7, "not": [{"silent": 8}]}),
    ],
)
def test_words_are_read(words: str, at: time, whom: dict[str, Any]) -> None:
    found = parse_relative(words)
    assert found is not None
    assert (found.at, found.whom) == (at, whom)


@pytest.mark.parametrize("words", ["每天 10:00", "冬至 09:00", "", "昨天入群"])
def test_other_words_are_left_to_others(words: str) -> None:
    assert parse_relative(words) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("入群第0天 10:00", "只能是 1 到 366 天"),
        ("入群第367天 10:00", "只能是 1 到 366 天"),
        ("入群366天后 10:00", "只能是 1 到 365 天"),
        ("入群0天后 10:00", "只能是 1 到 365 天"),
        ("生日前61天 09:00", "只能是 1 到 60 天"),
        ("生日前0天 09:00", "只能是 1 到 60 天"),
        ("沉默0天后 10:00", "只能是 1 到 366 天"),
        ("沉默367天后 10:00", "只能是 1 到 366 天"),
        ("新人进群 10:00", "是不是「入群当天 10:00」？"),
        ("新人", "是不是「入群当天 10:00」？"),
        ("入群", "是不是「入群当天 10:00」？"),
        ("进群后第3天 9:00", "是不是「入群第3天 9:00」？"),
        ("新成员入群3天后", "是不是「入群3天后 10:00」？"),
        ("进群后2小时", "是不是「入群当天 10:00」？"),
        ("入群满30分钟", "入群以后只能按天算"),
        ("入群2小时后", "入群以后只能按天算"),
        ("生日前90天 09:00", "只能是 1 到 60 天"),
        ("沉默很久后 10:00", "可以写："),
        ("沉默1天后" + " " * 31 + "10:00", "可以写："),
        ("入群第3天", "可以写："),
        ("生日 25:00", "25:00"),
        ("入群" * 100, "可以写："),
    ],
)
def test_what_cannot_be_read_is_told(words: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_relative(words)


async def test_a_plan_counts_from_each_members_joining(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 三天, when: 入群第3天 10:00, say: 习惯了吗？}]\n")
    await chat.join("小明")
    await chat.forward(days=1)
    await chat.join("小红")
    said = [one for one in await chat.forward(days=5) if "习惯了吗" in one]
    assert said == ["@小明 习惯了吗？", "@小红 习惯了吗？"]


async def test_a_plan_speaks_once_after_a_silence(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 想你, when: 沉默3天后 10:00, say: 在吗, whom: {points: 0}}]\n")
    await chat.say("小明", "早")
    assert await chat.forward(days=10) == ["@小明 在吗"]
    await chat.say("小明", "在")
    assert await chat.forward(days=10) == ["@小明 在吗"]


async def test_a_plan_speaks_before_a_birthday(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 快到了, when: 生日前2天 10:00, say: 有惊喜, whom: {birthday: 2}}]\n")
    await chat.say("小明", "生日 12-24")
    await chat.forward_to(chat.now + timedelta(days=28))
    said = await chat.forward(days=2)
    assert said == ["@小明 有惊喜"]


async def test_a_plan_speaks_before_a_lunar_birthday(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 快到了, when: 生日前2天 10:00, say: 有惊喜, whom: {birthday: 2}}]\n")
    await chat.say("小明", "生日 腊月三十")
    await chat.say("小红", "生日 农历腊月廿九")
    await chat.forward_to(datetime(2027, 2, 3, tzinfo=UTC))
    assert await chat.forward(days=1) == ["@小明 @小红 有惊喜"], "this year's 腊月 has 29 days"
