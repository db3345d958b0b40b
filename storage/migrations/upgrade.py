"""`python -m storage.migrations.upgrade`: runs every migration not yet run; reads the database's URL from its input."""

from __future__ import annotations

import asyncio
import sys

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.migrations import half_done
from storage.migrations.configuration import configuration, engine_url


async def upgrade_database(url: str) -> None:
    """Run the migrations, all of them and the new revision in one transaction: after a kill it is the old database."""
    engine = create_async_engine(engine_url(url), poolclass=NullPool)
    try:
        await _upgrade(engine)
    except OperationalError:
        if engine.dialect.name != "sqlite" or not await _upgrade(engine, mended=True):
            raise
    finally:
        await engine.dispose()


async def _upgrade(engine: AsyncEngine, *, mended: bool = False) -> bool:
    """Run the migrations, `mended` after what a kill left is undone; return False where nothing could be mended."""
    async with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # Else the transaction would begin with the first row, after the first tables. And a process that outlives a
            # killed bot is waited for here: its successor then finds nothing to do.
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        if mended and not await connection.run_sync(half_done.undo):
            return False
        await connection.run_sync(upgrade)
        return True


def upgrade(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    command.upgrade(configuration(connection), "head")


if __name__ == "__main__":
    asyncio.run(upgrade_database(sys.stdin.read()))
