"""Brings a database to the schema of this version; safe to run at every start."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import async_url

FOLDER = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Creates the SQLite file's folder where needed and runs every migration not yet run."""
    target = async_url(url)
    if target.get_backend_name() == "sqlite" and target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(target, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    await engine.dispose()


def upgrade(connection: Connection) -> None:
    """Runs the migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
