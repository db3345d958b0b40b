"""How many check-ins a second one core carries, beside the usual way of doing it and beside doing nothing.

The three servers run on the same core and are loaded in turn, so that whatever else the machine does meets all alike.
Every check-in is by a member never seen before, which costs most, and is on disk before it is answered.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import time

from benchmarks.gates import Gate
from tests.support.callbacks import DONE, opened, request, said
from tests.support.load import Result, closed_loop, percentile
from tests.support.server import LOAD, SERVER, Server, database, on_core, start_bot, start_module, write_config

ROUNDS = 11
SECONDS = 2.0
CONNECTIONS = 64
PREPARED = {"bot": 8_000, "baseline": 15_000, "per_request": 1_000}
"""Requests made ready for each second. A server that answers more is done earlier."""

_NUMBERS = count(1)


def check_ins(number: int) -> list[bytes]:
    """Check-ins of as many different members."""
    now = int(time())
    numbers = (next(_NUMBERS) for _ in range(number))
    return [request("office", said(f"u{one}", "签到", one, now), now) for one in numbers]


async def loaded(name: str, server: Server) -> Result:
    """Return one server under load; every answer is checked."""
    requests = check_ins(int(PREPARED[name] * SECONDS))
    result = await closed_loop(server.port, requests, CONNECTIONS, SECONDS)
    assert all(one.status == 200 and DONE in opened(one.body) for one in result.answers)
    return result


def booked(folder: Path) -> int:
    """Ledger rows in a database."""
    connection = sqlite3.connect(database(folder))
    try:
        row: tuple[int] = connection.execute("SELECT COUNT(*) FROM entry").fetchone()
    finally:
        connection.close()
    return row[0]


async def measure() -> list[Gate]:
    """Load the servers in turn and compares them round by round."""
    results: dict[str, list[Result]] = {name: [] for name in PREPARED}
    with TemporaryDirectory() as place:
        folders = {name: Path(place, name) for name in PREPARED}
        servers: dict[str, Server] = {}
        try:
            with on_core(SERVER):
                for name, folder in folders.items():
                    write_config(folder)
                    servers[name] = start_bot(folder) if name == "bot" else start_module(name, folder)
            for server in servers.values():
                await server.ready()
            with on_core(LOAD):
                warm = {name: await loaded(name, server) for name, server in servers.items()}
                for number in range(ROUNDS):
                    order = list(servers) if number % 2 else list(reversed(servers))
                    for name in order:
                        results[name].append(await loaded(name, servers[name]))
        finally:
            for server in servers.values():
                server.stop()
        for name in ("bot", "per_request"):
            answered = sum(len(one.answers) for one in (*results[name], warm[name]))
            assert booked(folders[name]) == answered, f"{name} answered {answered} check-ins and booked others"
    for name, runs in results.items():
        print(*_lines(name, runs), sep="\n")
    latencies = [one.got - one.sent for run in results["bot"] for one in run.answers]
    return [
        Gate("throughput_vs_session", _ratio(results["bot"], results["per_request"]), 12, at_least=True),
        Gate("throughput_vs_bare", _ratio(results["bot"], results["baseline"]), 0.5, at_least=True),
        Gate("p99_ms", percentile(latencies, 0.99) * 1000, 50),
        Gate("generator_busy", max(run.busy for runs in results.values() for run in runs), 0.9),
    ]


def _ratio(ours: list[Result], theirs: list[Result]) -> float:
    return median(mine.rate() / other.rate() for mine, other in zip(ours, theirs, strict=True))


def _lines(name: str, runs: list[Result]) -> Iterator[str]:
    rates = " ".join(f"{run.rate():.0f}" for run in runs)
    busy = max(run.busy for run in runs)
    latencies = [one.got - one.sent for run in runs for one in run.answers]
    yield (
        f"{name}: {median(run.rate() for run in runs):.0f}/s ({rates}), "
        f"p50 {percentile(latencies, 0.5) * 1000:.0f} ms, p99 {percentile(latencies, 0.99) * 1000:.0f} ms; "
        f"generator busy {busy:.0%}"
    )


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
