"""`connect` from an empty folder to the first answer in the group, typed by a script with the words of the page."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.wecom.setup_failures import UNTRUSTED_ADDRESS
from bot.cli.connect import Connecting
from bot.cli.connect_files import BadServer, channels_of, write_channel
from bot.cli.connect_guide import Wish
from bot.cli.connect_qr import scan
from bot.cli.connect_questions import Console
from config.settings import Settings
from tests.support import callbacks
from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot
from tests.support.fake_platform import FakePlatform
from tests.support.fake_wecom import ROBOT_KEY, FakeWecom, Fault
from tests.support.server import ROOT, free_port

PAGE = (ROOT / "docs" / "channels" / "try-it.md").read_text("utf-8")
TYPED = re.findall("^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[0].splitlines()
"""What the page tells one to type, a line for each question."""
ASKED = 180.0
"""Seconds from an empty folder to the first answer that may pass at most."""


@dataclass
class Typing:
    """A run of the command, with what it wrote so far."""

    process: Process
    text: str = ""

    def type(self, *lines: str) -> None:
        assert self.process.stdin
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())

    async def until(self, words: str, seconds: float = 30) -> str:
        """Read until these words come; return all that was read since the last time."""
        assert self.process.stdout
        read = ""
        async with asyncio.timeout(seconds):
            while words not in read:
                chunk = await self.process.stdout.readline()
                assert chunk, f"it ended before it said {words!r}: {self.text}"
                read += chunk.decode()
                self.text += chunk.decode()
        return read

    async def rest(self) -> str:
        """Stop it as Ctrl+C does; return all that it said."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGINT)
        out, _ = await asyncio.wait_for(self.process.communicate(), 20)
        self.text += out.decode()
        return self.text


@pytest.fixture
async def platform(aiohttp_server: AiohttpServer) -> tuple[FakePlatform, str]:
    clock = RunningClock()
    fake = FakePlatform(FakeAibot(clock), FakeWecom(clock, robots={ROBOT_KEY}))
    server = await aiohttp_server(fake.app())
    return fake, str(server.make_url("")).rstrip("/")


