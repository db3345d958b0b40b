"""One long connection between the fake platform and an ear, without a bot behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import ClientSession, web
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.channel import ChannelDeps, SendResult
from bot.channels.wecom.aibot_line import Timing
from bot.channels.wecom.aibot_socket import WecomAibotSocket
from config.channels import WecomAibotSettings
from handlers.kit import Reply
from tests.chat import FrozenClock
from tests.support.connected_bot import QUICK
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot
from tests.support.fake_wecom import T0, Ear, FakeDiary

PATIENCE = 0.2
"""Seconds until an acknowledgement counts as lost."""


@dataclass
class Wire:
    """A channel, what it hears and what it writes down."""

    platform: FakeAibot
    channel: WecomAibotSocket
    ear: Ear
    diary: FakeDiary
    site: str
    """Where files can be fetched from."""
    files: dict[str, bytes] = field(default_factory=dict)

    async def heard(self, user: str, text: str, chat: str | None = CHAT) -> str:
        """Let a member say something; return the target of its answer once it is heard."""
        before = len(self.ear.heard)
        await self.platform.say(user, text, chat)
        await self.platform.until(lambda: len(self.ear.heard) > before)
        return self.ear.heard[before].reply_to

    async def send(self, target: str, *parts: Reply) -> list[SendResult]:
        """Send replies piece by piece, as the outbox does; return how each ended."""
        pieces = [piece for part in parts for piece in self.channel.pieces(part)]
        return [await self.channel.send(target, piece, "key") for piece in pieces]

    async def until_up(self) -> None:
        """Wait until the channel is connected, on both sides."""
        await self.platform.until(lambda: self.channel.is_up and self.platform.is_connected)


@asynccontextmanager
async def open_wire(
    aiohttp_server: AiohttpServer, *, secret: str = SECRET, timing: Timing = QUICK, connected: bool = True
) -> AsyncIterator[Wire]:
    """Give a channel that is running."""
    clock = FrozenClock(T0)
    platform, ear, diary, kept = FakeAibot(clock), Ear(), FakeDiary(), dict[str, bytes]()

    async def fetch(request: web.Request) -> web.Response:
        data = kept.get(request.match_info["name"])
        return web.Response(body=data) if data is not None else web.Response(status=404)

    app = web.Application()
    app.router.add_get("/ws", platform.handle)
    app.router.add_get("/files/{name}", fetch)
    server = await aiohttp_server(app)
    settings = WecomAibotSettings.model_validate(
        {
            "kind": "wecom_aibot",
            "bot_name": "群伴",
            "bot_id": BOT,
            "secret": secret,
            "address": str(server.make_url("/ws")).replace("http://", "ws://"),
        }
    )
    async with ClientSession() as session:
        deps = ChannelDeps(
            receive=ear.receive,
            clock=clock,
            session=session,
            load_picture=ear.picture,
            save_picture=ear.keep,
            real_id=ear.real_id,
            known_members=ear.known_members,
            answer_later=ear.later,
            diary=diary,
        )
        channel = WecomAibotSocket("bot", settings, deps, timing=timing, patience=PATIENCE)
        running = asyncio.create_task(channel.run())
        wire = Wire(platform, channel, ear, diary, str(server.make_url("/files")), kept)
        try:
            if connected:
                await wire.until_up()
            yield wire
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def slower(**changed: float) -> Timing:
    """Return quick timing with some of it changed, in seconds."""
    return replace(QUICK, **changed)  # type: ignore[arg-type]
