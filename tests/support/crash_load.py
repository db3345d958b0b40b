"""The bot under callbacks and broadcasts, killed at random moments.

The platform is played as it is: whoever gets no answer tries up to three more times and gives up. What was given up
is delivered once more at the end, so that the books can be compared to the callback.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import time
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.support.callbacks import DONE, joined, opened, request, said
from tests.support.checks import wrong_broadcasts, wrong_check_ins, wrong_plans
from tests.support.community import CHATS, enter, fake_platform, write_community
from tests.support.fake_wecom import FakeWecom
from tests.support.ledger_checks import number, unfinished
from tests.support.load import attempt
from tests.support.mirror import count_unfinished, empty, mirror
from tests.support.server import SERVER, Server, database, free_port, on_core, start_bot

T = TypeVar("T")

ZONE = ZoneInfo("Asia/Shanghai")
RETRIES = 3
TALKERS = 8
SETTLED = 60.0
"""Seconds for what is left over to be delivered and sent when the storm is over."""


@dataclass
class Report:
    """What a storm showed."""

    violations: list[str]
    recoveries: list[float]
    """Seconds from the start of a process to its first answer."""
    summary: str


@dataclass
class CrashLoad:
    """Everything that is asked of one bot."""

    random: Random
    wecom: FakeWecom
    port: int
    check_ins: dict[int, str] = field(default_factory=dict)
    """Each check-in's answer; empty while there is none."""
    newcomers: dict[str, bool] = field(default_factory=dict)
    """Whether the notice of each newcomer was taken."""
    violations: list[str] = field(default_factory=list)
    attempts: int = 0
    repeats: int = 0
    over: bool = False
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def talk(self) -> None:
        """Let members check in one after another; now and then a callback comes twice although it was answered."""
        while not self.over:
            one = next(self._numbers)
            self.check_ins[one] = ""
            await self._persist(self.check_in, one)
            if self.check_ins[one] and self.random.random() < 0.1:
                self.repeats += 1
                await self._persist(self.check_in, one)

    async def arrive(self, chat: str) -> None:
        """Let members join a customer group, each greeted by a broadcast; no faster than its robot may speak."""
        while not self.over:
            user = f"{chat}-{next(self._numbers)}"
            self.newcomers[user] = False
            enter(self.wecom, chat, user)
            await self._persist(self.join, user)
            await asyncio.sleep(self.random.uniform(2.5, 4))

    async def check_in(self, one: int) -> bool:
        """Deliver a check-in once; True when it was answered."""
        status, text = await self._deliver("office", said(f"u{one}", "签到", one, int(time())))
        if status != 200:
            return False
        before = self.check_ins[one]
        if DONE not in text or (before and text != before):
            self.violations.append(f"check-in {one} was answered {text!r}, before that {before!r}")
        self.check_ins[one] = text
        return True

    async def join(self, user: str) -> bool:
        """Deliver the notice of a newcomer once; True when it was taken."""
        status, _ = await self._deliver("desk", joined(user.split("-")[0], user, int(time())))
        self.newcomers[user] |= status == 200
        return status == 200

    async def _deliver(self, channel: str, plaintext: str) -> tuple[int, str]:
        self.attempts += 1
        answer = await attempt(self.port, request(channel, plaintext, int(time())))
        if answer is None:
            return 0, ""
        status, body = answer
        if status not in (200, 500, 503):
            self.violations.append(f"a callback was answered with HTTP {status}")
        return status, opened(body) if status == 200 else ""

    async def _persist(self, deliver: Callable[[T], Awaitable[bool]], what: T) -> None:
        for _ in range(1 + RETRIES):
            if self.over or await deliver(what):
                return
            await asyncio.sleep(self.random.uniform(0.05, 0.3))

    async def catch_up(self) -> None:
        """Deliver what was given up, until it is answered."""
        for one in [one for one, text in self.check_ins.items() if not text]:
            while not await self.check_in(one):
                pass
        for user in [user for user, taken in self.newcomers.items() if not taken]:
            while not await self.join(user):
                pass

    def summary(self) -> str:
        """Return the size of the storm."""
        return (
            f"{len(self.check_ins)} check-ins in {self.attempts} deliveries ({self.repeats} of them repeated after "
            f"their answer), {len(self.newcomers)} newcomers"
        )


def coming_minutes(how_many: int) -> list[datetime]:
    """Whole minutes; the first is one to two minutes away."""
    first = datetime.now(ZONE).replace(second=0, microsecond=0) + timedelta(minutes=2)
    return [first + timedelta(minutes=one) for one in range(how_many)]


async def run_crash_load(folder: Path, kills: int, seed: int, *, bound: bool = True, postgres: str = "") -> Report:
    """Kill the bot this many times, on a file or on a PostgreSQL database, which is emptied.

    `bound`: it has a core to itself, as in all measurements.
    """
    if postgres:
        await empty(postgres)
    random = Random(seed)
    planned = coming_minutes(1 + kills // 20)
    async with fake_platform(random) as (wecom, api):
        write_community(folder, api, lambda chat: _timetable(chat, planned))
        one = CrashLoad(random, wecom, free_port())

        def start() -> Server:
            if not bound:
                return start_bot(folder, one.port, postgres)
            with on_core(SERVER):
                return start_bot(folder, one.port, postgres)

        clients = [asyncio.create_task(one.talk()) for _ in range(TALKERS)]
        clients += [asyncio.create_task(one.arrive(chat)) for chat in CHATS]
        try:
            recoveries = await _kill(start, kills, random)
        finally:
            one.over = True
            await asyncio.gather(*clients)
        path = database(folder)
        server = start()
        try:
            recoveries.append(await server.ready())
            async with asyncio.timeout(SETTLED):
                await one.catch_up()
                while await count_unfinished(postgres) if postgres else unfinished(path):
                    await asyncio.sleep(0.1)
            end = datetime.now(ZONE)
        finally:
            code = await asyncio.to_thread(server.stop)
    if postgres:
        await mirror(postgres, path)
    violations = [
        *one.violations,
        *([f"the bot ended with {code}"] if code else []),
        *wrong_check_ins(path, one.check_ins),
        *wrong_broadcasts(path, wecom, one.newcomers),
        *wrong_plans(path, planned, end),
    ]
    return Report(violations, recoveries, f"{kills} kills, {one.summary()}, {_broadcasts(path)}")


async def _kill(start: Callable[[], Server], kills: int, random: Random) -> list[float]:
    """Return every fifth kill comes at some moment of the start, the others up to two seconds after it."""
    recoveries = []
    for one in range(1, kills + 1):
        server = start()
        try:
            if one % 5:
                recoveries.append(await server.ready())
                await asyncio.sleep(random.uniform(0, 2))
            else:
                await asyncio.sleep(random.uniform(0.3, 2))
        finally:
            server.kill()
    return recoveries


def _timetable(chat: str, planned: list[datetime]) -> str:
    plans = (f'  - {{name: "{at:%H%M}", when: "{at:%Y-%m-%d %H:%M}", say: {chat} {at:%H%M}}}\n' for at in planned)
    return "sop:\n" + "".join(plans)


def _broadcasts(path: Path) -> str:
    sent = number(path, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
    doubtful = number(path, "SELECT COUNT(*) FROM outbox WHERE state = 'doubtful'")
    planned = number(path, "SELECT COUNT(*) FROM run")
    return f"{sent} broadcasts sent and {doubtful} in doubt, {planned} of them planned"
