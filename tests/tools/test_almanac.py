"""黄历: a day's page with its source, for any day that the almanac knows."""

from __future__ import annotations

import pytest

from tests.chat import Chat


async def test_a_day_has_its_page(chat: Chat) -> None:
    lines = (await chat.say("小明", "黄历")).splitlines()
    assert lines[0] == "11 月 23 日（周一） 农历十月十五"
    assert lines[1] == "丙午年（马年）己亥月 辛丑日"
    assert lines[2].startswith("宜：诸事不宜")
    assert lines[3].startswith("忌：祭祀、出行、嫁娶")
    assert lines[4] == "牛日冲羊"
    assert lines[5] == "—— cnlunar 按《钦定协纪辨方书》推算，仅供娱乐"


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("黄历 明天", "11 月 24 日（周二） 农历十月十六"),
        ("黄历 2023-04-01", "2023 年 4 月 1 日（周六） 农历闰二月十一"),
        ("黄历 1800-01-01", "黄历只有 1901 到 2099 年的。"),
        ("黄历 2-30", "没有「2-30」这一天"),
        ("黄历 哪天", "没看懂「哪天」是哪天，请这样写：黄历、黄历 明天、黄历 12-24、黄历 除夕。"),
    ],
)
async def test_a_day_may_be_named(said: str, start: str, chat: Chat) -> None:
    assert (await chat.say("小明", said)).startswith(start)


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("黄历 下周一", "11 月 30 日（周一） 农历十月廿二"),
        ("黄历 除夕", "2027 年 2 月 5 日（周五） 农历腊月廿九"),
        ("黄历 农历八月十五", "2027 年 9 月 15 日（周三） 农历八月十五"),
        ("黄历 周末", "11 月 28 日（周六） "),
        ("黄历 15号", "12 月 15 日（周二） "),
    ],
)
async def test_the_day_may_be_said_in_words(said: str, begins: str, chat: Chat) -> None:
    assert (await chat.say("小明", said)).startswith(begins)


async def test_the_bot_tells_the_lunar_date(chat: Chat) -> None:
    assert "农历十月十五" in await chat.say("小明", "今天农历几号", addressed=True)
    assert await chat.say("小明", "今天农历几号") == ""


@pytest.mark.parametrize(
    ("said", "begins"), [("今天黄历", "11 月 23 日"), ("明天的黄历", "11 月 24 日"), ("除夕黄历", "2027 年 2 月 5 日")]
)
async def test_the_bot_is_asked_for_the_almanac_of_a_day(said: str, begins: str, chat: Chat) -> None:
    assert (await chat.say("小明", said, addressed=True)).startswith(begins)
    assert await chat.say("小明", said) == ""
