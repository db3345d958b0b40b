"""The next days at once: the real bot on a copy of the data, its clock turned, its channels only listening."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from bot.app import Bot
from bot.channels.channel import SENT, Channel, Pace, SendResult
from bot.clock import Clock, FixedClock
from bot.log import set_up as set_up_log
from bot.time_travel import fast_forward
from config.channels import secrets_of
from config.services import secrets_of_services
from config.settings import Settings
from handlers.kit import Capability, Refusal, Reply
from handlers.kit.reply import plain
from storage import sqlite_file, urls
from storage.database import opening

PRIVATE = "{user}（私聊）"
ONLY_SQLITE = "模拟要先复制数据，现在只会复制 SQLite 的文件。"


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that would be said."""

    at: datetime
    target: str
    words: str


@dataclass
class Ear:
    """A channel that remembers what it was given. It can do what the real one can."""

    name: str
    capabilities: frozenset[Capability]
    clock: Clock
    heard: list[Heard] = field(default_factory=list)
    pace: Pace | None = None

    def routes(self) -> list[web.RouteDef]:
        return []

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def private_target(self, group_id: str, user: str) -> str:  # noqa: ARG002 - what a channel is given
        return PRIVATE.format(user=user)

    def pieces(self, reply: Reply) -> list[Reply]:
        return [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:  # noqa: ARG002 - what a channel is given
        self.heard.append(Heard(self.clock.now(), target, plain(piece)))
        return SENT


async def simulate(settings: Settings, now: datetime, days: int) -> list[Heard]:
    """Return what the timetables would say from a moment on, if nobody said anything; the data itself stays as it is.

    Where the sandbox's clock was turned forward, from there on.

    Raises Refusal for databases that cannot be copied.
    """
    async with rehearsing(settings, now) as (bot, ears):
        await fast_forward(bot.clock, bot.runner, bot.sender, bot.clock.now() + timedelta(days=days))
    return sorted((message for ear in ears.values() for message in ear.heard), key=lambda message: message.at)


@asynccontextmanager
async def rehearsing(settings: Settings, now: datetime) -> AsyncIterator[tuple[Bot, dict[str, Ear]]]:
    """Open a bot on a copy of the data, with channels that only listen; raises Refusal where it cannot be copied."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "copy.db")
        _copy(settings.database, copy)
        copied = settings.model_copy(update={"database": f"sqlite:///{copy}"})
        bot = Bot(copied, clock=FixedClock(now))
        set_up_log("warning", secrets_of(bot.configured) | secrets_of_services(bot.services) | settings.secrets)
        try:
            await bot.open()
            ears = _ears(bot.channels.values(), bot.clock)
            bot.channels.update(ears)
            yield bot, ears
        finally:
            await bot.close()


def _ears(channels: Iterable[Channel], clock: Clock) -> dict[str, Ear]:
    return {name.name: Ear(name.name, name.capabilities, clock) for name in channels}


def _copy(url: str, copy: Path) -> None:
    """Copy a database as it is at this moment, also while a bot writes to it."""
    file = urls.parse(url).file
    if file is None:
        raise Refusal(ONLY_SQLITE)
    if file.exists():
        with opening():
            sqlite_file.copy(file, copy)
