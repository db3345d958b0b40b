"""One database by URL: SQLite with threads that write and read, or PostgreSQL with one transaction per unit of work."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.db import Db, SqlalchemyDb
from storage.reader import SqliteReader
from storage.writer import SqliteWriter

T = TypeVar("T")

DEADLOCK = "40P01"
DEADLOCKS = 5
"""Lanes may meet on a common row in opposite order; PostgreSQL undoes one of them, and it is simply done again."""


class CannotOpen(Exception):
    """The database cannot be opened. The text is the system's or the server's reason, never the address."""


class NotHeld(ConnectionError):
    """The database may be another process's by now: nothing is written until it is held again."""


@contextmanager
def opening() -> Iterator[None]:
    """Raise CannotOpen for what keeps a database from being opened, but BlockingIOError as it is: another has it."""
    try:
        yield
    except BlockingIOError:
        raise
    except OSError as error:
        raise CannotOpen(error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise CannotOpen(str(error)) from error
    except DBAPIError as error:
        told = error.orig or error
        raise CannotOpen(str(told.__cause__ or told)) from error


class Database:
    """Where everything is kept. `write` is durable when it returns; `read` never waits for a writer."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.writer: SqliteWriter | None = None
        self.is_lost = False
        """Whether the process lost its hold of the database; see storage/process_lock.py."""
        if self.url.get_backend_name() == "sqlite":
            assert self.url.database
            self.writer = SqliteWriter(Path(self.url.database))
            self._reader = SqliteReader(Path(self.url.database))
        else:
            self.engine: AsyncEngine = create_async_engine(self.url, pool_size=8, max_overflow=0)

    @property
    def path(self) -> Path | None:
        """Return the SQLite file, whatever links lead to it; None for a server."""
        return Path(self.url.database or "").resolve() if self.writer else None

    def write(self, work: Callable[[Db], T], *, lane: str = "") -> Awaitable[T]:
        """Run `work` in a transaction and give its result after the commit; an error undoes all of it.

        Units of one `lane` (a group's id) run one after another. Raises NotHeld while the database is lost.
        """
        if self.is_lost:
            raise NotHeld
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
            result = await connection.run_sync(lambda sync: _in_lane(SqlalchemyDb(sync), lane, work))
            if self.is_lost:
                raise NotHeld
            return result

    async def read(self, question: Callable[[Db], T]) -> T:
        """Ask on a connection of its own, which cannot change anything, seeing what is committed.

        On SQLite the question is asked on a thread of its own.
        """
        if self.writer:
            return await self._reader.read(question)
        async with self.engine.connect() as connection:
            await connection.execution_options(postgresql_readonly=True)
            return await connection.run_sync(lambda sync: question(SqlalchemyDb(sync)))

    async def close(self) -> None:
        """Let go of the read connections; the writer is stopped by whoever runs it."""
        if self.writer:
            await self._reader.close()
        else:
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
