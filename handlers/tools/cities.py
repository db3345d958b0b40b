"""Where the cities are, for their weather."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from config.settings import HOME

FILE = HOME / "config" / "content" / "cities.csv"


class Place(NamedTuple):
    """Degrees north and east, of the middle of a city."""

    latitude: float
    longitude: float


@cache
def places() -> Mapping[str, Place]:
    """Return the cities by name, without 市, 县 and 区; read when somebody first wants the weather."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["name"]: Place(float(row["latitude"]), float(row["longitude"])) for row in rows}
