"""Keeps tasks alive: one that dies is logged, counted and started again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.metrics import RESTARTS

log = structlog.get_logger()

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
"""Seconds between a death and the next start; doubled each time, so that a broken disk is not hammered."""


class Supervisor:
    """The process's lasting tasks by name."""

    def __init__(self) -> None:
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.down: set[str] = set()
        """Tasks that are dead right now, waiting for their next start."""

    def start(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        """Run `run` until it returns by itself or `stop` is called."""
        self.tasks[name] = asyncio.create_task(self._keep(name, run), name=name)

    async def stop(self, name: str) -> None:
        """Cancel a task and waits until it is gone."""
        task = self.tasks.pop(name)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def finished(self, name: str) -> None:
        """Wait until a task that was asked to end has ended."""
        await self.tasks.pop(name)

    async def _keep(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await run()
            except Exception:
                RESTARTS.labels(name).inc()
                log.exception("task_died", task=name)
                self.down.add(name)
                await asyncio.sleep(pause)
                self.down.discard(name)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return
