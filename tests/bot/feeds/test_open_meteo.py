"""Open-Meteo: one request for all cities, and nothing that comes back but weather is believed."""

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

from bot.feeds.open_meteo import LARGEST, OpenMeteo
from bot.feeds.provider import FeedError
from handlers.tools.cities import places
from storage.tools.forecasts import DayForecast


def place(*lows: float | None) -> dict[str, Any]:
    """Return a place as the service tells of it, with these lowest temperatures."""
    days = len(lows)
    return {
        "latitude": 39.9,
        "daily_units": {"time": "iso8601"},
        "daily": {
            "time": [f"2026-11-{23 + ahead}" for ahead in range(days)],
            "weather_code": [3] * days,
            "temperature_2m_max": [8.4] * days,
            "temperature_2m_min": list(lows),
            "precipitation_probability_max": [None, *[20] * (days - 1)],
        },
    }


@dataclass
class Service:
    """A service that answers as it is told."""

    answer: bytes = b""
    status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)

    async def forecast(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        return web.Response(body=self.answer, status=self.status, headers={"Location": "/elsewhere"})


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def provider(service: Service, aiohttp_server: AiohttpServer) -> AsyncIterator[OpenMeteo]:
    app = web.Application()
    app.router.add_get("/v1/forecast", service.forecast)
    server = await aiohttp_server(app)
    async with ClientSession() as session:
        yield OpenMeteo(session, str(server.make_url("/v1/forecast")))


async def test_many_cities_are_one_request(service: Service, provider: OpenMeteo) -> None:
    service.answer = json.dumps([place(-2.3, 1), place(10, None)]).encode()
    fetched = await provider.fetch(["北京", "上海"])
    assert fetched["北京"] == [
        DayForecast(day=date(2026, 11, 23), code=3, low=-2.3, high=8.4, rain=None),
        DayForecast(day=date(2026, 11, 24), code=3, low=1, high=8.4, rain=20),
    ]
    assert [day.low for day in fetched["上海"]] == [10], "a day that is not known is left out"
    [asked] = service.asked
    assert (asked["latitude"], asked["longitude"]) == ("39.91,31.22", "116.4,121.46")
    assert asked["timezone"] == "Asia/Shanghai"


async def test_one_city_comes_alone(service: Service, provider: OpenMeteo) -> None:
    service.answer = json.dumps(place(5)).encode()
    assert [day.low for day in (await provider.fetch(["北京"]))["北京"]] == [5]


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (500, "{}", "status 500"),
        (302, "{}", "status 302"),
        (200, "<html>", "mistakes in the answer"),
        (200, json.dumps({"error": True, "reason": "too many"}), "mistakes in the answer"),
        (200, json.dumps(place(1e300)), "mistakes in the answer"),
        (200, json.dumps([place(1), place(2)]), "2 places for 1 cities"),
        (200, json.dumps(place(1)).replace("[3]", "[3, 3]"), "days are missing"),
        (200, " " * (LARGEST + 1), "the answer is too large"),
    ],
)
async def test_what_is_no_weather_is_told(
    status: int, answer: str, reason: str, service: Service, provider: OpenMeteo
) -> None:
    service.status, service.answer = status, answer.encode()
    with pytest.raises(FeedError, match=reason):
        await provider.fetch(["北京"])


async def test_a_service_that_is_not_there_is_told() -> None:
    async with ClientSession() as session:
        with pytest.raises(FeedError, match="那里没有程序在听"):
            await OpenMeteo(session, f"http://127.0.0.1:{unused_port()}/").fetch(["北京"])


def test_all_cities_are_where_china_is() -> None:
    assert len(places()) > 1000
    for city, (latitude, longitude) in places().items():
        assert 18 <= latitude <= 54, city
        assert 73 <= longitude <= 135, city


@pytest.mark.parametrize(
    ("city", "near"),
    [
        ("北京", (39.9, 116.4)),
        ("昆山", (31.4, 121.0)),
        ("喀什", (39.5, 76.0)),
        ("义乌", (29.3, 120.1)),
        ("三亚", (18.2, 109.5)),
    ],
)
def test_a_city_is_where_the_map_has_it(city: str, near: tuple[float, float]) -> None:
    latitude, longitude = places()[city]
    assert abs(latitude - near[0]) + abs(longitude - near[1]) < 0.4
