"""Open-Meteo: the weather of many places with one request, without a key. Its data is CC BY 4.0."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from bot.feeds.provider import FeedError
from bot.network_words import network_reason
from handlers.tools.cities import places
from storage.tools.forecasts import DayForecast

SERVICE = "https://api.open-meteo.com/v1/forecast"
TIMEOUT = ClientTimeout(total=10)
DAYS = 7
"""Today, tomorrow, and one more for groups that are ahead."""
LARGEST = 512 * 1024
"""Bytes of an answer."""
VALUES = ("weather_code", "temperature_2m_max", "temperature_2m_min", "precipitation_probability_max")


Degrees = Annotated[float, Field(ge=-100, le=70)]
Percent = Annotated[int, Field(ge=0, le=100)]


class _Daily(BaseModel):
    time: list[date]
    weather_code: list[int | None]
    temperature_2m_max: list[Degrees | None]
    temperature_2m_min: list[Degrees | None]
    precipitation_probability_max: list[Percent | None]


class _Place(BaseModel):
    daily: _Daily


_ANSWER: TypeAdapter[list[_Place] | _Place] = TypeAdapter(list[_Place] | _Place)


class OpenMeteo:
    """Fetches forecasts from Open-Meteo, or from a service at another address that answers alike."""

    name = "Open-Meteo"

    def __init__(self, session: ClientSession, service: str = SERVICE) -> None:
        self._session = session
        self._service = service

    async def fetch(self, cities: Sequence[str]) -> Mapping[str, Sequence[DayForecast]]:
        """Return the next days of all these cities; raises FeedError."""
        known = places()
        query = {
            "latitude": ",".join(f"{known[city].latitude}" for city in cities),
            "longitude": ",".join(f"{known[city].longitude}" for city in cities),
            "daily": ",".join(VALUES),
            "timezone": "Asia/Shanghai",
            "forecast_days": f"{DAYS}",
        }
        forecasts = _read(await self._get(query))
        if len(forecasts) != len(cities):
            raise FeedError(f"{len(forecasts)} places for {len(cities)} cities")
        return {city: _days(forecast.daily) for city, forecast in zip(cities, forecasts, strict=True)}

    async def _get(self, query: Mapping[str, str]) -> bytes:
        try:
            async with self._session.get(
                self._service, params=query, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                body = await read_up_to(response.content.iter_any(), LARGEST)
                if response.status != 200:
                    raise FeedError(f"status {response.status}")
                return body
        except (ClientError, TimeoutError) as error:
            raise FeedError(network_reason(error)) from error


async def read_up_to(chunks: AsyncIterator[bytes], most: int) -> bytes:
    """Return a body of at most so many bytes; raises FeedError where it is longer."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise FeedError("the answer is too large")
    return bytes(body)


def _read(body: bytes) -> list[_Place]:
    try:
        answer = _ANSWER.validate_json(body)
    except ValidationError as error:
        raise FeedError(f"{error.error_count()} mistakes in the answer") from None
    return answer if isinstance(answer, list) else [answer]


def _days(daily: _Daily) -> list[DayForecast]:
    """Return the days of which all but the rain is known."""
    columns = (daily.time, *(getattr(daily, name) for name in VALUES))
    if len({len(column) for column in columns}) > 1:
        raise FeedError("days are missing")
    return [
        DayForecast(day=day, code=code, low=low, high=high, rain=rain)
        for day, code, high, low, rain in zip(*columns, strict=True)
        if code is not None and high is not None and low is not None
    ]
