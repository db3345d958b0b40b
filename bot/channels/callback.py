"""The door of channels that are called back: only what is small, signed, fresh and well formed comes in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from time import perf_counter
from typing import NamedTuple

import structlog
from aiohttp import web

from bot.channels.crypto import Codec, ForgedError
from bot.clock import Clock
from bot.metrics import REJECTED, TRAFFIC
from handlers.kit import Event, Reply

log = structlog.get_logger()

REJECTION = "rejected"
"""The same words for every refusal, so that nobody learns what was wrong."""
LARGEST = 64 * 1024
"""Bytes of a request's body: the `client_max_size` of an application with such doors."""

Later = Callable[[Event, Reply], Awaitable[None]]
"""Puts what cannot be answered directly into the outbox, once per event."""


class Callback(NamedTuple):
    """An opened request. Timestamp (seconds since 1970) and nonce are those of its URL."""

    plaintext: str
    timestamp: int
    nonce: str


class TooLargeError(Exception):
    """The body has more than LARGEST bytes."""


class Door:
    """Serves a channel's URL: the check when it is entered in the console, and the callbacks.

    `envelope` finds the encrypted field in a body. `answer` may raise ForgedError for what it cannot read; what else
    it raises becomes a 500, after which the platform tries again.
    """

    def __init__(
        self,
        name: str,
        *,
        codec: Codec,
        envelope: Callable[[bytes], str],
        window: int,
        clock: Clock,
        answer: Callable[[Callback], Awaitable[web.Response]],
    ) -> None:
        """`window`: how many seconds a request's timestamp may be off; 0 lets every timestamp in."""
        self._name = name
        self._codec = codec
        self._envelope = envelope
        self._window = window
        self._clock = clock
        self._answer = answer
        self._rejected = REJECTED.labels(name)

    def routes(self) -> Iterable[web.RouteDef]:
        """GET and POST under `/channels/{name}`."""
        path = f"/channels/{self._name}"
        return (web.get(path, self._check, allow_head=False), web.post(path, self._receive))

    async def _check(self, request: web.Request) -> web.Response:
        echo = request.query.get("echostr", "").replace(" ", "+")  # a plus that nobody quoted arrives as a space
        try:
            return web.Response(text=self._open(request, echo).plaintext)
        except ForgedError as error:
            return self._reject(403, error)

    async def _receive(self, request: web.Request) -> web.Response:
        began = perf_counter()
        try:
            return await self._answer(self._open(request, self._envelope(await _body(request))))
        except TooLargeError as error:
            return self._reject(413, error)
        except ForgedError as error:
            return self._reject(403, error)
        finally:
            TRAFFIC.answered(self._name, perf_counter() - began)

    def _open(self, request: web.Request, encrypted: str) -> Callback:
        query = request.query
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        plaintext = self._codec.open(query.get("msg_signature", ""), timestamp, nonce, encrypted)
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
            raise ForgedError("the timestamp is no number")
        off = self._clock.now().timestamp() - int(timestamp)
        if self._window and abs(off) > self._window:
            raise ForgedError(f"the timestamp is off by {off:.0f} s")
        return Callback(plaintext, int(timestamp), nonce)

    def _reject(self, status: int, error: Exception) -> web.Response:
        self._rejected.inc()
        log.warning("callback_rejected", channel=self._name, why=str(error))
        return web.Response(status=status, text=REJECTION)


async def _body(request: web.Request) -> bytes:
    """The body, as far as the application's limit on bodies lets it in."""
    if request.headers.get("Content-Encoding"):
        raise ForgedError("a compressed body")
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLargeError("a body over the limit") from error
    except web.RequestPayloadError as error:
        raise ForgedError("a broken body") from error
