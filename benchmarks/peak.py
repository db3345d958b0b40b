"""Ten thousand members check in at once: how long the last of them wait, and what it costs in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.gates import Gate
from benchmarks.speed import booked, check_ins
from tests.support.callbacks import DONE, opened
from tests.support.load import closed_loop, percentile
from tests.support.server import LOAD, SERVER, on_core, start_bot, write_config

MEMBERS = 10_000
CONNECTIONS = 1_000
PATIENCE = 60.0


async def measure() -> list[Gate]:
    """Return all requests are made at one moment; from then on each one waits."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_config(folder)
        with on_core(SERVER):
            server = start_bot(folder)
        try:
            await server.ready()
            with on_core(LOAD):
                result = await closed_loop(server.port, check_ins(MEMBERS), CONNECTIONS, PATIENCE)
            memory = server.memory()
        finally:
            server.stop()
        rows = booked(folder)
    right = sum(one.status == 200 and DONE in opened(one.body) for one in result.answers)
    waits = [one.got for one in result.answers]
    print(
        f"burst: {right} right answers and {rows} ledger rows for {MEMBERS} members, half after "
        f"{percentile(waits, 0.5):.2f} s, the last after {max(waits):.2f} s; generator busy {result.busy:.0%}"
    )
    return [
        Gate("burst_wrong", 2 * MEMBERS - right - rows if rows <= MEMBERS else rows, 1),
        Gate("burst_p99_s", percentile(waits, 0.99), 3),
        Gate("rss_mb", memory, 125),
    ]


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
