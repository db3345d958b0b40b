"""The endpoint of channels that are called back: only what is small, signed, fresh and well formed comes in."""

from __future__ import annotations

from asyncio import IncompleteReadError
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from email.utils import formatdate
from functools import lru_cache
from time import perf_counter
from typing import Any, NamedTuple

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.hdrs import EXPECT, METH_POST

from bot.channels.channel import Note, unnoted
from bot.channels.wechat.call_record import CallRecord
from bot.channels.wechat.crypto import Codec, ForgedError
from bot.clock import Clock
from bot.log import SPARING
from bot.metrics import REJECTED, TRAFFIC
from handlers.kit import Event, Reply

AT_WORK = "服务在运行，请把这个地址填进企业微信"
"""What somebody reads who opens the URL in a browser."""
CHECK, CHECKED = "网址检查", "通过"
CALL, REFUSED = "回调", "拒绝：{why}"
REJECTION = "rejected"
"""The same words for every refusal, so that nobody learns what was wrong."""
LARGEST = 64 * 1024
"""Bytes of a request's body: the `client_max_size` of an application with such endpoints."""

MESSAGE = ("<", "{", "[", "")
"""How messages in XML and JSON begin. Somebody who captured one must not have it decrypted as the echo of a check."""
REMEMBERED = 4096
"""Signatures that are remembered. Only genuine ones count, so nobody else can push them out."""

Later = Callable[[Event, Reply], Awaitable[None]]
"""Puts what cannot be answered directly into the outbox, once per event."""


class Callback(NamedTuple):
    """An opened request. Timestamp (seconds since 1970) and nonce are those of its URL, `arrived` is our own time."""

    plaintext: str
    timestamp: int
    nonce: str
    arrived: int


class Answer(web.StreamResponse):
    """A sealed answer, which leaves in one piece with its head.

    aiohttp puts heads together field by field: measured, 8 % of a check-in's time.
    """

    def __init__(self, body: bytes, content_type: str, at: int) -> None:
        """`at`: seconds since 1970, for the date in the head."""
        super().__init__()
        self._sealed = body
        self._type = content_type
        self._at = at

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter:
        self._writer = request.writer
        self._stays_open = request.keep_alive
        return self._writer

    async def write_eof(self, data: bytes = b"") -> None:
        del data
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {self._type}; charset=utf-8\r\nContent-Length: {len(self._sealed)}\r\n"
            f"Date: {_http_date(self._at)}\r\nConnection: {'keep-alive' if self._stays_open else 'close'}\r\n\r\n"
        )
        await self._writer.write_eof(head.encode() + self._sealed)

    @property
    def keep_alive(self) -> bool:
        return self._stays_open


@lru_cache(maxsize=2)
def _http_date(at: int) -> str:
    return formatdate(at, usegmt=True)


class TooLargeError(Exception):
    """The body has more than LARGEST bytes."""


