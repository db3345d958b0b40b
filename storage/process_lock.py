"""One process for a database: two would both answer and send each other's messages.

A server's database is held by an advisory lock, which lives as long as its connection; so the connection is watched.
A file is held twice: by `FILE.lock`, and on Linux by a byte far behind the end of the file itself, which nobody can
remove and no other name leads around. Links are followed first.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import structlog

from storage.database import Database
from storage.db import ServerError
from storage.file_lock import is_at, lock_far_byte, open_locked
from storage.sqlite_file import create_if_missing

log = structlog.get_logger()

SERVER_LOCK = "19780, 1"
"""A pair of numbers, so that it never meets the lock of a lane, which is a single one."""
LOOK = 5.0
"""Seconds between two looks at whether the database is still held."""
AGAIN = 1.0
"""Seconds between two attempts to take a server's lock again."""


@cache
def unreachable() -> tuple[type[BaseException], ...]:
    """Return the errors of a server that cannot be reached, or says no."""
    # Loaded on PostgreSQL only (measured: 3 MB).
    from asyncpg.exceptions import InterfaceError, PostgresError

    return (OSError, ServerError, PostgresError, InterfaceError, TimeoutError)


class LostToAnother(BlockingIOError):
    """Another process may have the database by now; this one must not write any more."""


class Hold(Protocol):
    """A database that this process has for itself."""

    async def watch(self, every: float = LOOK) -> None:
        """Wait while the database is held, looking `every` so many seconds, and take it again where it got lost.

        Raises LostToAnother.
        """

    async def release(self) -> None:
        """Let go. All connections of this process to an SQLite file have to be closed before."""


async def keep(held: Hold, on_lost: Callable[[], None]) -> None:
    """Watch a hold until it is lost to another process; `on_lost` has to end this one then."""
    try:
        await held.watch()
    except LostToAnother as error:
        log.critical("database_lost", reason=str(error))
        on_lost()


async def hold(database: Database) -> Hold:
    """Keep the database for this process, and make its file where there is none.

    Raises BlockingIOError when another process has it, and OSError where it cannot be reached.
    """
    if database.path:
        return _FileHold(database.path, database)
    held = _ServerHold(database)
    if not await held.take():
        await held.release()
        raise BlockingIOError
    return held


class _FileHold:
    def __init__(self, path: Path, database: Database) -> None:
        self._path = path
        self._database = database
        self._lock_path = path.with_name(path.name + ".lock")
        create_if_missing(path)
        self._lock = open_locked(self._lock_path)
        try:
            # Windows replaces no file that somebody has open, and it is restored while it is held.
            self._file = os.open(path, os.O_RDWR) if os.name == "posix" else None
            self._was = path.stat()
            if self._file is not None:
                lock_far_byte(self._file)
        except BaseException:
            os.close(self._lock)
            raise

    async def watch(self, every: float = LOOK) -> None:
        while True:
            await asyncio.sleep(every)
            self._look()

    def _look(self) -> None:
        """Take the lock file again where somebody removed it. Raises LostToAnother."""
        if not self._is_there():
            self._database.is_lost = True
            raise LostToAnother(f"{self._path} was removed or replaced while it was in use")
        if is_at(self._lock, self._lock_path):
            return
        log.warning("lock_file_removed", path=str(self._lock_path))
        try:
            lock = open_locked(self._lock_path)
        except BlockingIOError:
            self._database.is_lost = True
            raise LostToAnother(f"{self._lock_path} was taken by another process") from None
        os.close(self._lock)
        self._lock = lock

    def _is_there(self) -> bool:
        """Return whether the path still leads to the file that is held."""
        if self._file is not None:
            return is_at(self._file, self._path)
        try:
            return os.path.samestat(self._was, self._path.stat())
        except FileNotFoundError:
            return False

    async def release(self) -> None:
        # Closing any handle of a file ends all locks that SQLite has on it in this process.
        if self._file is not None:
            os.close(self._file)
        os.close(self._lock)


class _ServerHold:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._driver: Any = None
        """asyncpg's connection with the lock, which tells at once when it ends."""
        self._broken = asyncio.Event()

    async def take(self) -> bool:
        """Take the lock on a connection of its own; return False where another process has it."""
        from storage.postgres import connect

        driver = await connect(self._database.url.text)
        try:
            held = bool(await driver.fetchval(f"SELECT pg_try_advisory_lock({SERVER_LOCK})"))
        except BaseException:
            driver.terminate()
            raise
        self._driver = driver
        driver.add_termination_listener(self._on_end)
        return held

    def _on_end(self, _: object) -> None:
        self._database.is_lost = True
        self._broken.set()

    async def watch(self, every: float = LOOK) -> None:
        while True:
            try:
                async with asyncio.timeout(every):
                    await self._broken.wait()
            except TimeoutError:
                if await self._answers():
                    continue
            self._database.is_lost = True
            log.error("database_lock_lost")
            await self._take_again()

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(LOOK):
                await self._driver.execute("SELECT 1")
        except unreachable():
            return False
        return True

    async def _take_again(self) -> None:
        """Take the lock on a new connection, however long the server is away; write again only then."""
        await self._drop()
        while True:
            self._broken.clear()
            try:
                async with asyncio.timeout(LOOK):
                    held = await self.take()
            except unreachable():
                await asyncio.sleep(AGAIN)
                continue
            if not held:
                raise LostToAnother("another process took the database")
            self._database.is_lost = False
            log.warning("database_lock_taken_again")
            return

    async def _drop(self) -> None:
        """End the connection, so that no lock lingers on it."""
        from storage.postgres import end

        driver, self._driver = self._driver, None
        if driver is not None:
            driver.remove_termination_listener(self._on_end)
            await end(driver)

    async def release(self) -> None:
        if self._driver and not self._broken.is_set():
            with suppress(*unreachable()):
                await self._driver.execute(f"SELECT pg_advisory_unlock({SERVER_LOCK})")
        await self._drop()
