"""A few connections that are opened when they are needed and kept for the next one who asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Generic, Protocol, TypeVar

SIZE = 8


class Connection(Protocol):
    """What the pool asks of a connection."""

    @property
    def is_usable(self) -> bool:
        """Return whether it can serve the next one: it is open, and no transaction is."""

    async def close(self) -> None:
        """End it; never raises."""


C = TypeVar("C", bound=Connection)


class Pool(Generic[C]):
    """Up to `size` connections; whoever comes when all are taken waits for one."""

    def __init__(self, connect: Callable[[], Awaitable[C]], size: int = SIZE) -> None:
        self._connect = connect
        self._room = asyncio.Semaphore(size)
        self._idle: list[C] = []

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[C]:
        """Yield a connection that nobody else has meanwhile. Raises what `connect` raises."""
        async with self._room:
            connection = await self._take()
            try:
                yield connection
            finally:
                if connection.is_usable:
                    self._idle.append(connection)
                else:
                    await connection.close()

    async def _take(self) -> C:
        """Return the connection used last, which knows most statements by now, or a new one."""
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable:
                return connection
            await connection.close()
        return await self._connect()

    async def close(self) -> None:
        """Close the connections that nobody has; the pool goes on with new ones where somebody asks."""
        while self._idle:
            await self._idle.pop().close()
