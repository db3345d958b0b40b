"""`python -m benchmarks.packet_races`: a thousand red packets whose end and whose grabs come at once."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.gates import Gate
from tests.chat import GROUP, open_chat, write_config
from tests.support.redpackets import RACE_YAML, race

PACKETS = 1000


async def measure() -> list[Gate]:
    """Return the greater share of the two ends: both have to come often. Lost points and wrong books end the run."""
    with TemporaryDirectory() as place:
        config = write_config(Path(place) / "config", GROUP + RACE_YAML)
        chat = await open_chat(config, f"sqlite:///{place}/races.db")
        try:
            ended, _ = await race(chat, PACKETS, Random(7))
        finally:
            await chat.bot.close()
    print(dict(ended))
    return [Gate("races_one_sided", max(ended.values()) / PACKETS, 0.9)]


if __name__ == "__main__":
    gates = asyncio.run(measure())
    print(*gates, sep="\n")
    sys.exit(not all(gate.holds for gate in gates))
