"""Lets connections in: so many at a time, and none for longer than an honest request takes.

aiohttp has no time limit on the head and the body of a request, and no limit on connections. Both are kept here by
looking at all connections once a second, so that a request itself costs nothing.
"""

from __future__ import annotations

import asyncio
import gc
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from aiohttp import web

from bot.log import Sparing
from bot.metrics import DROPPED

try:
    import resource
except ImportError:  # Windows, which counts sockets apart from files
    resource = None  # type: ignore[assignment]

BACKLOG = 512
"""Connections the system keeps until they are accepted."""
AT_ONCE = 8
"""Most connections accepted in one turn of the loop. Where files run out, asyncio complains once for each of them."""
COLLECTED = 200
"""Dropped connections after which memory is looked through for what is left of them."""
SOON = 0.05
"""Seconds after which the last of them is gone."""
NO_FILES = "socket.accept() out of system resource"
"""What asyncio calls it; it waits a second then."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections there may be, and for how long they may be waited for, in seconds."""

    head: float = 10
    """From the connection to the end of the first head."""
    body: float = 20
    """For a body, from its head on: 64 KiB at 3 KiB a second."""
    idle: float = 75
    """Between two requests; longer than the 60 s of common reverse proxies, who may be writing just then otherwise."""
    most: int = 1_200
    per_address: int = 100
    """Of one public address. Behind a reverse proxy all come from its own one, which is private as a rule."""


def within_files(limits: Limits) -> Limits:
    """Return the limits with no more connections than half of the files that the process may open."""
    if resource is None:
        return limits
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    most = limits.most if files == resource.RLIM_INFINITY else min(limits.most, files // 2)
    return Limits(limits.head, limits.body, limits.idle, most, min(limits.per_address, most))


class Gate:
    """Makes the protocols of a server's connections, and ends those that take too long or too much room."""

    def __init__(self, server: web.Server, limits: Limits, now: Callable[[], float], sparing: Sparing) -> None:
        """`now` is a monotonic clock, in seconds."""
        self._server = server
        self._limits = limits
        self._now = now
        self._sparing = sparing
        self._dropped = 0
        """Connections ended since memory was last looked through."""
        self._unfinished: dict[Any, tuple[object, float]] = {}
        """By connection: the request whose head or body is not there yet, and since when."""

    def __call__(self) -> asyncio.BaseProtocol:
        """Return what serves a new connection. Where all places are taken, one that only waits makes room."""
        if len(self._open()) >= self._limits.most:
            waiting = next(self._by_patience(), None)
            if waiting is None:
                self._count("full")
                return _Refused()
            self._drop(waiting, "crowded_out")
        return self._server()

    async def watch(self, every: float = 1.0) -> None:
        """Look at all connections again and again, until cancelled."""
        while True:
            await asyncio.sleep(every)
            self.sweep()
            self._sparing.flush()

    def sweep(self) -> None:
        """End what has been unfinished for too long, and what one address has too many of."""
        now = self._now()
        before, self._unfinished = self._unfinished, {}
        for handler in self._open():
            waited_for = _unfinished(handler)
            if waited_for is None:
                continue
            known, since = before.get(handler, (None, now))
            if known is not waited_for:
                since = now
            self._unfinished[handler] = waited_for, since
            is_head = waited_for is FIRST
            if now - since >= (self._limits.head if is_head else self._limits.body):
                self._drop(handler, "slow_head" if is_head else "slow_body")
        self._share_out()

    def _share_out(self) -> None:
        by_address = Counter(address for handler in self._open() if (address := _public_address(handler)))
        for address, count in by_address.items():
            excess = count - self._limits.per_address
            for handler in list(self._by_patience()) if excess > 0 else ():
                if excess > 0 and _public_address(handler) == address:
                    self._drop(handler, "too_many_of_one")
                    excess -= 1

    def _open(self) -> list[Any]:
        connections = vars(self._server)["_connections"]
        return [handler for handler, transport in connections.items() if not transport.is_closing()]

    def _by_patience(self) -> Iterator[Any]:
        """Yield the connections that nothing is done for, the oldest first.

        Those that were unfinished at the last look come before all others: an honest request is there at once.
        """
        waiting = [handler for handler in self._open() if not _is_served(handler)]
        slow = {handler: None for handler in waiting if handler in self._unfinished and _unfinished(handler)}
        yield from slow
        yield from (handler for handler in waiting if handler not in slow)

    def _drop(self, handler: Any, why: str) -> None:
        self._count(why)
        self._dropped += 1
        if self._dropped >= COLLECTED:
            # Their requests, protocols and errors point at each other, 64 KiB of body in their midst, and the
            # collector is told to be lazy: measured, 2,000 slow bodies took 346 MB.
            self._dropped = 0
            asyncio.get_running_loop().call_later(SOON, gc.collect)
        if handler.transport is not None:
            handler.transport.abort()

    def _count(self, why: str) -> None:
        DROPPED.labels(why).inc()
        self._sparing.warning("connection_dropped", why, why=why)


FIRST = object()
"""Stands for the first request of a connection, whose head is not complete."""


def _unfinished(handler: Any) -> object | None:
    """Return the request of a connection that is not there completely; None where nothing is waited for."""
    request = handler._current_request  # noqa: SLF001 - aiohttp tells it nowhere else
    if request is not None:
        return None if request.content.is_eof() else request
    return None if handler._request_count else FIRST  # noqa: SLF001


def _is_served(handler: Any) -> bool:
    """Return whether a complete request of the connection is being answered."""
    at_work = handler._request_in_progress or handler._messages  # noqa: SLF001
    return bool(at_work) and _unfinished(handler) is None


def _public_address(handler: Any) -> str:
    """Return the address of the other side; empty where it is private, as that of a reverse proxy."""
    peer = handler.peername
    with suppress(ValueError):
        if isinstance(peer, tuple) and ip_address(peer[0].partition("%")[0]).is_global:
            return str(peer[0])
    return ""


class _Refused(asyncio.Protocol):
    """Ends a connection at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.abort()


class GuardedSite(web.BaseSite):
    """Listens like `web.TCPSite`, through a gate."""

    def __init__(self, runner: web.AppRunner, gate: Gate, host: str, port: int) -> None:
        super().__init__(runner)
        self._gate = gate
        self._host = host
        self.port = port

    @property
    def name(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host or "0.0.0.0"  # noqa: S104 - only shown
        return f"http://{host}:{self.port}"

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        await super().start()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._gate, self._host or None, self.port, backlog=AT_ONCE)
        self._server = server
        for listening in server.sockets:
            with socket.fromfd(listening.fileno(), listening.family, listening.type) as same:
                same.listen(BACKLOG)
        self.port = server.sockets[0].getsockname()[1]


def complain_sparingly(loop: asyncio.AbstractEventLoop, sparing: Sparing) -> None:
    """Let the loop tell once a minute that no files are left, instead of eight times a second with a traceback."""

    def handle(running: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if context.get("message") == NO_FILES:
            DROPPED.labels("no_files").inc()
            sparing.warning("connection_dropped", "no_files", why="no_files")
        else:
            running.default_exception_handler(context)

    loop.set_exception_handler(handle)
