"""`python -m storage.migrations.draft NAME`: writes the next migration from what changed in the tables."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel.sql.sqltypes import AutoString

from storage.migrate import newest
from storage.migrations.configuration import configuration, engine_url
from storage.migrations.upgrade import upgrade
from storage.schema import METADATA


async def draft(name: str) -> None:
    """Compare the migrated schema with the tables; the draft wants reading before it is committed."""
    with TemporaryDirectory() as folder:
        engine = create_async_engine(engine_url(f"sqlite:///{Path(folder) / 'draft.db'}"))
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
            await connection.run_sync(_write, name)
        await engine.dispose()


def _write(connection: Connection, name: str) -> None:
    config = configuration(connection)
    config.attributes.update(target_metadata=METADATA, render_item=render)
    command.revision(config, name, autogenerate=True, rev_id=f"{int(newest()) + 1:04}")


def render(kind: str, item: object, _: object) -> str | Literal[False]:
    """Write a text column in Alembic's words: SQLModel's own name for it is not known to a migration."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


if __name__ == "__main__":
    asyncio.run(draft(sys.argv[1]))
