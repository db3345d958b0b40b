"""WeCom's long connection for AI bots, with its limits and its faults on demand.

Modelled on the vendor's pages (D/101463, D/101833) and on what real clients sent (tests/fixtures/aibot_ws).
"""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import md5
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.chat import FrozenClock
from tests.support.aibot_faults import Fault, Faults

Json = dict[str, Any]

BOT, SECRET = "aibQUNBANtest0123456789abcdefghijk", "s3cr3t-of-the-long-connection"
CHAT = "wrQunbanGroupCHATID0001"
MINUTE, HOUR = timedelta(seconds=60), timedelta(hours=1)
PER_MINUTE, PER_HOUR = 30, 1000
LATEST = {"aibot_respond_welcome_msg": 5.0, "aibot_respond_update_msg": 5.0, "aibot_respond_msg": 86400.0}
"""Seconds for which a callback can be answered, by the command."""
CHUNK, CHUNKS, CONTENT = 512 * 1024, 100, 20480
MEDIA = ("image", "file", "voice", "video")
KINDS = {
    "aibot_respond_msg": ("stream", "template_card", "markdown", *MEDIA),
    "aibot_send_msg": ("markdown", "template_card", *MEDIA),
    "aibot_respond_welcome_msg": ("text", "template_card"),
}


@dataclass(frozen=True)
class Said:
    """A message that a chat shows."""

    chat: str
    command: str
    body: Json
    at: datetime
    request: str

    @property
    def text(self) -> str:
        """Return its words, or what it is."""
        kind = str(self.body.get("msgtype") or self.body.get("response_type"))
        content = self.body.get(kind)
        words = content.get("content") if isinstance(content, dict) else None
        return words if isinstance(words, str) else f"[{kind}]"


@dataclass
class Callback:
    """Something a member did, which may be answered."""

    chat: str
    kind: str
    at: datetime


@dataclass
class Upload:
    """A file on its way up."""

    kind: str
    size: int
    chunks: int
    md5: str
    parts: dict[int, bytes] = field(default_factory=dict)


@dataclass
class Connection:
    """One socket of a client."""

    number: int
    socket: web.WebSocketResponse
    subscribed: bool = False
    is_deaf: bool = False


