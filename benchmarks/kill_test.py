"""Kills under load: nothing acknowledged is lost, nothing is booked or broadcast twice.

`python -m benchmarks.kill_test [KILLS]` kills a bot on SQLite, and a fifth as often one on PostgreSQL where
QUNBAN_TEST_POSTGRES names a database, which is wiped. `make bench` kills a hundred times, `make soak` a thousand,
fifty on each database; each storm is told when it is over.
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
MOST_AT_ONCE = 50
"""Kills of one database."""
SEED = 20261121
SHOWN = 20
"""Violations that are printed."""
POSTGRES = os.environ.get("QUNBAN_TEST_POSTGRES", "")


async def measure(kills: int = KILLS) -> list[Gate]:
    """Return storms on each database."""
    gates = _gates("", await _storms(kills))
    if POSTGRES:
        gates += _gates("postgres_", await _storms(kills // ON_POSTGRES, POSTGRES))
    return gates


async def _storms(kills: int, postgres: str = "") -> list[Report]:
    reports = []
    for begun in range(0, kills, MOST_AT_ONCE):
        with TemporaryDirectory() as place:
            kills_now = min(MOST_AT_ONCE, kills - begun)
            report = await run_crash_load(Path(place), kills_now, SEED + begun, postgres=postgres)
        print(f"kills: {report.summary}; back after {median(report.recoveries):.2f} s")
        print(*(f"violation: {violation}" for violation in report.violations[:SHOWN]), sep="\n", end="", flush=True)
        reports.append(report)
    return reports


def _gates(prefix: str, reports: list[Report]) -> list[Gate]:
    slow = quantiles([recovery for report in reports for recovery in report.recoveries], n=20)[-1]
    violations = sum(len(report.violations) for report in reports)
    return [Gate(f"{prefix}kills", violations, 1), Gate(f"{prefix}recovery_p95_s", slow, 3)]


if __name__ == "__main__":
    print(*asyncio.run(measure(*map(int, sys.argv[1:]))), sep="\n")
