"""连接企业微信 over restarts: who stopped half-way finds the page and the demo group, until a real group has a file."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from socket import create_server

import pytest
from aiohttp import ClientError, ClientSession
from playwright.async_api import expect
from pytest_aiohttp.plugin import AiohttpServer

from bot.cli.connect_files import write_channel
from tests.support import callbacks
from tests.support.browsing import PHONE, browsing, look
from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot
from tests.support.fake_platform import FakePlatform
from tests.support.fake_wecom import FakeWecom
from tests.support.server import ROOT, Server, free_port, start_bot

SANDBOX = "channels:\n  sandbox: {kind: sandbox, members: [小明]}\n"


LONG = {"bot_name": "群伴", "bot_id": BOT, "secret": SECRET}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder as a clone has it: the sandbox and the demo group, without the month that it lives at first."""
    folder = tmp_path / "config"
    (folder / "content").mkdir(parents=True)
    shutil.copytree(ROOT / "config" / "groups", folder / "groups")
    shutil.copytree(ROOT / "config" / "content", folder / "content", dirs_exist_ok=True)
    (folder / "channels.yaml").write_text(SANDBOX, "utf-8")
    return folder


@pytest.fixture
async def platform(aiohttp_server: AiohttpServer) -> tuple[FakePlatform, str]:
    clock = RunningClock()
    fake = FakePlatform(FakeAibot(clock), FakeWecom(clock))
    address = str((await aiohttp_server(fake.app())).make_url("/ws"))
    return fake, address.replace("http", "ws", 1)


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


async def restarted(folder: Path, port: int, before: Server | None = None) -> Server:
    """Kill what ran, as a machine that goes off does, and start again."""
    if before:
        before.kill()
    server = start_bot(folder, port)
    await server.ready()
    return server


@pytest.mark.parametrize(("width", "height"), [PHONE])
async def test_the_page_is_found_again_where_it_stopped(
    folder: Path, platform: tuple[FakePlatform, str], width: int, height: int
) -> None:
    fake, address = platform
    port = free_port()
    site = f"http://127.0.0.1:{port}/"
    server = await restarted(folder, port)
    async with browsing() as page:
        await page.set_viewport_size({"width": width, "height": height})
        try:
            await page.goto(f"{site}connect")
            await page.get_by_role("button", name="智能机器人，长连接").click()
            for field, value in LONG.items():
                await page.locator(f"input[name={field}]").fill(value)
            await page.get_by_text("自己部署的企业微信").click()
            await page.locator("input[name=server]").fill(address)
            await page.get_by_role("button", name="写进 channels.yaml").click()
            await expect(page.locator("#tried")).to_contain_text("通道 bot 写好了")

            server = await restarted(folder, port, server)
            await fake.aibot.until(lambda: fake.aibot.is_connected, 20)
            await page.goto(site)  # the demo group is still there, and leads to the page
            await expect(page.get_by_text("签到").first).to_be_visible()
            await page.goto(f"{site}connect")
            await expect(page.locator("#tried")).to_contain_text("已经连着")
            await look(page, "taken-up-1-connected")
            assert await fake.say("XiaoMing", "@群伴 你好")  # before anybody listens
            await page.get_by_role("button", name="开始听").click()
            await expect(page.locator("#heard")).to_contain_text(f"XiaoMing 在群 {CHAT} 里说了话")
            await page.get_by_role("button", name="写好它").click()
            await expect(page.locator("#then")).to_contain_text("群伴已经在听：在群里发「@群伴 签到」")
            await look(page, "taken-up-2-done")
            assert await _checks_in(fake)
        finally:
            server.stop()


async def _checks_in(fake: FakePlatform) -> bool:
    """Say it until the bot has read the group's file, which takes it half a second."""
    for _ in range(40):
        await fake.say("XiaoMing", "@群伴 签到")
        with suppress(TimeoutError):
            await fake.aibot.until(lambda: any("签到成功" in text for text in fake.aibot.texts(CHAT)), 0.5)
            return True
    return False


async def test_the_page_goes_with_the_first_real_group(folder: Path, session: ClientSession) -> None:
    port = free_port()
    bot = {"kind": "wecom_aibot", "bot_name": "群伴", "bot_id": LONG["bot_id"], "address": "ws://127.0.0.1:9/ws"}
    write_channel(folder, "bot", bot, {"secret": LONG["secret"]})
    (folder / "groups" / "real.yaml").write_text(f"group: {CHAT}\nname: 真的群\nchannels: {{hear: [bot]}}\n", "utf-8")
    server = start_bot(folder, port)
    try:
        assert await first_answer(session, f"http://127.0.0.1:{port}/connect", server) == 404
    finally:
        server.stop()


async def test_a_channel_that_is_called_back_keeps_its_port_from_the_page(folder: Path, session: ClientSession) -> None:
    """Whoever forwards the callbacks forwards this port: the page stays on the one beside it."""
    port = free_pair()
    keys = {"token": callbacks.TOKEN, "aes_key": callbacks.AES_KEY}
    write_channel(folder, "bot", {"kind": "wecom_aibot", "bot_name": "群伴"}, keys)
    server = start_bot(folder, port)
    try:
        await server.ready()
        assert await first_answer(session, f"http://127.0.0.1:{port}/connect", server) == 404
        assert await first_answer(session, f"http://127.0.0.1:{port + 1}/connect", server) == 200
        assert await first_answer(session, f"http://127.0.0.1:{port + 1}/", server) == 200
    finally:
        server.stop()


async def test_who_finds_the_port_taken_throws_nobody_out(
    folder: Path, platform: tuple[FakePlatform, str], tmp_path: Path
) -> None:
    """The same bot, started a second time with another database: its port is taken, so that it never connects."""
    fake, address = platform
    port = free_port()
    bot = {"kind": "wecom_aibot", "bot_name": "群伴", "bot_id": BOT, "address": address}
    write_channel(folder, "bot", bot, {"secret": SECRET})
    first = await restarted(folder, port)
    try:
        await fake.aibot.until(lambda: fake.aibot.is_connected, 20)
        second = start_bot(folder, port, f"sqlite:///{tmp_path / 'another.db'}")
        assert await asyncio.to_thread(second.process.wait, 30) == 1
        assert f"端口 {port} 有别的程序在用" in second.log.read_text("utf-8")
        assert (len(fake.aibot.frames("aibot_subscribe")), fake.aibot.is_connected) == (1, True)
    finally:
        first.stop()


async def first_answer(session: ClientSession, url: str, server: Server) -> int:
    """Return the status of the first answer that comes at all."""
    while server.process.poll() is None:
        try:
            async with session.get(url) as answer:
                return answer.status
        except ClientError:
            continue
    raise AssertionError(server.log.read_text())


def free_pair() -> int:
    """Return a port that was free a moment ago, as was the next one."""
    while True:
        port = free_port()
        with suppress(OSError), create_server(("127.0.0.1", port + 1)):
            return port
