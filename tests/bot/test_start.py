"""start.py makes the environment once, and says what is in the way, to older Pythons, too."""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import pytest

from tests.support.server import ROOT


@pytest.fixture(scope="module")
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Installer:
    """Stands for venv and pip: remembers what was asked for, and makes a Python where venv would."""

    def __init__(self, home: Path, *, venv: str = "", pip: str = "") -> None:
        self.home, self.failures, self.asked = home, {"venv": venv, "pip": pip}, [""]

    def __call__(self, command: list[str], **_: Any) -> CompletedProcess[str]:
        tool = command[2]
        self.asked.append(" ".join(command[1:]))
        if tool == "venv" and not self.failures[tool]:
            (self.home / ".venv" / "bin").mkdir(parents=True)
            (self.home / ".venv" / "bin" / "python").touch()
        return CompletedProcess(command, int(bool(self.failures[tool])), "", self.failures[tool])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").touch()
    os.utime(tmp_path / "requirements.lock", (1, 1))
    return tmp_path


def test_the_environment_is_made_once_and_again_when_the_lock_changes(start: ModuleType, home: Path) -> None:
    installer = Installer(home)
    assert not start.is_ready(str(home))
    assert start.install(str(home), installer) == ""
    assert start.is_ready(str(home))
    assert [words.split()[1] for words in installer.asked[1:]] == ["venv", "pip"]
    assert "--require-hashes --only-binary :all: -r" in installer.asked[-1]
    os.utime(home / "requirements.lock")
    os.utime(home / ".venv" / ".ready", (2, 2))
    assert not start.is_ready(str(home))
    assert start.install(str(home), installer) == ""
    assert [words.split()[1] for words in installer.asked[1:]] == ["venv", "pip", "pip"]


@pytest.mark.parametrize(
    ("venv", "pip", "told"),
    [
        ("The virtual environment was not created: ensurepip is not available", "", "apt install python3-venv"),
        ("Error: [Errno 13] Permission denied: '.venv'", "", "Permission denied"),
        ("", "NewConnectionError: Failed to establish a new connection: [Errno 111]", "PIP_INDEX_URL"),
        ("", "ReadTimeoutError: Read timed out.", "检查网络"),
        ("", "socket.gaierror: [Errno 11001] getaddrinfo failed", "检查网络"),
        ("", "ProxyError('Cannot connect to proxy.')", "镜像"),
        ("", "Could not find a version that satisfies segno (from versions: none)", "网络没有问题的话"),
        ("", "ERROR: No matching distribution found for segno==9 (from versions: 1, 2)", "64 位"),
        (
            "",
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "requirements.lock 里记的不一样",
        ),
        ("", "OSError: [Errno 28] No space left on device", "磁盘满了"),
        ("", "something else went wrong", "something else went wrong"),
    ],
)
def test_what_is_in_the_way_is_said_and_nothing_counts_as_ready(
    start: ModuleType, home: Path, venv: str, pip: str, told: str
) -> None:
    assert told in start.install(str(home), Installer(home, venv=venv, pip=pip))
    assert not start.is_ready(str(home))


def test_an_environment_of_another_system_is_made_anew(start: ModuleType, home: Path) -> None:
    (home / ".venv" / "Scripts").mkdir(parents=True)
    (home / ".venv" / ".ready").touch()
    assert not start.is_ready(str(home))


def test_it_can_be_read_by_python_3_8_and_uses_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "start.py").read_text("utf-8"), feature_version=(3, 8))
    check = next(place for place, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [node for node in tree.body[:check] if not isinstance(node, (ast.Expr, ast.Import))]
    names = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert before == []
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_file_to_click_on_is_as_windows_wants_it() -> None:
    script = (ROOT / "启动.bat").read_bytes()
    assert script.count(b"\n") == script.count(b"\r\n") > 5
    assert not script.startswith(b"\xef\xbb\xbf")
    lines = script.decode().splitlines()
    assert lines.index("chcp 65001 >nul") < next(place for place, line in enumerate(lines) if not line.isascii())
    assert 'cd /d "%~dp0"' in lines
    assert "3.11" in next(line for line in lines if line.startswith("for "))
