"""The command line, as an operator uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.chat import GROUP, write_config

PLAN = "sop:\n  - {name: 早安, when: 每天 08:00, say: 早上好}\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_config(tmp_path / "config", GROUP + PLAN)
    monkeypatch.setenv("QUNBAN_CONFIG", str(folder))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'data' / 'cli.db'}")
    return folder


def invoke(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


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


def test_doctor_gives_advice(config: Path) -> None:
    code, output = invoke("doctor")
    assert code == 0
    assert "通道 chat（sandbox）用于：测试群" in output


def test_run_refuses_wrong_channels_with_file_and_line(config: Path) -> None:
    (config / "channels.yaml").write_text("channels:\n  hook: {kind: wecom_robot}\n")
    code, output = invoke("run")
    assert code == 1
    assert "channels.yaml:2:3: 缺少「key」" in output
