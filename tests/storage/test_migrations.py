"""The migrated schema is the schema of the models, and the ledger's triggers hold."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database, async_url
from storage.migrate import FOLDER, migrate, newest
from storage.schema import METADATA


def difference(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_the_migrated_schema_is_that_of_the_models(database_url: str) -> None:
    engine = create_async_engine(async_url(database_url))
    async with engine.connect() as connection:
        assert await connection.run_sync(difference) == []
    await engine.dispose()


async def test_migrating_twice_changes_nothing(sqlite_url: str) -> None:
    await migrate(sqlite_url)
    await migrate(sqlite_url)


def test_the_newest_revision_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_heads() == [newest()]


@pytest.mark.parametrize("sql", ["UPDATE entry SET amount = 2", "DELETE FROM entry"])
async def test_the_ledger_is_append_only(database: Database, sql: str) -> None:
    await database.write(
        lambda db: db.execute(
            """INSERT INTO entry (key, kind, group_id, unit, source, target, amount, reason, cause, at)
            VALUES ('k', 'k', 'g', 'points', 'issuer', 'member:1', 1, 'r', 'c', 0)"""
        )
    )
    with pytest.raises(Exception, match="append-only"):
        await database.write(lambda db: db.execute(sql))
    assert await database.read(lambda db: db.fetch_one("SELECT amount FROM entry")) == (1,)
