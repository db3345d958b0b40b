"""Nothing on the way of run, check, preview, simulate and doctor needs POSIX or takes UTF-8 for granted."""

from __future__ import annotations

import ast
import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import pytest
from aiohttp import ClientSession, WSMsgType

from tests.chat import GROUP, write_config
from tests.support.server import DRAIN, ROOT, Server, free_port

COMMAND = (sys.executable, "-m", "tests.support.windows_like")
PLAN = "sop:\n  - {name: 早安, when: 每天 08:00, say: 早上好 🌞}\n"
OURS = ("bot", "config", "handlers", "sop", "storage")


@pytest.fixture
def environ(tmp_path: Path, migrated_file: Path) -> Mapping[str, str]:
    write_config(tmp_path / "config", GROUP + PLAN)
    (tmp_path / "data").mkdir()
    shutil.copy(migrated_file, tmp_path / "data" / "windows.db")
    return os.environ | {
        "QUNBAN_CONFIG": str(tmp_path / "config"),
        "QUNBAN_DATABASE": f"sqlite:///{tmp_path / 'data' / 'windows.db'}",
        "QUNBAN_PORT": str(free_port()),
        # What Python takes there for the encoding of files that do not name theirs, and of pipes.
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }


async def test_the_bot_runs_checks_in_and_stops_without_posix(environ: Mapping[str, str], tmp_path: Path) -> None:
    port = int(environ["QUNBAN_PORT"])
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen([*COMMAND, "run"], cwd=ROOT, env=environ, stdout=output, stderr=output)  # noqa: ASYNC220, S603
        server = Server(process, port, log, 0)
        try:
            await server.ready()
            assert "连续 1 天" in await check_in(port)
            second = await asyncio.create_subprocess_exec(*COMMAND, "run", cwd=ROOT, env=environ, stderr=DEVNULL)
            assert await second.wait() == 1
            process.send_signal(signal.SIGINT)
            assert await asyncio.to_thread(process.wait, DRAIN) == 0
        finally:
            if process.poll() is None:
                server.kill()
    assert "Traceback" not in log.read_text("utf-8")
    assert "stopping" in log.read_text("utf-8")


def test_the_other_commands_run_without_posix(environ: Mapping[str, str]) -> None:
    commands = ["doctor", "check", "preview --days 2", "simulate --days 2"]
    ended = subprocess.run([*COMMAND, *commands], check=False, **_captured({**environ, "PYTHONIOENCODING": "utf-8"}))  # noqa: S603
    output = ended.stdout.decode()
    assert [word for word in ("配置没有问题", "日期", "测试群：早上好", "账本与余额一致") if word not in output] == []
    assert ended.stderr.decode() == ""


def test_a_terminal_that_knows_no_emoji_gets_a_question_mark(environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "simulate", "--days", "2"]
    ended = subprocess.run(command, check=False, **_captured({**environ, "PYTHONIOENCODING": "gbk"}))  # noqa: S603
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "早上好 ?" in ended.stdout.decode("gbk")


def test_whatever_reads_or_writes_text_names_its_encoding() -> None:
    paths = [ROOT / "start.py", *(path for floor in OURS for path in (ROOT / floor).rglob("*.py"))]
    unnamed = {f"{path.relative_to(ROOT)}:{call}" for path in paths for call in _unnamed(ast.parse(path.read_bytes()))}
    assert unnamed == set()


def _unnamed(tree: ast.AST) -> Iterator[str]:
    """Yield the calls that would take the machine's encoding."""
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        words = ast.unparse(call)
        is_path = isinstance(call.func, ast.Attribute) and call.func.attr in ("read_text", "write_text")
        is_open = isinstance(call.func, ast.Name) and call.func.id == "open" and "b'" not in words
        if (is_path or is_open) and "utf-8" not in words and "path, text" not in words and "self._files." not in words:
            yield f"{call.lineno}: {words}"


def _captured(environ: Mapping[str, str]) -> dict[str, Any]:
    return {"cwd": ROOT, "env": environ, "capture_output": True, "timeout": 60}


async def check_in(port: int) -> str:
    """Return the bot's answer to a check-in over the sandbox's socket."""
    url = f"http://127.0.0.1:{port}"
    async with ClientSession() as session, session.ws_connect(f"{url}/ws", headers={"Origin": url}) as socket:
        await socket.send_json({"type": "say", "user": "小明", "text": "签到"})
        async with asyncio.timeout(20):
            async for message in socket:
                assert message.type is WSMsgType.TEXT
                told = message.json()
                if told["type"] == "line" and not told["line"]["speaker"].startswith("小明"):
                    return str(told)
    return ""
