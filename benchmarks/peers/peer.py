"""A real client in a process of its own, before a fake platform of its own."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot

PICTURE = bytes(range(70))
KEY = bytes(range(32))
Json = dict[str, Any]


class Peer:
    """A client in a process of its own, before a platform of its own."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._folder = folder
        self.platform = FakeAibot(RunningClock())
        self.told: list[Json] = []
        self.url = ""

    async def __aenter__(self) -> Peer:
        app = web.Application()
        app.router.add_get("/", self.platform.handle)
        app.router.add_get("/picture", self._picture)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def begin(self, secret: str = SECRET) -> None:
        """Start the client."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, self.url.replace("http", "ws") + "/", BOT, secret,
            cwd=self._folder, stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())

    async def __aexit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        self._reading.cancel()
        await self._runner.cleanup()

    async def _read(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            with suppress(ValueError):
                self.told.append(json.loads(line))

    async def _picture(self, _: web.Request) -> web.Response:
        padding = 32 - len(PICTURE) % 32
        sealing = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
        body = sealing.update(PICTURE + bytes([padding]) * padding) + sealing.finalize()
        return web.Response(body=body, headers={"Content-Disposition": 'attachment; filename="photo.png"'})

    async def until(self, holds: Callable[[], bool], seconds: float = 8) -> bool:
        """Wait until something holds; return whether it came to that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():
                    await asyncio.sleep(0.02)
        return holds()

    async def up(self) -> bool:
        """Wait until the client is subscribed."""
        return await self.until(lambda: self.platform.is_connected)

    def outcome(self, what: str) -> list[int]:
        """Return the codes with which attempts at something ended."""
        return [told.get("errcode", 0) for told in self.told if told.get("what") == what]

    async def answers(self, text: str, what: str, code: int = 0, chat: str | None = CHAT) -> bool:
        """Say something to the client, and return whether its attempt ends with a code."""
        before = len(self.outcome(what))
        await self.platform.say("ZhangSan", text, chat)
        await self.until(lambda: len(self.outcome(what)) > before)
        return self.outcome(what)[before:] == [code]
