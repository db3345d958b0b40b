"""The sandbox in a terminal, as a process with its input and output piped."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_aiohttp import AiohttpServer

from storage.database import Database
from tests.support.sandbox_site import Rote, open_sandbox


@dataclass
class Terminal:
    """Types into `qunban chat`."""

    url: str
    rote: Rote

    async def type(self, *lines: str) -> list[str]:
        """Return what was printed after the greeting, when everything typed has been answered."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "chat", "--url", self.url),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(30):
            out, errors = await process.communicate("".join(f"{line}\n" for line in lines).encode())
        assert (process.returncode, errors.decode()) == (0, "")
        _, greeting, printed = out.decode().partition("发 /帮助 看用法。\n")
        assert greeting
        return printed.splitlines()


@pytest.fixture
async def terminal(tmp_path: Path, database: Database, aiohttp_server: AiohttpServer) -> Terminal:
    rote, app = await open_sandbox(tmp_path / "groups", database)
    server = await aiohttp_server(app)
    return Terminal(str(server.make_url("/")), rote)


async def test_people_talk_come_and_go(terminal: Terminal) -> None:
    assert await terminal.type("签到", "/进群 小绿 小明", "/谁 小绿", "大家好", "/退群", "/谁 张三") == [
        "[08:00] 小明：签到",
        "[08:00] 群伴：签到成功！连续 1 天，+10 积分，现有 10。",
        "[08:00] · 小明邀请小绿加入了群聊",
        "[08:00] 群伴：欢迎 @小绿 加入！",
        "—— 现在是小绿在说话。",
        "[08:00] 小绿：大家好",
        "[08:00] · 小绿 退出了群聊",
        "—— 现在是小明在说话。",
        "！群里没有「张三」，现在有：群主、小助理、店员、小明、小红、老王",
    ]


async def test_a_card_is_shown_and_its_button_pressed(terminal: Terminal) -> None:
    assert await terminal.type("问卷", "/按 豆浆", "/按 咖啡") == [
        "[08:00] 小明：问卷",
        "[08:00] 群伴：【早餐喝什么？】",
        "        选一个就好",
        "        [豆浆] [牛奶]",
        "[08:00] · 小明 点了「豆浆」",
        "[08:00] 群伴：小明选了a",
        "！最近的卡片上没有「咖啡」。",
    ]


async def test_time_is_wound_forward(terminal: Terminal) -> None:
    terminal.rote.planned.append(datetime(2026, 11, 24, 4, 0, tzinfo=UTC))
    assert await terminal.type("/快进 1h", "/快进 下一条", "/快进 08:00", "/快进 1d", "/快进 500d", "/快进 明年") == [
        "—— 现在是 2026-11-23 09:00",
        "[12:00] 群伴：早上好！",
        "—— 现在是 2026-11-24 12:00",
        "—— 现在是 2026-11-25 08:00",
        "—— 现在是 2026-11-26 08:00",
        "！一次最多快进 400 天。",
        "！请写 /快进 1h、/快进 1d、/快进 下一条 或 /快进 20:00。",
    ]


async def test_leaving_ends_it_and_the_history_is_shown_again(terminal: Terminal) -> None:
    assert await terminal.type("签到", "/退出", "签到") == [
        "[08:00] 小明：签到",
        "[08:00] 群伴：签到成功！连续 1 天，+10 积分，现有 10。",
    ]
    assert len(terminal.rote.heard) == 1


async def test_without_a_sandbox_it_says_what_to_do(unused_tcp_port: int) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "chat", "--url", f"http://127.0.0.1:{unused_tcp_port}"),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await process.communicate()
    assert process.returncode == 1
    assert "请先在另一个窗口运行 ./qunban run" in errors.decode()
