"""The bot on a long connection with faults from a seed, killed at random: what it may not lose, and not do twice.

The platform repeats nothing, so what was said while nobody listened, or to a process that died before it had written
it down, is gone; all else has its effect once, and its answer arrives once or stands on the list of what may not have.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.channels.wecom.aibot_answers import markdown
from bot.channels.wecom.aibot_targets import Target
from handlers.kit.reply import load
from tests.support.aibot_faults import Fault, Faults
from tests.support.fake_aibot import MINUTE, PER_MINUTE
from tests.support.ledger_checks import faults as faults_in
from tests.support.ledger_checks import number, reading, unfinished
from tests.support.long_load import TimedAibot, long_platform, write_bot
from tests.support.server import Server, database, free_port, start_bot

ZONE = ZoneInfo("Asia/Shanghai")
CHATS = 8
BUSY = 0.25
"""Part of all messages that one chat gets, so that its limit is met."""
PROBABILITY = 0.05
EACH = 0.15
"""Seconds between two messages, on average."""
PATIENT = 0.8
"""Part of the members who wait until the bot is there before they speak."""
SAFE = 1.0
"""Seconds after which a living process must have written down what it was told; more on a machine without time."""
LATE = 20
"""How many times as long as our own loop was late at worst."""
LOOK = 0.02
STARTS = 300.0
"""Seconds a bot may take to connect on a machine that others use."""
SETTLED = 200.0
"""Seconds for what is left over to leave, at the pace that the platform allows."""
TALK = ("@群伴 签到", "@群伴 签到", "@群伴 签到", "@群伴 积分")
GROUP = """\
group: wrStorm{number}
name: 群{number}
channels: {{hear: [bot]}}
sop:
  - {{name: 早, when: "{at:%Y-%m-%d %H:%M}", say: 早上好 {number}}}
