"""Says hostile words to every command: `python -m benchmarks.hostile_words [COUNT [PROGRESS [NAME ...]]]`.

Each command, and each game that is open, hears COUNT texts (5,000 unless told otherwise) through the bot as it is, with
a fresh database. Nothing may crash, and no answer may take more than 50 ms of processor time. A part of `make soak`, it
takes the better part of an hour of a core; each command is told as it ends. With a PROGRESS file, a run that was ended
goes on behind the last part that is written down there; with NAMES, only these commands and games are tried. A smaller
COUNT is a sample of the same: all kinds of hostile texts take turns.
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


async def main(count: int, progress: Path | None, names: list[str]) -> int:
    began = perf_counter()
    with TemporaryDirectory() as place:
        chat = await open_hostile(Path(place), f"sqlite:///{place}/hostile.db")
        commands = commands_of(chat)
        await chat.bot.close()
    parts = [(command.word, sentences(command, corpus(count, n), Random(n)), "") for n, command in enumerate(commands)]
    parts += [(f"{game} (open)", answers(corpus(count, n), Random(n)), game) for n, game in enumerate(GAMES, 1000)]
    results = read_progress(progress)
    for name, texts, opening in parts:
        if name not in results and (not names or name.removesuffix(" (open)") in names):
            faults, took = await attack(name, texts, opening)
            results[name] = (len(faults), took)
            line = f"{name}\t{len(faults)}\t{took * 1000:.1f}"
            print(line, flush=True)
            if progress:
                with progress.open("a", encoding="utf-8") as file:
                    file.write(f"{line}\n")
    found = sum(faults for faults, _ in results.values())
    slowest = max(results, key=lambda name: results[name][1])
    print(
        f"{len(commands)} commands and {len(GAMES)} games, {count} texts each, in {perf_counter() - began:.0f} s: "
        f"{found} faults, slowest {results[slowest][1] * 1000:.1f} ms ({slowest}), limit {MOST * 1000:.0f} ms"
    )
    return 1 if found else 0


def read_progress(file: Path | None) -> dict[str, tuple[int, float]]:
    """Return the parts that are done with how many faults each had and its slowest answer, in seconds."""
    lines = file.read_text(encoding="utf-8").splitlines() if file and file.exists() else []
    cells = (line.split("\t") for line in lines)
    return {name: (int(faults), float(took) / 1000) for name, faults, took in cells}


if __name__ == "__main__":
    given, file, *names = [*sys.argv[1:], "", ""][: max(2, len(sys.argv) - 1)]
    sys.exit(asyncio.run(main(int(given or COUNT), Path(file) if file else None, names)))
