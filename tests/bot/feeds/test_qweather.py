"""QWeather: one request for each city with the owner's key, and nothing that comes back but weather is believed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import unused_port
from pytest_aiohttp import AiohttpServer

from bot.feeds.open_meteo import LARGEST
from bot.feeds.provider import FeedError
from bot.feeds.qweather import CODES, QWeather
from bot.feeds.weather import WeatherFeed
from config.services import QWeatherSettings
from handlers.tools.weather import WORDS
from storage.tools.forecasts import DayForecast
from tests.conftest import OpenChat

KEY = "canaryQweatherKey0123456789abcdef"


def forecast(*icons: str, **changes: str) -> dict[str, Any]:
    """Return what the service tells, with an icon for each day."""
    day = {"sunrise": "06:58", "tempMax": "8", "tempMin": "-2", "textDay": "多云", "precip": "0.0", **changes}
    days = [{"fxDate": f"2026-11-{23 + ahead}", "iconDay": icon, **day} for ahead, icon in enumerate(icons)]
    return {"code": "200", "updateTime": "2026-11-23T07:35+08:00", "daily": days, "refer": {"sources": ["QWeather"]}}


@dataclass
class Service:
    """A service that answers as it is told, by the longitude that is asked for."""

    answers: dict[str, bytes] = field(default_factory=dict)
    status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)

    async def forecast(self, request: web.Request) -> web.Response:
        assert request.headers["X-QW-Api-Key"] == KEY
        self.asked.append(dict(request.query))
        answer = self.answers.get(request.query["location"].partition(",")[0], b"")
        response = web.Response(body=answer, status=self.status, headers={"Location": "/elsewhere"})
        response.enable_compression()
        return response


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def provider(service: Service, aiohttp_server: AiohttpServer) -> AsyncIterator[QWeather]:
    app = web.Application()
    app.router.add_get("/v7/weather/7d", service.forecast)
    server = await aiohttp_server(app)
    async with ClientSession() as session:
        yield QWeather(session, settings(str(server.make_url("")).rstrip("/")))


def settings(api: str) -> QWeatherSettings:
    return QWeatherSettings.model_validate({"kind": "qweather", "key": KEY, "api": api})


async def test_each_city_is_a_request(service: Service, provider: QWeather) -> None:
    service.answers = {
        "116.40": json.dumps(forecast("101", "404")).encode(),
        "121.46": json.dumps(forecast("7777")).encode(),
    }
    fetched = await provider.fetch(["北京", "上海"])
    assert fetched["北京"] == [
        DayForecast(day=date(2026, 11, 23), code=2, low=-2, high=8, rain=None),
        DayForecast(day=date(2026, 11, 24), code=68, low=-2, high=8, rain=None),
    ]
    assert [day.code for day in fetched["上海"]] == [-1], "an icon that is not known is told as such"
    assert [asked["location"] for asked in service.asked] == ["116.40,39.91", "121.46,31.22"]


async def test_one_city_that_fails_does_not_keep_the_others(service: Service, provider: QWeather) -> None:
    service.answers = {"116.40": json.dumps(forecast("100")).encode()}
    assert set(await provider.fetch(["上海", "北京"])) == {"北京"}


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (401, "{}", "status 401"),
        (302, "{}", "status 302"),
        (200, "<html>", "mistakes in the answer"),
        (200, json.dumps({"code": "402"}), "code 402"),
        (200, json.dumps(forecast("100", tempMax="1e9")), "mistakes in the answer"),
        (200, json.dumps(forecast("sunny")), "mistakes in the answer"),
        (200, " " * (LARGEST + 1), "the answer is too large"),
    ],
)
async def test_what_is_no_weather_is_told(
    status: int, answer: str, reason: str, service: Service, provider: QWeather
) -> None:
    service.status, service.answers = status, {"116.40": answer.encode()}
    with pytest.raises(FeedError, match=reason) as caught:
        await provider.fetch(["北京"])
    assert KEY not in str(caught.value)


async def test_a_service_that_is_not_there_is_told() -> None:
    async with ClientSession() as session:
        with pytest.raises(FeedError, match="那里没有程序在听"):
            await QWeather(session, settings(f"http://127.0.0.1:{unused_port()}")).fetch(["北京"])


def test_every_icon_has_words() -> None:
    assert {WORDS[code] for code in CODES.values()} >= {"晴", "雨夹雪", "霾", "沙尘暴", "雷阵雨加冰雹"}


async def test_members_read_where_the_weather_comes_from(
    open_group: OpenChat, service: Service, provider: QWeather
) -> None:
    chat = await open_group("weather: {cities: [北京]}\n")
    service.answers = {"116.40": json.dumps(forecast("502")).encode()}
    await WeatherFeed(chat.bot.database, provider, chat.bot.clock, chat.bot.groups.all).refresh()
    told = await chat.say("小明", "天气")
    assert "霾，-2～8℃\n（和风天气，今天 08:00 更新）" in told
