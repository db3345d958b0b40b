"""The AI bot's long connection: storms of faults and kills, and how soon a mention is answered.

A bot in a process of its own answers 100 check-ins a second, in 100 groups and in 2,000 private chats. Then
`python -m benchmarks.long_connection [SEEDS]` runs a storm for each seed, of some 90 seconds each; 20 seeds in `make
bench`, 300 before a release. In each, 200 messages meet faults of all kinds while the bot is killed four times. Most of
a storm is waiting, for the limits of the platform and for a planned message, so that eight at once keep one core busy;
`--storms` leaves the speed out, which wants a quiet machine, `--first` begins with another seed.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.gates import Gate
from tests.support.long_load import at_rate, long_platform, write_bot
from tests.support.long_storm import run_storm
from tests.support.server import LOAD, SERVER, on_core, start_bot

SEEDS, AT_ONCE = 20, 8
MESSAGES, KILLS = 200, 4
RATE, SECONDS = 100, 20
GROUPS, PRIVATE = 100, 2000
GROUP = "group: wrGroup{number}\nname: 群{number}\nchannels: {{hear: [bot]}}\nmembership: {{private: true}}\n"
SHOWN = 20
"""Violations of a storm that are printed."""


async def measure(seeds: int = SEEDS) -> list[Gate]:
    """Return the gates of storms and of speed."""
    return [*await _speed(), await storms(range(seeds))]


async def storms(seeds: range, at_once: int = AT_ONCE) -> Gate:
    """Return the gate of these storms, so many at a time. One that breaks down is a violation, and ends no other."""
    violations: list[str] = []
    room = asyncio.Semaphore(at_once)

    async def storm(seed: int) -> None:
        async with room:
            with TemporaryDirectory() as place:
                try:
                    wrong, summary = await run_storm(Path(place), seed, MESSAGES, KILLS)
                except Exception as error:
                    wrong, summary = [f"it broke down: {error!r}"], f"seed {seed}: broken down"
            print(summary, *(f"violation: {fault}" for fault in wrong[:SHOWN]), sep="\n  ", flush=True)
            violations.extend(wrong)

    await asyncio.gather(*map(storm, seeds))
    print(f"{len(seeds)} storms, {len(violations)} violations", flush=True)
    return Gate("long_connection_violations", len(violations), 1)


async def _speed() -> list[Gate]:
    groups = [GROUP.format(number=number) for number in range(GROUPS)]
    with TemporaryDirectory() as place:
        async with long_platform() as (platform, port):
            write_bot(Path(place), port, groups)
            with on_core(SERVER):
                server = start_bot(Path(place))
            try:
                await server.ready()
                await platform.until(lambda: platform.is_connected, 30)
                with on_core(LOAD):
                    in_groups = await at_rate(
                        platform,
                        [(f"u{number}", f"wrGroup{number % GROUPS}") for number in range(RATE * SECONDS)],
                        RATE,
                    )
                    in_private = await at_rate(platform, [(f"u{number}", None) for number in range(PRIVATE)], RATE)
                memory = server.memory()
            finally:
                server.stop()
    _show("100 groups", in_groups)
    _show("2,000 private chats", in_private)
    print(f"{memory:.0f} MB")
    return [
        Gate("long_connection_p99_s", quantiles(in_groups, n=100)[-1], 0.05),
        Gate("long_connection_2000_chats_p99_s", quantiles(in_private, n=100)[-1], 0.05),
    ]


def _show(what: str, took: list[float]) -> None:
    print(f"{what}: median {median(took) * 1000:.1f} ms, p99 {quantiles(took, n=100)[-1] * 1000:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="?", default=SEEDS)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    parser.add_argument("--storms", action="store_true")
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    gates = [] if given.storms else asyncio.run(_speed())
    print(*gates, asyncio.run(storms(seeds, given.at_once)), sep="\n")


if __name__ == "__main__":
    main()
