"""`python -m storage.migrations.upgrade`: runs every migration not yet run; reads the database's URL from its input."""

from __future__ import annotations

import asyncio
import sys

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import async_url
from storage.migrations import FOLDER


async def upgrade_database(url: URL) -> None:
    """Run the migrations, all of them in one transaction."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        if url.get_backend_name() == "sqlite":
            # Else the transaction would begin with the first row, after the first tables. And a process that outlives a
            # killed bot is waited for here: its successor then finds nothing to do.
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        await connection.run_sync(upgrade)
    await engine.dispose()


def upgrade(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


if __name__ == "__main__":
    asyncio.run(upgrade_database(async_url(sys.stdin.read())))
