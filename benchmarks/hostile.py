"""Hostile sockets against a real bot that may open 1,024 files: `python -m benchmarks.hostile`, a part of `make soak`.

Each attack is held for ten seconds while one honest callback a second is delivered; all of them have to be answered.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import perf_counter, time

import psutil

from tests.support import callbacks
from tests.support.load import HOST, attempt
from tests.support.server import Server, start_bot, write_config

FILES = 1024
SECONDS = 10
MOST_MB = 60.0
"""By which the bot may grow."""
MOST_BUSY = 0.9
"""Share of one core; the rest of it is what honest requests still find."""
MOST_LOG = 20_000
"""Bytes of log an attack may cause."""
HALF_HEAD = b"POST /channels/office HTTP/1.1\r\nHost: "
SLOW_BODY = b"POST /channels/office HTTP/1.1\r\nHost: x\r\nContent-Length: 65000\r\n\r\n" + b"x" * 60_000
ATTACKS = {
    "1,100 connections without a word": (1100, b"", b""),
    "1,100 half heads": (1100, HALF_HEAD, b""),
    "1,100 heads that drip": (1100, HALF_HEAD, b"a"),
    "2,000 slow bodies": (2000, SLOW_BODY, b"x"),
    "2,000 requests without a signature": (2000, b"POST /channels/office HTTP/1.1\r\nContent-Length: 0\r\n\r\n", b""),
    "2,000 heads that are too long": (2000, b"GET / HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n", b""),
}
_numbers = count(1)


@contextmanager
def few_files() -> Iterator[None]:
    """Let what is started meanwhile open no more than FILES files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * FILES)), hard))


async def attack(port: int, connections: int, first: bytes, more: bytes, until: float) -> None:
    """Keep so many connections open, opening those anew that are ended."""
    room = asyncio.Semaphore(200)

    async def one() -> None:
        while perf_counter() < until:
            with suppress(OSError):
                async with room:
                    reader, writer = await asyncio.open_connection(HOST, port)
                writer.write(first)
                while perf_counter() < until and not reader.at_eof():
                    if more:
                        writer.write(more)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(reader.read(1000), 1)
                writer.close()
            await asyncio.sleep(0.2)

    await asyncio.gather(*(one() for _ in range(connections)))


async def honest(port: int, until: float) -> list[float]:
    """Deliver a check-in a second; return how long each answer took, infinity where none came."""
    took = []
    while perf_counter() < until:
        number, at = next(_numbers), int(time())
        request = callbacks.request("office", callbacks.said(f"user{number}", "签到", number, at), at)
        began = perf_counter()
        answer = await attempt(port, request)
        took.append(perf_counter() - began if answer and answer[0] == 200 else float("inf"))
        await asyncio.sleep(1)
    return took


async def measure(server: Server, name: str) -> bool:
    """Run one attack, print what it did, and return whether all limits held."""
    connections, first, more = ATTACKS[name]
    process = psutil.Process(server.process.pid)
    memory, log, busy = server.memory(), server.log.stat().st_size, sum(process.cpu_times()[:2])
    until = perf_counter() + SECONDS
    took, _ = await asyncio.gather(honest(server.port, until), attack(server.port, connections, first, more, until))
    grown, files = server.memory() - memory, server.handles()
    written = server.log.stat().st_size - log
    used = (sum(process.cpu_times()[:2]) - busy) / SECONDS
    answered = sum(seconds < float("inf") for seconds in took)
    print(
        f"{name}: {answered} of {len(took)} honest callbacks answered, slowest {max(took):.2f} s; "
        f"{grown:+.0f} MB, {files} files, {used:.0%} of a core, {written} bytes of log"
    )
    return answered == len(took) and grown <= MOST_MB and used <= MOST_BUSY and written <= MOST_LOG


async def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_config(folder)
        with few_files():
            server = start_bot(folder)
        try:
            await server.ready()
            held = [await measure(server, attacked) for attacked in ATTACKS]
        finally:
            server.stop()
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
