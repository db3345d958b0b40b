"""天气: what was fetched, with its age; where there is none it says so, and talk about the weather is let pass."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from storage.tools import forecasts
from storage.tools.forecasts import DayForecast
from tests.chat import START, Chat
from tests.conftest import OpenChat

YAML = "weather: {cities: [北京, 上海]}\n"
DAYS = (
    DayForecast(day=date(2026, 11, 23), code=71, low=-2.4, high=3.5, rain=80),
    DayForecast(day=date(2026, 11, 24), code=1234, low=-3, high=5, rain=None),
)


async def fetched(chat: Chat, city: str, at: datetime = START, days: tuple[DayForecast, ...] = DAYS) -> None:
    await chat.bot.database.write(lambda db: forecasts.save(db, city, at, days, "Open-Meteo"))


async def test_the_groups_own_city_is_told(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    await fetched(chat, "北京")
    assert await chat.say("小明", "天气") == (
        "北京 11 月 23 日（周一）\n小雪，-2～4℃，降水 80%\n☂️ 出门记得带伞～\n明天：天气不明，-3～5℃\n"
        "（Open-Meteo，今天 08:00 更新）"
    )


async def test_another_city_may_be_named(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    await fetched(chat, "上海", START - timedelta(hours=7))
    answer = await chat.say("小明", "天气 上海市")
    assert answer.startswith("上海 11 月 23 日")
    assert answer.endswith("（Open-Meteo，今天 01:00 更新，有点旧了）")
    assert await chat.say("小明", "天气 {city}", addressed=True) == "这里没有「{city}」的天气，有：北京、上海。"
    assert await chat.say("小明", "天气 南京") == "这里没有「南京」的天气，有：北京、上海。"


async def test_where_nothing_was_fetched_it_says_so(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    assert await chat.say("小明", "天气") == "暂时查不到北京的天气，晚点再试～"
    await fetched(chat, "北京")
    await chat.forward(days=1)
    assert "明天" not in await chat.say("小明", "天气")
    await chat.forward(days=1)
    assert await chat.say("小明", "天气") == "暂时查不到北京的天气，晚点再试～"


async def test_talk_about_the_weather_is_let_pass(chat: Chat) -> None:
    assert await chat.say("小明", "天气 真好啊") == ""
    assert await chat.say("小明", "天气") == "这个群没有开天气，想要的话请群主打开～"


WEEK = tuple(
    DayForecast(day=date(2026, 11, 23) + timedelta(days=ahead), code=code, low=1, high=9, rain=rain)
    for ahead, (code, rain) in enumerate([(0, 0), (61, 90), (3, 35), (0, None), (71, None), (2, 10), (3, 20)])
)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("天气 明天", "北京 11 月 24 日（周二）\n小雨，1～9℃，降水 90%\n☂️ 出门记得带伞～\n（"),
        ("天气 后天", "北京 11 月 25 日（周三）\n阴，1～9℃，降水 35%\n🌂 可能会下"),
        ("天气 周末", "北京 11 月 28 日（周六）\n多云，1～9℃，降水 10%\n11 月 29 日（周日）\n阴，1～9℃，降水 20%\n（"),
        ("天气 这周末", "北京 11 月 28 日（周六）"),
        ("天气 周五", "北京 11 月 27 日（周五）\n小雪，1～9℃\n☂️"),
        ("天气 上海 明天", "上海 11 月 24 日（周二）"),
        ("天气 明天 上海", "上海 11 月 24 日（周二）"),
        ("天气：明天上海", "上海 11 月 24 日（周二）"),
        ("天气预报", "北京 11 月 23 日（周一）\n晴，1～9℃，降水 0%\n明天：小雨"),
        ("天气 这几天", "11 月 29 日（周日）"),
        ("上海天气", "上海 11 月 23 日（周一）"),
        ("上海明天天气怎么样？", "上海 11 月 24 日（周二）"),
        ("明天上海的天气", "上海 11 月 24 日（周二）"),
        ("天气明天", "北京 11 月 24 日（周二）"),
        ("天气 下周末", "北京 12 月 5 日（周六）的天气还看不到，现在最远看到 11 月 29 日（周日）。"),
        ("南京天气", "这里没有「南京」的天气，有：北京、上海。"),
    ],
)
async def test_days_and_cities_are_understood(open_group: OpenChat, typed: str, told: str) -> None:
    chat = await open_group(YAML)
    await fetched(chat, "北京", days=WEEK)
    await fetched(chat, "上海", days=WEEK)
    assert told in await chat.say("小明", typed)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("要带伞吗", "北京 11 月 23 日（周一）\n晴，1～9℃，降水 0%\n不用带伞～"),
        ("明天要带伞吗？", "☂️ 出门记得带伞～"),
        ("明天用不用带雨伞", "☂️ 出门记得带伞～"),
        ("上海后天会不会下雨", "🌂 可能会下"),
        ("周末冷吗", "11 月 29 日（周日）"),
        ("今天多少度", "1～9℃"),
    ],
)
async def test_what_may_be_talk_is_answered_where_the_bot_was_asked(
    open_group: OpenChat, typed: str, told: str
) -> None:
    chat = await open_group(YAML)
    await fetched(chat, "北京", days=WEEK)
    await fetched(chat, "上海", days=WEEK)
    assert told in await chat.say("小明", typed, addressed=True)
    assert await chat.say("小明", typed) == ""


@pytest.mark.parametrize("typed", ["今天天气真好", "天气不错", "天气冷了多穿点", "明天天气好就去爬山", "天气 真好"])
async def test_talk_with_the_word_is_let_pass(open_group: OpenChat, typed: str) -> None:
    chat = await open_group(YAML)
    await fetched(chat, "北京")
    assert await chat.say("小明", typed) == ""


async def test_where_there_is_no_weather_nobody_is_told_so_unasked(chat: Chat) -> None:
    assert await chat.say("小明", "明天天气怎么样") == ""
    assert "没有开天气" in await chat.say("小明", "明天要带伞吗", addressed=True)


@pytest.mark.parametrize(
    ("cities", "problem"),
    [
        ("[杭洲]", "没有「杭洲」的天气。是不是「杭州」？"),
        ("[某某村]", "没有「某某村」的天气。可以写 1051 个城市"),
        ("[昆山市, 昆山]", "前面已经有「昆山」了"),
        ("[北京, 北京市]", "前面已经有「北京」了"),
    ],
)
async def test_a_city_has_to_be_one_of_those_known(cities: str, problem: str, open_group: OpenChat) -> None:
    chat = await open_group(f"weather: {{cities: {cities}}}\n")
    assert problem in str(chat.bot.groups.problems)


async def test_what_is_over_is_not_told(open_group: OpenChat) -> None:
    chat = await open_group("weather: {cities: [杭州]}\n")
    assert await chat.say("小明", "天气 昨天") == "过去的天气我没有留着，只能看今天和往后的～"
