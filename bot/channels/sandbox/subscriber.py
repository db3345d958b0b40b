"""Open pages, as the sandbox sees them: queues of what they still have to be sent."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator

from bot.channels.sandbox.protocol import Payload

BACKLOG = 2000
"""Most payloads that wait for a page."""


class Subscriber:
    """Sending never waits: a page that falls too far behind is ended, and comes back for the history."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Payload | None] = asyncio.Queue(BACKLOG)

    def send(self, payload: Payload) -> None:
        """Add to what has to be sent."""
        try:
            self._queue.put_nowait(payload)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        """End the iteration; what was not sent yet is dropped."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[Payload]:
        while (payload := await self._queue.get()) is not None:
            yield payload


class Subscribers:
    """Who is to be sent everything that happens in a group, by the group's id."""

    def __init__(self) -> None:
        self._of_group: defaultdict[str, set[Subscriber]] = defaultdict(set)

    def add(self, group_id: str, subscriber: Subscriber) -> None:
        """Send everything that happens in the group from now on."""
        self._of_group[group_id].add(subscriber)

    def remove(self, group_id: str, subscriber: Subscriber) -> None:
        """End what `add` began."""
        self._of_group[group_id].discard(subscriber)

    def publish(self, group_id: str, payload: Payload) -> None:
        """Send a payload to all who subscribed to the group."""
        for subscriber in self._of_group[group_id]:
            subscriber.send(payload)

    def end_all(self) -> None:
        """End every subscriber, so that the server can stop."""
        for subscribers in self._of_group.values():
            for subscriber in subscribers:
                subscriber.end()
