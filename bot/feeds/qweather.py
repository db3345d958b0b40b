"""QWeather 和风天气: the weather of one place with each request, with a key of the owner's and a host of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from aiohttp import ClientError, ClientSession
from pydantic import BaseModel, Field, ValidationError

from bot.feeds.open_meteo import LARGEST, TIMEOUT, Degrees, read_up_to
from bot.feeds.provider import FeedError
from bot.network_words import network_reason
from config.services import QWeatherSettings
from handlers.tools.cities import places
from storage.tools.forecasts import DayForecast

PATH = "/v7/weather/7d"
WELL = "200"
CODES = {
    100: 0,
    101: 2,
    102: 1,
    103: 1,
    104: 3,
    300: 80,
    301: 82,
    302: 95,
    303: 95,
    304: 96,
    305: 61,
    306: 63,
    307: 65,
    308: 65,
    309: 51,
    310: 65,
    311: 65,
    312: 65,
    313: 66,
    314: 61,
    315: 63,
    316: 65,
    317: 65,
    318: 65,
    399: 61,
    400: 71,
    401: 73,
    402: 75,
    403: 75,
    404: 68,
    405: 68,
    406: 68,
    407: 85,
    408: 71,
    409: 73,
    410: 75,
    499: 71,
    500: 45,
    501: 45,
    502: 5,
    503: 7,
    504: 6,
    507: 9,
    508: 9,
    509: 45,
    510: 45,
    511: 5,
    512: 5,
    513: 5,
    514: 45,
    515: 45,
}
"""The WMO's codes for QWeather's icons by day."""
UNKNOWN = -1


class _Day(BaseModel):
    fxDate: date  # noqa: N815 - as the service writes it
    tempMax: Degrees  # noqa: N815
    tempMin: Degrees  # noqa: N815
    iconDay: Annotated[int, Field(ge=0, le=9999)]  # noqa: N815


class _Answer(BaseModel):
    code: str
    daily: list[_Day] = []


class QWeather:
    """Fetches forecasts from QWeather. It tells no probability of rain."""

    name = "和风天气"

    def __init__(self, session: ClientSession, settings: QWeatherSettings) -> None:
        self._session = session
        self._url = settings.api + PATH
        self._headers = {"X-QW-Api-Key": settings.key.get_secret_value()}

    async def fetch(self, cities: Sequence[str]) -> Mapping[str, Sequence[DayForecast]]:
        """Return the next days of these cities, without those that failed; raises FeedError where all of them did."""
        fetched: dict[str, Sequence[DayForecast]] = {}
        failure: FeedError | None = None
        for city in cities:
            try:
                fetched[city] = await self._fetch(city)
            except FeedError as error:
                failure = error
        if failure and not fetched:
            raise failure
        return fetched

    async def _fetch(self, city: str) -> list[DayForecast]:
        place = places()[city]
        query = {"location": f"{place.longitude:.2f},{place.latitude:.2f}", "lang": "zh", "unit": "m"}
        try:
            async with self._session.get(
                self._url, params=query, headers=self._headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                body = await read_up_to(response.content.iter_any(), LARGEST)
                if response.status != 200:
                    raise FeedError(f"status {response.status}")
        except (ClientError, TimeoutError) as error:
            raise FeedError(network_reason(error)) from error
        return _read(body)


def _read(body: bytes) -> list[DayForecast]:
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError as error:
        raise FeedError(f"{error.error_count()} mistakes in the answer") from None
    if answer.code != WELL:
        raise FeedError(f"code {answer.code[:20]}")
    return [
        DayForecast(day=day.fxDate, code=CODES.get(day.iconDay, UNKNOWN), low=day.tempMin, high=day.tempMax, rain=None)
        for day in answer.daily
    ]
