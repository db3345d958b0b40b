"""One database by URL: SQLite with threads that write and read, or PostgreSQL with one transaction per unit of work."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from config.system_words import system_reason
from storage import urls
from storage.db import Db, ServerError
from storage.reader import SqliteReader
from storage.writer import SqliteWriter

T = TypeVar("T")


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
        raise CannotOpen(system_reason(error)) from error
    except sqlite3.Error as error:
        raise CannotOpen(str(error)) from error
    except ServerError as error:
        raise CannotOpen(str(error)) from error


class Database:
    """Where everything is kept. `write` is durable when it returns; `read` never waits for a writer."""

    def __init__(self, url: str) -> None:
        self.url = urls.parse(url)
        self.is_lost = False
        """Whether the process lost its hold of the database; see storage/process_lock.py."""
        self.writer: SqliteWriter | None = None
        if self.url.file:
            self.writer = SqliteWriter(self.url.file)
            self._reader = SqliteReader(self.url.file)
        else:
            # Loaded on PostgreSQL only (measured: 3 MB).
            from storage.postgres import Server

            self._server = Server(self.url.text)

    @property
    def path(self) -> Path | None:
        """Return the SQLite file, whatever links lead to it; None for a server."""
        return self.url.file.resolve() if self.url.file else None

    def write(self, work: Callable[[Db], T], *, lane: str = "") -> Awaitable[T]:
        """Run `work` in a transaction and give its result after the commit; an error undoes all of it.

        Units of one `lane` (a group's id) run one after another, in the order of the calls. Raises NotHeld while the
        database is lost.
        """
        if self.is_lost:
            raise NotHeld
        return self.writer.write(work) if self.writer else self._server.write(lambda db: self._held(db, work), lane)

    def _held(self, db: Db, work: Callable[[Db], T]) -> T:
        result = work(db)
        if self.is_lost:
            raise NotHeld
        return result

    async def read(self, question: Callable[[Db], T]) -> T:
        """Ask on a connection of its own, which cannot change anything, seeing what is committed.

        On SQLite the question is asked on a thread of its own.
        """
        return await (self._reader if self.writer else self._server).read(question)

    async def close(self) -> None:
        """Let go of the read connections; the writer is stopped by whoever runs it."""
        await (self._reader if self.writer else self._server).close()
