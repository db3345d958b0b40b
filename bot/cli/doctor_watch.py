"""`qunban doctor --watch`: what comes to the running bot, as it comes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.channels.wecom.aibot_status import shown
from bot.cli import doctor_channels
from bot.sightings import Sighting
from bot.watching import PATH, headers, load_key, read_sightings
from config.settings import Settings
from storage.database import Database

EVERY = 0.5
"""Seconds between two looks."""

NOT_RUNNING = "机器人没有在运行（看的是 QUNBAN_PORT 上的那一个）。先启动：./qunban run"
BEGIN = "正在看，来一件写一行，按 Ctrl+C 停。"
GONE = "机器人停了，等它再启动；不等了按 Ctrl+C。"
BACK = "机器人又启动了。"
LINE = "{at} {channel} {who}{what} → {verdict}"


async def show(settings: Settings, say: Callable[[str], None], every: float = EVERY) -> bool:
    """Say a line for each thing that comes, until cancelled, also when the bot was started again meanwhile.

    Return False at once where no bot runs. What came lately is said first.
    """
    standing = await doctor_channels.running(settings)
    if standing is None:
        return False
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        while True:
            for name, words in standing.items():
                say(f"通道 {name}：{words}")
            say(BEGIN)
            await _follow(session, settings, say, every)
            say(GONE)
            standing = await _next_start(settings, every)
            say(BACK)


async def _next_start(settings: Settings, every: float) -> Mapping[str, str]:
    """Return how the channels stand once a bot answers."""
    while True:
        standing = await doctor_channels.running(settings)
        if standing is not None:
            return standing
        await asyncio.sleep(every)


async def _follow(session: ClientSession, settings: Settings, say: Callable[[str], None], every: float) -> None:
    """Say a line for each thing that comes to one process, until it is gone."""
    after = 0
    with suppress(ClientError, TimeoutError, OSError, ValueError, TypeError):
        key = await _key(session, settings)
        while True:
            seen = await _ask(session, settings, key, after)
            for sighting in seen:
                say(line_of(sighting))
            after = seen[-1].number if seen else after
            await asyncio.sleep(every)


def line_of(one: Sighting) -> str:
    """Return how a sighting is shown."""
    return LINE.format(
        at=shown(one.at),
        channel=one.channel,
        who=f"{one.who}：" if one.who else "",
        what=one.what,
        verdict=one.verdict,
    )


async def _key(session: ClientSession, settings: Settings) -> str:
    """Return the running process's key, which it writes down when somebody asks."""
    async with session.get(_url(settings), params={"after": "0"}) as response:
        await response.read()
    database = Database(settings.database)
    try:
        return await database.read(load_key)
    finally:
        await database.close()


async def _ask(session: ClientSession, settings: Settings, key: str, after: int) -> list[Sighting]:
    async with session.get(_url(settings), params={"after": str(after)}, headers=headers(key)) as response:
        response.raise_for_status()
        return read_sightings(json.loads(await response.text()))


def _url(settings: Settings) -> str:
    return f"{doctor_channels.address(settings)}{PATH}"