"""
UNCERTAIN = ("doubtful", "claimed")


class Told(NamedTuple):
    """A callback that left for the bot."""

    key: str
    text: str
    connection: int
    at: float


@dataclass
class Storm:
    """One bot and all that happens to it."""

    platform: TimedAibot
    random: Random
    folder: Path
    port: int = field(default_factory=free_port)
    told: list[Told] = field(default_factory=list)
    ended: dict[int, float] = field(default_factory=dict)
    """When connections were seen to be over, in seconds of the loop's clock."""
    is_over: bool = False
    late: float = 0.0
    """Seconds by which this loop was late at worst: the bot had as little of the machine."""

    async def talk(self, messages: int) -> None:
        """Let members speak, each once, in all chats."""
        for one in range(messages):
            is_patient = self.random.random() < PATIENT
            while is_patient and not self.platform.is_connected:
                await asyncio.sleep(EACH)
            chat = 0 if self.random.random() < BUSY else self.random.randrange(CHATS)
            text = self.random.choice(TALK)
            connection = self.platform.connection
            before = len(self.platform.log)
            if await self.platform.say(f"u{one}", text, f"wrStorm{chat}") and connection:
                frame = next(frame for _, way, frame in self.platform.log[before:] if way == "s->c" and "cmd" in frame)
                self.told.append(Told(frame["body"]["msgid"], text, connection, self._now()))
            await asyncio.sleep(self.random.uniform(0, 2 * EACH))

    async def watch(self) -> None:
        """Note when connections end."""
        last = 0
        while not self.is_over:
            current = self.platform.connection
            if last and current != last:
                self.ended[last] = self._now()
            last = current
            began = self._now()
            await asyncio.sleep(LOOK)
            self.late = max(self.late, self._now() - began - LOOK)

    async def kill(self, kills: int, seconds: float) -> None:
        """Start the bot and kill it, again and again, after so many seconds on average."""
        for _ in range(kills):
            server = start_bot(self.folder, self.port)
            try:
                # Some die before they are connected.
                wait = self.random.uniform(0.5, 3) if self.random.random() < 0.2 else 0.0
                if not wait:
                    await self._connected(server)
                await asyncio.sleep(wait or self.random.uniform(0.5, 2 * seconds))
            finally:
                self._note_end()
                server.kill()

    async def settle(self, talking: asyncio.Task[None]) -> int:
        """Start the bot a last time and wait until all is said and nothing is left to be sent; return its exit code."""
        server = start_bot(self.folder, self.port)
        try:
            await self._connected(server)
            await talking
            await asyncio.sleep(SAFE)
            async with asyncio.timeout(SETTLED):
                while await asyncio.to_thread(unfinished, database(self.folder)):
                    await asyncio.sleep(0.5)
        finally:
            code = await asyncio.to_thread(server.stop)
        return code

    async def _connected(self, server: Server) -> None:
        """Wait for the line; asking the server whether it is up costs more than the whole storm."""
        async with asyncio.timeout(STARTS):
            while not self.platform.is_connected:
                if server.process.poll() is not None:
                    raise RuntimeError(f"the bot ended:\n{server.log.read_text()[-2000:]}")
                await asyncio.sleep(0.1)

    def _note_end(self) -> None:
        if self.platform.connection:
            self.ended[self.platform.connection] = self._now()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def violations(self) -> Iterator[str]:
        """Yield everything that may not have happened."""
        path = database(self.folder)
        yield from faults_in(path)
        yield from set(self.platform.violations)
        with reading(path) as connection:
            booked = Counter(row[0] for row in connection.execute("SELECT cause FROM entry WHERE cause LIKE 'bot:%'"))
            heard = {row[0] for row in connection.execute("SELECT key FROM inbox WHERE channel = 'bot'")}
            rows = list(connection.execute("SELECT target, reply, state FROM outbox"))
        yield from (f"{cause} was booked {times} times" for cause, times in booked.items() if times > 1)
        for told in self.told:
            is_safe = told.at + SAFE + LATE * self.late < self.ended.get(told.connection, float("inf"))
            if is_safe and told.key not in heard:
                yield f"{told.text} was told to a living process and is gone"
            if told.key in heard and "签到" in told.text and not booked[f"bot:{told.key}"]:
                yield f"{told.text} was heard and not booked"
        yield from self._wrong_messages(rows)
        yield from self._too_fast()

    def _wrong_messages(self, rows: list[tuple[str, str, str]]) -> Iterator[str]:
        """Yield messages that came more often than the outbox knows, or never although they were sent."""
        shown = Counter((said.chat, said.text) for said in self.platform.said)
        sent: Counter[tuple[str, str]] = Counter()
        uncertain: Counter[tuple[str, str]] = Counter()
        for target, stored, state in rows:
            known = Target.read(target).chat, markdown(load(stored), pictures=True).strip()
            sent[known] += state == "sent"
            uncertain[known] += state in UNCERTAIN
        for known in shown.keys() | sent.keys():
            if not sent[known] <= shown[known] <= sent[known] + uncertain[known]:
                yield f"{known} arrived {shown[known]} times, sent {sent[known]}, in doubt {uncertain[known]}"

    def _too_fast(self) -> Iterator[str]:
        for chat in {said.chat for said in self.platform.said}:
            times = [said.at for said in self.platform.said if said.chat == chat]
            if any(later - earlier < MINUTE for earlier, later in zip(times, times[PER_MINUTE:], strict=False)):
                yield f"{chat} got more than {PER_MINUTE} in a minute"

    def summary(self) -> str:
        """Return the size of the storm."""
        path = database(self.folder)
        states = {
            state: number(path, f"SELECT COUNT(*) FROM outbox WHERE state = '{state}'")
            for state in ("sent", "doubtful", "expired", "refused")
        }
        return (
            f"{len(self.told)} told, {self.platform.missed} missed, {len(self.platform.subscribed_at)} subscriptions, "
            f"{json.dumps(states)}, late {self.late:.2f} s"
        )


async def run_storm(
    folder: Path, seed: int, messages: int, kills: int, plan_in: float = 80, probability: float = PROBABILITY
) -> tuple[list[str], str]:
    """Return what went wrong in one storm, and its size.

    A planned message is due in so many seconds; a request goes wrong with so much probability.
    """
    random = Random(seed)
    faults = Faults(random=Random(seed), probability=probability, kinds=tuple(Fault))
    async with long_platform(faults) as (platform, port):
        at = datetime.now(ZONE) + timedelta(seconds=plan_in)
        write_bot(folder, port, [GROUP.format(number=one, at=at) for one in range(CHATS)])
        storm = Storm(platform, random, folder)
        watching = asyncio.create_task(storm.watch())
        talking = asyncio.create_task(storm.talk(messages))
        try:
            await storm.kill(kills, messages * EACH / kills)
            faults.probability = 0.0
            code = await storm.settle(talking)
        finally:
            storm.is_over = True
            talking.cancel()
            await asyncio.gather(watching, talking, return_exceptions=True)
        wrong = [*storm.violations(), *([f"the bot ended with {code}"] if code else [])]
        return wrong, f"seed {seed}: {storm.summary()}"
