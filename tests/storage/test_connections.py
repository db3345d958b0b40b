"""Connections to a server and to a file: kept, replaced when they break, never left in the middle of something."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from storage import postgres
from storage.database import CannotOpen, Database, opening
from storage.db import Db, ServerError
from storage.greenlets import run_sync, wait
from storage.pool import SIZE, Pool
from storage.postgres import PostgresDb

BACKEND = "SELECT pg_backend_pid()"
END = "SELECT pg_terminate_backend(pg_backend_pid())"


@pytest.fixture
async def server(migrated_postgres: str) -> AsyncIterator[Database]:
    database = Database(migrated_postgres)
    yield database
    await database.close()


async def in_turn(step: asyncio.Event, word: str, said: list[str]) -> str:
    await step.wait()
    said.append(word)
    return word


async def test_others_go_on_while_a_synchronous_function_waits() -> None:
    first, second = asyncio.Event(), asyncio.Event()
    said: list[str] = []

    def work() -> list[str]:
        return [wait(in_turn(first, "early", said)), wait(in_turn(second, "late", said))]

    running = asyncio.create_task(run_sync(work))
    first.set()
    await asyncio.sleep(0)
    await in_turn(first, "between", said)
    second.set()
    assert await running == ["early", "late"]
    assert said == ["early", "between", "late"]


async def test_what_is_awaited_raises_where_it_is_waited_for() -> None:
    async def fail() -> None:
        raise LookupError("gone")

    def work() -> str:
        try:
            wait(fail())
        except LookupError as error:
            return str(error)
        return "not raised"

    assert await run_sync(work) == "gone"


async def test_a_cancelled_question_ends_inside_and_outside() -> None:
    ended: list[str] = []

    def work() -> None:
        try:
            wait(asyncio.Event().wait())
        finally:
            ended.append("inside")

    asking = asyncio.create_task(run_sync(work))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert ended == ["inside"]


class Plug:
    """A connection that tells what becomes of it."""

    def __init__(self) -> None:
        self.is_usable = True
        self.is_closed = False

    async def close(self) -> None:
        self.is_closed = True


async def test_a_pool_opens_no_more_than_it_may_and_gives_the_last_one_used() -> None:
    opened: list[Plug] = []

    async def connect() -> Plug:
        opened.append(Plug())
        return opened[-1]

    pool = Pool(connect)
    leave = asyncio.Event()

    async def use() -> None:
        async with pool.connection():
            await leave.wait()

    users = [asyncio.create_task(use()) for _ in range(SIZE + 5)]
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(opened) == SIZE
    leave.set()
    await asyncio.gather(*users)
    assert len(opened) == SIZE
    async with pool.connection() as broken:
        broken.is_usable = False
    assert broken.is_closed
    async with pool.connection() as other:
        assert other is not broken
    await pool.close()
    assert all(plug.is_closed for plug in opened)


async def test_a_connection_that_ended_meanwhile_is_replaced(server: Database) -> None:
    first = await server.read(lambda db: db.fetch_value(BACKEND))
    assert await server.read(lambda db: db.fetch_value(BACKEND)) == first
    other = await asyncpg.connect(server.url.text)
    await other.execute(f"SELECT pg_terminate_backend({first})")
    while await other.fetchval(f"SELECT COUNT(*) FROM pg_stat_activity WHERE pid = {first}"):
        pass
    await other.close()
    await asyncio.sleep(0)
    assert await server.read(lambda db: db.fetch_value(BACKEND)) != first


async def test_a_server_that_goes_away_is_told_and_the_next_unit_goes_on(server: Database) -> None:
    with pytest.raises(ServerError):
        await server.write(lambda db: db.fetch_value(END))
    assert await server.write(lambda db: db.fetch_value("SELECT 7")) == 7


async def test_a_wrong_statement_undoes_its_unit_and_the_connection_stays(server: Database) -> None:
    def wrong(db: Db) -> None:
        db.execute("INSERT INTO state (group_id, feature, value) VALUES ('g', 'half', '1')")
        db.fetch_value("SELECT nonsense")

    before = await server.write(lambda db: db.fetch_value(BACKEND))
    with pytest.raises(asyncpg.UndefinedColumnError):
        await server.write(wrong)
    assert await server.write(lambda db: db.fetch_value(BACKEND)) == before
    assert await server.read(lambda db: db.fetch_value("SELECT COUNT(*) FROM state WHERE feature = 'half'")) == 0


async def test_what_only_reads_cannot_change_anything(server: Database) -> None:
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        await server.read(lambda db: db.execute("DELETE FROM state"))


async def test_two_units_that_wait_for_each_other_are_both_done(server: Database) -> None:
    """Each locks a row of its own, then the other's; the database undoes one of them, and it is done again."""
    await server.write(
        lambda db: db.execute("INSERT INTO state (group_id, feature, value) VALUES ('d', 'a', '0'), ('d', 'b', '0')")
    )
    met = asyncio.Barrier(2)
    attempts = {"a": 0, "b": 0}

    def take(db: Db, feature: str) -> None:
        db.execute("UPDATE state SET value = value || '+' WHERE group_id = 'd' AND feature = :feature", feature=feature)

    def both(db: Db, own: str, others: str) -> None:
        attempts[own] += 1
        take(db, own)
        if attempts[own] == 1:
            wait(met.wait())
        take(db, others)

    async with asyncio.timeout(30):
        await asyncio.gather(
            server.write(lambda db: both(db, "a", "b"), lane="one"),
            server.write(lambda db: both(db, "b", "a"), lane="two"),
        )
    assert sum(attempts.values()) > 2
    assert await server.write(lambda db: db.fetch_all("SELECT value FROM state WHERE group_id = 'd'")) == [("0++",)] * 2
    await server.write(lambda db: db.execute("DELETE FROM state WHERE group_id = 'd'"))


