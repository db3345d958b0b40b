"""`make soak`: the bot lives with talk, newcomers and planned messages; it may neither grow nor lose count.

QUNBAN_SOAK_SECONDS says how long, 120 if nothing else is said. A quarter of it is warm-up. Memory and open files are
compared between two quiet moments: after the warm-up and at the end.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import time

from benchmarks.gates import Gate
from tests.support.callbacks import joined, opened, request, said
from tests.support.community import CHATS, enter, fake_platform, write_community
from tests.support.fake_wecom import FakeWecom
from tests.support.ledger_checks import faults, number, unfinished
from tests.support.load import attempt
from tests.support.server import database, free_port, start_bot

MEMBERS, TALKERS, PAUSE = 200, 8, 0.05
WORDS = ("签到", "打卡", "积分", "排行", "明细", "帮助", "能力", "大家早上好", "今天天气不错", "随便说说")
QUIET = 3.0
"""Seconds without load before anything is compared."""
SETTLED = 90.0
"""Seconds until everything that was posted has left; a robot speaks 20 times a minute."""
TIMES = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(24 * 60)]
PER_PLAN = 12


@dataclass
class Life:
    """What goes on around the bot."""

    port: int
    wecom: FakeWecom
    random: Random
    on: bool = True
    outcomes: Counter[str] = field(default_factory=Counter)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def last(self, seconds: float) -> None:
        """Go on for some time."""
        self.on = True
        clients = [asyncio.create_task(self._talk()) for _ in range(TALKERS)]
        clients += [asyncio.create_task(self._arrive(chat)) for chat in CHATS]
        await asyncio.sleep(seconds)
        self.on = False
        await asyncio.gather(*clients)

    async def _talk(self) -> None:
        while self.on:
            user, words = f"u{self.random.randrange(MEMBERS)}", self.random.choice(WORDS)
            await self._deliver("office", said(user, words, next(self._numbers), int(time())))
            await asyncio.sleep(self.random.uniform(0, 2 * PAUSE))

    async def _arrive(self, chat: str) -> None:
        while self.on:
            user = f"{chat}-{next(self._numbers)}"
            enter(self.wecom, chat, user)
            await self._deliver("desk", joined(chat, user, int(time())))
            await asyncio.sleep(self.random.uniform(3, 5))

    async def _deliver(self, channel: str, plaintext: str) -> None:
        answer = await attempt(self.port, request(channel, plaintext, int(time())))
        if answer and answer[0] == 200:
            opened(answer[1])
        self.outcomes[f"HTTP {answer[0]}" if answer else "no answer"] += 1


def timetable() -> str:
    """Return plans that say something at every minute of the day."""
    lines = ["sop:\n"]
    for at in range(0, len(TIMES), PER_PLAN):
        times = TIMES[at : at + PER_PLAN]
        lines.append(f'  - {{name: 报时{at}, when: "每天 {"、".join(times)}", say: "现在是{{date}}"}}\n')
    return "".join(lines)


async def settled(path: Path) -> None:
    """Wait until everything that was posted has left, and a little longer."""
    async with asyncio.timeout(SETTLED):
        while unfinished(path):
            await asyncio.sleep(0.1)
    await asyncio.sleep(QUIET)


async def measure(seconds: float) -> list[Gate]:
    """Return one life of the bot."""
    random = Random(1)
    with TemporaryDirectory() as place:
        folder = Path(place)
        async with fake_platform(random) as (wecom, api):
            write_community(folder, api, lambda chat: timetable() if chat == CHATS[0] else "")
            life = Life(free_port(), wecom, random)
            server = start_bot(folder, life.port)
            try:
                await server.ready()
                await life.last(seconds / 4)
                await settled(database(folder))
                memory, handles = server.memory(), server.handles()
                await life.last(seconds * 3 / 4)
                await settled(database(folder))
                grown, opened_more = server.memory() - memory, server.handles() - handles
            finally:
                code = await asyncio.to_thread(server.stop)
        wrong = faults(database(folder)) + ([f"the bot ended with {code}"] if code else [])
        sent = number(database(folder), "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
        unsent = number(database(folder), "SELECT COUNT(*) FROM outbox WHERE state NOT IN ('sent', 'new')")
        ran = number(database(folder), "SELECT COUNT(*) FROM run")
        errors = sum('"level": "error"' in line for line in server.log.read_text().splitlines())
    print(f"soak: {dict(life.outcomes)}, {sent} broadcasts sent and {unsent} not, {ran} of them planned")
    print(f"memory {memory:.0f} MB after the warm-up, then {grown:+.1f} MB; {handles} open files, then {opened_more:+}")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    failed = sum(times for outcome, times in life.outcomes.items() if outcome != "HTTP 200")
    return [
        Gate("soak_faults", len(wrong) + failed + unsent + errors + wecom.violations, 1),
        Gate("soak_grown_mb", grown, 20),
        Gate("soak_files", opened_more, 1),
    ]


def main() -> None:
    gates = asyncio.run(measure(float(os.environ.get("QUNBAN_SOAK_SECONDS", "120"))))
    print(*gates, sep="\n")
    sys.exit(not all(gate.holds for gate in gates))


if __name__ == "__main__":
    main()
