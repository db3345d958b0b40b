"""The command line, as an operator uses it."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from tests.chat import GROUP, write_config
from tests.support.command_line import invoke

PLAN = "sop:\n  - {name: 早安, when: 每天 08:00, say: 早上好}\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_config(tmp_path / "config", GROUP + PLAN)
    monkeypatch.setenv("QUNBAN_CONFIG", str(folder))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'data' / 'cli.db'}")
    return folder


@pytest.fixture
def database(config: Path, migrated_file: Path) -> Path:
    """Return the file of a bot that has been started once."""
    path = config.parent / "data" / "cli.db"
    path.parent.mkdir()
    shutil.copy(migrated_file, path)
    return path


def test_check_is_content_with_the_shipped_config() -> None:
    code, output = invoke("check")
    assert code == 0
    assert output.endswith("配置没有问题。\n")


def test_check_names_every_problem_on_a_line(config: Path) -> None:
    (config / "groups" / "group0.yaml").write_text(GROUP + "a: 1\nb: 2\n")
    code, output = invoke("check")
    assert code == 1
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in output.splitlines()] == [
        "group0.yaml:7:1",
        "group0.yaml:8:1",
    ]


def test_check_tells_what_members_may_find_too_much(config: Path) -> None:
    times = "、".join(f"{hour:02}:00" for hour in range(8, 16))
    (config / "groups" / "group0.yaml").write_text(f"{GROUP}sop: [{{name: 多, when: '每天 {times}', say: 嗨}}]\n")
    code, output = invoke("check")
    assert code == 0
    assert "有 8 条定时消息，超过 6 条" in output


def test_check_says_when_there_is_no_group(config: Path) -> None:
    (config / "groups" / "group0.yaml").unlink()
    assert "一个群也没有" in invoke("check")[1]


def test_check_reports_broken_channels(config: Path) -> None:
    (config / "channels.yaml").write_text("channels: {hook: {kind: wecom_robot}}\n")
    assert "缺少「key」" in invoke("check")[1]


def test_preview_lists_what_comes(config: Path) -> None:
    code, output = invoke("preview", "--days", "3")
    assert code == 0
    assert output.count("早安") == 3
    assert invoke("preview", "--days", "0")[0] == 2


def test_preview_draws_a_calendar_of_each_group(config: Path, tmp_path: Path) -> None:
    code, output = invoke("preview", "--pictures", str(tmp_path / "drawn"))
    assert code == 0
    assert output.endswith("drawn/group0.png\n")
    assert (tmp_path / "drawn" / "group0.png").read_bytes().startswith(b"\x89PNG")


def test_simulate_tells_what_would_be_said_and_changes_nothing(database: Path) -> None:
    code, output = invoke("simulate", "--days", "3")
    assert code == 0
    assert [line.partition(" ")[2] for line in output.splitlines()] == ["08:00 测试群：早上好"] * 3
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT COUNT(*) FROM run").fetchone() == (0,)
    connection.close()


def test_what_is_about_an_owners_own_day_is_shown_and_simulated(config: Path) -> None:
    day = SystemClock().now().date() + timedelta(days=3)
    plan = "sop: [{name: 预告, when: 读书会前1天 12:00, say: 明天读书会}]\n"
    (config / "groups" / "group0.yaml").write_text(f"{GROUP}calendar: {{日子: {{读书会: {day}}}}}\n{plan}")
    assert f"{day - timedelta(days=1)}" in invoke("preview", "--days", "5")[1]
    assert invoke("simulate", "--days", "5")[1] == f"{day - timedelta(days=1):%m-%d} 12:00 测试群：明天读书会\n"


def test_simulate_says_when_nothing_would_happen(config: Path) -> None:
    (config / "groups" / "group0.yaml").write_text(GROUP)
    assert invoke("simulate") == (0, "这段时间什么也不会发。\n")


def test_run_refuses_wrong_channels_with_file_and_line(config: Path) -> None:
    (config / "channels.yaml").write_text("channels:\n  hook: {kind: wecom_robot}\n")
    code, output = invoke("run")
    assert code == 1
    assert "channels.yaml:2:3: 缺少「key」" in output
