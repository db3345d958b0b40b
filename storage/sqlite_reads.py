"""The read side of SQLite: connections of their own, which can change nothing and give way to what members say."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import get_native_id
from typing import Any, TypeVar

import aiosqlite

from storage.db import Db, Row, Value
from storage.greenlets import run_sync, wait
from storage.pool import Pool

T = TypeVar("T")

NICE = 10
"""What reading connections add to their niceness."""
READ_ONLY = "attempt to write a readonly database"


class SqliteReaders:
    """Connections for reading one file. Each statement sees what is committed when it begins."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pool = Pool(self._connect)

    async def read(self, question: Callable[[Db], T]) -> T:
        """Ask without changing anything. Raises sqlite3.Error."""
        async with self._pool.connection() as reader:
            return await run_sync(lambda: question(SqliteReadDb(reader.driver)))

    async def close(self) -> None:
        await self._pool.close()

    async def _connect(self) -> _Reader:
        return _Reader(await connect(self._path))


class _Reader:
    is_usable = True

    def __init__(self, driver: aiosqlite.Connection) -> None:
        self.driver = driver

    async def close(self) -> None:
        await self.driver.close()


async def connect(path: Path) -> aiosqlite.Connection:
    """Open a file for reading only. Raises sqlite3.Error."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        await connection.execute_fetchall("PRAGMA query_only=ON")
        await connection.execute_fetchall("PRAGMA busy_timeout=5000")
        if sys.platform == "linux":  # elsewhere a thread has no priority of its own
            # A function of SQL runs on the connection's own thread.
            await connection.create_function("give_way", 0, _give_way)
            await connection.execute_fetchall("SELECT give_way()")
    except BaseException:
        await connection.close()
        raise
    return connection


def _give_way() -> int:
    """Let this thread wait where others want the processor: a long report must not slow down what members say."""
    thread = get_native_id()
    os.setpriority(os.PRIO_PROCESS, thread, NICE)
    return thread


class SqliteReadDb:
    """Questions to one connection for reading, asked in `run_sync`; there is no transaction, and nothing to undo."""

    def __init__(self, driver: aiosqlite.Connection) -> None:
        self._driver = driver

    def _fetch(self, sql: str, values: Sequence[Value] | Mapping[str, Value]) -> list[Row]:
        # aiosqlite takes a mapping as sqlite3 does, but declares values in order only.
        return list(wait(self._driver.execute_fetchall(sql, values)))  # type: ignore[arg-type]

    def fetch_one(self, sql: str, /, *row: Value, **values: Value) -> Row | None:
        found = self._fetch(sql, row or values)
        return found[0] if found else None

    def fetch_value(self, sql: str, /, *row: Value, **values: Value) -> Any:
        found = self._fetch(sql, row or values)
        return found[0][0] if found else None

    def fetch_all(self, sql: str, /, *row: Value, **values: Value) -> list[Row]:
        return self._fetch(sql, row or values)

    def execute(self, sql: str, /, *row: Value, **values: Value) -> int:  # noqa: ARG002
        raise sqlite3.OperationalError(READ_ONLY)

    def insert(self, sql: str, /, *row: Value, **values: Value) -> int:  # noqa: ARG002
        raise sqlite3.OperationalError(READ_ONLY)

    def lock(self, name: str) -> None:
        """Do nothing: readers wait for nobody."""

    def savepoint(self) -> AbstractContextManager[None]:
        return nullcontext()

    def rollback(self) -> None:
        """Do nothing: nothing was changed."""
