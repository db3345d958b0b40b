"""Questions on SQLite: on threads of their own, which cannot change anything and see one moment."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.db import Db
from storage.reader import SqliteReader
from storage.writer import connect


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    connection = connect(path)
    connection.execute("CREATE TABLE number (number INTEGER)")
    connection.execute("INSERT INTO number VALUES (1)")
    connection.close()
    return path


def _count(db: Db) -> int:
    return int(db.fetch_value("SELECT COUNT(*) FROM number"))


async def test_the_loop_goes_on_while_a_question_is_asked(path: Path) -> None:
    reader = SqliteReader(path)
    goes_on = threading.Event()
    asked = asyncio.create_task(reader.read(lambda _: goes_on.wait(5)))
    await asyncio.sleep(0)
    goes_on.set()
    assert await asked
    await reader.close()


async def test_nothing_can_be_changed(path: Path) -> None:
    reader = SqliteReader(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await reader.read(lambda db: db.execute("INSERT INTO number VALUES (2)"))
    assert await reader.read(_count) == 1
    await reader.close()


async def test_a_question_sees_one_moment_and_the_next_one_what_is_new(path: Path) -> None:
    reader, writer = SqliteReader(path), connect(path)

    def twice(db: Db) -> tuple[int, int]:
        before = _count(db)
        connect(path).execute("INSERT INTO number VALUES (2)")
        return before, _count(db)

    assert await reader.read(twice) == (1, 1)
    assert await reader.read(_count) == 2
    await reader.close()
    writer.close()


async def test_an_end_does_not_wait_for_a_long_question(path: Path) -> None:
    reader, begun = SqliteReader(path), threading.Event()

    def endless(db: Db) -> object:
        begun.set()
        return db.fetch_value(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT COUNT(*) FROM n WHERE n < 0"
        )

    asked = asyncio.create_task(reader.read(endless))
    await asyncio.to_thread(begun.wait, 5)
    async with asyncio.timeout(3):
        closed = asyncio.create_task(reader.close())
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            await asked
        await closed


@pytest.mark.parametrize("make", [lambda path: path / "none.db", lambda path: path / "no folder" / "a.db"])
async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    reader = SqliteReader(make(tmp_path))
    with pytest.raises(sqlite3.OperationalError):
        await reader.read(_count)
    assert not make(tmp_path).exists()
    await reader.close()
