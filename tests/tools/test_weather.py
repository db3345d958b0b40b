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


async def fetched(chat: Chat, city: str, at: datetime = START) -> None:
    await chat.bot.database.write(lambda db: forecasts.save(db, city, at, DAYS, "Open-Meteo"))


async def test_the_groups_own_city_is_told(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    await fetched(chat, "北京")
    assert await chat.say("小明", "天气") == (
        "北京 11 月 23 日（周一）\n小雪，-2～4℃，降水 80%\n明天：天气不明，-3～5℃\n（Open-Meteo，今天 08:00 更新）"
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
    assert await chat.say("小明", "天气") == "这个群没有开天气。"


@pytest.mark.parametrize(
    ("cities", "problem"),
    [
        ("[杭洲]", "没有「杭洲」的天气。是不是「杭州」？"),
        ("[某某村]", "没有「某某村」的天气。可以写"),
        ("[北京, 北京市]", "前面已经有「北京」了"),
    ],
)
async def test_a_city_has_to_be_one_of_those_known(cities: str, problem: str, open_group: OpenChat) -> None:
    chat = await open_group(f"weather: {{cities: {cities}}}\n")
    assert problem in str(chat.bot.groups.problems)
