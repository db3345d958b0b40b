"""The load: keep-alive connections that send prepared requests, each the next one as soon as it is answered."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import perf_counter, process_time

HOST = "127.0.0.1"
END = b"\r\n\r\n"
LENGTH = b"Content-Length: "
ATTEMPT = 5.0
"""Seconds the platform waits for an answer."""


@dataclass(slots=True)
class Answered:
    """One answer: when its request left and when it was complete, in seconds since the start, and what it was."""

    sent: float
    got: float
    status: int
    body: bytes


@dataclass(slots=True)
class Result:
    """What a load met with."""

    answers: list[Answered]
    seconds: float
    busy: float
    """Share of the time for which the generator itself was computing; near 1 it is the bottleneck, not the server."""

    def rate(self) -> float:
        """Return answers per second."""
        return len(self.answers) / self.seconds


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


@dataclass
class _Run:
    requests: deque[bytes]
    start: float
    until: float
    answers: list[Answered] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class _Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._got = b""
        self._sent = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head = self._got.find(END)
        if head < 0:
            return
        start = head + len(END)
        if len(self._got) < start + body_length(self._got[:start]):
            return
        now = perf_counter() - self._run.start
        self._run.answers.append(Answered(self._sent, now, int(self._got[9:12]), self._got[start:]))
        self._got = b""
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self._run.broken.append(f"connection lost: {error}")
            self.done.set_result(None)

    def _next(self) -> None:
        self._sent = perf_counter() - self._run.start
        if self._run.requests and self._sent < self._run.until:
            self._transport.write(self._run.requests.popleft())
        else:
            self.done.set_result(None)
            self._transport.close()


async def closed_loop(port: int, requests: Iterable[bytes], connections: int, seconds: float) -> Result:
    """Keep this many connections busy until the time or the requests run out. Raises where one breaks."""
    loop = asyncio.get_running_loop()
    run = _Run(deque(requests), perf_counter(), seconds)
    computing = process_time()
    made = (loop.create_connection(lambda: _Line(run), HOST, port) for _ in range(connections))
    lines = [line for _, line in await asyncio.gather(*made)]
    await asyncio.gather(*(line.done for line in lines))
    took = perf_counter() - run.start
    if run.broken:
        raise ConnectionError(run.broken[0])
    return Result(run.answers, took, (process_time() - computing) / took)


async def attempt(port: int, request: bytes) -> tuple[int, bytes] | None:
    """Return one delivery on a connection of its own: status and body, None where no whole answer came in time."""
    try:
        async with asyncio.timeout(ATTEMPT):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                writer.write(request)
                head = await reader.readuntil(END)
                return int(head[9:12]), await reader.readexactly(body_length(head))
            finally:
                writer.close()
    except (OSError, EOFError):  # TimeoutError is an OSError
        return None


def body_length(head: bytes) -> int:
    """Return the length of a body by the head before it."""
    at = head.find(LENGTH)
    return int(head[at + len(LENGTH) : head.find(b"\r", at)]) if at >= 0 else 0
