"""Describes what a service for the weather has to offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from storage.tools.forecasts import DayForecast


class FeedError(Exception):
    """The weather could not be fetched, or what came was no weather."""


class WeatherProvider(Protocol):
    """Fetches forecasts from one service."""

    @property
    def name(self) -> str:
        """Return what members read of where the weather comes from."""

    async def fetch(self, cities: Sequence[str]) -> Mapping[str, Sequence[DayForecast]]:
        """Return the next days of these cities (names of `cities.places`, at least one) that came; raises FeedError."""
