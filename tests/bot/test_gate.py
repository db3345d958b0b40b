"""Hostile connections: half requests end, many make room, and nobody fills the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.gate import NO_FILES, Gate, GuardedSite, Limits, complain_sparingly, within_files
from bot.log import QuietServer, Sparing
from tests.support.load import attempt

LIMITS = Limits(head=10, body=20, idle=75, most=20, per_address=5)
ASKED = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nping"
HALF_HEAD = b"POST /channels/office HTTP/1.1\r\nHost: "
HALF_BODY = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + b"x" * 100


@dataclass
class Stage:
    """A server behind a gate whose clock is turned by hand."""

    port: int
    gate: Gate
    sparing: Sparing
    seconds: list[float]
    hold: asyncio.Event
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    async def connect(self, data: bytes) -> asyncio.StreamReader:
        """Open a connection and send something; return where its end can be seen."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writers.append(writer)
        writer.write(data)
        await writer.drain()
        return reader

    async def later(self, seconds: float) -> None:
        """Let time pass, with a look once a second as in real life."""
        for _ in range(3):
            await asyncio.sleep(0.01)
            self.gate.sweep()
        self.seconds[0] += seconds
        self.gate.sweep()
        self.sparing.flush()
        await asyncio.sleep(0)

    async def works(self) -> bool:
        """Return whether an honest request is answered."""
        return await attempt(self.port, ASKED) == (200, b"pong")


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    hold = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        if body == b"wait":
            await hold.wait()
        return web.Response(text="pong")

    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=LIMITS.idle, lingering_time=0.1, shutdown_timeout=0)
    await runner.setup()
    assert runner.server
    seconds = [0.0]
    sparing = Sparing(lambda: seconds[0])
    gate = Gate(runner.server, LIMITS, lambda: seconds[0], sparing)
    site = GuardedSite(runner, gate, "127.0.0.1", 0)
    await site.start()
    opened = Stage(site.port, gate, sparing, seconds, hold)
    yield opened
    hold.set()
    for writer in opened.writers:
        writer.close()
    await runner.cleanup()


async def ended(reader: asyncio.StreamReader) -> bool:
    """Return whether the server has closed a connection, whatever it said before."""
    with suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(0.2):
            await reader.read()
            return True
    return reader.at_eof() or reader.exception() is not None


@pytest.mark.parametrize(
    "data",
    [b"", HALF_HEAD, b"GET / HTTP/1.1\r\n", b"GET / HT", b"\r\n" * 50, b"POST / HTTP/1.1\r\nX: " + b"a" * 4000],
    ids=["silence", "half a line", "a line", "half a version", "empty lines", "a long field"],
)
async def test_half_a_head_ends_in_time_and_not_before(stage: Stage, data: bytes) -> None:
    reader = await stage.connect(data)
    await stage.later(LIMITS.head - 1)
    assert not await ended(reader)
    await stage.later(1)
    assert await ended(reader)
    assert await stage.works()


