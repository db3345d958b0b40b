"""Lasting tasks that look again and again for what there is to do beside the chats: they pay, broadcast and welcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.channels.channel import Channel
from bot.clock import Clock
from bot.groups import Groups
from bot.outgoing import Outgoing
from storage.database import Database


@dataclass(frozen=True, slots=True)
class TaskDeps:
    """What a lasting task is given."""

    database: Database
    clock: Clock
    channels: Mapping[str, Channel]
    groups: Groups
    outgoing: Outgoing
    wake_sender: Callable[[], None]


class LastingTask:
    """One per process; supervised."""

    look: ClassVar[float] = 60.0
    """Seconds between two looks."""

    def __init__(self, deps: TaskDeps) -> None:
        self._database = deps.database
        self._clock = deps.clock
        self._channels = deps.channels
        self._groups = deps.groups
        self._outgoing = deps.outgoing
        self._wake_sender = deps.wake_sender

    async def run(self) -> None:
        """Do what there is to do until cancelled."""
        while True:
            await self.work()
            await asyncio.sleep(self.look)

    async def work(self) -> None:
        """Take everything that is open one step further."""
        raise NotImplementedError
