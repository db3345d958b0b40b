"""Callbacks come once, twice or three times, in any order, encrypted anew: their effects come once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

from aiohttp import web

from bot.app import Bot
from config.settings import Settings
from tests.chat import START, FrozenClock
from tests.support.callbacks import DONE, opened, request, said
from tests.support.ledger_checks import faults, number
from tests.support.load import closed_loop
from tests.support.server import free_port, write_config

CHECK_INS = 2_000
NOW = int(START.timestamp())


async def test_repeated_callbacks_have_their_effects_once(sqlite_url: str, tmp_path: Path) -> None:
    random = Random(1)
    write_config(tmp_path / "config")
    bot = Bot(Settings(config=tmp_path / "config", database=sqlite_url), clock=FrozenClock())
    await bot.open()
    runner = web.AppRunner(bot.public_app(), access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    deliveries = [one for one in range(CHECK_INS) for _ in range(random.randint(1, 3))]
    random.shuffle(deliveries)
    try:
        requests = [request("office", said(f"u{one}", "签到", one, NOW), NOW) for one in deliveries]
        result = await closed_loop(port, requests, connections=64, seconds=60)
    finally:
        await runner.cleanup()
        await bot.close()
    answers = {opened(answer.body) for answer in result.answers}
    assert len(result.answers) == len(deliveries)
    assert len(answers) == CHECK_INS
    assert all(DONE in answer for answer in answers)
    path = tmp_path / "test.db"
    assert await asyncio.to_thread(faults, path) == []
    assert number(path, "SELECT COUNT(*) FROM entry") == CHECK_INS
    assert number(path, "SELECT COUNT(*) FROM activity WHERE messages = 0") == CHECK_INS