async def test_half_a_body_ends_in_time_and_not_before(stage: Stage) -> None:
    for data in (HALF_BODY, b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"):
        reader = await stage.connect(data)
        await stage.later(LIMITS.body - 1)
        assert not await ended(reader)
        await stage.later(1)
        assert await ended(reader)


async def test_letters_that_drip_in_gain_no_time(stage: Stage) -> None:
    readers = [await stage.connect(HALF_HEAD), await stage.connect(HALF_BODY)]
    for _ in range(5):
        for writer in stage.writers:
            writer.write(b"a")
        await stage.later(LIMITS.body / 5)
    assert [await ended(reader) for reader in readers] == [True, True]


async def test_a_kept_connection_and_one_that_is_being_served_stay(stage: Stage) -> None:
    kept = await stage.connect(ASKED)
    assert (await kept.readuntil(b"pong")).startswith(b"HTTP/1.1 200")
    served = await stage.connect(ASKED.replace(b"ping", b"wait"))
    for _ in range(3):
        await stage.later(LIMITS.body)
    stage.hold.set()
    assert (await served.readuntil(b"pong")).startswith(b"HTTP/1.1 200")
    stage.writers[0].write(ASKED)
    assert (await kept.readuntil(b"pong")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("data", [b"", HALF_HEAD, HALF_BODY, ASKED], ids=["silence", "heads", "bodies", "idlers"])
async def test_a_crowd_makes_room_for_an_honest_request(stage: Stage, data: bytes) -> None:
    for _ in range(LIMITS.most * 3):
        await stage.connect(data)
        assert len(vars(stage.gate)["_server"].connections) <= LIMITS.most + 2
    assert all([await stage.works() for _ in range(5)])


async def test_who_is_being_served_is_never_crowded_out(stage: Stage) -> None:
    served = [await stage.connect(ASKED.replace(b"ping", b"wait")) for _ in range(LIMITS.most)]
    await asyncio.sleep(0.05)
    refused = await stage.connect(ASKED)
    assert await ended(refused)
    stage.hold.set()
    for reader in served:
        assert (await reader.readuntil(b"pong")).startswith(b"HTTP/1.1 200")


class Line:
    """A connection from somewhere, of which nothing has come."""

    def __init__(self, address: str) -> None:
        self.gone = False
        self.peername = (address, 1)
        self.transport = SimpleNamespace(abort=self.abort, is_closing=lambda: self.gone)
        self._current_request: Any = None
        self._request_count = 0
        self._request_in_progress = False
        self._messages: list[object] = []

    def abort(self) -> None:
        self.gone = True


@pytest.mark.parametrize(
    ("address", "left"),
    [("8.8.8.8", 5), ("2400:3200::1", 5), ("127.0.0.1", 9), ("10.1.2.3", 9), ("172.17.0.1", 9), ("::1", 9), ("", 9)],
)
def test_one_public_address_has_a_share_and_a_proxy_has_all(address: str, left: int) -> None:
    lines = [Line(address) for _ in range(9)]
    server: Any = SimpleNamespace(_connections={line: line.transport for line in lines})
    Gate(server, LIMITS, lambda: 0.0, Sparing(lambda: 0.0)).sweep()
    assert [line.gone for line in lines] == [True] * (9 - left) + [False] * left


def test_half_of_the_files_are_left_for_other_things(monkeypatch: pytest.MonkeyPatch) -> None:
    for files, most in ((1024, 512), (256, 128), (-1, 1200)):
        monkeypatch.setattr("bot.gate.resource.getrlimit", lambda _, files=files: (files, files))
        assert within_files(Limits()).most == most


# The log


async def test_a_thousand_half_requests_are_one_line_a_minute(stage: Stage) -> None:
    with capture_logs() as lines:
        for _ in range(3):
            for _ in range(10):
                await stage.connect(HALF_HEAD)
            await stage.later(LIMITS.head)
        await stage.later(60)
    assert [(line["event"], line["why"], line.get("more")) for line in lines] == [
        ("connection_dropped", "slow_head", None),
        ("connection_dropped", "slow_head", 29),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n" + b"X: \x00\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01" + b"\0" * 7000,
        b"NONSENSE" * 1000,
    ],
    ids=range(9),
)
async def test_what_is_no_http_makes_one_line_without_a_traceback(
    stage: Stage, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    quiet = QuietServer(stage.sparing)
    logger = logging.getLogger("aiohttp.server")
    logger.addFilter(quiet)
    try:
        with capture_logs() as lines:
            for _ in range(20):
                assert await ended(await stage.connect(data)) or data.startswith(b"NONSENSE")
    finally:
        logger.removeFilter(quiet)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(lines) <= 1
    assert len(repr(lines)) < 200


def test_what_is_told_sparingly_is_counted() -> None:
    seconds = [0.0]
    sparing = Sparing(lambda: seconds[0])
    with capture_logs() as lines:
        for number in range(1000):
            sparing.warning("rejected", "a", why=f"{number}")
        sparing.warning("rejected", "b", why="other")
        seconds[0] = 60
        sparing.flush()
        sparing.flush()
        seconds[0] = 200
        sparing.flush()
        sparing.warning("rejected", "a", why="again")
    assert [(line["why"], line.get("more")) for line in lines] == [
        ("0", None),
        ("other", None),
        ("999", 999),
        ("again", None),
    ]


async def test_running_out_of_files_is_told_once_a_minute_and_other_errors_as_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    complain_sparingly(loop, Sparing(lambda: 0.0))
    try:
        with capture_logs() as lines:
            for _ in range(100):
                loop.call_exception_handler({"message": NO_FILES, "exception": OSError(24, "Too many open files")})
            loop.call_exception_handler({"message": "a bug"})
    finally:
        loop.set_exception_handler(before)
    assert [line["event"] for line in lines] == ["connection_dropped"]
    assert [record.message for record in caplog.records] == ["a bug"]
