"""A OneBot 11 for QQ, as a client that connects to the bot; and the bot's channel that it connects to.

Its frames are those of the standard (https://github.com/botuniverse/onebot-11); what was asked of it is in `asked`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.onebot.channel import OnebotChannel
from config.channels import OnebotSettings
from tests.chat import FrozenClock
from tests.support.fake_wecom import T0, Ear, FakeDiary, Scenery

Json = dict[str, Any]

TOKEN = "kSLuTF2GC2Q4q4ugm3"
ACCOUNT, GROUP = 10001000, 87654321
PATIENCE = 0.3


@dataclass
class FakeOnebot:
    """One account's client. `asked` are the actions that came; each fails with `retcode` unless that is 0."""

    session: ClientSession
    address: str
    asked: list[Json] = field(default_factory=list)
    retcode: int = 0
    is_deaf: bool = False
    """Whether it answers no action."""
    number: int = 0
    socket: ClientWebSocketResponse | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: set[asyncio.Task[None]] = field(default_factory=set)
    _sockets: list[ClientWebSocketResponse] = field(default_factory=list)

    async def connect(self, role: str = "Universal", token: str = TOKEN, **headers: str) -> ClientWebSocketResponse:
        """Connect as the standard says; raises WSServerHandshakeError where the bot does not take it."""
        head = {"X-Self-ID": str(ACCOUNT), "X-Client-Role": role, "Authorization": f"Bearer {token}", **headers}
        socket = await self.session.ws_connect(self.address, headers={k: v for k, v in head.items() if v})
        task = asyncio.create_task(self._read(socket))
        self._reading.add(task)
        self._sockets.append(socket)
        if role != "API":
            self.socket = socket
        return socket

    async def tell(self, **body: Any) -> None:
        """Tell an event."""
        assert self.socket
        common = {"time": int(T0.timestamp()), "self_id": ACCOUNT}
        await self.socket.send_str(json.dumps(common | body, ensure_ascii=False))

    async def say(self, user: int | str, *segments: Json, group: int | str | None = GROUP, **more: Any) -> None:
        """Tell what somebody said in a group, or in private."""
        self.number += 1
        where = {"group_id": group, "message_type": "group", "sub_type": "normal", "anonymous": None}
        private = {"message_type": "private", "sub_type": "friend"}
        raw = "".join(one["data"].get("text", "") for one in segments)
        body = {"message_id": -self.number, "user_id": user, "message": list(segments), "raw_message": raw, "font": 0}
        sender = {"user_id": user, "nickname": f"昵称{user}", "card": "", "role": "member"}
        await self.tell(**{"post_type": "message", **(where if group else private), **body, "sender": sender, **more})

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; raises TimeoutError where it does not."""
        async with asyncio.timeout(5):
            while not holds():
                self.changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.changed.wait(), 0.02)

    def said(self, group: int = GROUP) -> list[list[Json]]:
        """Return the segments of what a group was told."""
        return [one["params"]["message"] for one in self.asked if one["params"].get("group_id") == group]

    async def close(self) -> None:
        """Close all connections."""
        for socket in self._sockets:
            await socket.close()
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)

    async def _read(self, socket: ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            frame = json.loads(message.data)
            self.asked.append(frame)
            self.changed.set()
            if self.is_deaf:
                continue
            good = {"status": "ok", "retcode": 0, "data": {"message_id": len(self.asked)}}
            bad = {"status": "failed", "retcode": self.retcode, "data": None, "wording": "it quotes the message"}
            await socket.send_str(json.dumps({**(bad if self.retcode else good), "echo": frame["echo"]}))
        self.changed.set()


def text(words: str) -> Json:
    return {"type": "text", "data": {"text": words}}


def at(user: int | str, **more: str) -> Json:
    return {"type": "at", "data": {"qq": str(user), **more}}


def image(url: str) -> Json:
    return {"type": "image", "data": {"file": "6B4DE3DFD1BD271E3297859D41C530F5.jpg", "url": url}}


@dataclass
class Onebot:
    """The client, and the channel that it connects to, which is running."""

    client: FakeOnebot
    channel: OnebotChannel
    settings: OnebotSettings
    ear: Ear
    diary: FakeDiary
    clock: FrozenClock


@asynccontextmanager
async def open_onebot(aiohttp_server: AiohttpServer, *, connected: bool = True, **given: Any) -> AsyncIterator[Onebot]:
    """Give a channel that is running, with a client that is connected."""
    clock, ear, diary = FrozenClock(T0), Ear(), FakeDiary()
    settings = OnebotSettings.model_validate({"kind": "onebot", "token": TOKEN, **given})
    async with ClientSession() as session:
        deps = Scenery(clock, None, ear, session, "", None, diary).deps  # type: ignore[arg-type]
        channel = OnebotChannel("qq", settings, deps, patience=PATIENCE)
        app = web.Application()
        app.add_routes(channel.routes())
        server = await aiohttp_server(app)
        client = FakeOnebot(session, str(server.make_url("/channels/qq")).replace("http://", "ws://"))
        running = asyncio.create_task(channel.run())
        try:
            if connected:
                await client.connect()
                await client.until(lambda: channel.is_up)
            yield Onebot(client, channel, settings, ear, diary, clock)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await client.close()