@dataclass
class FakeAibot:
    """One bot. What was accepted is in `said`, in order; `log` has every frame, `calls` counts them by command."""

    clock: FrozenClock
    bot_id: str = BOT
    secret: str = SECRET
    faults: Faults = field(default_factory=Faults)
    said: list[Said] = field(default_factory=list)
    log: list[tuple[int, str, Json]] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    subscribed_at: list[datetime] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """Requests beyond a chat's limits, and what no client should do."""
    media: dict[str, bytes] = field(default_factory=dict)
    missed: int = 0
    """What members said while nobody was connected. The platform repeats nothing."""
    known: set[str] = field(default_factory=set)
    """Chats in which somebody has spoken to the bot."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _callbacks: dict[str, Callback] = field(default_factory=dict)
    _uploads: dict[str, Upload] = field(default_factory=dict)
    _times: dict[str, deque[datetime]] = field(default_factory=dict)
    _current: Connection | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection of a client."""
        if self.faults.takes("unreachable"):
            return web.Response(status=502)
        socket = web.WebSocketResponse(max_msg_size=4 * 1024 * 1024)
        await socket.prepare(request)
        connection = Connection(next(self._numbers), socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(connection, message.data)
        finally:
            if self._current is connection:
                self._current = None
            self._tell()
        return socket

    @property
    def is_connected(self) -> bool:
        """Return whether a client is subscribed."""
        return self._current is not None

    @property
    def connection(self) -> int:
        """Return the number of the connection that is subscribed; 0 where none is."""
        return self._current.number if self._current else 0

    async def until(self, holds: Callable[[], bool], seconds: float = 5) -> None:
        """Wait until something holds; raises TimeoutError where it does not."""
        async with asyncio.timeout(seconds):
            while not holds():
                self.changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.changed.wait(), 0.05)

    async def say(self, user: str, text: str, chat: str | None = CHAT, **more: Any) -> str:
        """Let a member say something in a group, or in private; return the callback's `req_id`, empty if missed."""
        return await self.call(user, chat, {"msgtype": "text", "text": {"content": text}, **more})

    async def call(self, user: str, chat: str | None, what: Json, command: str = "aibot_msg_callback") -> str:
        """Call back what a member did."""
        body: Json = {"msgid": md5(f"msg{next(self._numbers)}".encode(), usedforsecurity=False).hexdigest()}
        body |= {"aibotid": self.bot_id, "chattype": "group" if chat else "single"}
        body |= ({"chatid": chat} if chat else {}) | {"from": {"userid": user}} | what
        request = f"cb{next(self._numbers):06d}"
        self.known.add(chat or user)
        event = what.get("event", {}).get("eventtype") or "message"
        self._callbacks[request] = Callback(chat or user, event, self.clock.now())
        return request if await self.send(command, request, body) else ""

    async def send(self, command: str, request: str, body: Json, raw: str = "") -> bool:
        """Send a frame to the client that is connected; return whether there is one."""
        connection = self._current
        if connection is None or connection.socket.closed:
            self.missed += 1
            return False
        frame = {"cmd": command, "headers": {"req_id": request}, "body": body}
        return await self._write(connection, frame, raw)

    async def kick(self) -> None:
        """Let a rival take over: the client is told, and its socket stays open."""
        event = {
            "msgid": "kick",
            "aibotid": self.bot_id,
            "msgtype": "event",
            "event": {"eventtype": "disconnected_event"},
        }
        await self.send("aibot_event_callback", "kick", event)
        self._current = None

    async def close(self, code: int = 1000) -> None:
        """Close the line cleanly."""
        if self._current:
            await self._current.socket.close(code=code)

    def cut(self) -> None:
        """Reset the line."""
        if self._current and (transport := self._current.socket._req and self._current.socket._req.transport):
            transport.abort()

    def forget(self) -> None:
        """Lose the subscription while the socket lives."""
        if self._current:
            self._current.subscribed = False

    def texts(self, chat: str = CHAT) -> list[str]:
        """Return what a chat shows of the bot."""
        return [said.text for said in self.said if said.chat == chat]

    def frames(self, command: str) -> list[Json]:
        """Return the frames of a command that clients sent."""
        return [frame for _, way, frame in self.log if way == "c->s" and frame.get("cmd") == command]

    async def _receive(self, connection: Connection, raw: str) -> None:
        frame: Json = json.loads(raw)
        self.log.append((connection.number, "c->s", frame))
        command, request = frame["cmd"], frame["headers"]["req_id"]
        self.calls[command] += 1
        if command == "ping":
            if not connection.is_deaf and not self.faults.takes("deaf"):
                await self._ack(connection, request, 0 if connection.subscribed else 846609)
            return
        if command == "aibot_subscribe":
            await self._subscribe(connection, request, frame["body"])
            return
        if not connection.subscribed:
            await self._ack(connection, request, 846609)
            return
        fault = self.faults.next_fault()
        if fault is Fault.LOST:
            connection.subscribed = False
            await self._ack(connection, request, 846609)
            return
        if fault is Fault.CUT_BEFORE:
            self.cut()
            return
        if fault is Fault.SLOW:
            await asyncio.sleep(self.faults.slow)
        code, body = self._carry_out(command, request, frame.get("body", {}))
        self._tell()
        match fault:
            case Fault.NO_ACK:
                return
            case Fault.CUT:
                self.cut()
            case Fault.CLOSE:
                await self.close()
            case Fault.DEAF:
                connection.is_deaf = True
                await self._ack(connection, request, code, body)
            case _:
                await self._ack(connection, request, code, body)

    async def _subscribe(self, connection: Connection, request: str, body: Json) -> None:
        self.subscribed_at.append(self.clock.now())
        code = 0 if body == {"bot_id": self.bot_id, "secret": self.secret} else 853000
        if self.faults.takes("frequent"):
            code = 45009
        if self.faults.takes("silent"):
            return
        if code == 0:
            if self._current and self._current is not connection:
                await self.kick()
            connection.subscribed = True
            self._current = connection
        await self._ack(connection, request, code)
        self._tell()

    def _carry_out(self, command: str, request: str, body: Json) -> tuple[int, Json]:
        if command.startswith("aibot_upload_media_"):
            return self._upload(command.rsplit("_", 1)[1], body)
        if command == "aibot_send_msg":
            chat = str(body.get("chatid"))
            if chat not in self.known:
                return 93006, {}
            if body.get("chat_type") not in (1, 2):
                self.violations.append("a push without chat_type")
        else:
            callback = self._callbacks.get(request)
            if callback is None or (self.clock.now() - callback.at).total_seconds() > LATEST.get(command, 0):
                return 846605, {}
            chat = callback.chat
        code = self._wrong(command, body)
        if code:
            return code, {}
        if not self._has_room(chat):
            self.violations.append(f"{chat} got more than its limit")
            return 45009, {}
        self.said.append(Said(chat, command, body, self.clock.now(), request))
        return 0, {}

    def _wrong(self, command: str, body: Json) -> int:
        """Return the error that a message's form deserves, 0 for none."""
        if command == "aibot_respond_update_msg":
            return 0 if body.get("response_type") == "update_template_card" and body.get("template_card") else 40008
        kind = body.get("msgtype")
        content = body.get(str(kind))
        if kind not in KINDS.get(command, ()) or not isinstance(content, dict):
            return 40008
        if kind in MEDIA:
            return 0 if content.get("media_id") in self.media else 40007
        if kind == "stream" and "msg_item" in content:
            self.violations.append("pictures in a stream")
        words = content.get("content")
        if isinstance(words, str) and len(words.encode()) > CONTENT:
            return 45002
        return 0 if kind == "template_card" or words else 44004

    def _has_room(self, chat: str) -> bool:
        """Count a message, unless a window of the chat is full."""
        now, times = self.clock.now(), self._times.setdefault(chat, deque())
        while times and now - times[0] >= HOUR:
            times.popleft()
        if len(times) >= PER_HOUR or sum(now - at < MINUTE for at in times) >= PER_MINUTE:
            return False
        times.append(now)
        return True

    def _upload(self, step: str, body: Json) -> tuple[int, Json]:
        if step == "init":
            upload = Upload(body["type"], body["total_size"], body["total_chunks"], body.get("md5", ""))
            if upload.size < 5 or not 1 <= upload.chunks <= CHUNKS or len(body["filename"].encode()) > 256:
                return 40058, {}
            number = f"upload-{next(self._numbers)}"
            self._uploads[number] = upload
            return 0, {"upload_id": number}
        known = self._uploads.get(str(body.get("upload_id")))
        if known is None:
            return 40058, {}
        if step == "chunk":
            data = b64decode(body["base64_data"], validate=True)
            if len(data) > CHUNK or not 0 <= body["chunk_index"] < known.chunks:
                return 40058, {}
            known.parts[body["chunk_index"]] = data
            return 0, {}
        whole = b"".join(known.parts[index] for index in sorted(known.parts))
        is_whole = len(known.parts) == known.chunks and len(whole) == known.size
        if not is_whole or (known.md5 and md5(whole, usedforsecurity=False).hexdigest() != known.md5):
            return 40058, {}
        media = f"media-{next(self._numbers)}"
        self.media[media] = whole
        return 0, {"type": known.kind, "media_id": media, "created_at": "1380000000"}

    async def _ack(self, connection: Connection, request: str, code: int, body: Json | None = None) -> None:
        hint = f"error, hint: [177], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"
        frame: Json = {"headers": {"req_id": request}, "errcode": code, "errmsg": hint if code else "ok"}
        await self._write(connection, frame | ({"body": body} if body else {}))

    async def _write(self, connection: Connection, frame: Json, raw: str = "") -> bool:
        self.log.append((connection.number, "s->c", frame))
        try:
            await connection.socket.send_str(raw or json.dumps(frame, ensure_ascii=False))
        except (ConnectionError, RuntimeError):
            return False
        return True

    def _tell(self) -> None:
        self.changed.set()


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
