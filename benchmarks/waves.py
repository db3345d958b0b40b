"""A wave over a sleeping group of 200,000 members: the longest time at the writer, and how often its report is right.

`python -m benchmarks.waves` takes some minutes; `python -m benchmarks.waves 20000` does the same with as many members.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import TypeVar

from benchmarks.gates import Gate
from benchmarks.reports import build
from storage.db import Db, SqliteDb
from storage.migrate import migrate
from tests.chat import GROUP, START, Chat, open_chat, write_config
from tests.support import simulated_waves
from tests.support.waves import wave

MEMBERS, FACTS, PORTIONS = 200_000, 3, 30
LIMIT = 0.05
"""Seconds at the writer."""
ASLEEP = timedelta(days=42)
T = TypeVar("T")


class Timed:
    """Measures each unit of work at the writer, without the commit, by the processor's time: others run here, too."""

    def __init__(self, chat: Chat) -> None:
        self.seconds: list[float] = []
        self._write = chat.bot.database.write
        chat.bot.database.write = self.write  # type: ignore[method-assign]

    def write(self, work: Callable[[Db], T], *, lane: str = "") -> Awaitable[T]:
        def timed(db: Db) -> T:
            began = thread_time()
            try:
                return work(db)
            finally:
                self.seconds.append(thread_time() - began)

        return self._write(timed, lane=lane)

    def longest(self) -> float:
        """Return the longest unit since this was asked last, in seconds."""
        longest, self.seconds = max(self.seconds), []
        return longest


async def measure_writer(members: int, whom: str) -> list[Gate]:
    """Return how long a wave keeps the writer at most, when it begins, calls, looks for who is back, and reports."""
    with TemporaryDirectory() as place:
        config, path = write_config(Path(place) / "config", GROUP + wave(whom=whom)), Path(place) / "waves.db"
        await migrate(f"sqlite:///{path}")
        await asyncio.to_thread(build, path, members, FACTS)
        chat = await open_chat(config, f"sqlite:///{path}", at=START + ASLEEP)
        chat.bot.late_answers.time_limit = 120.0
        timed, figures = Timed(chat), {}
        for words in ("唤醒方案 唤回", "唤醒 开始 唤回"):
            began = perf_counter()
            answer = await chat.say("群主", words, private=True)
            print(words, f"{perf_counter() - began:.1f} s:", answer.partition("\n")[0])
        figures["begin"] = timed.longest()
        await chat.forward(minutes=PORTIONS)
        figures["portion"] = timed.longest()
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                """INSERT INTO activity (member_id, day, messages) SELECT member_id, day, said + 1 FROM wave_member
                WHERE member_id % 3 = 0 ON CONFLICT DO NOTHING"""
            )
        await chat.forward(hours=4)
        figures["back"] = timed.longest()
        began = perf_counter()
        print(
            (await chat.say("群主", "唤醒报表 唤回", private=True)).splitlines()[1:3], f"{perf_counter() - began:.2f} s"
        )
        await chat.bot.close()
    print(whom, *(f"{what} {seconds * 1000:.1f} ms" for what, seconds in figures.items()))
    return [Gate(f"wave_{what}_s", seconds, LIMIT) for what, seconds in figures.items()]


def measure_coverage() -> list[Gate]:
    """Return in how many of a hundred waves the report's interval covers the true effect."""
    gates = []
    for effect in (0.0, 0.1, 0.2):
        with TemporaryDirectory() as place:
            path = Path(place) / "waves.db"
            asyncio.run(migrate(f"sqlite:///{path}"))
            with closing(sqlite3.connect(path)) as connection:
                covered = simulated_waves.count_covered(SqliteDb(connection), effect)
        gates.append(Gate(f"wave_coverage_{effect:g}", covered, 90, at_least=True))
    return gates


async def measure(members: int = MEMBERS) -> list[Gate]:
    """Return all figures."""
    return [gate for whom in ("{absent: 14}", "{segment: 睡眠客户}") for gate in await measure_writer(members, whom)]


if __name__ == "__main__":
    print(*measure_coverage(), sep="\n")
    print(*asyncio.run(measure(int(sys.argv[1]) if sys.argv[1:] else MEMBERS)), sep="\n")
