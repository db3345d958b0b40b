"""A month of games and packets in 200 groups with 100 restarts: `python -m benchmarks.random_play`, in `make soak`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.support.random_play import play

GROUPS, BATCHES, RESTARTS, SEED = 200, 3000, 100, 20261127


async def main() -> int:
    began = perf_counter()
    with TemporaryDirectory() as place:
        game, days = await play(
            Path(place) / "config",
            f"sqlite:///{place}/play.db",
            groups=GROUPS,
            batches=BATCHES,
            restarts=RESTARTS,
            seed=SEED,
        )
        counts = await game.chat.bot.database.read(
            lambda db: db.fetch_one("SELECT (SELECT COUNT(*) FROM round), (SELECT COUNT(*) FROM red_packet)")
        )
        faults = await game.finish()
    print(*faults, sep="\n")
    print(
        f"{GROUPS} groups, {days} days, {RESTARTS} restarts, {game.said} messages, rounds and packets {counts}: "
        f"{len(faults)} faults in {perf_counter() - began:.0f} s"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
