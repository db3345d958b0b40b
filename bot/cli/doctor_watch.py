"""`qunban doctor --watch`: what comes to the running bot, as it comes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

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
GONE = "机器人停了。"
LINE = "{at} {channel} {who}{what} → {verdict}"


async def show(settings: Settings, say: Callable[[str], None], every: float = EVERY) -> bool:
    """Say a line for each thing that comes, until cancelled or until the bot stops.

    Return whether there was a bot. What came lately is said first.
    """
    standing = await doctor_channels.running(settings)
    if standing is None:
        return False
    for name, words in standing.items():
        say(f"通道 {name}：{words}")
    say(BEGIN)
    after = 0
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        key = await _key(session, settings)
        while True:
            try:
                seen = await _ask(session, settings, key, after)
            except (ClientError, TimeoutError, OSError, ValueError, TypeError):
                say(GONE)
                return True
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
