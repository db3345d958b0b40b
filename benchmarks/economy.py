"""`make soak`: long random walks through a group's economy, on SQLite, and on PostgreSQL where one is named.

QUNBAN_WALKS says how many, 1000 if nothing else is said; each takes 50 steps, and all invariants are looked at after
each step. QUNBAN_TEST_POSTGRES names a database, which is wiped.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.gates import Gate
from storage.migrate import migrate
from tests.conftest import _renew_postgres
from tests.support.economy import YAML, Economy
from tests.support.postgres import Cleaner

WALKS, STEPS = int(os.environ.get("QUNBAN_WALKS", "1000")), 50
POSTGRES = os.environ.get("QUNBAN_TEST_POSTGRES", "")
LONG = settings(
    max_examples=WALKS,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def walk(name: str, kind: type[Economy]) -> Gate:
    """Return all walks of one kind; a fault is raised with the steps that lead to it."""
    begun = perf_counter()
    run_state_machine_as_test(kind, settings=LONG)
    print(f"{name}: {WALKS} walks of up to {STEPS} steps in {perf_counter() - begun:.0f} s", flush=True)
    return Gate(f"economy_{name}_faults", 0, 1)


def main() -> None:
    with TemporaryDirectory() as place:
        empty = Path(place, "empty.db")
        asyncio.run(migrate(f"sqlite:///{empty}"))

        class OnSqlite(Economy):
            @staticmethod
            def fresh(folder: Path) -> str:
                shutil.copy(empty, folder / "life0.db")
                return f"sqlite:///{folder / 'life0.db'}"

        class WithBudget(OnSqlite):
            yaml = YAML + "budget: {monthly: 60}\n"

        kinds: dict[str, type[Economy]] = {"sqlite": OnSqlite, "sqlite_budget": WithBudget}
        if POSTGRES:
            asyncio.run(_renew_postgres())
            cleaner = Cleaner(POSTGRES)

            class OnPostgres(Economy):
                @staticmethod
                def fresh(_: Path) -> str:
                    cleaner.clean()
                    return POSTGRES

            kinds["postgres"] = OnPostgres
        wanted = sys.argv[1:] or list(kinds)
        print(*(walk(name, kind) for name, kind in kinds.items() if name in wanted), sep="\n")


if __name__ == "__main__":
    main()
