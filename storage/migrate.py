"""Brings a database to the schema of this version; safe to run at every start."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from config.settings import HOME
from storage.database import Database
from storage.migrations import FOLDER

PAGE = 2048
"""Bytes."""


class MigrationError(Exception):
    """A migration failed and was undone; the text is what the process wrote about it."""


async def migrate(url: str) -> None:
    """Bring a database that nobody has open to the schema of this version. Raises like `migrate_open`."""
    database = Database(url)
    try:
        await migrate_open(database)
    finally:
        await database.close()


async def migrate_open(database: Database) -> None:
    """Create the SQLite file's folder where needed and run every migration not yet run.

    Migrations run in a process of their own, because what they need stays in memory once it is loaded (measured:
    Alembic and Mako, 8 MB). Raises MigrationError, and OSError where the database cannot be reached.
    """
    if database.writer:
        _found(Path(database.url.database or ""))
    if await revision(database) != newest():
        await _upgrade_elsewhere(database.url)


def _found(path: Path) -> None:
    """Make a new SQLite file with small pages: a check-in touches many of them, a few bytes each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA page_size={PAGE}")
            connection.execute("VACUUM")


def newest() -> str:
    """Return the last migration's revision: files are named REVISION_words.py."""
    return max(path.name for path in (FOLDER / "versions").glob("[0-9]*.py")).partition("_")[0]


async def revision(database: Database) -> str:
    """Return the revision a database is at; empty where it tells none, as a new one does.

    One query, which may fail: looking for the table first takes several. What else is wrong, the migrations will
    report.
    """
    try:
        row = await database.read(lambda db: db.fetch_one("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        return ""
    return str(row[0]) if row else ""


async def _upgrade_elsewhere(url: URL) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "storage.migrations.upgrade", stdin=PIPE, stderr=PIPE, cwd=HOME
    )
    try:
        # Not as an argument: everybody on the machine could read the password there.
        _, report = await process.communicate(url.render_as_string(hide_password=False).encode())
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise MigrationError(report.decode(errors="replace"))
