"""`qunban doctor` looks and says what to do; it makes nothing and changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from storage.migrate import newest
from tests.chat import GROUP, write_config
from tests.support.command_line import invoke
from tests.support.migration_steps import leave_half_done, make_at


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the database should be; there is none."""
    monkeypatch.setenv("QUNBAN_CONFIG", str(write_config(tmp_path / "config", GROUP)))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'data' / 'cli.db'}")
    return tmp_path / "data" / "cli.db"


@pytest.fixture
def database(path: Path, migrated_file: Path) -> Path:
    """Return the file of a bot that has been started once."""
    path.parent.mkdir()
    shutil.copy(migrated_file, path)
    return path


def test_doctor_gives_advice(database: Path) -> None:
    code, output = invoke("doctor")
    assert code == 0
    assert "通道 chat（sandbox）用于：测试群" in output
    assert f"✓ 数据库版本 {newest()}" in output


def test_the_doctor_adds_up_the_books(database: Path) -> None:
    assert "✓ 账本与余额一致" in invoke("doctor")[1]
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO account VALUES ('demo', 'points', 'shop', NULL, 5)")
        connection.commit()
    code, output = invoke("doctor")
    assert code == 1
    assert "✗ 账本有 2 处对不上：" in output
    assert "demo 商家：余额 5，按往来应是 0" in output


def test_secrets_that_others_can_read_are_told(database: Path) -> None:
    secrets = database.parent.parent / "config" / ".env"
    secrets.write_text("WECOM_BOT_SECRET=canary\n")
    secrets.chmod(0o644)
    code, output = invoke("doctor")
    assert code == 1
    assert f"✗ {secrets} 别人也读得到，里面是密钥\n   → 请运行 chmod 600 {secrets}" in output
    assert "canary" not in output
    secrets.chmod(0o600)
    assert f"✓ {secrets} 只有你读得到" in invoke("doctor")[1]


def test_a_file_that_cannot_shrink_is_told(database: Path) -> None:
    assert "文件不会变小" not in invoke("doctor")[1]
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA auto_vacuum=NONE")
        connection.execute("VACUUM")
    code, output = invoke("doctor")
    assert code == 0
    assert "清理后空间留着自己再用，文件不会变小" in output


class _AnotherBot(BaseHTTPRequestHandler):
    """What a bot with another database says on this port."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"ok": True, "lines": {"chat": "连着，从昨天起"}}).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.usefixtures("database")
def test_a_bot_with_another_database_is_not_taken_for_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _AnotherBot) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("QUNBAN_PORT", str(server.server_port))
        code, output = invoke("doctor")
        assert code == 1
        assert f"✗ http://127.0.0.1:{server.server_port} 上回答的不是用这个数据库的群伴" in output
        assert "从昨天起" not in output
        server.shutdown()


def test_a_mistyped_path_makes_no_database(path: Path) -> None:
    code, output = invoke("doctor")
    assert code == 1
    assert f"✗ 这里没有数据库：{path}\n   → 检查 QUNBAN_DATABASE" in output
    assert not path.parent.exists()


@pytest.mark.parametrize("start", ["0001", "0015"])
def test_an_older_database_is_told_and_stays_as_it_is(path: Path, start: str) -> None:
    make_at(path, start)
    before = path.read_bytes()
    code, output = invoke("doctor")
    assert code == 1
    assert f"✗ 数据库版本 {start}，群伴要 {newest()}\n   → 启动一次机器人就会升级" in output
    assert path.read_bytes() == before
    assert not (path.parent / "backup").exists()


def test_a_newer_database_asks_for_a_newer_bot(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert "✗ 数据库版本 9999 比这个群伴认识的" in invoke("doctor")[1]


def test_an_empty_or_half_made_database_is_told(path: Path) -> None:
    make_at(path, "", rows=False)
    assert "数据库里还没有群伴的数据" in invoke("doctor")[1]
    assert leave_half_done(path, "0001", 3)
    assert "或者第一次启动没有做完" in invoke("doctor")[1]


def test_what_is_no_database_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("a shopping list\n" * 100)
    code, output = invoke("doctor")
    assert code == 1
    assert "✗ 数据库打不开：file is not a database" in output


def test_a_server_that_cannot_be_reached_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNBAN_DATABASE", "postgresql://nobody@127.0.0.1:9/nothing")
    code, output = invoke("doctor")
    assert code == 1
    assert "✗ 数据库打不开：" in output
