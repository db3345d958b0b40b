"""Databases and groups for the tests: SQLite always, PostgreSQL where QUNBAN_TEST_POSTGRES names one."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database
from storage.migrate import migrate
from storage.migrations.configuration import engine_url
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.support.postgres import Cleaner

structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])

NAMED = os.environ.get("QUNBAN_TEST_POSTGRES", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
POSTGRES = NAMED if WORKER == "gw0" or not NAMED else f"{NAMED}_{WORKER}"
"""The database of this process; the second one makes one of its own beside the one that is named."""

MEMORY = Path("/dev/shm")  # noqa: S108 - below it, pytest makes folders of its own
ENOUGH_MEMORY = 1024**3
"""Bytes. A container may have as little as 64 MB there."""
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY:
    # The bot commits as durably as ever (synchronous=FULL), but no test waits for a disk.
    tempfile.tempdir = str(MEMORY)

OpenChat = Callable[..., Awaitable[Chat]]


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives as long as the run: thousands of tests and the libraries."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    """Put the process's logging back after each test: what a command sets up writes to that test's own stderr."""
    configured = structlog.get_config()
    handlers = list(logging.getLogger().handlers)
    yield
    structlog.configure(**configured)
    logging.getLogger().handlers[:] = handlers


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with today's schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_postgres() -> str:
    """Return the URL of a PostgreSQL database with today's schema."""
    if not POSTGRES:
        pytest.skip("QUNBAN_TEST_POSTGRES names no PostgreSQL")
    asyncio.run(_renew_postgres())
    return POSTGRES


async def _make_postgres() -> None:
    engine = create_async_engine(engine_url(NAMED), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    name = engine_url(POSTGRES).database
    async with engine.connect() as connection:
        if not await connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}):
            await connection.execute(text(f'CREATE DATABASE "{name}"'))
        # A crash of the server is nothing these tests are about: their commits need not wait for its disk.
        await connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    await engine.dispose()


async def _renew_postgres() -> None:
    await _make_postgres()
    engine = create_async_engine(engine_url(POSTGRES), poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
    await migrate(POSTGRES)


@pytest.fixture(scope="session")
def empty_postgres(migrated_postgres: str) -> Iterator[Callable[[], None]]:
    """Yield what empties all tables of the PostgreSQL database and lets their ids begin at 1 again."""
    cleaner = Cleaner(migrated_postgres)
    yield cleaner.clean
    cleaner.close()


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """Return a fresh SQLite database."""
    shutil.copy(migrated_file, tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return a fresh database of each kind."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    request.getfixturevalue("empty_postgres")()
    return POSTGRES


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Yield an open database of each kind."""
    opened = Database(database_url)
    serving = asyncio.create_task(opened.writer.run()) if opened.writer else None
    yield opened
    if opened.writer and serving:
        opened.writer.stop()
        await serving
    await opened.close()


@pytest.fixture
async def open_group(database_url: str, tmp_path: Path) -> AsyncIterator[OpenChat]:
    """Open a chat on group files of the test's own; the YAML given is added to a small standard group."""
    chats: list[Chat] = []

    async def make(extra: str = "", *, more: tuple[str, ...] = ()) -> Chat:
        config = write_config(tmp_path / "config", GROUP + extra, *more)
        chat = await open_chat(config, database_url)
        chats.append(chat)
        return chat

    yield make
    for chat in chats:
        await chat.bot.close()


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with all rules at their defaults."""
    return await open_group()
