"""连接企业微信 in a browser: from nothing to a group's file, with a stop in between, at a desk's and a phone's size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page, expect
from pytest_aiohttp import AiohttpServer

from bot.channels.wechat.call_record import NEVER
from bot.channels.wecom.setup_failures import (
    RESTING,
    TAKEN_OVER,
    UNHEARD,
    UNSUPPORTED,
    UNTRUSTED_ADDRESS,
    WRONG_ID,
)
from bot.cli.connect_files import write_channel
from bot.cli.connect_page import Running, routes
from bot.cli.connect_questions import REVERSED, UNLIKE
from bot.sightings import Sightings
from handlers.kit import Message
from handlers.system import ENCRYPTED_IDS
from storage.database import Database
from tests.chat import START
from tests.support import callbacks
from tests.support.browsing import SIZES, browsing, look
from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot
from tests.support.fake_platform import FakePlatform
from tests.support.fake_wecom import ROBOT_KEY, FakeWecom, Fault
from tests.support.sandbox_site import open_sandbox

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass
class Office:
    """The site with its guide, the platform behind it, and what the browser complained of."""

    url: str
    config: Path
    platform: FakePlatform
    complaints: list[str] = field(default_factory=list)

    async def step(self, path: str, **given: object) -> dict[str, str]:
        """Return what a step answers to the page."""
        async with (
            ClientSession(headers={"Origin": self.url.rstrip("/")}) as session,
            session.post(f"{self.url}connect/{path}", json=given) as answer,
        ):
            return dict(await answer.json())


@pytest.fixture
async def office(
    tmp_path: Path, database: Database, aiohttp_server: AiohttpServer, request: pytest.FixtureRequest
) -> Office:
    """Give the site; with a mark `patience`, one that listens for so many seconds."""
    clock = RunningClock()
    platform = FakePlatform(FakeAibot(clock), FakeWecom(clock, robots={ROBOT_KEY}))
    server = await aiohttp_server(platform.app())
    address = str(server.make_url("/ws")).replace("http", "ws", 1)
    config = tmp_path / "config"
    guide = routes(config, address, patience=getattr(request, "param", 20))
    _, site = await open_sandbox(tmp_path / "groups", database, guide=guide)
    return Office(str((await aiohttp_server(site)).make_url("/")), config, platform)


@pytest.fixture
async def browser(office: Office) -> AsyncIterator[Page]:
    async with browsing() as page:
        page.on("pageerror", lambda error: office.complaints.append(str(error)))
        page.on("console", lambda said: office.complaints.append(said.text) if said.type == "error" else None)
        yield page


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_from_nothing_to_a_groups_file(office: Office, browser: Page, width: int, height: int) -> None:
    page = browser
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(office.url + "connect")
    await look(page, "1-way")
    await page.get_by_role("button", name="智能机器人，长连接").click()
    await page.locator("input[name=bot_id]").fill("5629499")
    await page.locator("input[name=secret]").fill("not-the-secret")
    await page.get_by_role("button", name="写进 channels.yaml").click()
    await expect(page.get_by_role("alert").last).to_contain_text("像是网址里的，不是 Bot ID")
    await look(page, "2-wrong")
    await page.locator("input[name=bot_id]").fill(BOT)
    await page.get_by_role("button", name="写进 channels.yaml").click()
    await page.get_by_role("button", name="试一试").click()
    await expect(page.locator("#tried")).to_contain_text("bot_id 或 secret 不对（853000）")
    await look(page, "3-refused")
    assert await page.locator("input[name=bot_id]").input_value() == BOT, "only the secrets are to be typed again"
    assert await page.locator("input[name=secret]").input_value() == ""
    await page.locator("input[name=secret]").fill(SECRET)
    await page.get_by_role("button", name="写进 channels.yaml").click()
    await expect(page.locator("#tried")).to_contain_text("通道 bot 写好了")
    assert (office.config / ".env").stat().st_mode & 0o077 == 0
    assert SECRET in (office.config / ".env").read_text("utf-8")
    assert SECRET not in (office.config / "channels.yaml").read_text("utf-8")

    await page.reload()  # left, and taken up again where it stopped
    await expect(page.get_by_role("button", name="bot（智能机器人，长连接，还没有群）")).to_have_attribute(
        "aria-pressed", "true"
    )
    await page.get_by_role("button", name="试一试").click()
    await expect(page.locator("#tried")).to_contain_text("订阅成功")
    await page.get_by_role("button", name="开始听").click()
    await office.platform.aibot.until(lambda: office.platform.aibot.is_connected)
    assert await office.platform.say("XiaoMing", "@群伴 你好")
    await expect(page.locator("#heard")).to_contain_text(f"XiaoMing 在群 {CHAT} 里说了话")
    await page.locator("#title").fill("面包店的群")
    await page.locator("#template").select_option("面包店")
    await look(page, "5-group")
    await page.get_by_role("button", name="写好它").click()
    await expect(page.locator("#done")).to_contain_text(f"「面包店的群」（群 {CHAT}）的文件写好了")
    await look(page, "6-done")
    written = (office.config / "groups" / "bakery.yaml").read_text("utf-8")
    assert f"group: {CHAT}\nname: 面包店的群\nchannels: {{hear: [bot]}}\nowner: XiaoMing\n" in written
    assert not office.platform.aibot.is_connected, "the page keeps the line from the bot"
    assert "听到了" in office.platform.aibot.texts()[-1]
    assert office.complaints == []


LONG = {"bot_name": "群伴", "bot_id": BOT, "secret": SECRET}
APP = {"corp_id": callbacks.CORP, "agent_id": str(callbacks.AGENT), "secret": callbacks.SECRET}
KEYS = {"token": callbacks.TOKEN, "aes_key": callbacks.AES_KEY}


@pytest.mark.parametrize("office", [0.3], indirect=True)
async def test_what_is_wrong_is_told_in_the_words_of_the_table(office: Office) -> None:
    """By the numbers of bot/channels/wecom/setup_failures.py; the page pushes nothing, so 6 cannot happen."""
    aibot = office.platform.aibot
    name = (await office.step("channel", way=0, values=LONG | {"secret": "not-the-secret"}))["name"]
    assert (await office.step("try", name=name))["error"] == WRONG_ID  # 1
    await office.step("channel", way=0, name=name, values=LONG)
    assert UNHEARD in (await office.step("listen", name=name))["text"]  # 3 and 10
    aibot.faults.switches["frequent"] = 1
    assert (await office.step("try", name=name))["error"] == RESTING.format(minutes=5)  # 9
    write_channel(office.config, "called", {"kind": "wecom_aibot", "bot_name": "群伴"}, KEYS)
    assert NEVER in (await office.step("try", name="called"))["text"]  # 5


async def test_what_is_wrong_while_it_listens_is_told_too(office: Office) -> None:
    aibot = office.platform.aibot
    name = (await office.step("channel", way=0, values=LONG))["name"]

    async def listen(happens: Callable[[], Awaitable[object]]) -> dict[str, str]:
        listening = asyncio.create_task(office.step("listen", name=name))
        await aibot.until(lambda: aibot.is_connected)
        await happens()
        return await listening

    assert (await listen(aibot.kick))["error"] == TAKEN_OVER  # 2
    encrypted = f"wo{'A' * 30}"
    assert (await listen(lambda: aibot.say(encrypted, "@群伴 你好")))["warning"] == ENCRYPTED_IDS  # 4
    aibot._wrong = lambda command, body: 600039  # type: ignore[method-assign]
    heard = await listen(lambda: aibot.say("XiaoMing", "@群伴 你好"))
    assert (heard["user"], heard["warning"]) == ("XiaoMing", f"{UNSUPPORTED}（600039）")  # 8


async def test_a_chat_gets_one_file_however_often_it_is_asked_for(office: Office) -> None:
    name = (await office.step("channel", way=0, values=LONG))["name"]
    given = {"name": name, "chat": CHAT, "user": "XiaoMing", "title": "面包店", "template": "面包店"}
    assert "bakery.yaml" in (await office.step("group", **given))["path"]
    told = (await office.step("group", **given))["error"]
    assert "bakery.yaml" in told
    assert "这个群已经有这一个文件了：面包店" in told
    assert [path.name for path in (office.config / "groups").iterdir()] == ["bakery.yaml"]


async def test_an_untrusted_address_is_told_on_the_page(office: Office, aiohttp_server: AiohttpServer) -> None:
    assert office.platform.wecom
    office.platform.wecom.fail("agent/get", Fault(errcode=60020))
    server = await aiohttp_server(office.platform.app())
    write_channel(office.config, "app", {"kind": "wecom_app", **APP, "api": str(server.make_url("")).rstrip("/")}, KEYS)
    told = (await office.step("try", name="app"))["error"]
    assert UNTRUSTED_ADDRESS in told  # 7
    assert "企业微信看到的 IP 是 127.0.0.1" in told


async def test_the_chat_page_leads_to_it(office: Office, browser: Page) -> None:
    await browser.goto(office.url)
    await browser.get_by_role("link", name="连接企业微信").click()
    await expect(browser.get_by_role("heading", name="你手上有什么")).to_be_visible()
    assert office.complaints == []


async def test_no_other_site_writes_a_channel_and_no_secret_is_sent_to_the_page(office: Office, browser: Page) -> None:
    given = {"way": 0, "values": {"bot_name": "群伴", "bot_id": BOT, "secret": SECRET}}
    for headers in ({}, {"Origin": "http://evil.example"}):
        answer = await browser.request.post(office.url + "connect/channel", data=given, headers=headers)
        assert answer.status == 403
    assert not office.config.exists()
    own = {"Origin": office.url.rstrip("/")}
    assert (await browser.request.post(office.url + "connect/channel", data=given, headers=own)).status == 200
    assert SECRET not in await (await browser.request.get(office.url + "connect/state")).text()
    for data in ("[]", "nonsense", "{}", '{"way": 99, "values": {}}'):
        answer = await browser.request.post(
            office.url + "connect/channel", data=data, headers={**own, "Content-Type": "application/json"}
        )
        assert (await answer.json())["error"].startswith("没看懂这一步")
    answer = await browser.request.post(office.url + "connect/group", data={"name": "none"}, headers=own)
    assert "没有这个通道了" in (await answer.json())["error"]


async def test_a_bot_that_this_process_is_connected_with_is_not_thrown_out(
    office: Office, tmp_path: Path, database: Database, aiohttp_server: AiohttpServer
) -> None:
    sightings = Sightings()
    guide = routes(office.config, patience=0.1, running=Running(lambda settings: settings.bot_id == BOT, sightings))
    _, site = await open_sandbox(tmp_path / "others", database, guide=guide)
    running = Office(str((await aiohttp_server(site)).make_url("/")), office.config, office.platform)
    name = (await office.step("channel", way=0, values=LONG))["name"]
    assert "正由我连着" in (await running.step("try", name=name))["text"]
    assert UNHEARD in (await running.step("listen", name=name))["text"]
    assert not office.platform.aibot.is_connected

    def said(user: str, chat: str | None, outcome: str = "stranger") -> None:
        key = f"{user} in {chat}"
        asked = Message(channel=name, key=key, at=START, chat=chat, user=user, text="你好", addressed=True)
        sightings.saw(asked, outcome, START)

    said("XiaoMing", None)
    assert "听到一句私聊" in (await running.step("listen", name=name))["text"]
    said("XiaoMing", "wrWithAFile", "answered")
    said("XiaoMing", CHAT)
    heard = await running.step("listen", name=name)
    assert (heard["chat"], heard["user"], heard["warning"]) == (CHAT, "XiaoMing", "")
    assert (heard["what"], heard["others"]) == ("你好", "")
    said("LiSi", "wrQunbanOther")
    other = await running.step("listen", name=name)
    assert (other["chat"], other["user"]) == ("wrQunbanOther", "LiSi"), "the latest, and the one before is named"
    assert other["others"] == f"XiaoMing 在群 {CHAT} 里说「你好」"
    wanted = {"name": name, **heard, "title": "面包店", "template": "面包店"}
    assert (await running.step("group", **wanted))["works"], "the bot reads it while it runs"
    assert (await running.step("listen", name=name))["others"] == "", "that group has its file"


async def test_a_secret_in_the_place_of_the_bot_id_is_questioned_and_never_shown(office: Office) -> None:
    swapped = {"bot_name": "群伴", "bot_id": SECRET, "secret": BOT}
    assert await office.step("channel", way=0, values=swapped, sure=SECRET) == {"field": "bot_id", "error": REVERSED}
    unlike = {"bot_name": "群伴", "bot_id": "own-1", "secret": SECRET}
    assert await office.step("channel", way=0, values=unlike) == {"field": "bot_id", "error": UNLIKE}
    assert not (office.config / "channels.yaml").exists()
    assert await office.step("channel", way=0, values=unlike, sure="own-1") == {"name": "bot"}
    async with ClientSession() as session, session.get(f"{office.url}connect/state") as answer:
        assert (await answer.json())["channels"][0]["values"]["bot_id"] == ""


async def test_a_server_of_ones_own_is_asked_for_and_kept(office: Office) -> None:
    told = await office.step("channel", way=0, values={**LONG, "server": "https://wecom.example"})
    assert told["field"] == "server"
    assert "wss://" in told["error"]
    name = (await office.step("channel", way=0, values={**LONG, "server": "wss://wecom.example/ws"}))["name"]
    assert "address: wss://wecom.example/ws" in (office.config / "channels.yaml").read_text("utf-8")
    assert name == "bot"


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_what_is_done_in_the_terminal_is_told_with_the_command(
    office: Office, browser: Page, width: int, height: int
) -> None:
    await browser.set_viewport_size({"width": width, "height": height})
    await browser.goto(office.url + "connect")
    await browser.get_by_role("button", name="自建应用建的群（appchat）").click()
    await expect(browser.locator("#command")).to_have_text("./qunban connect")
    await look(browser, "7-terminal")
    await browser.get_by_role("button", name="智能机器人，回调").click()
    await browser.get_by_text("自己部署的企业微信").click()
    await look(browser, "8-own-server")
    for key, value in KEYS.items():
        await browser.locator(f"input[name={key}]").fill(value)
    await browser.locator("input[name=server]").fill("ws://nowhere")
    await browser.get_by_role("button", name="写进 channels.yaml").click()
    await expect(browser.get_by_role("alert").last).to_contain_text("https://")
    await browser.locator("input[name=server]").fill("https://wecom.example")
    await browser.get_by_role("button", name="写进 channels.yaml").click()
    await browser.get_by_role("button", name="试一试").click()
    await expect(browser.locator("#terminal-why")).to_contain_text("通道 bot 写好了")
    await look(browser, "9-callback")
    assert office.complaints == []


async def test_a_secret_that_is_left_empty_is_the_one_before(office: Office) -> None:
    values = {"bot_name": "群伴", "bot_id": BOT, "secret": SECRET}
    name = (await office.step("channel", way=0, values=values))["name"]
    assert (await office.step("channel", way=0, name=name, values={**values, "secret": ""})) == {"name": name}
    assert "订阅成功" in (await office.step("try", name=name))["text"]
    assert (await office.step("channel", way=0, name="", values={**values, "secret": ""}))["field"] == "secret"
