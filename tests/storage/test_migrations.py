"""The migrated schema is the schema of the models, and the ledger's triggers hold."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database
from storage.migrate import MigrationError, migrate, newest, revision
from storage.migrations import FOLDER
from storage.migrations.configuration import engine_url
from storage.schema import METADATA

RELEASED = {
    "0001_foundation": "9b21ec298a032ce4",
    "0002_mall": "34105e0386e99fc9",
    "0003_earning": "ec28c20f659dfa1e",
    "0004_audit": "b97de2811604f31c",
    "0005_budget": "dfa169d23dedef87",
    "0006_levels": "41e8d7d2024db18d",
    "0007_badges": "1a63cb7980a6eece",
    "0008_lottery": "533e2f5a7f32164c",
    "0009_checkin": "d907bd71e68193cd",
    "0010_books": "46463b5addfceff5",
    "0011_plans": "4a3370a1fd6dfd67",
    "0012_tasks": "d9143c5812ccb5c9",
    "0013_tags": "4683fc3135042bcc",
    "0014_polls": "c994ed82b8c3ac9e",
    "0015_journeys": "fdec51f40d9e8541",
    "0016_timer_payloads": "5b62f1cdd9552e92",
    "0017_retention": "b82cf3186c751ce7",
    "0018_earned_dates": "99efcb11c9a50698",
    "0019_lunar_birthdays": "d771319b719f120d",
    "0020_rounds": "a07e36373a875ab5",
    "0021_tools": "37fb5ed66670c1a0",
    "0022_redpackets": "525811abec93d6fd",
    "0023_sign_up_lists": "a819f8e4703696a1",
    "0024_events": "bab39663d5efed8c",
    "0025_teams": "95fb8521de4d832c",
    "0026_topics": "b17fe7fccdccb2b2",
    "0027_courses": "a81d3083c6a68701",
    "0028_quests": "fbec3259d4b5f0e6",
    "0029_moderation": "71b01dfd64fc51b1",
    "0030_presence": "a809873c31241863",
    "0031_play": "495deb14c5fac0b7",
    "0032_payouts": "d915fd7871c0889d",
    "0033_albums": "2416e48e798ac662",
    "0034_quest_pictures": "586b2e83fb3c96be",
    "0035_posters": "aef85b2865e2a2bc",
    "0036_waves": "14e3be3f1abb79d7",
    "0037_insight": "eb92e53503ec0765",
    "0038_merges": "708403d77756bbfc",
    "0039_customer_broadcasts": "a121aeaf7185bc1e",
    "0040_by_hand": "53d5fd622204dfcb",
    "0041_arrival_ways": "dce00e2162aadb20",
    "0042_payout_packages": "f843b46f8c822486",
    "0043_lesson_places": "c96f5eca2e54e7cb",
    "0044_forgotten_acts": "605034e9eb5218c1",
    "0045_first_stays": "f9ebedb0bda3b103",
}
"""The first 16 digits of each migration's SHA-256. Databases have run them: what they did is history."""


def difference(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_the_migrated_schema_is_that_of_the_models(database_url: str) -> None:
    engine = create_async_engine(engine_url(database_url))
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


def test_released_migrations_are_frozen() -> None:
    digests = {
        path.stem: sha256(path.read_bytes()).hexdigest()[:16] for path in (FOLDER / "versions").glob("[0-9]*.py")
    }
    changed = sorted(name for name, digest in RELEASED.items() if digests.get(name) != digest)
    assert changed == [], "databases have run these already: undo the change and write a new migration"
    unlisted = sorted(digests.keys() - RELEASED.keys())
    assert unlisted == [], f"add to RELEASED once it is final: {[f'{name}: {digests[name]}' for name in unlisted]}"


async def test_a_failed_migration_is_told_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE state (mine)")
    with pytest.raises(MigrationError, match="table state already exists"):
        await migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("state",)]


async def test_two_that_migrate_at_once_wait_for_each_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    await asyncio.gather(migrate(url), migrate(url))
    database = Database(url)
    assert await revision(database) == newest()
    await database.close()


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