@asynccontextmanager
async def connect(folder: Path, *arguments: str, port: int = 0) -> AsyncIterator[Typing]:
    """Run `./qunban connect` with its input and output in pipes."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "connect", *arguments),
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "",
            "QUNBAN_CONFIG": str(folder / "config"),
            "QUNBAN_DATABASE": f"sqlite:///{folder / 'first.db'}",
            "QUNBAN_PORT": str(port or free_port()),
        },
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
    )
    typing = Typing(process)
    try:
        yield typing
    finally:
        await typing.rest()


def typed(folder: Path, *lines: str, server: str = "") -> tuple[Connecting, list[str]]:
    """Return a run of the command in which these lines are typed, and what it says."""
    said: list[str] = []
    waiting = iter(lines)

    def read(question: str, is_secret: bool) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return Connecting(Settings(config=folder / "config"), Console(said.append, read), server), said


async def test_from_an_empty_folder_to_the_first_answer(platform: tuple[FakePlatform, str], tmp_path: Path) -> None:
    fake, site = platform
    began = perf_counter()
    async with connect(tmp_path, "--server", site.replace("http", "ws") + "/ws") as typing:
        typing.type(*TYPED)
        await typing.until("在群里说一句「@群伴 你好」")
        assert await fake.say("XiaoMing", "@群伴 你好")
        await typing.until("在群里发「@群伴 签到」")
        assert await fake.say("XiaoMing", "@群伴 签到")
        await typing.until("在「面包店的群」上班了")
        await fake.aibot.until(lambda: any("XiaoMing 签到成功" in text for text in fake.aibot.texts(CHAT)))
    assert perf_counter() - began < ASKED
    assert SECRET not in typing.text
    written = (tmp_path / "config" / "groups" / "bakery.yaml").read_text("utf-8")
    assert f"group: {CHAT}\nname: 面包店的群\nchannels: {{hear: [bot]}}\nowner: XiaoMing\n" in written
    assert fake.aibot.violations == []


async def test_a_wrong_secret_is_told_and_what_is_left_is_taken_up_again(
    platform: tuple[FakePlatform, str], tmp_path: Path
) -> None:
    fake, site = platform
    server = "--server", site.replace("http", "ws") + "/ws"
    async with connect(tmp_path, *server) as typing:
        typing.type("1", "群伴", BOT, "not-the-secret", "4", "读书群", "跳过")
        await typing.until("停在这里了")
        assert "bot_id 或 secret 不对（853000）：两样都在「智能机器人 → API 模式 → 长连接」页面上复制" in typing.text
        assert await typing.process.wait() == 0
    async with connect(tmp_path, *server) as typing:
        typing.type("1", "4", "读书群", "", SECRET)  # goes on with the channel and the Bot ID that are there
        await typing.until("连上了")
        assert f"Bot ID［{BOT}］：\nSecret（回车就用原来的）：" in typing.text
        assert "机器人在群里叫什么" not in typing.text, "its name was not what was wrong"
        assert await fake.say("XiaoHong", "你好", None)
        await typing.until("还要在群里 @ 它一次")
        assert list((tmp_path / "config" / "groups").iterdir()) == []
        assert await fake.say("XiaoHong", "@群伴 你好")
        await typing.until("在群里发「@群伴 签到」")
        assert "停在这里了。已经写好的都留着" in await typing.rest()
    async with connect(tmp_path, *server) as typing:
        typing.type("1")  # the group is there, too: nothing is asked
        await typing.until("在群里发「@群伴 签到」")
        assert await fake.say("XiaoHong", "@群伴 签到")
        await typing.until("在「读书群」上班了")


async def test_a_second_program_with_the_same_bot_is_told(platform: tuple[FakePlatform, str], tmp_path: Path) -> None:
    fake, site = platform
    async with connect(tmp_path, "--server", site.replace("http", "ws") + "/ws") as typing:
        typing.type("1", "群伴", BOT, SECRET, "4", "")
        await typing.until("我等着")
        await fake.aibot.kick()
        await typing.until("另一个程序用同一个机器人连上来了")
        await typing.until("停在这里了")
        assert await typing.process.wait() == 0


async def test_a_push_robot_says_a_sentence_and_a_wrong_key_is_told(
    platform: tuple[FakePlatform, str], tmp_path: Path
) -> None:
    fake, site = platform
    async with connect(tmp_path, "--server", site) as typing:
        typing.type("3", "wrong-key", "")
        await typing.until("机器人的 key 不对，或机器人已经被移出群（93000）")
        typing.type(f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={ROBOT_KEY}", "")
        await typing.until("push: robot}")
    assert [body["text"]["content"] for _, body in fake.wecom.sent] == ["群伴接好了"]


async def test_an_app_makes_a_group_and_its_file(platform: tuple[FakePlatform, str], tmp_path: Path) -> None:
    fake, site = platform
    async with connect(tmp_path, "--server", site) as typing:
        typing.type("5", callbacks.CORP, "wrong-secret")
        await typing.until("应用的 Secret 不对（40001）")
        typing.type("", callbacks.SECRET, "面包店的群", "LaoBan", "ZhangSan，LiSi", "1")
        await typing.until("以后用 ./qunban run 启动")
        assert await typing.process.wait() == 0
    ((chat, made),) = fake.wecom.chats.items()
    assert made["userlist"] == ["LaoBan", "ZhangSan", "LiSi"]
    written = (tmp_path / "config" / "groups" / "bakery.yaml").read_text("utf-8")
    assert f"group: {chat}\nname: 面包店的群\nchannels: {{hear: [appchat], push: appchat}}\nowner: LaoBan\n" in written
    assert callbacks.SECRET not in (tmp_path / "config" / "channels.yaml").read_text("utf-8")


async def test_an_app_is_called_back_and_its_private_words_are_answered(
    platform: tuple[FakePlatform, str], tmp_path: Path
) -> None:
    _, site = platform
    port = free_port()

    async def call(text: str, number: int) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        at = int(RunningClock().now().timestamp())
        writer.write(callbacks.request("app", callbacks.said("XiaoMing", text, number, at), at))
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.findall(rb"(?i)content-length: (\d+)", head)[0])
        body = await reader.readexactly(length)
        writer.close()
        assert head.startswith(b"HTTP/1.1 200")
        return callbacks.opened(head + body if body else b"")

    async with connect(tmp_path, "--server", site, port=port) as typing:
        app = (callbacks.CORP, str(callbacks.AGENT))
        typing.type("4", *app, "wrong-secret", callbacks.TOKEN, callbacks.AES_KEY)
        await typing.until("应用的 Secret 不对（40001）")
        typing.type("", callbacks.SECRET, "4", "办公室")  # only what may be wrong is asked for again
        await typing.until(f"/channels/app，让网站服务器转到 127.0.0.1:{port}")
        await typing.until("从没打到过这里")
        await call("你好", 1)
        await typing.until("网址通了")
        await typing.until("私聊它，发「签到」")
        assert "签到成功" in await call("签到", 2)
        await typing.until("在「办公室」上班了")
    assert "group: app\nname: 办公室\n" in (tmp_path / "config" / "groups" / "empty.yaml").read_text("utf-8")


async def test_an_untrusted_address_is_told_with_it(platform: tuple[FakePlatform, str], tmp_path: Path) -> None:
    """What was entered is right, so that nothing is asked again."""
    fake, site = platform
    assert fake.wecom
    fake.wecom.fail("agent/get", Fault(errcode=60020))
    async with connect(tmp_path, "--server", site) as typing:
        typing.type("4", callbacks.CORP, str(callbacks.AGENT), callbacks.SECRET, callbacks.TOKEN, callbacks.AES_KEY)
        told = await typing.until("改好以后回车再试")
        assert UNTRUSTED_ADDRESS in told
        assert "企业微信看到的 IP 是 127.0.0.1" in told
        typing.type("", "跳过")
        await typing.until("企业 ID、应用的 Secret 和 AgentId 是对的")
        await typing.until("停在这里了")


@pytest.mark.parametrize(
    ("server", "way", "words"),
    [("什么", "1", "要写完整的地址"), ("http://127.0.0.1:9", "1", "wss://"), ("ws://127.0.0.1:9/ws", "3", "https://")],
)
def test_a_server_that_is_none_is_told_before_anything_is_asked(
    tmp_path: Path, server: str, way: str, words: str
) -> None:
    connecting, said = typed(tmp_path, way, server=server)
    with pytest.raises(BadServer, match=words) as told:
        connecting.run()
    assert f"--server 写的是「{server}」" in str(told.value)
    assert not any("Secret" in line for line in said)


def test_the_same_bot_twice_is_told_and_asked_for_again(tmp_path: Path) -> None:
    bot = {"kind": "wecom_aibot", "bot_name": "群伴", "bot_id": BOT}
    write_channel(tmp_path / "config", "bot", bot, {"secret": SECRET})
    connecting, said = typed(tmp_path, "2", "1", "二号", BOT, SECRET, "二号", "aibANOTHER", SECRET, "跳过")
    connecting.run()
    assert any("和通道「bot」是同一个机器人" in line for line in said)
    assert channels_of(tmp_path / "config")["bot2"].bot_id == "aibANOTHER"  # type: ignore[union-attr]


def test_a_name_that_is_too_long_is_asked_for_again(tmp_path: Path) -> None:
    connecting, said = typed(tmp_path, "4", "很长" * 40, "面包店")
    assert connecting._wish() == Wish("空白", "面包店")
    assert "太长了，最多 64 个字。" in said


async def test_a_code_is_scanned_over_the_unpublished_interface(platform: tuple[FakePlatform, str]) -> None:
    fake, site = platform
    said: list[str] = []
    assert await scan(site, said.append, every=0) == (BOT, SECRET)
    assert fake.asked_codes == ["scode-1", "scode-1"]
    assert "未公开的接口" in said[0]
    assert "▀" in said[1]
    assert SECRET not in "".join(said)


async def test_copying_is_what_remains_where_the_interface_is_gone() -> None:
    said: list[str] = []
    assert await scan(f"http://127.0.0.1:{free_port()}", said.append, every=0) is None
    assert said[-1].endswith("请在管理页面上复制 Bot ID 和 Secret。")
