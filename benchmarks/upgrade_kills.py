"""`make soak`: 300 kills in first starts and in upgrades from every released version; each database has to start.

The process that migrates is killed with all that it started, at a moment spread evenly over what it takes. Beside that,
every half-done state that versions without one transaction could leave is made, statement by statement, and started.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.gates import Gate
from config.settings import HOME
from storage.migrate import MigrationError, migrate, newest
from storage.migrations import revisions
from tests.support.migration_steps import leave_half_done, make_at, revision_of

KILLS = int(os.environ.get("QUNBAN_SOAK_KILLS", "300"))
START = "import asyncio, sys; from storage.migrate import migrate; asyncio.run(migrate(sys.stdin.read()))"
AT_ONCE = 2


async def start_and_kill(path: Path, after: float | None) -> float:
    """Start to migrate, and kill the process and its children after so many seconds; return how long it ran."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", START, stdin=PIPE, cwd=HOME, start_new_session=True
    )
    try:
        await asyncio.wait_for(process.communicate(f"sqlite:///{path}".encode()), after)
    except TimeoutError:
        with suppress(ProcessLookupError):  # it may have ended in this moment
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    return perf_counter() - began


async def starts(path: Path) -> bool:
    """Return whether a database that was left behind can be brought along."""
    try:
        await migrate(f"sqlite:///{path}")
    except MigrationError as error:
        print(f"{path.name}: {str(error).splitlines()[-1]}")
        return False
    return revision_of(path) == newest()


async def measure_kills(folder: Path) -> int:
    """Return how many killed starts left a database that does not start."""
    versions = ["", *revisions()[:-1]]
    make_at(folder / "measured.db", versions[1])
    lasts = await start_and_kill(folder / "measured.db", None)
    lost = 0
    slots = asyncio.Semaphore(AT_ONCE)

    async def kill_once(number: int) -> None:
        nonlocal lost
        async with slots:
            path = folder / f"kill-{number}.db"
            start = versions[number % len(versions)]
            if start:
                make_at(path, start)
            await start_and_kill(path, lasts * AT_ONCE * (0.2 + 0.8 * number / KILLS))
            lost += not await starts(path)

    await asyncio.gather(*(kill_once(number) for number in range(KILLS)))
    return lost


async def measure_half_done(folder: Path) -> tuple[int, int]:
    """Return how many half-done databases there can be, and how many of them do not start."""
    made = lost = 0
    for before, target in zip(["", *revisions()], revisions(), strict=False):
        for statements in count(1):
            path = folder / f"half-{target}-{statements}.db"
            make_at(path, before, rows=bool(before))
            if not leave_half_done(path, target, statements):
                break
            made += 1
            lost += not await starts(path)
    return made, lost


async def measure() -> list[Gate]:
    """Return both parts."""
    with TemporaryDirectory() as folder:
        lost = await measure_kills(Path(folder))
        half_done, stuck = await measure_half_done(Path(folder))
    print(f"{KILLS} kills, {half_done} half-done databases")
    return [Gate("killed_upgrades_lost", lost, 1), Gate("half_done_upgrades_lost", stuck, 1)]


if __name__ == "__main__":
    gates = asyncio.run(measure())
    print(*gates, sep="\n")
    sys.exit(not all(gate.holds for gate in gates))
