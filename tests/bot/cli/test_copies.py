"""`qunban backup` copies a running bot's database; `qunban restore` brings it back and loses nothing on the way."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database
from storage.process_lock import hold
from storage.sqlite_file import gives_space_back
from tests.chat import GROUP, write_config
from tests.conftest import OpenChat
from tests.support.command_line import invoke
from tests.support.migration_steps import make_at

NAMES = "SELECT name FROM member ORDER BY id"


@pytest.fixture
def path(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a bot that has been started once."""
    monkeypatch.setenv("QUNBAN_CONFIG", str(write_config(tmp_path / "config", GROUP)))
    monkeypatch.setenv("QUNBAN_DATABASE", sqlite_url)
    return tmp_path / "test.db"


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(NAMES)]


def meet(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO member (group_id, user_id, name, joined_at) VALUES ('g', ?, ?, 0)", (name, name)
        )
        connection.commit()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_copy_of_a_running_bot_holds_all_that_was_answered(
    open_group: OpenChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await open_group()
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{chat.bot.database.path}")
    for number in range(20):
        await chat.say(f"成员{number}", "签到")
    code, output = await asyncio.to_thread(invoke, "backup", str(tmp_path / "copy.db"))
    assert (code, output[:4]) == (0, "已备份到")
    assert names(tmp_path / "copy.db") == [f"成员{number}" for number in range(20)]


def test_a_mistyped_name_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("QUNBAN_CONFIG", str(write_config(tmp_path / "config", GROUP)))
    monkeypatch.setenv("QUNBAN_DATABASE", sqlite_url)
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'nowhere' / 'qunban.db'}")
    assert "没有这个文件" in invoke("restore", str(tmp_path / "none.db"))[1]
    assert "这里没有数据库" in invoke("backup", str(tmp_path / "copy.db"))[1]
    monkeypatch.setenv("QUNBAN_DATABASE", sqlite_url)
    code, output = invoke("backup", str(tmp_path / "nowhere" / "copy.db"))
    assert (code, "没有这个文件夹" in output) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_was_backed_up_comes_back_and_what_it_replaced_is_kept(path: Path, tmp_path: Path) -> None:
    meet(path, "小明")
    assert invoke("backup", str(tmp_path / "copy.db"))[0] == 0
    assert not list(tmp_path.glob("copy.db?*"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    meet(path, "小红")
    code, output = invoke("restore", str(tmp_path / "copy.db"))
    assert code == 0
    assert names(path) == ["小明"]
    [replaced] = (tmp_path / "backup").iterdir()
    assert output == f"已恢复 {tmp_path / 'copy.db'}。换下的数据库留在 {replaced}\n"
    assert names(replaced) == ["小明", "小红"]
    assert invoke("doctor")[0] == 0


def test_what_a_killed_bot_left_in_its_log_is_kept_too(path: Path, tmp_path: Path) -> None:
    assert invoke("backup", str(tmp_path / "copy.db"))[0] == 0
    living = tmp_path / "living.db"
    shutil.copy(path, living)
    with closing(sqlite3.connect(living)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO member (group_id, user_id, name, joined_at) VALUES ('g', 'u', '在日志里', 0)")
        connection.commit()
        for suffix in ("", "-wal"):
            shutil.copy(f"{living}{suffix}", f"{path}{suffix}")
    assert invoke("restore", str(tmp_path / "copy.db"))[0] == 0
    assert names(path) == []
    [replaced] = (tmp_path / "backup").iterdir()
    assert names(replaced) == ["在日志里"]


def test_nothing_is_restored_under_a_running_bot(path: Path, tmp_path: Path) -> None:
    assert invoke("backup", str(tmp_path / "copy.db"))[0] == 0
    meet(path, "小明")

    async def restore_beside_the_bot() -> tuple[int, str]:
        database = Database(f"sqlite:///{path}")
        held = await hold(database)
        try:
            return await asyncio.to_thread(invoke, "restore", str(tmp_path / "copy.db"))
        finally:
            await database.close()
            await held.release()

    assert asyncio.run(restore_beside_the_bot()) == (1, "机器人正在用这个数据库，请先停掉它再恢复。\n")
    assert names(path) == ["小明"]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("missing", "没有这个文件"),
        ("text", "不是群伴的数据库"),
        ("other", "不是群伴的数据库"),
        ("newer", "来自更新的版本"),
        ("cut", "已经损坏："),
        ("itself", "就是正在用的数据库"),
    ],
)
def test_what_cannot_take_its_place_changes_nothing(path: Path, tmp_path: Path, kind: str, why: str) -> None:
    meet(path, "小明")
    file = tmp_path / "copy.db"
    if kind == "text":
        file.write_text("not a database\n" * 100)
    elif kind == "other":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE song (title)")
    elif kind == "newer":
        shutil.copy(path, file)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
    elif kind == "cut":
        file.write_bytes(path.read_bytes()[:-20_000])
    elif kind == "itself":
        file.symlink_to(path)
    code, output = invoke("restore", str(file))
    assert code == 1
    assert output.startswith("没有恢复，数据库还是原来的：")
    assert why in output
    assert names(path) == ["小明"]
    assert not (tmp_path / "backup").exists()


def test_a_database_that_is_gone_comes_back(path: Path, tmp_path: Path) -> None:
    meet(path, "小明")
    assert invoke("backup", str(tmp_path / "copy.db"))[0] == 0
    path.unlink()
    assert invoke("restore", str(tmp_path / "copy.db")) == (0, f"已恢复 {tmp_path / 'copy.db'}。\n")
    assert names(path) == ["小明"]


def test_an_old_backup_is_compacted_and_upgraded_at_the_next_start(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("VACUUM")
        connection.execute("CREATE TABLE placeholder (x)")
        connection.execute("DROP TABLE placeholder")
    make_at(old, "0015", rows=False)
    meet(old, "老成员")
    assert invoke("restore", str(old))[0] == 0
    with closing(sqlite3.connect(path)) as connection:
        assert gives_space_back(connection)
    assert "数据库版本 0015，群伴要" in invoke("doctor")[1]


def test_a_backup_never_overwrites_and_never_makes_a_database(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy.db").write_text("precious")
    assert "已经有了" in invoke("backup", str(tmp_path / "copy.db"))[1]
    assert (tmp_path / "copy.db").read_text() == "precious"
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'typo' / 'test.db'}")
    code, output = invoke("backup", str(tmp_path / "other.db"))
    assert code == 1
    assert output.startswith("没有备份成：这里没有数据库：")
    assert not (tmp_path / "typo").exists()
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_a_server_has_its_own_tools(path: Path, monkeypatch: pytest.MonkeyPatch, command: str, tool: str) -> None:
    monkeypatch.setenv("QUNBAN_DATABASE", "postgresql://somebody@127.0.0.1:9/qunban")
    code, output = invoke(command, "all.dump")
    assert code == 1
    assert tool in output