class CallbackEndpoint:
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
        answer: Callable[[Callback], Awaitable[web.StreamResponse]],
        note: Note = unnoted,
    ) -> None:
        """`window`: how many seconds a request's timestamp may be off; 0 lets every timestamp in.

        `note` is told of checks and of refused calls.
        """
        self._name = name
        self._codec = codec
        self._envelope = envelope
        self._window = window
        self._clock = clock
        self._answer = answer
        self._note = note
        self.calls = CallRecord()
        self._rejected = REJECTED.labels(name)
        self._signed: OrderedDict[str, tuple[str, str]] = OrderedDict()
        """What was signed lately: timestamp and nonce by signature."""

    def routes(self) -> Iterable[web.RouteDef]:
        """Return GET and POST under `/channels/{name}`, with a slash behind it, too."""
        path = f"/channels/{self._name}"
        return tuple(
            route
            for written in (path, f"{path}/")
            for route in (web.get(written, self._check, allow_head=False), web.post(written, self._receive))
        )

    async def _check(self, request: web.Request) -> web.Response:
        if not request.query:
            return web.Response(text=AT_WORK)
        echo = request.query.get("echostr", "").replace(" ", "+")  # a plus that nobody quoted arrives as a space
        try:
            plaintext = self._open(request, echo).plaintext
            if plaintext.lstrip("\ufeff \t\r\n")[:1] in MESSAGE:
                raise ForgedError("a message instead of an echo")
            self._noted_check()
            return web.Response(text=plaintext)
        except ForgedError as error:
            return self._reject(403, error)

    def _noted_check(self) -> None:
        self._note(self._name, CHECK, CHECKED, self._clock.now())

    async def _receive(self, request: web.Request) -> web.StreamResponse:
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
        signature = query.get("msg_signature", "")
        return self._accepted(request, self._codec.open(signature, timestamp, nonce, encrypted), signature)

    def _accepted(self, request: web.Request, plaintext: str, signature: str) -> Callback:
        """Return a request whose signature was checked; raises ForgedError where it is out of date, or reshuffled."""
        timestamp, nonce = request.query.get("timestamp", ""), request.query.get("nonce", "")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
            raise ForgedError("the timestamp is no number")
        now = self._clock.now()
        arrived = now.timestamp()
        off = arrived - int(timestamp)
        if self._window and abs(off) > self._window:
            raise ForgedError(f"the timestamp is off by {off:.0f} s")
        self._refuse_reshuffled(signature, timestamp, nonce)
        self.calls.taken(now)
        return Callback(plaintext, int(timestamp), nonce, int(arrived))

    def _refuse_reshuffled(self, signature: str, timestamp: str, nonce: str) -> None:
        """Raise ForgedError where a signature is known for another timestamp and nonce.

        The platform signs the parts sorted and joined without a mark between them: swapped, or with a digit moved
        from one to the next, they have the same signature. Its own repeats of a request are the same, or signed anew.
        """
        known = self._signed.setdefault(signature, (timestamp, nonce))
        if known != (timestamp, nonce):
            raise ForgedError("a signature with another timestamp and nonce than before")
        if len(self._signed) > REMEMBERED:
            self._signed.popitem(last=False)

    def _reject(self, status: int, error: Exception) -> web.Response:
        self._rejected.inc()
        # Anybody can cause it, thousands of times a second: measured, 80 GB a day where each made a line.
        why = str(error)
        now = self._clock.now()
        means = self.calls.refused(why, now)
        self._note(self._name, CALL, REFUSED.format(why=means), now)
        kind = f"{self._name}:{why.partition(' by ')[0]}"
        SPARING.warning("callback_rejected", kind, channel=self._name, why=why, means=means)
        return web.Response(status=status, text=REJECTION)


def bypass_router(server: web.Server, routes: Iterable[web.RouteDef]) -> None:
    """Let callbacks go straight to their endpoints: measured, an application's router costs a check-in 2.5 %.

    Everything else is routed as before, and so is what asks for leave to send its body (`Expect`).
    """
    endpoints = {route.path: route.handler for route in routes if route.method == METH_POST}
    routed = server.request_handler

    def answer(request: Any) -> Awaitable[web.StreamResponse]:
        straight = request.method == METH_POST and EXPECT not in request.headers
        return endpoints.get(request.path, routed)(request) if straight else routed(request)

    server.request_handler = answer


async def _body(request: web.Request) -> bytes:
    """Return the body, as far as the application's limit on bodies lets it in."""
    if request.headers.get("Content-Encoding"):
        raise ForgedError("a compressed body")
    length = request.content_length
    try:
        # `read` measures what it gathers, as it must without a length; measured, that costs a check-in 1 %.
        if length is None or length > LARGEST:
            return await request.read()
        return await request.content.readexactly(length)
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLargeError("a body over the limit") from error
    except (web.RequestPayloadError, IncompleteReadError, ConnectionError) as error:
        raise ForgedError("a broken body") from error
