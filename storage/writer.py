"""The one thread that writes to SQLite, and commits everything that is waiting at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from storage.db import Db, SqliteDb

T = TypeVar("T")

BATCH = 256
"""About how many units of work in one commit: enough to share an fsync, few enough to answer within some 50 ms."""


class _Unit(NamedTuple):
    work: Callable[[Db], Any]
    answer: asyncio.Future[Any]


class SqliteWriter:
    """Runs units of work in order, each in a savepoint, many to a commit; answers after the commit.

    `run` is a supervised task. When it dies its units fail with the cause, those not yet begun stay queued, and the
    next `run` goes on with them.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._queue: SimpleQueue[list[_Unit] | None] = SimpleQueue()
        self._arrived: list[_Unit] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")

    def write(self, work: Callable[[Db], T]) -> asyncio.Future[T]:
        """Commit what `work` did and give its result, or undoes it and give its error."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        if not self._arrived:
            loop.call_soon(self._hand_over)
        self._arrived.append(_Unit(work, answer))
        return answer

    def _hand_over(self) -> None:
        """Wake the thread once for all that arrived together: two busy threads only get in each other's way."""
        if self._arrived:
            self._queue.put(self._arrived)
            self._arrived = []

    async def run(self) -> None:
        """Serve until `stop`, or until the database itself fails."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.shield(loop.run_in_executor(self._thread, self._serve, loop))
        except asyncio.CancelledError:
            self.stop()
            raise

    def stop(self) -> None:
        """Let `run` end once everything before this call is committed."""
        self._hand_over()
        self._queue.put(None)

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        connection = connect(self._path)
        db = SqliteDb(connection)
        try:
            goes_on = True
            while goes_on and (units := self._queue.get()) is not None:
                goes_on = self._commit(connection, db, units, loop)
        finally:
            connection.close()

    def _commit(
        self, connection: sqlite3.Connection, db: SqliteDb, units: list[_Unit], loop: asyncio.AbstractEventLoop
    ) -> bool:
        """Commit these and what comes while they are worked on; False where `stop` came, too.

        What comes late would else have a commit of its own, which costs as much as a large one.
        """
        taken, stopped = list(units), False
        results: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            while units:
                for unit in units:
                    results.append(_attempt(db, unit))
                    if not connection.in_transaction:
                        raise sqlite3.OperationalError("the database gave the transaction up")
                units, stopped = self._arrived_since(len(taken))
                taken += units
            connection.execute("COMMIT")
        except BaseException as error:
            results = [(unit.answer, None, error) for unit in taken]
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if not isinstance(error, sqlite3.OperationalError):
                raise
        finally:
            loop.call_soon_threadsafe(_deliver, results)
        return not stopped

    def _arrived_since(self, taken: int) -> tuple[list[_Unit], bool]:
        """Return what has come meanwhile, nothing where the batch is full; and whether `stop` has."""
        if taken >= BATCH:
            return [], False
        try:
            units = self._queue.get_nowait()
        except Empty:
            return [], False
        return units or [], units is None


def _attempt(db: SqliteDb, unit: _Unit) -> tuple[asyncio.Future[Any], Any, BaseException | None]:
    db.begin()
    try:
        return unit.answer, unit.work(db), None
    except Exception as error:
        db.rollback()
        return unit.answer, None, error
    finally:
        db.end()


def _deliver(results: list[tuple[asyncio.Future[Any], Any, BaseException | None]]) -> None:
    for answer, result, error in results:
        if answer.done():
            continue
        if error is None:
            answer.set_result(result)
        else:
            answer.set_exception(error)


def connect(path: Path | str) -> sqlite3.Connection:
    """Return a connection as the ledger needs it: write-ahead log, and every commit on disk before it returns."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=5000",
        "foreign_keys=ON",
        "cache_size=-16384",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
