"""PostgreSQL through asyncpg: one transaction per unit of work, the units of one lane one after another."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar
from weakref import WeakValueDictionary
from zlib import crc32

import asyncpg
from asyncpg.exceptions import (
    DeadlockDetectedError,
    InsufficientResourcesError,
    InterfaceError,
    OperatorInterventionError,
    PostgresConnectionError,
    PostgresError,
)

from storage.db import Db, Row, Savepoint, ServerError, Value
from storage.greenlets import run_sync, wait
from storage.pool import Pool

T = TypeVar("T")

STATEMENTS = 1000
"""Statements that a connection keeps prepared: all that the bot has, some 900."""
FAILED = (PostgresConnectionError, InsufficientResourcesError, OperatorInterventionError, InterfaceError)
"""The server itself, or the way to it; any other error is a statement's own."""
PLACES = re.compile(r"\?(\d*)|(?<![:\w]):(\w+)")

ATTEMPTS = 6
"""Lanes may meet on a common row in opposite order; PostgreSQL undoes one of them, and it is simply done again."""


class Server:
    """A PostgreSQL database."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._pool = Pool(self._connect)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """By lane: the server gives a lock to whoever it likes, and who waits for it here holds no connection."""

    async def write(self, work: Callable[[Db], T], lane: str) -> T:
        """Run `work` in a transaction after all earlier ones of its lane, and give its result after the commit.

        Those of one lane run in the order of the calls.

        Raises ServerError and OSError where the server fails; then nothing is written, unless the commit's own answer
        was lost.
        """
        if not lane:
            return await self._write(work, lane)
        async with self._turns.setdefault(lane, asyncio.Lock()):
            return await self._write(work, lane)

    async def _write(self, work: Callable[[Db], T], lane: str) -> T:
        # In one trip to the server.
        begin = f"BEGIN; SELECT pg_advisory_xact_lock({_number(lane)}); SAVEPOINT unit"
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._transact(begin, work)
            except DeadlockDetectedError:
                continue
        return await self._transact(begin, work)

    async def read(self, question: Callable[[Db], T]) -> T:
        """Ask as of one moment, without changing anything. Raises ServerError and OSError where the server fails."""
        return await self._transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", question)

    async def close(self) -> None:
        await self._pool.close()

    async def _connect(self) -> _Session:
        return _Session(await connect(self._address))

    async def _transact(self, begin: str, work: Callable[[Db], T]) -> T:
        async with self._pool.connection() as session:
            try:
                with telling():
                    await session.driver.execute(begin)
            except BaseException:
                # Whoever gave up on it leaves a transaction that the driver does not know of yet: nobody gets it again.
                session.driver.terminate()
                raise
            try:
                result = await run_sync(lambda: work(PostgresDb(session.driver)))
            except BaseException:
                with suppress(PostgresError, InterfaceError, OSError):
                    await session.driver.execute("ROLLBACK")
                raise
            with telling():
                await session.driver.execute("COMMIT")
            return result


class _Session:
    def __init__(self, driver: Any) -> None:
        self.driver = driver

    @property
    def is_usable(self) -> bool:
        return not self.driver.is_closed() and not self.driver.is_in_transaction()

    async def close(self) -> None:
        await end(self.driver)


async def connect(address: str) -> Any:
    """Return asyncpg's connection to a server. Raises ServerError where it refuses, OSError where it is not there."""
    try:
        return await asyncpg.connect(address, statement_cache_size=STATEMENTS, max_cached_statement_lifetime=0)
    except (PostgresError, InterfaceError) as error:
        raise ServerError(str(error)) from error


async def end(driver: Any) -> None:
    """Close a connection within two seconds, politely where the server still listens; what was open is undone."""
    try:
        await driver.close(timeout=2)
    except (PostgresError, InterfaceError, OSError, TimeoutError):
        driver.terminate()


@contextmanager
def telling() -> Iterator[None]:
    """Raise ServerError for what is the server's fault."""
    try:
        yield
    except FAILED as error:
        raise ServerError(str(error)) from error


class PostgresDb:
    """An open transaction, used in `run_sync`."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._savepoint = Savepoint(self._say)

    def _say(self, sql: str) -> None:
        _ask(self._driver.execute(sql))

    def fetch_one(self, sql: str, /, *row: Value, **values: Value) -> Row | None:
        found = _ask(self._driver.fetchrow(*bound(sql, row, values)))
        return None if found is None else tuple(found)

    def fetch_value(self, sql: str, /, *row: Value, **values: Value) -> Any:
        return _ask(self._driver.fetchval(*bound(sql, row, values)))

    def fetch_all(self, sql: str, /, *row: Value, **values: Value) -> list[Row]:
        return [tuple(found) for found in _ask(self._driver.fetch(*bound(sql, row, values)))]

    def execute(self, sql: str, /, *row: Value, **values: Value) -> int:
        status: str = _ask(self._driver.execute(*bound(sql, row, values)))
        touched = status.rpartition(" ")[2]  # as in "INSERT 0 1" and "UPDATE 3"
        return int(touched) if touched.isdecimal() else 0

    def insert(self, sql: str, /, *row: Value, **values: Value) -> int:
        number: int = _ask(self._driver.fetchval(*bound(f"{sql} RETURNING id", row, values)))
        return number

    def lock(self, name: str) -> None:
        self.fetch_value("SELECT pg_advisory_xact_lock(:number)", number=_number(name))

    def savepoint(self) -> AbstractContextManager[None]:
        return self._savepoint

    def rollback(self) -> None:
        self._say("ROLLBACK TO unit")


def _number(lane: str) -> int:
    return crc32(lane.encode())


def _ask(question: Awaitable[T]) -> T:
    with telling():
        return wait(question)


def bound(sql: str, row: Row, values: Mapping[str, Value]) -> tuple[Any, ...]:
    """Return a statement with numbered places, and the values in their order."""
    numbered, order = _numbered(sql)
    return (numbered, *(row or (values[name] for name in order)))


@lru_cache(maxsize=4096)
def _numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """Return a statement as PostgreSQL takes it ($1, $2, …), and its names in that order; none where it has `?`."""
    places = count(1)
    names: dict[str, int] = {}

    def number(place: re.Match[str]) -> str:
        if name := place[2]:
            return f"${names.setdefault(name, len(names) + 1)}"
        return f"${place[1] or next(places)}"

    return PLACES.sub(number, sql), tuple(names)
