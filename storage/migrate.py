"""Brings a database to the schema of this version; safe to run at every start."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import OperationalError, ProgrammingError

from config.settings import HOME
from storage import backups
from storage.database import Database
from storage.migrations import revisions
from storage.sqlite_file import compact, connect_existing, create_if_missing, gives_space_back

SMALL = 256 * 1024**2
"""Bytes. Rewriting so many takes about three seconds."""


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
    """Create the SQLite file's folder where needed and run every migration not yet run, all in one transaction.

    A copy of an SQLite file is kept before it is changed. Migrations run in a process of their own, because what they
    need stays in memory once it is loaded (measured: Alembic and Mako, 8 MB). Raises MigrationError, and OSError where
    the database cannot be reached.
    """
    path = database.path
    if path:
        create_if_missing(path)
    before = await revision(database)
    if before == newest():
        return
    if path and before:
        try:
            await asyncio.to_thread(backups.keep_before_upgrade, path, before)
        except sqlite3.Error as error:
            raise MigrationError(f"no copy could be made before the upgrade: {error}") from error
    await _upgrade_elsewhere(database.url)
    if path and path.stat().st_size <= SMALL:
        await asyncio.to_thread(_let_give_space_back, path)


def _let_give_space_back(path: Path) -> None:
    """Rewrite a small file of an earlier version; larger ones would take too long at a start and reuse their space."""
    try:
        with closing(connect_existing(path)) as connection:
            wanted = not gives_space_back(connection)
        if wanted:
            compact(path)
    except sqlite3.OperationalError:
        return  # somebody else has it open, or there is no room for a second file: it stays as it is


def newest() -> str:
    """Return the last migration's revision."""
    return revisions()[-1]


async def revision(database: Database) -> str:
    """Return the revision a database is at; empty where it tells none, as a new one does.

    One query, which may fail: looking for the table first takes several. Raises sqlite3.DatabaseError for what is no
    database.
    """
    try:
        row = await database.read(lambda db: db.fetch_one("SELECT version_num FROM alembic_version"))
    except (sqlite3.OperationalError, OperationalError, ProgrammingError):
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
