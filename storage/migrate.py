"""Brings a database to the schema of this version; safe to run at every start."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import async_url

PAGE = 2048
"""Bytes."""
FOLDER = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Creates the SQLite file's folder where needed and runs every migration not yet run."""
    target = async_url(url)
    if target.get_backend_name() == "sqlite" and target.database:
        _found(Path(target.database))
    engine = create_async_engine(target, poolclass=NullPool)
    async with engine.begin() as connection:
        if await connection.run_sync(revision) != newest():
            await connection.run_sync(upgrade)
    await engine.dispose()


def _found(path: Path) -> None:
    """Makes a new SQLite file with small pages: a check-in touches many of them, a few bytes each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA page_size={PAGE}")
            connection.execute("VACUUM")


def newest() -> str:
    """The last migration's revision: files are named REVISION_words.py."""
    return max(path.name for path in (FOLDER / "versions").glob("[0-9]*.py")).partition("_")[0]


def revision(connection: Connection) -> str:
    """The revision a database is at; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def upgrade(connection: Connection) -> None:
    """Runs the migrations on an open connection."""
    # Loaded only when there is something to do: most starts find the schema up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
