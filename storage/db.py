"""How storage's questions reach a database: plain SQL with named values, the same on SQLite and PostgreSQL.

The hot path goes straight to `sqlite3`; reads and PostgreSQL go through SQLAlchemy. Tables are declared with
SQLModel; see docs/decisions/0001-plain-sql.md for why queries are not.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from types import TracebackType
from typing import Any, Protocol
from zlib import crc32

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.exc import InterfaceError, OperationalError

Value = str | int | bytes | None
Row = tuple[Any, ...]

DATABASE_ERRORS = (sqlite3.OperationalError, OperationalError, InterfaceError)
"""The database itself fails (disk full, connection lost): nothing can be said, the platform has to try again."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Db(Protocol):
    """One open transaction.

    Values are named (`:day`). What every message asks gives them in order (`?`, or `?1` for one that is used again):
    binding names would cost it some 5 %.
    """

    def fetch_one(self, sql: str, /, *row: Value, **values: Value) -> Row | None:
        """Return the first row, or None."""

    def fetch_value(self, sql: str, /, *row: Value, **values: Value) -> Any:
        """Return the first column of the first row, None where there is no row."""

    def fetch_all(self, sql: str, /, *row: Value, **values: Value) -> list[Row]:
        """Return all rows."""

    def execute(self, sql: str, /, *row: Value, **values: Value) -> int:
        """Execute a statement; return how many rows it touched."""

    def insert(self, sql: str, /, *row: Value, **values: Value) -> int:
        """Insert one row and return its id. On SQLite this takes half the time of RETURNING."""

    def lock(self, name: str) -> None:
        """Let transactions that lock the same name (a group's id) run one after another, to the end."""

    def savepoint(self) -> AbstractContextManager[None]:
        """Return what happens inside is undone when the block raises; the rest of the transaction stays."""

    def rollback(self) -> None:
        """Take back all that this unit of work did and locked so far; it may go on. Not to be used in a savepoint."""


def to_millis(at: datetime) -> int:
    """Return an aware moment as stored: milliseconds since 1970-01-01 UTC."""
    return (at - EPOCH) // MILLISECOND


def from_millis(stored: int) -> datetime:
    """Return a stored moment as an aware datetime in UTC."""
    return EPOCH + stored * MILLISECOND


class SqliteDb:
    """A transaction on the writer's own connection, without any layer in between."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        # One cursor for all: making one for each statement costs nearly as much as a small statement.
        self._execute = connection.cursor().execute
        self._savepoint = _Savepoint(self._execute)

    def fetch_one(self, sql: str, /, *row: Value, **values: Value) -> Row | None:
        found: Row | None = self._execute(sql, row or values).fetchone()
        return found

    def fetch_value(self, sql: str, /, *row: Value, **values: Value) -> Any:
        found: Row | None = self._execute(sql, row or values).fetchone()
        return None if found is None else found[0]

    def fetch_all(self, sql: str, /, *row: Value, **values: Value) -> list[Row]:
        return self._execute(sql, row or values).fetchall()

    def execute(self, sql: str, /, *row: Value, **values: Value) -> int:
        return self._execute(sql, row or values).rowcount

    def insert(self, sql: str, /, *row: Value, **values: Value) -> int:
        number = self._execute(sql, row or values).lastrowid
        assert number is not None
        return number

    def lock(self, name: str) -> None:
        """Do nothing: there is one writer, so everything runs one after another."""

    def savepoint(self) -> AbstractContextManager[None]:
        return self._savepoint

    def begin(self) -> None:
        """Begin a unit of work inside the writer's transaction."""
        self._execute("SAVEPOINT unit")

    def rollback(self) -> None:
        self._execute("ROLLBACK TO unit")

    def end(self) -> None:
        """End the unit; the writer commits it with others."""
        self._execute("RELEASE unit")


class _Savepoint:
    """SAVEPOINT as a block. SQLite nests equal names, so one object serves every depth."""

    def __init__(self, execute: Callable[[str], object]) -> None:
        self._execute = execute

    def __enter__(self) -> None:
        self._execute("SAVEPOINT s")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._execute("ROLLBACK TO s")
        self._execute("RELEASE s")


class SqlalchemyDb:
    """A transaction on a SQLAlchemy connection: PostgreSQL, and the read side of SQLite."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fetch_one(self, sql: str, /, *row: Value, **values: Value) -> Row | None:
        found = self._connection.execute(_clause(sql), _named(row) if row else values).first()
        return None if found is None else tuple(found)

    def fetch_value(self, sql: str, /, *row: Value, **values: Value) -> Any:
        return self._connection.execute(_clause(sql), _named(row) if row else values).scalar()

    def fetch_all(self, sql: str, /, *row: Value, **values: Value) -> list[Row]:
        return [tuple(found) for found in self._connection.execute(_clause(sql), _named(row) if row else values)]

    def execute(self, sql: str, /, *row: Value, **values: Value) -> int:
        return self._connection.execute(_clause(sql), _named(row) if row else values).rowcount

    def insert(self, sql: str, /, *row: Value, **values: Value) -> int:
        return int(
            self._connection.execute(_clause(f"{sql} RETURNING id"), _named(row) if row else values).scalar_one()
        )

    def lock(self, name: str) -> None:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK, {"name": crc32(name.encode())})

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        with self._connection.begin_nested():
            yield

    def begin(self) -> None:
        """Begin a unit of work: what came before in the transaction, `rollback` leaves alone."""
        self._unit = self._connection.begin_nested()

    def rollback(self) -> None:
        self._unit.rollback()
        self.begin()


_LOCK = text("SELECT pg_advisory_xact_lock(:name)")


@lru_cache(maxsize=1024)
def _clause(sql: str) -> TextClause:
    places = count()
    return text(re.sub(r"\?(\d*)", lambda match: f":p{int(match[1]) - 1 if match[1] else next(places)}", sql))


def _named(row: Row) -> dict[str, Value]:
    return {f"p{place}": value for place, value in enumerate(row)}


class _Discarded(Exception):
    """Ends a block whose work is undone."""


@contextmanager
def discarding(db: Db) -> Iterator[None]:
    """Undo at its end all that a block does; the rest of the transaction stays."""
    try:
        with db.savepoint():
            yield
            raise _Discarded
    except _Discarded:
        return
