"""The fake platform for a bot in a process of its own, and the customer groups on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import time

from aiohttp import web

from tests.chat import FrozenClock
from tests.support import fake_wecom
from tests.support.callbacks import CORP, SECRET
from tests.support.fake_wecom import FakeWecom
from tests.support.server import app_channel, free_port, robot_channel, write_config

CHATS = [f"wrchat{one}" for one in range(12)]
SLOW = 0.5
"""Most seconds a broadcast waits before it is taken, and once more before that is answered."""
BENCH = "group: bench\nname: 签到群\nchannels: {hear: office}\n"
CHAT = """\
group: {chat}
name: 客户群
channels: {{hear: desk, push: robot-{chat}}}
welcome: {{gather: 0}}
"""


class RunningClock(FrozenClock):
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@asynccontextmanager
async def fake_platform(random: Random) -> AsyncIterator[tuple[FakeWecom, str]]:
    """Give the platform and its URL. It takes its time for a broadcast, so that kills meet some on their way."""
    assert (fake_wecom.CORP, fake_wecom.SECRET) == (CORP, SECRET)
    wecom = FakeWecom(RunningClock(), robots={f"key-{chat}" for chat in CHATS})
    wecom.groups = {chat: {"chat_id": chat, "name": chat, "member_list": []} for chat in CHATS}

    @web.middleware
    async def slow(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if not request.path.endswith("webhook/send"):
            return await handler(request)
        await request.read()  # what has left arrives, even if its sender dies now
        await asyncio.sleep(random.uniform(0, SLOW))
        answer = await handler(request)
        await asyncio.sleep(random.uniform(0, SLOW))
        return answer

    app = wecom.app()
    app.middlewares.append(slow)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield wecom, f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


def write_community(folder: Path, api: str, plans: Callable[[str], str]) -> None:
    """Write one group to check in to, and customer groups with robots and timetables of their own."""
    channels = {"office": app_channel(api), "desk": app_channel(api)}
    groups = [BENCH]
    for chat in CHATS:
        channels[f"robot-{chat}"] = robot_channel(f"key-{chat}", api)
        groups.append(CHAT.format(chat=chat) + plans(chat))
    write_config(folder, channels, groups)


def enter(wecom: FakeWecom, chat: str, user: str) -> None:
    """Let somebody be in a customer group from now on."""
    wecom.groups[chat]["member_list"].append({"userid": user, "name": user, "join_time": int(time())})
