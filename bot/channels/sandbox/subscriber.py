"""An open page, as the sandbox sees it: a queue of what it still has to be told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot.channels.sandbox.protocol import Payload

BACKLOG = 2000


class Subscriber:
    """Telling never waits: a page that falls too far behind is ended, and comes back for the history."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Payload | None] = asyncio.Queue(BACKLOG)

    def send(self, payload: Payload) -> None:
        """Adds to what has to be told."""
        try:
            self._queue.put_nowait(payload)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        """Ends the iteration; what was not told yet is dropped."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[Payload]:
        while (told := await self._queue.get()) is not None:
            yield told
