"""Drains the outbox: each lane in order and at its pace, all lanes at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

import structlog

from bot.channels.channel import Channel, SendResult, SendStatus, is_ready, paces_of
from bot.clock import Clock
from bot.metrics import LETTERS
from bot.rendering import PictureRenderer
from bot.sightings import Sightings
from handlers.kit import Reply
from handlers.kit.reply import load
from storage.database import Database
from storage.db import Db
from storage.messages import lanes, outbox
from storage.messages.outbox import Kind, OutboxMessage, State

log = structlog.get_logger()
T = TypeVar("T")

ATTEMPTS = 10
"""Tries before a message is given up: with the pauses below about 20 minutes."""
LONGEST_PAUSE = 300.0
IDLE = 1.0
"""Seconds after which the outbox is looked at again without being woken."""


class Sender:
    """One per process. What it decides is written down before and after every request."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        renderer: PictureRenderer,
        clock: Clock,
        random: Random,
        sightings: Sightings,
    ) -> None:
        self._database = database
        self._channels = channels
        self._renderer = renderer
        self._clock = clock
        self._random = random
        self._sightings = sightings
        self._awake = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._stopping = False
        self._looked_at: datetime | None = None
        """When the outbox was last looked at: a moment before it means that the clock was set back."""

    def wake(self) -> None:
        """Look at the outbox: something was posted."""
        self._awake.set()

    async def run(self) -> None:
        """Send until `stop`; raise when the database fails."""
        await self._forget_the_dead()
        while not self._stopping:
            self._awake.clear()
            await self._begin()
            try:
                await asyncio.wait_for(self._awake.wait(), IDLE)
            except TimeoutError:
                continue
        # What began while it was being stopped.
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def stop(self) -> None:
        """Let requests that are on their way finish, and begins no more."""
        self._stopping = True
        self._awake.set()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def drain(self) -> None:
        """Send everything that is due now, and return when it is gone."""
        while await self._begin() or self._busy:
            await asyncio.gather(*self._busy.values())

    async def next_due(self) -> datetime | None:
        """Return when a waiting lane may go on, for a clock that is turned."""
        now = self._clock.now()
        return await self._database.read(lambda db: outbox.next_due(db, now))

    async def _forget_the_dead(self) -> None:
        """Put requests of an earlier run in doubt: nobody waits for their answers."""
        for task in self._busy.values():
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)
        self._busy.clear()
        now = self._clock.now()
        doubtful = await self._database.write(lambda db: outbox.recover(db, now))
        if doubtful:
            log.warning("broadcasts_in_doubt", count=doubtful)

    async def _begin(self) -> bool:
        """Start a task for the head of every lane that is free; True when there was one."""
        for lane, task in list(self._busy.items()):
            if task.done():
                del self._busy[lane]
                task.result()
        now = self._clock.now()
        if self._looked_at and now < self._looked_at:
            by = self._looked_at - now
            log.warning("clock_set_back", seconds=by.total_seconds())
            await self._database.write(lambda db: lanes.turn_back(db, by))
        self._looked_at = now
        messages = await self._database.read(lambda db: outbox.list_ready(db, now))
        started = False
        for message in messages:
            if message.lane not in self._busy and is_ready(self._channels.get(message.channel)):
                task = asyncio.create_task(self._deliver(message), name=f"lane {message.lane}")
                task.add_done_callback(lambda _: self._awake.set())
                self._busy[message.lane] = task
                started = True
        return started

    async def _deliver(self, message: OutboxMessage) -> None:
        channel = self._channels.get(message.channel)
        if channel is None:
            await self._write(
                lambda db, now: outbox.finish(db, message, State.REFUSED, now, "这个群没有能主动发消息的通道")
            )
            return
        reply = await self._renderer.render(load(message.reply))
        paces = paces_of(channel)
        if not await self._write(lambda db, now: outbox.claim(db, message, now, paces)):
            return
        pieces = channel.pieces(reply)
        outcome = await self._request(channel, message, pieces[message.piece])
        LETTERS.labels(message.channel, outcome.verdict.name.lower()).inc()
        self._see(message, outcome)
        await self._write(lambda db, now: self._record(db, message, len(pieces), outcome, now))

    def _see(self, message: OutboxMessage, outcome: SendResult) -> None:
        """Let whoever sets the channel up see whether its platform takes what is sent."""
        if outcome.verdict is SendStatus.SENT:
            self._sightings.taken(message.channel, message.lane)
        elif outcome.verdict in (SendStatus.REFUSED, SendStatus.DISABLED):
            self._sightings.refused(message.channel, outcome.note, self._clock.now(), message.lane)

    async def _request(self, channel: Channel, message: OutboxMessage, piece: Reply) -> SendResult:
        try:
            return await channel.send(message.target, piece, f"{message.key}:{message.piece}")
        except Exception:
            log.exception("channel_failed", channel=message.channel, message=message.id)
            return SendResult(SendStatus.DOUBTFUL, "发送时程序出错")

    def _record(self, db: Db, message: OutboxMessage, pieces: int, outcome: SendResult, now: datetime) -> None:
        lanes.record_answered(db, message.lane, now)
        match outcome.verdict:
            case SendStatus.SENT:
                outbox.mark_arrived(db, message, now, pieces)
            case SendStatus.RETRY if message.attempts + 1 < ATTEMPTS:
                outbox.retry(db, message, now + self._pause(message.attempts, outcome.wait), outcome.note)
            case SendStatus.DOUBTFUL if message.kind is Kind.ANSWER and message.attempts + 1 < ATTEMPTS:
                outbox.retry(db, message, now + self._pause(message.attempts, outcome.wait), outcome.note)
            case SendStatus.PAUSE:
                outbox.retry(db, message, now + outcome.wait, outcome.note)
                lanes.pause(db, message.lane, now + outcome.wait)
            case SendStatus.DISABLED:
                outbox.finish(db, message, State.REFUSED, now, outcome.note)
                lanes.disable(db, message.lane, outcome.note)
                log.error("lane_disabled", channel=message.channel, reason=outcome.note)
            case SendStatus.DOUBTFUL:
                outbox.finish(db, message, State.DOUBTFUL, now, outcome.note)
            case _:
                outbox.finish(db, message, State.REFUSED, now, outcome.note)

    def _pause(self, attempts: int, least: timedelta) -> timedelta:
        """Return 2, 4, 8 … seconds, a little scattered so that lanes do not come back in step."""
        seconds = min(2.0 ** (attempts + 1), LONGEST_PAUSE) * self._random.uniform(0.8, 1.2)
        return max(least, timedelta(seconds=seconds))

    async def _write(self, work: Callable[[Db, datetime], T]) -> T:
        now = self._clock.now()
        return await self._database.write(lambda db: work(db, now))
