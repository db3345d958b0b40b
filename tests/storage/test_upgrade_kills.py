"""A kill at any statement of an upgrade leaves the old database, which the next start brings along."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event

from storage import backups
from storage.database import Database
from storage.migrate import MigrationError, migrate, newest, revision
from storage.migrations import half_done, revisions
from storage.migrations.upgrade import upgrade_database
from storage.sqlite_file import gives_space_back
from tests.support.migration_steps import copy_after_each_statement, dump, leave_half_done, make_at, revision_of


def upgrade_all(path: Path) -> None:
    asyncio.run(upgrade_database(f"sqlite:///{path}"))


def made(path: Path) -> list[str]:
    """Return the content without the two tables that are empty and that no migration makes."""
    return [line for line in dump(path) if "alembic_version" not in line and "sqlite_sequence" not in line]


@pytest.mark.parametrize("start", ["", "0008", "0015"])
def test_after_a_kill_at_any_statement_the_database_is_the_old_one(tmp_path: Path, start: str) -> None:
    path, folder = tmp_path / "old.db", tmp_path / "killed"
    make_at(path, start)
    before = dump(path)
    folder.mkdir()
    copies, hook = copy_after_each_statement(path, folder)

    @event.listens_for(Engine, "after_cursor_execute")
    def executed(_: object, __: object, statement: str, *___: object) -> None:
        hook(statement)

    try:
        upgrade_all(path)
    finally:
        event.remove(Engine, "after_cursor_execute", executed)
    assert revision_of(path) == newest()
    assert len(copies) > 3
    assert all(dump(copy) == before for copy in copies)
    upgrade_all(copies[-1])
    assert dump(copies[-1]) == dump(path)


@pytest.mark.parametrize(("start", "every"), [("", 9), ("0001", 3), ("0008", 1), ("0010", 2), ("0011", 6)])
def test_what_earlier_versions_left_half_done_is_undone(tmp_path: Path, start: str, every: int) -> None:
    old = tmp_path / "old.db"
    make_at(old, start, rows=bool(start))
    target = revisions()[revisions().index(start) + 1 if start else 0]
    for statements in count(1, every):
        path = tmp_path / f"{statements}.db"
        shutil.copy(old, path)
        if not leave_half_done(path, target, statements):
            break
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            assert half_done.undo(connection)
            assert not half_done.undo(connection)
        engine.dispose()
        assert made(path) == made(old)
    assert statements > every


async def test_a_half_done_database_starts(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    make_at(path, "0008")
    assert leave_half_done(path, "0009", 1)
    await migrate(f"sqlite:///{path}")
    assert revision_of(path) == newest()


async def test_tables_of_somebody_else_are_never_dropped(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    make_at(path, "0001", rows=False)
    assert leave_half_done(path, "0002", 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO mall_stock VALUES ('g', 'a bag', 1)")
        connection.commit()
    before = dump(path)
    with pytest.raises(MigrationError, match="mall_stock already exists"):
        await migrate(f"sqlite:///{path}")
    assert dump(path) == before


async def test_a_copy_is_kept_before_an_upgrade_with_what_is_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "data" / "bot.db"
    make_at(path, "0015")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE member SET name = '在日志里'")
        connection.commit()
        before = dump(path)
        await migrate(f"sqlite:///{path}")
    [kept] = (tmp_path / "data" / "backup").iterdir()
    assert kept.name == "bot-before-upgrade-of-0015.db"
    assert dump(kept) == before
    assert any("在日志里" in line for line in before)


def test_the_copies_of_three_upgrades_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    make_at(path, "", rows=False)
    for start in ("0011", "0012", "0013", "0013", "0014"):
        backups.keep_before_upgrade(path, start)
    assert [kept.stem[-4:] for kept in sorted((tmp_path / "backup").iterdir())] == ["0012", "0013", "0014"]


async def test_a_small_file_of_an_earlier_version_learns_to_give_space_back(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE placeholder (x)")
        connection.execute("DROP TABLE placeholder")
        assert not gives_space_back(connection)
    make_at(path, "0015")
    await migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert gives_space_back(connection)
        assert connection.execute("SELECT COUNT(*) FROM member").fetchone() == (1,)


async def test_a_first_start_needs_no_copy(tmp_path: Path) -> None:
    await migrate(f"sqlite:///{tmp_path / 'bot.db'}")
    assert not (tmp_path / "backup").exists()
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        assert gives_space_back(connection)
    database = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    assert await revision(database) == newest()
    await database.close()
