"""A bot in a process of its own on the fake long connection: served here, asked at a rate, and timed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from aiohttp import web

from tests.support.aibot_faults import Faults
from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, SECRET, FakeAibot, Json
from tests.support.server import free_port, write_config


def bot_channel(port: int) -> str:
    """Return the bot as in channels.yaml."""
    return (
        f"{{kind: wecom_aibot, bot_name: 群伴, bot_id: {BOT}, secret: {SECRET}, address: 'ws://127.0.0.1:{port}/ws'}}"
    )


@dataclass
class TimedAibot(FakeAibot):
    """Notes when each reply came, by the callback's `req_id`."""

    asked: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)

    async def send(self, command: str, request: str, body: Json, raw: str = "") -> bool:
        self.asked[request] = perf_counter()
        return await super().send(command, request, body, raw)

    def _carry_out(self, command: str, request: str, body: Json) -> tuple[int, Json]:
        self.answered.setdefault(request, perf_counter())
        return super()._carry_out(command, request, body)


@asynccontextmanager
async def long_platform(faults: Faults | None = None) -> AsyncIterator[tuple[TimedAibot, int]]:
    """Give a platform at work, and its port."""
    platform = TimedAibot(RunningClock(), faults=faults or Faults())
    app = web.Application()
    app.router.add_get("/ws", platform.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield platform, port
    finally:
        await runner.cleanup()


def write_bot(folder: Path, port: int, groups: list[str]) -> None:
    """Write the configuration of a bot for this platform."""
    write_config(folder, {"bot": bot_channel(port)}, groups)


async def at_rate(platform: TimedAibot, messages: list[tuple[str, str | None]], rate: float) -> list[float]:
    """Let members check in, so many a second; return the seconds that each answer took. Raises where one is missing."""
    began, requests = perf_counter(), []
    for number, (user, chat) in enumerate(messages):
        await asyncio.sleep(max(0.0, began + number / rate - perf_counter()))
        requests.append(await platform.say(user, "@群伴 签到", chat))
    await platform.until(lambda: all(request in platform.answered for request in requests), 30)
    return [platform.answered[request] - platform.asked[request] for request in requests]
