"""How storage's questions reach a database: plain SQL with named values, the same on SQLite and PostgreSQL.

Tables are declared with SQLModel; see docs/decisions/0001-plain-sql.md for why queries are not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Protocol

Value = str | int | bytes | None
Row = tuple[Any, ...]


class ServerError(Exception):
    """A database's server cannot be reached, refuses, or gave up. The text is the server's own, never the address."""


DATABASE_ERRORS = (sqlite3.OperationalError, ServerError)
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
        self._savepoint = Savepoint(self._execute)

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


class Savepoint:
    """SAVEPOINT as a block. Both databases nest equal names, so one object serves every depth."""

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
