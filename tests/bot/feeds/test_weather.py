"""The feed: what groups ask for is fetched once an hour, stored for all, and a broken service is left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.feeds.breaker import FIRST_PAUSE
from bot.feeds.provider import FeedError
from bot.feeds.weather import WeatherFeed
from storage.tools.forecasts import DayForecast
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat

DAYS = [DayForecast(day=date(2026, 11, 23), code=0, low=-2, high=8, rain=10)]
OTHER = GROUP.replace("group: demo", "group: other")


@dataclass
class Provider:
    """Tells the same weather everywhere, or fails."""

    works: bool = True
    name: str = "Open-Meteo"
    asked: list[list[str]] = field(default_factory=list)

    async def fetch(self, cities: Sequence[str]) -> Mapping[str, Sequence[DayForecast]]:
        self.asked.append(list(cities))
        if not self.works:
            raise FeedError("offline")
        return dict.fromkeys(cities, DAYS)


def feed_of(chat: Chat, provider: Provider) -> WeatherFeed:
    return WeatherFeed(chat.bot.database, provider, chat.bot.clock, chat.bot.groups.all)


async def test_what_all_groups_ask_for_is_fetched_once_an_hour(open_group: OpenChat) -> None:
    chat = await open_group("weather: {cities: [北京, 上海市]}\n", more=(OTHER + "weather: {cities: 上海}\n",))
    provider = Provider()
    feed = feed_of(chat, provider)
    for minutes in (0, 30, 31):
        await chat.forward(minutes=minutes)
        await feed.refresh()
    assert provider.asked == [["上海", "北京"]] * 2
    assert "晴，-2～8℃" in await chat.say("小明", "天气")


async def test_where_nobody_asks_nothing_is_fetched(chat: Chat) -> None:
    provider = Provider()
    await feed_of(chat, provider).refresh()
    assert provider.asked == []


async def test_a_service_that_fails_is_left_alone_and_old_weather_stays(open_group: OpenChat) -> None:
    chat = await open_group("weather: {cities: [北京]}\n")
    provider = Provider()
    feed = feed_of(chat, provider)
    await feed.refresh()
    provider.works = False
    await chat.forward(hours=1, minutes=1)
    for _ in range(10):
        await feed.refresh()
    assert len(provider.asked) == 4, "three times after the first one"
    assert "晴，-2～8℃" in await chat.say("小明", "天气")
    provider.works = True
    await chat.forward(seconds=FIRST_PAUSE.total_seconds())
    await feed.refresh()
    assert len(provider.asked) == 5
    await chat.forward(seconds=timedelta(minutes=59).total_seconds())
    await feed.refresh()
    assert len(provider.asked) == 5
