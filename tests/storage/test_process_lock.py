"""One process for a database, whatever name it is given and whatever becomes of the lock."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncpg
import pytest

from bot.app import Bot
from config.settings import HOME, Settings
from storage.database import Database, NotHeld
from storage.process_lock import SERVER_LOCK, LostToAnother, hold
from tests.chat import GROUP, write_config

ANOTHER = """
import asyncio, sys
from storage.database import Database
from storage.process_lock import hold
try:
    asyncio.run(hold(Database(sys.stdin.read())))
    print("held")
except BlockingIOError:
    print("refused")
"""


async def another_process(path: Path) -> str:
    """Return what comes of it when another process wants the same file."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", ANOTHER, stdin=PIPE, stdout=PIPE, cwd=HOME)
    output, _ = await process.communicate(f"sqlite:///{path}".encode())
    return output.decode().strip()


async def until(holds: Callable[[], bool]) -> None:
    """Let other tasks go on until something holds."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - there is no event for what a test looks at
            await asyncio.sleep(0)


def symbolic_link(path: Path) -> Path:
    (path.parent / "elsewhere").mkdir()
    link = path.parent / "elsewhere" / "link.db"
    link.symlink_to(path)
    return link


def linked_folder(path: Path) -> Path:
    link = path.parent.parent / f"{path.parent.name}-link"
    link.symlink_to(path.parent)
    return link / path.name


def second_name(path: Path) -> Path:
    link = path.with_name("second.db")
    link.hardlink_to(path)
    return link


def without_lock_file(path: Path) -> Path:
    path.with_name(path.name + ".lock").unlink()
    return path


def with_another_lock_file(path: Path) -> Path:
    without_lock_file(path).with_name(path.name + ".lock").touch()
    return path


def relative_path(path: Path) -> Path:
    return path.parent / ".." / path.parent.name / path.name


async def test_a_second_hold_waits_for_the_release(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    held = await hold(first)
    with pytest.raises(BlockingIOError):
        await hold(second)
    await held.release()
    await (await hold(second)).release()
    await first.close()
    await second.close()


@pytest.mark.parametrize(
    "way_around",
    [symbolic_link, linked_folder, second_name, without_lock_file, with_another_lock_file, relative_path],
)
async def test_no_way_leads_around_the_lock(sqlite_url: str, way_around: Callable[[Path], Path]) -> None:
    database = Database(sqlite_url)
    assert database.path
    held = await hold(database)
    assert await another_process(way_around(database.path)) == "refused"
    # SQLite's own locks are still there: the attempt did not end them.
    assert await database.read(lambda db: db.fetch_value("SELECT COUNT(*) FROM member")) == 0
    await database.close()
    await held.release()


async def test_a_removed_lock_file_is_made_again(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    assert database.path
    held = await hold(database)
    without_lock_file(database.path)
    watching = asyncio.create_task(held.watch(0))
    lock_file = database.path.with_name("test.db.lock")
    await until(lock_file.exists)
    assert not database.is_lost
    watching.cancel()
    with pytest.raises(BlockingIOError):
        await hold(Database(sqlite_url))
    await database.close()
    await held.release()


@pytest.mark.parametrize("act", ["removed", "replaced"])
async def test_nothing_is_written_into_a_file_that_is_gone(sqlite_url: str, act: str) -> None:
    database = Database(sqlite_url)
    assert database.path
    held = await hold(database)
    content = database.path.read_bytes()
    database.path.unlink()
    if act == "replaced":
        database.path.write_bytes(content)
    with pytest.raises(LostToAnother, match="removed or replaced"):
        await held.watch(0)
    with pytest.raises(NotHeld):
        await database.write(lambda db: None)
    await database.close()
    await held.release()


@pytest.fixture
async def server(migrated_postgres: str) -> AsyncIterator[asyncpg.Connection]:
    """Yield a connection of somebody who may end others."""
    connection = await asyncpg.connect(migrated_postgres)
    yield connection
    await connection.close()


async def end_holder(server: asyncpg.Connection) -> None:
    ended = await server.fetchval(
        """SELECT COUNT(pg_terminate_backend(pid)) FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND datname = current_database()"""
    )
    assert ended == 1


async def test_a_lost_connection_stops_writing_until_the_lock_is_taken_again(
    migrated_postgres: str, server: asyncpg.Connection
) -> None:
    database = Database(migrated_postgres)
    held = await hold(database)
    await end_holder(server)
    await until(lambda: database.is_lost)
    with pytest.raises(NotHeld):
        await database.write(lambda db: None)
    watching = asyncio.create_task(held.watch())
    await until(lambda: not database.is_lost)
    assert await database.write(lambda db: db.fetch_value("SELECT 1")) == 1
    assert not await server.fetchval(f"SELECT pg_try_advisory_lock({SERVER_LOCK})")
    watching.cancel()
    await held.release()
    assert await server.fetchval(f"SELECT pg_try_advisory_lock({SERVER_LOCK})")
    await database.close()


async def test_a_write_that_began_before_the_loss_is_undone(migrated_postgres: str, server: asyncpg.Connection) -> None:
    database = Database(migrated_postgres)
    held = await hold(database)

    def write(db: object) -> None:
        database.is_lost = True

    with pytest.raises(NotHeld):
        await database.write(write)
    await held.release()
    await database.close()


async def test_a_bot_whose_database_was_taken_ends(
    migrated_postgres: str, server: asyncpg.Connection, tmp_path: Path
) -> None:
    settings = Settings(config=write_config(tmp_path / "config", GROUP), database=migrated_postgres, port=0)
    bot = Bot(settings)
    await bot.open()
    # The lock changes hands in one moment: the other one waits for it already.
    taking = asyncio.create_task(server.fetchval(f"SELECT pg_advisory_lock({SERVER_LOCK})"))
    other = await asyncpg.connect(migrated_postgres)
    while not await other.fetchval("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
        pass
    await bot.start()
    await end_holder(other)
    await taking
    await asyncio.wait_for(bot.lost.wait(), 10)
    with pytest.raises(NotHeld):
        await bot.database.write(lambda db: None)
    await bot.stop()
    await bot.close()
    await other.close()
