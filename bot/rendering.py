"""Has sheets drawn by a process of its own, so that neither the event loop nor the writer's thread waits for Pillow.

The process is started for the first picture and ends after a while without work; it also ends by itself when this one
dies, because nobody writes to it then.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import Protocol

import structlog
from pydantic import TypeAdapter

from bot.clock import Clock
from config.settings import HOME
from handlers.kit import Drawing, Part, Picture, Reply, Text
from handlers.pictures.specs import PictureSpec
from storage.database import Database
from storage.messages import files

log = structlog.get_logger()

PATIENCE = 20.0
"""Seconds one picture may take, the start of the process included."""
IDLE = 300.0
"""Seconds without work after which the process, and its memory, are let go."""
SHEET: TypeAdapter[PictureSpec] = TypeAdapter(PictureSpec)


class Renderer(Protocol):
    """Whoever draws."""

    async def draw(self, sheet: PictureSpec) -> bytes:
        """Return the sheet as a picture's file."""

    async def close(self) -> None:
        """Draw no more."""


class PictureRenderer:
    """Makes pictures of the drawings in a reply."""

    def __init__(self, database: Database, renderer: Renderer, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._renderer = renderer

    async def render(self, reply: Reply) -> Reply:
        """Return the reply with its drawings made into pictures; one that cannot be drawn becomes its words."""
        return tuple([await self._part(part) if isinstance(part, Drawing) else part for part in reply])

    async def close(self) -> None:
        """Draw no more."""
        await self._renderer.close()

    async def _part(self, drawing: Drawing) -> Part:
        try:
            data = await self._renderer.draw(drawing.sheet)
        except Exception:
            log.exception("drawing_failed", kind=drawing.sheet.kind)
            return Text(text=f"[{drawing.alt}]")
        now = self._clock.now()
        digest = await self._database.write(lambda db: files.save(db, data, now))
        return Picture(digest=digest, alt=drawing.alt)


class RenderProcess:
    """`python -m handlers.pictures`, one picture after the other."""

    def __init__(self) -> None:
        self._one_by_one = asyncio.Lock()
        self._process: Process | None = None
        self._closing: asyncio.TimerHandle | None = None

    async def draw(self, sheet: PictureSpec) -> bytes:
        """Return a PNG. Raises where the process fails or takes too long; the next call starts it anew."""
        async with self._one_by_one:
            if self._closing:
                self._closing.cancel()
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._ask(SHEET.dump_json(sheet))
            except BaseException:
                await self._end()
                raise
            finally:
                self._closing = asyncio.get_running_loop().call_later(IDLE, self._let_go)

    async def close(self) -> None:
        """End the process."""
        async with self._one_by_one:
            if self._closing:
                self._closing.cancel()
            await self._end()

    async def _ask(self, sheet: bytes) -> bytes:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "handlers.pictures", stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=HOME
            )
        process = self._process
        assert process.stdin
        assert process.stdout
        process.stdin.write(sheet + b"\n")
        await process.stdin.drain()
        length = int.from_bytes(await process.stdout.readexactly(4))
        return await process.stdout.readexactly(length)

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process and process.returncode is None:
            process.kill()
            await process.wait()

    def _let_go(self) -> None:
        if self._process and self._process.stdin and not self._one_by_one.locked():
            self._process.stdin.close()
            self._process = None
