"""Databases at any released revision, filled, and as a kill leaves them after each statement of an upgrade."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, Engine, create_engine, event

from storage.migrations.configuration import configuration
from storage.sqlite_file import create_if_missing

RESULT = 4
"""Where PRAGMA table_info tells a column's default."""


class Stopped(Exception):
    """Ends a migration where a kill would have."""


@contextmanager
def _connected(path: Path, after: Callable[[str], None] = lambda _: None, **options: str) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", **options)
    _listen(engine, after)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _listen(engine: Engine, after: Callable[[str], None]) -> None:
    @event.listens_for(engine, "after_cursor_execute")
    def executed(_: object, __: object, statement: str, *___: object) -> None:
        after(statement)


def make_at(path: Path, revision: str, *, rows: bool = True) -> None:
    """Make a database at a released revision, with a row in every table that takes one."""
    create_if_missing(path)
    if revision:
        with _connected(path) as connection, connection.begin():
            command.upgrade(configuration(connection), revision)
    if rows:
        with closing(sqlite3.connect(path)) as filled:
            filled.execute("PRAGMA journal_mode=WAL")
            fill(filled)
            filled.commit()


def fill(connection: sqlite3.Connection) -> None:
    """Put a row into every table whose checks let it in; texts are JSON, as the payloads of timers have to be."""
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table == "alembic_version" or table.startswith("sqlite_"):
            continue
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        values = ["{}" if column[2] == "VARCHAR" else 1 for column in columns]
        places = ", ".join("?" * len(values))
        connection.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({places})', values)


def dump(path: Path) -> list[str]:
    """Return the whole content of a database as SQL; a transaction that was cut off is undone by looking."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def revision_of(path: Path) -> str:
    """Return the revision on record; empty where there is none."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return ""
    return row[0] if row else ""


def leave_half_done(path: Path, target: str, statements: int) -> bool:
    """Run the first statements of one migration as earlier versions did, each its own commit; False after the last.

    Rows were changed in a transaction, which a kill undid, so nothing after the first of them counts.
    """
    left = statements

    def count(statement: str) -> None:
        nonlocal left
        word = statement.split()[0].upper()
        if word in ("INSERT", "UPDATE", "DELETE"):
            raise Stopped
        if word in ("CREATE", "ALTER") and "alembic_version" not in statement:
            left -= 1
            if left == 0:
                raise Stopped

    # The driver's own way: a transaction begins with the first row that is changed.
    with _connected(path, count) as connection:
        try:
            command.upgrade(configuration(connection), target)
        except Stopped:
            return left == 0
    return False


def copy_after_each_statement(path: Path, folder: Path) -> tuple[list[Path], Callable[[str], None]]:
    """Return a hook that copies a database's files as a kill leaves them then, and the list of its copies."""
    copies: list[Path] = []

    def copy(_: str) -> None:
        target = folder / f"{len(copies)}.db"
        for suffix in ("", "-journal", "-wal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                shutil.copy(source, target.with_name(target.name + suffix))
        copies.append(target)

    return copies, copy
