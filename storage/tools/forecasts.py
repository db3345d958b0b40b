"""The weather of the next days by city, as it was fetched last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, TypeAdapter

from storage.db import Db, from_millis, to_millis


class DayForecast(BaseModel):
    """The weather of a local day."""

    model_config = ConfigDict(frozen=True)

    day: date
    code: int
    """The WMO's, table 4677."""
    low: float
    high: float
    """In degrees Celsius."""
    rain: int | None
    """Probability in percent, where it is known."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weather of a city."""

    fetched_at: datetime
    days: tuple[DayForecast, ...]
    source: str
    """The service that told it."""


_DAYS = TypeAdapter(tuple[DayForecast, ...])


def save(db: Db, city: str, fetched_at: datetime, days: Collection[DayForecast], source: str) -> None:
    """Keep a city's weather in place of what was fetched before."""
    db.execute(
        """INSERT INTO forecast (city, fetched_at, days, source) VALUES (:city, :fetched_at, :days, :source)
        ON CONFLICT (city) DO UPDATE
            SET fetched_at = excluded.fetched_at, days = excluded.days, source = excluded.source""",
        city=city,
        fetched_at=to_millis(fetched_at),
        days=_DAYS.dump_json(tuple(days)).decode(),
        source=source,
    )


def get(db: Db, city: str) -> Forecast | None:
    """Return a city's weather; None where it was never fetched."""
    row = db.fetch_one("SELECT fetched_at, days, source FROM forecast WHERE city = :city", city=city)
    return Forecast(from_millis(row[0]), _DAYS.validate_json(row[1]), row[2]) if row else None


def list_fetched_since(db: Db, since: datetime) -> frozenset[str]:
    """Return the cities whose weather was fetched at a moment or later."""
    rows = db.fetch_all("SELECT city FROM forecast WHERE fetched_at >= :since", since=to_millis(since))
    return frozenset(city for (city,) in rows)
