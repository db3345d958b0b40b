"""Says hostile words to every command: `python -m benchmarks.hostile_words [COUNT]`, some ten minutes, in `make soak`.

Each command, and each game that is open, hears COUNT texts (5,000 unless told otherwise) through the bot as it is, with
a fresh database. Nothing may crash, and no answer may take more than 50 ms of processor time.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.support.hostile_group import GAMES, MOST, Fault, answers, commands_of, open_hostile, say_all, sentences
from tests.support.hostile_words import corpus

COUNT = 5000


async def attack(name: str, texts: Iterable[str], opening: str = "") -> tuple[list[Fault], float]:
    """Say texts to a group of their own, and print what was wrong; see `say_all`."""
    with TemporaryDirectory() as place:
        chat = await open_hostile(Path(place), f"sqlite:///{place}/hostile.db")
        try:
            if opening:
                assert await chat.say("小红", opening)
            faults, slowest = await say_all(chat, texts)
        finally:
            await chat.bot.close()
    for fault in faults:
        print(f"{name}: {fault}", flush=True)
    return faults, slowest


async def main(count: int) -> int:
    began = perf_counter()
    with TemporaryDirectory() as place:
        chat = await open_hostile(Path(place), f"sqlite:///{place}/hostile.db")
        commands = commands_of(chat)
        await chat.bot.close()
    parts = [(one.word, sentences(one, corpus(count, n), Random(n)), "") for n, one in enumerate(commands)]
    parts += [(f"{game} (open)", answers(corpus(count, n), Random(n)), game) for n, game in enumerate(GAMES, 1000)]
    found, slowest = 0, (0.0, "")
    for name, texts, opening in parts:
        faults, took = await attack(name, texts, opening)
        found += len(faults)
        slowest = max(slowest, (took, name))
    print(
        f"{len(commands)} commands and {len(GAMES)} games, {count} texts each, in {perf_counter() - began:.0f} s: "
        f"{found} faults, slowest {slowest[0] * 1000:.1f} ms ({slowest[1]}), limit {MOST * 1000:.0f} ms"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)))
