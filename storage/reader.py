"""The threads that ask SQLite: a long question keeps neither the event loop nor the writer waiting."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import get_native_id, local
from typing import TypeVar

from storage.db import Db, SqliteDb
from storage.sqlite_file import connect_existing

T = TypeVar("T")

THREADS = 8
NICE = 10
"""What reading threads add to their niceness: a long report must not slow down what members say."""

AGAIN = 0.05
"""Seconds between two attempts to break questions off."""


class SqliteReader:
    """Answers questions, each as of one moment, on connections that cannot change anything."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reader", initializer=_give_way)
        self._of_thread = local()
        self._connections: list[sqlite3.Connection] = []

    async def read(self, question: Callable[[Db], T]) -> T:
        """Return the answer to a question; raises sqlite3.Error as well as whatever the question raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, question)

    def _ask(self, question: Callable[[Db], T]) -> T:
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            # A cursor of the question's own: one that was left open would keep an old state of the database.
            return question(SqliteDb(connection))
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _connection(self) -> sqlite3.Connection:
        """Return the thread's connection, opened with its first question."""
        connection: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self._of_thread.connection = _connect(self._path)
            self._connections.append(connection)
        return connection

    async def close(self) -> None:
        """Break off what is still asked, and let go of the file. Nothing may be asked any more."""
        ended = asyncio.ensure_future(asyncio.to_thread(self._threads.shutdown, cancel_futures=True))
        while not (await asyncio.wait([ended], timeout=AGAIN))[0]:
            for connection in self._connections:
                connection.interrupt()  # which does nothing between two statements
        for connection in self._connections:
            connection.close()
        self._connections.clear()


def _connect(path: Path) -> sqlite3.Connection:
    connection = connect_existing(path, is_shared=True)
    try:
        for pragma in ("query_only=ON", "busy_timeout=5000", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _give_way() -> None:
    """Let this thread wait where others want the processor."""
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)
