"""`python -m benchmarks.month`: a month of sixty members on the demo group's file, in seconds, without a fault."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import structlog
from structlog.typing import EventDict, WrappedLogger

from benchmarks.gates import Gate
from tests.support.month import live

MEMBERS, DAYS = 60, 30
ERRORS: list[str] = []


def _count_errors(_: WrappedLogger, method: str, event: EventDict) -> EventDict:
    if method in ("error", "exception", "critical"):
        ERRORS.append(str(event))
    raise structlog.DropEvent


async def measure() -> list[Gate]:
    """Return how long the month takes, and everything that went wrong in it."""
    structlog.configure(processors=[structlog.processors.format_exc_info, _count_errors])
    with TemporaryDirectory() as place:
        begun = perf_counter()
        outcome = await live(Path(place), f"sqlite:///{place}/month.db", members=MEMBERS, days=DAYS, seed=1)
        taken = perf_counter() - begun
    print(f"{outcome.spoken} messages, moments: {dict(outcome.outcomes)}")
    found = [*ERRORS, *outcome.missed, *outcome.wrong, *outcome.unused]
    print(*found[:20], sep="\n")
    faults = len(found) + outcome.outcomes["failed"]
    return [Gate("month_s", taken, 60), Gate("month_faults", faults, 1)]


if __name__ == "__main__":
    gates = asyncio.run(measure())
    print(*gates, sep="\n")
    sys.exit(not all(gate.holds for gate in gates))
