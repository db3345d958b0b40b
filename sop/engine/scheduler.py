"""Ticks once a second. APScheduler holds one job in memory; what is due, and what was done, is not its business."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

import structlog
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger()

EVERY = 1.0
"""Seconds between two ticks."""

STALL = 10.0
"""Seconds without a beat after which APScheduler counts as dead, e.g. because the machine's clock was set back."""

DRAIN = 5.0
"""Seconds a stop waits for the tick that is running."""

GRACE = 3600
"""Seconds a beat may come too late; the default of one second would drop beats after a stall."""


class Scheduler:
    """Calls `tick` with the time it is."""

    def __init__(
        self,
        tick: Callable[[datetime], Awaitable[None]],
        *,
        now: Callable[[], datetime],
        every: float = EVERY,
        stall: float = STALL,
    ) -> None:
        self._tick = tick
        self._now = now
        self._every = every
        self._stall = stall
        self._machine: AsyncIOScheduler | None = None
        self._busy = asyncio.Lock()
        self._beaten = asyncio.Event()
        self.last_tick = now()
        """When a tick last ended well, by the given clock; until the first one, when this object was made."""

    async def run(self) -> None:
        """Tick until cancelled. Raises RuntimeError when APScheduler beats no more; start it again then."""
        self._machine = AsyncIOScheduler(timezone=UTC, jobstores={"default": MemoryJobStore()})
        self._machine.add_job(
            self.beat, "interval", seconds=self._every, coalesce=True, max_instances=1, misfire_grace_time=GRACE
        )
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