@pytest.mark.parametrize(
    ("sql", "row", "values", "expected"),
    [
        ("SELECT :day, :day, :name", (), {"name": "n", "day": 3, "more": 1}, ("SELECT $1, $1, $2", 3, "n")),
        ("SELECT ?, ?", (5, 6), {}, ("SELECT $1, $2", 5, 6)),
        ("SELECT ?1, ?2, ?1", (5, 6), {}, ("SELECT $1, $2, $1", 5, 6)),
        ("SELECT value::text FROM state", (), {}, ("SELECT value::text FROM state",)),
        ("SELECT :a::text", (), {"a": 1}, ("SELECT $1::text", 1)),
    ],
)
def test_places_are_numbered(
    sql: str, row: tuple[int, ...], values: dict[str, int], expected: tuple[object, ...]
) -> None:
    assert postgres.bound(sql, row, values) == expected


async def test_savepoints_in_savepoints(server: Database) -> None:
    def fail_inside(db: Db) -> None:
        with db.savepoint():
            db.execute("INSERT INTO state (group_id, feature, value) VALUES ('n', 'inner', '')")
            raise LookupError

    def nested(db: Db) -> object:
        assert isinstance(db, PostgresDb)
        with db.savepoint():
            db.execute("INSERT INTO state (group_id, feature, value) VALUES ('n', 'outer', '')")
            with pytest.raises(LookupError):
                fail_inside(db)
        left = db.fetch_all("SELECT feature FROM state WHERE group_id = 'n'")
        db.rollback()
        return left, db.fetch_all("SELECT feature FROM state WHERE group_id = 'n'")

    assert await server.write(nested) == ([("outer",)], [])


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "postgresql:///none?host=/nowhere"])
async def test_a_server_that_is_not_there_cannot_be_opened(url: str) -> None:
    with pytest.raises(CannotOpen), opening():
        await Database(url).read(lambda db: None)


async def test_a_database_that_is_not_there_cannot_be_opened(server: Database) -> None:
    address = server.url.text.rpartition("/")[0] + "/no_such_database"
    with pytest.raises(CannotOpen, match="no_such_database"), opening():
        await Database(address).read(lambda db: None)
