"""Kills under load: nothing acknowledged is lost, nothing is booked or broadcast twice.

`python -m benchmarks.kill_test [KILLS]` kills a bot on SQLite, and a fifth as often one on PostgreSQL where
QUNBAN_TEST_POSTGRES names a database, which is wiped. `make bench` kills a hundred times, `make soak` a thousand.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.gates import Gate
from tests.support.crash_load import Report, run_crash_load

KILLS = 100
ON_POSTGRES = 5
"""So many times fewer kills there: each costs as much, and the transactions are the server's."""
SEED = 20261121
SHOWN = 20
"""Violations that are printed."""
POSTGRES = os.environ.get("QUNBAN_TEST_POSTGRES", "")


async def measure(kills: int = KILLS) -> list[Gate]:
    """Return one long storm on each database."""
    gates = _gates("", await _storm(kills))
    if POSTGRES:
        gates += _gates("postgres_", await _storm(kills // ON_POSTGRES, POSTGRES))
    return gates


async def _storm(kills: int, postgres: str = "") -> Report:
    with TemporaryDirectory() as place:
        report = await run_crash_load(Path(place), kills, SEED, postgres=postgres)
    print(f"kills: {report.summary}; back after {median(report.recoveries):.2f} s")
    print(*(f"violation: {one}" for one in report.violations[:SHOWN]), sep="\n", end="")
    return report


def _gates(prefix: str, report: Report) -> list[Gate]:
    slow = quantiles(report.recoveries, n=20)[-1]
    return [Gate(f"{prefix}kills", len(report.violations), 1), Gate(f"{prefix}recovery_p95_s", slow, 3)]


if __name__ == "__main__":
    print(*asyncio.run(measure(*map(int, sys.argv[1:]))), sep="\n")
