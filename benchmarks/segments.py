"""Ready segments of a thousand random groups against a second, slower way: `python -m benchmarks.segments 1000`."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from benchmarks.gates import Gate
from handlers.segments.thresholds import Thresholds
from storage.db import SqliteDb
from storage.migrate import migrate
from tests.support import segment_lives
from tests.support.segment_lives import LIVES, DrawnLife

HISTORIES = 1000


def measure(histories: int = HISTORIES) -> list[Gate]:
    """Return how many random groups agree; raises AssertionError with the smallest that does not."""
    agreed = 0
    with TemporaryDirectory() as place:
        path = Path(place) / "empty.db"
        asyncio.run(migrate(f"sqlite:///{path}"))
        with closing(sqlite3.connect(path)) as file:

            @settings(max_examples=histories, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            @given(drawn=LIVES, rules=segment_lives.thresholds())
            def agree(drawn: list[DrawnLife], rules: Thresholds) -> None:
                nonlocal agreed
                with closing(sqlite3.connect(":memory:")) as connection:
                    file.backup(connection)
                    segment_lives.check(SqliteDb(connection), drawn, rules)
                agreed += 1

            agree()
    return [Gate("segment_histories", agreed, histories, at_least=True)]


if __name__ == "__main__":
    print(*measure(int(sys.argv[1]) if sys.argv[1:] else HISTORIES), sep="\n")
