"""A hundred kills under load: nothing acknowledged is lost, nothing is booked or broadcast twice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.gates import Gate
from tests.support.crash_load import run_crash_load

KILLS = 100
SEED = 20261121
SHOWN = 20
"""Violations that are printed."""


async def measure() -> list[Gate]:
    """Return one long storm on one database."""
    with TemporaryDirectory() as place:
        report = await run_crash_load(Path(place), KILLS, SEED)
    print(f"kills: {report.summary}; back after {median(report.recoveries):.2f} s")
    print(*(f"violation: {one}" for one in report.violations[:SHOWN]), sep="\n", end="")
    return [Gate("kills", len(report.violations), 1), Gate("recovery_s", max(report.recoveries), 3)]


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
