"""The writer thread: many units to a commit, each for itself, durable before its answer."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from bot.supervisor import Supervisor
from storage.database import Database
from storage.db import Db
from storage.members import roster
from storage.members.roster import Member
from storage.writer import SqliteWriter, connect
from tests.chat import START


def add(number: int) -> Callable[[Db], int]:
    def work(db: Db) -> int:
        db.execute("INSERT INTO t (n) VALUES (:n)", n=number)
        if number % 10 == 3:
            raise ValueError(f"no {number}")
        return number

    return work


@pytest.fixture
def path(tmp_path: Path) -> Path:
    connection = connect(tmp_path / "w.db")
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
    connection.close()
    return tmp_path / "w.db"


def stored(path: Path) -> list[int]:
    return [row[0] for row in sqlite3.connect(path).execute("SELECT n FROM t ORDER BY n")]


async def test_a_failing_unit_undoes_only_itself(path: Path) -> None:
    writer = SqliteWriter(path)
    serving = asyncio.create_task(writer.run())
    results = await asyncio.gather(*(writer.write(add(n)) for n in range(100)), return_exceptions=True)
    assert [n for n, result in enumerate(results) if isinstance(result, ValueError)] == list(range(3, 100, 10))
    assert stored(path) == [n for n in range(100) if n % 10 != 3]
    writer.stop()
    await serving


async def test_what_comes_while_a_batch_is_worked_on_shares_its_commit(path: Path) -> None:
    writer = SqliteWriter(path)
    serving = asyncio.create_task(writer.run())
    begun, handed_over = Event(), Event()

    def work(db: Db) -> None:
        begun.set()
        add(1)(db)
        assert handed_over.wait(10)

    first = writer.write(work)
    await asyncio.to_thread(begun.wait, 10)
    second = writer.write(lambda db: (db.fetch_one("SELECT COUNT(*) FROM t"), stored(path)))
    asyncio.get_running_loop().call_soon(handed_over.set)
    await first
    assert await second == ((1,), []), "it sees what the first one did, which nobody else does yet"
    assert stored(path) == [1]
    writer.stop()
    await serving


async def test_what_was_accepted_before_a_stop_is_committed(path: Path) -> None:
    writer = SqliteWriter(path)
    pending = [writer.write(add(n)) for n in (1, 2)]
    serving = asyncio.create_task(writer.run())
    await asyncio.gather(*pending)
    writer.stop()
    await serving
    assert stored(path) == [1, 2]


async def test_a_dead_writer_is_started_again_and_goes_on(path: Path) -> None:
    writer = SqliteWriter(path)
    supervisor = Supervisor()
    supervisor.start("writer", writer.run)

    def die(db: Db) -> None:
        db._execute.__self__.connection.close()  # type: ignore[attr-defined]

    with pytest.raises(sqlite3.ProgrammingError):
        await writer.write(die)
    assert await writer.write(add(7)) == 7
    writer.stop()
    await supervisor.finished("writer")
    assert stored(path) == [7]


async def test_a_full_disk_fails_the_batch_and_the_next_one_goes_on(path: Path) -> None:
    writer = SqliteWriter(path)
    serving = asyncio.create_task(writer.run())

    def fill(db: Db) -> None:
        db.fetch_one("PRAGMA max_page_count = 1")
        db.execute("CREATE TABLE big AS SELECT zeroblob(1000000) AS b")

    with pytest.raises(sqlite3.OperationalError):
        await writer.write(fill)
    await writer.write(lambda db: db.fetch_one("PRAGMA max_page_count = 1000000"))
    assert await writer.write(add(5)) == 5
    writer.stop()
    await serving
    assert stored(path) == [5]


async def test_a_unit_that_undoes_what_it_did_goes_on(database: Database) -> None:
    def work(db: Db) -> Member:
        roster.get_or_create(db, "g", "小明", "", START)
        db.rollback()
        return roster.get_or_create(db, "g", "小红", "", START)

    hong = await database.write(work)
    assert await database.read(lambda db: roster.current(db, "g")) == [hong]


async def test_readers_cannot_write_and_do_not_wait(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with pytest.raises(Exception, match="readonly"):
        await database.read(
            lambda db: db.execute("INSERT INTO state (group_id, feature, value) VALUES ('a', 'b', 'c')")
        )
    await database.close()


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="只支持"):
        Database("mysql://localhost/x")
    with pytest.raises(ValueError, match="只支持"):
        Database("sqlite://")
