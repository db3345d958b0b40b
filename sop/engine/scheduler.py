"""Ticks once a second. APScheduler holds one job in memory; what is due, and what was done, is not its business."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

log = structlog.get_logger()

EVERY = 1.0
"""Seconds between two ticks."""

STALL = 10.0
"""Seconds without a beat after which APScheduler counts as dead, e.g. because the machine's clock was set back."""

DRAIN = 5.0
"""Seconds a stop waits for the tick that is running."""


class Steady(BaseTrigger):  # type: ignore[misc]
    """Fires every so many seconds, and lists no moment that lies behind.

    APScheduler's own interval lists each missed second of a clock that jumps, before it drops all but one: 30 days
    held the loop up for 2.2 s, ten years never ended.
    """

    def __init__(self, every: float) -> None:
        self._every = timedelta(seconds=every)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Return the next moment: a step after the one before, or after now where that has passed."""
        following = previous + self._every if previous else now
        return following if following > now else now + self._every


class Scheduler:
    """Calls `tick` with the time it is."""

    def __init__(
        self,
        tick: Callable[[datetime], Awaitable[None]],
        *,
        now: Callable[[], datetime],
        every: float = EVERY,
        stall: float = STALL,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        """`elapsed` tells seconds since whenever: by it, no change of the clock makes a tick older or younger."""
        self._tick = tick
        self._now = now
        self._every = every
        self._stall = stall
        self._machine: AsyncIOScheduler | None = None
        self._busy = asyncio.Lock()
        self._beaten = asyncio.Event()
        self.last_tick = now()
        """When a tick last ended well, by the given clock; until the first one, when this object was made."""
        self.elapsed = elapsed
        self._ticked = elapsed()

    async def run(self) -> None:
        """Tick until cancelled. Raises RuntimeError when APScheduler beats no more; start it again then."""
        self._machine = AsyncIOScheduler(timezone=UTC, jobstores={"default": MemoryJobStore()})
        self._machine.add_job(self.beat, Steady(self._every), coalesce=True, max_instances=1, misfire_grace_time=None)
        self._machine.start()
        try:
            await self._watch()
        finally:
            await self._stop(self._machine)

    async def beat(self) -> None:
        """Tick once; an error is logged, and the next beat is a new chance."""
        self._beaten.set()
        async with self._busy:
            try:
                await self._tick(self._now())
            except Exception:
                log.exception("tick_failed")
            else:
                self.last_tick = self._now()
                self._ticked = self.elapsed()

    def age(self) -> float:
        """Return the seconds since a tick last ended well."""
        return self.elapsed() - self._ticked

    async def _stop(self, machine: AsyncIOScheduler) -> None:
        try:
            if machine.running:
                machine.pause()
            with suppress(TimeoutError):
                async with asyncio.timeout(DRAIN), self._busy:
                    pass
        finally:
            if machine.running:
                machine.shutdown(wait=False)
                await asyncio.sleep(0)  # APScheduler shuts down in a callback of the loop

    async def _watch(self) -> None:
        while True:
            self._beaten.clear()
            try:
                async with asyncio.timeout(self._stall):
                    await self._beaten.wait()
            except TimeoutError:
                if not self._busy.locked():
                    raise RuntimeError("APScheduler no longer ticks") from None
