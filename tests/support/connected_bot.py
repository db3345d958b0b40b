"""A whole bot on the fake long connection: the platform, its group, and the bot's life with stops and restarts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp.plugin import AiohttpServer

from bot.app import Bot
from bot.channels.wecom.aibot_line import Timing
from bot.channels.wecom.aibot_socket import WecomAibotSocket
from bot.cli.connect_guide import Guide, Wish
from bot.cli.doctor import examine
from bot.health import add_routes
from config.settings import Settings
from handlers.kit import ForStaff, reply
from storage.db import Row
from storage.messages import outbox
from tests.chat import FakeRenderer, FrozenClock, write_config
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot
from tests.support.fake_wecom import T0

GROUP = """\
group: {chat}
name: 测试群
{channels}
owner: 群主
"""
HEARD = "channels: {hear: [bot]}"
QUICK = Timing(heartbeat=0.05, patience=0.3, first=0.01, longest=0.05, rest=0.2, most=1000)
"""Seconds."""


def channels(address: str, secret: str = SECRET, more: str = "") -> str:
    """Return channels.yaml with the bot on a long connection."""
    return (
        f"channels:\n  bot: {{kind: wecom_aibot, bot_name: 群伴, bot_id: {BOT}, secret: {secret}, "
        f"address: '{address}'}}\n{more}"
    )


class ConnectedBot:
    """One group's bot and its platform."""

    def __init__(self, platform: FakeAibot, address: str, folder: Path, database: str, timing: Timing) -> None:
        self.platform = platform
        self.clock = platform.clock
        self.address = address
        self.folder = folder
        self.database = database
        self.timing = timing
        self.patience = 0.3
        self.bot: Bot | None = None

    async def start(self, *, connected: bool = True) -> Bot:
        """Start the bot; it is connected then, unless it cannot be."""
        bot = Bot(Settings(config=self.folder, database=self.database), clock=self.clock, renderer=FakeRenderer())
        self.bot = bot
        await bot.open()
        channel = self.channel
        channel._link.line.timing = self.timing
        channel._link._patience = self.patience
        await bot.start()
        if connected:
            await self.platform.until(lambda: self.platform.is_connected and channel.is_up)
        return bot

    @property
    def channel(self) -> WecomAibotSocket:
        """Return the bot's long connection."""
        assert self.bot
        channel = self.bot.channels["bot"]
        assert isinstance(channel, WecomAibotSocket)
        return channel

    async def stop(self) -> None:
        """Stop the bot in order."""
        if self.bot:
            bot, self.bot = self.bot, None
            await bot.stop()
            await bot.close()

    async def pause(self) -> None:
        """Let the bot go on for a moment."""
        await asyncio.sleep(0.01)

    def change(self, file: str, before: str, after: str) -> None:
        """Change a file of the configuration while the bot does not run."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")

    async def ask(self, user: str, text: str, chat: str | None = CHAT) -> str:
        """Let a member say something; return what the chat shows next."""
        place = chat or user
        before = len(self.platform.texts(place))
        await self.platform.say(user, text, chat)
        await self.platform.until(lambda: len(self.platform.texts(place)) > before)
        return self.platform.texts(place)[before]


@asynccontextmanager
async def connected_bot(
    aiohttp_server: AiohttpServer,
    folder: Path,
    database: str,
    *,
    group: str = HEARD,
    secret: str = SECRET,
    more: str = "",
    timing: Timing = QUICK,
) -> AsyncIterator[ConnectedBot]:
    """Give the platform and a bot that is not started yet."""
    platform = FakeAibot(FrozenClock(T0))
    app = web.Application()
    app.router.add_get("/ws", platform.handle)
    server = await aiohttp_server(app)
    address = str(server.make_url("/ws")).replace("http://", "ws://")
    config = write_config(
        folder / "config", GROUP.format(chat=CHAT, channels=group), channels=channels(address, secret, more)
    )
    opened = ConnectedBot(platform, address, config, database, timing)
    try:
        yield opened
    finally:
        await opened.stop()


Open = Callable[..., Awaitable[ConnectedBot]]
"""Starts a bot; given what `connected_bot` takes, and whether it can connect."""


async def push(office: ConnectedBot, *texts: str | ForStaff) -> None:
    """Let the bot say something by itself, in the group or to those in charge."""
    bot = office.bot
    assert bot
    group = bot.groups.get(CHAT)
    assert group
    for text in texts:
        notice = text if isinstance(text, ForStaff) else reply(text)
        post = partial(bot.outgoing.post, group=group, key=f"test:{text}", notice=notice, now=office.clock.now())
        await bot.database.write(post)
    bot.sender.wake()


async def states(office: ConnectedBot) -> dict[str, int]:
    assert office.bot
    return await office.bot.database.read(outbox.count_by_state)


async def until_states(office: ConnectedBot, **expected: int) -> None:
    """Wait until the outbox holds so many messages of each state."""
    found: dict[str, int] = {}
    for _ in range(200):
        found = await states(office)
        if found == expected:
            return
        await office.pause()
    assert found == expected


async def until_found(office: ConnectedBot, question: str) -> list[Row]:
    """Wait until the database has rows that answer a question."""
    assert office.bot
    found: list[Row] = []
    for _ in range(200):
        found = await office.bot.database.read(lambda db: db.fetch_all(question))
        if found:
            break
        await office.pause()
    return found


async def lines_of(office: ConnectedBot) -> dict[str, object]:
    """Return what /healthz answers, with its status."""
    assert office.bot
    app = web.Application()
    add_routes(app, office.bot.vitals)
    async with TestClient(TestServer(app)) as client, client.get("/healthz") as response:
        return {"status": response.status, **await response.json()}


async def doctor(office: ConnectedBot, *, tries: bool = True) -> str:
    """Return what the doctor says while no bot runs."""
    await office.stop()
    return await examined(office, port=1, tries=tries)


async def doctor_beside(office: ConnectedBot) -> str:
    """Return what the doctor says while the bot runs."""
    assert office.bot
    async with TestServer(office.bot.public_app()) as server:
        assert server.port
        return await examined(office, server.port, tries=True)


async def examined(office: ConnectedBot, port: int, *, tries: bool) -> str:
    """Return what the doctor says who looks for the bot on a port."""
    settings = Settings(config=office.folder, database=office.database, port=port)
    return "\n".join(map(str, await examine(settings, tries=tries)))


@asynccontextmanager
async def guided(office: ConnectedBot, wish: Wish | None = None, **given: float) -> AsyncIterator[list[str]]:
    """Give what `connect` says beside the running bot."""
    assert office.bot
    said: list[str] = []
    guide = Guide(office.folder, "bot", "群伴", wish, said.append, **given)  # type: ignore[arg-type]
    going = asyncio.create_task(guide.go(office.bot))
    try:
        yield said
    finally:
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
