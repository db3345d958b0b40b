"""One database by URL: SQLite with a writer thread, or PostgreSQL with one transaction per unit of work."""

from __future__ import annotations

import fcntl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.db import Db, SqlalchemyDb
from storage.writer import SqliteWriter

T = TypeVar("T")


DEADLOCK = "40P01"
DEADLOCKS = 5
"""Lanes may meet on a common row in opposite order; PostgreSQL undoes one of them, and it is simply done again."""


PROCESS_LOCK = "19780, 1"
"""A pair of numbers, so that it never meets the lock of a lane, which is a single one."""


class Database:
    """Where everything is kept. `write` is durable when it returns; `read` never waits for a writer."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.engine: AsyncEngine = create_async_engine(self.url, pool_size=8, max_overflow=0)
        self.writer: SqliteWriter | None = None
        if self.url.get_backend_name() == "sqlite":
            assert self.url.database
            event.listen(self.engine.sync_engine, "connect", _read_only)
            self.writer = SqliteWriter(Path(self.url.database))

    @property
    def path(self) -> Path | None:
        """Return the SQLite file, whatever links lead to it; None for a server."""
        return Path(self.url.database or "").resolve() if self.writer else None

    def write(self, work: Callable[[Db], T], *, lane: str = "") -> Awaitable[T]:
        """Run `work` in a transaction and give its result after the commit; an error undoes all of it.

        Units of one `lane` (a group's id) run one after another.
        """
        return self.writer.write(work) if self.writer else self._write(work, lane)

    async def _write(self, work: Callable[[Db], T], lane: str) -> T:
        for _ in range(DEADLOCKS):
            try:
                return await self._write_once(work, lane)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", "") != DEADLOCK:
                    raise
        return await self._write_once(work, lane)

    async def _write_once(self, work: Callable[[Db], T], lane: str) -> T:
        async with self.engine.begin() as connection:
            return await connection.run_sync(lambda sync: _in_lane(SqlalchemyDb(sync), lane, work))

    async def read(self, question: Callable[[Db], T]) -> T:
        """Ask on a connection of its own, which cannot change anything, seeing what is committed."""
        async with self.engine.connect() as connection:
            await connection.execution_options(postgresql_readonly=True)
            return await connection.run_sync(lambda sync: question(SqlalchemyDb(sync)))

    async def close(self) -> None:
        """Let go of the read connections; the writer is stopped by whoever runs it."""
        await self.engine.dispose()


def _in_lane(db: SqlalchemyDb, lane: str, work: Callable[[Db], T]) -> T:
    db.lock(lane)
    db.begin()
    return work(db)


def async_url(url: str) -> URL:
    """Return the URL with the driver we use: aiosqlite or asyncpg. Raises ValueError for other databases."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed.set(drivername="sqlite+aiosqlite")
        case "postgresql":
            return parsed.set(drivername="postgresql+asyncpg")
    raise ValueError("QUNBAN_DATABASE 只支持 sqlite:///文件 和 postgresql://…")


async def hold(database: Database) -> Callable[[], Awaitable[None]]:
    """Keep the database for this process until the returned function is called.

    Raises BlockingIOError when another process has it: two would send each other's messages.
    """
    return await _hold_server(database) if database.writer is None else _hold_file(Path(database.url.database or ""))


def _hold_file(database: Path) -> Callable[[], Awaitable[None]]:
    path = database.with_name(database.name + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("wb")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise

    async def release() -> None:
        handle.close()

    return release


async def _hold_server(database: Database) -> Callable[[], Awaitable[None]]:
    connection = await database.engine.connect()
    held = await connection.scalar(text(f"SELECT pg_try_advisory_lock({PROCESS_LOCK})"))
    await connection.commit()
    if not held:
        await connection.close()
        raise BlockingIOError

    async def release() -> None:
        await connection.execute(text(f"SELECT pg_advisory_unlock({PROCESS_LOCK})"))
        await connection.close()

    return release


def _read_only(connection: object, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA query_only=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
