"""Keeps the weather of all cities that groups ask for: an hour old at most, as long as the service answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.feeds.breaker import Breaker
from bot.feeds.provider import FeedError, WeatherProvider
from config.group import Group
from handlers.tools.rules import Weather
from storage.database import Database
from storage.db import Db
from storage.tools import forecasts

log = structlog.get_logger()

LOOK = 300.0
"""Seconds between two looks at what is old, or was added to a group's file."""
FRESH = timedelta(hours=1)
LANE = "weather"


class WeatherFeed:
    """One per process; a lasting task."""

    def __init__(
        self,
        database: Database,
        provider: WeatherProvider,
        clock: Clock,
        list_groups: Callable[[], Iterable[Group]],
    ) -> None:
        self._database = database
        self._provider = provider
        self._clock = clock
        self._list_groups = list_groups
        self._breaker = Breaker()

    async def run(self) -> None:
        """Fetch what is old until cancelled."""
        while True:
            await self.refresh()
            await asyncio.sleep(LOOK)

    async def refresh(self) -> None:
        """Fetch the weather of all cities in question that is old or missing; what fails is tried again later."""
        now = self._clock.now()
        wanted = {city for group in self._list_groups() for city in group.rules(Weather).cities}
        if not wanted or self._breaker.is_open(now):
            return
        fresh = await self._database.read(lambda db: forecasts.list_fetched_since(db, now - FRESH))
        missing = sorted(wanted - fresh)
        if not missing:
            return
        try:
            fetched = await self._provider.fetch(missing)
        except FeedError as error:
            self._breaker.failed(now)
            log.warning("weather_not_fetched", cities=len(missing), reason=str(error))
            return
        self._breaker.succeeded()

        def save(db: Db) -> None:
            for city, days in fetched.items():
                forecasts.save(db, city, now, days, self._provider.name)

        await self._database.write(save, lane=LANE)
