"""What it takes to start: the bot until it serves, and make before it begins to check anything."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.gates import Gate
from tests.support.server import ROOT, start_bot, write_config

TIMES = 5


async def start() -> float:
    """Return seconds until /healthz answers with 200, on a database that exists."""
    taken = []
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_config(folder)
        for _ in range(1 + TIMES):
            server = start_bot(folder)
            try:
                taken.append(await server.ready())
            finally:
                server.stop()
    return median(taken[1:])


def make_overhead() -> float:
    """Return seconds `make test` takes to see that the environment is up to date, before its first check."""

    def ask() -> None:
        done = subprocess.run(["make", "-q", ".venv/.ready"], cwd=ROOT, check=False, capture_output=True)  # noqa: S607
        if done.returncode > 1:
            raise RuntimeError(done.stderr.decode())

    return median(_timed(ask) for _ in range(TIMES))


def _timed(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


async def measure() -> list[Gate]:
    """Return both, as medians."""
    return [Gate("start_s", await start(), 0.9), Gate("make_overhead_s", make_overhead(), 1)]


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
