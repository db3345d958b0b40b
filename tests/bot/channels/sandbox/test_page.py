"""The chat page in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, ConsoleMessage, Page, async_playwright, expect
from pytest_aiohttp import AiohttpServer

from handlers.kit import reply
from storage.database import Database
from tests.support.sandbox_site import GROUP, PNG, START, Rote, open_sandbox

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no chromium on the PATH: the page is not looked at", allow_module_level=True)


@dataclass
class Desk:
    """A browser before the running site. What goes wrong in a page's console fails the test."""

    rote: Rote
    url: str
    browser: BrowserContext
    complaints: list[str] = field(default_factory=list)

    async def open(self, width: int = 1180, height: int = 760) -> Page:
        """Return a new tab."""
        page = await self.browser.new_page()
        await page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(5000)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(self.url)
        await expect(page.locator("#title")).to_contain_text("健康生活群")
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one browser for all tests of this file (measured: 1.5 s each time) and yield where it is driven."""
    assert CHROMIUM, "CI has to have a chromium"
    profile = tmp_path_factory.mktemp("profile")
    browser = subprocess.Popen(  # noqa: S603
        [CHROMIUM, *QUIET, f"--user-data-dir={profile}", "--remote-debugging-port=0"], stderr=subprocess.PIPE, text=True
    )
    assert browser.stderr
    address = next(line.split()[-1] for line in browser.stderr if line.startswith("DevTools listening on "))
    yield address
    browser.terminate()
    browser.communicate()


@pytest.fixture
async def desk(chromium: str, tmp_path: Path, database: Database, aiohttp_server: AiohttpServer) -> AsyncIterator[Desk]:
    rote, app = await open_sandbox(tmp_path / "groups", database)
    server = await aiohttp_server(app)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        context = await browser.new_context()
        desk = Desk(rote, str(server.make_url("/")), context)
        yield desk
        await context.close()
    assert desk.complaints == []


async def say(page: Page, words: str) -> None:
    await page.get_by_label("消息", exact=True).fill(words)
    await page.keyboard.press("Enter")


async def speak_as(page: Page, name: str) -> None:
    await page.locator(f'#people [data-user="{name}"]').click()


async def test_a_member_types_and_sees_the_answer(desk: Desk) -> None:
    page = await desk.open()
    await speak_as(page, "小明")
    await say(page, "签到")
    await expect(page.locator(".line.mine .bubble")).to_have_text("签到")
    await expect(page.locator('.line[data-speaker="群伴"] .bubble')).to_contain_text("签到成功")
    await expect(page.get_by_label("消息", exact=True)).to_have_value("")


async def test_a_private_chat_is_between_the_bot_and_one_member(desk: Desk) -> None:
    page = await desk.open()
    await speak_as(page, "小明")
    await say(page, "大家好")
    sandbox = desk.rote.sandbox
    await sandbox.send(sandbox.private_target("demo", "小明"), reply("取货码 8F3K-27"), "k")
    await expect(page.locator("#unread")).to_be_visible()
    await expect(page.locator("#log")).not_to_contain_text("8F3K-27")
    await page.get_by_role("button", name="私聊群伴").click()
    await expect(page.locator("#log .bubble")).to_have_text("取货码 8F3K-27")
    await expect(page.locator("#unread")).to_be_hidden()
    await say(page, "签到")
    await expect(page.locator("#log")).to_contain_text("签到成功")
    await speak_as(page, "小红")
    await expect(page.locator("#log")).to_contain_text("这里只有小红和群伴看得到")
    await page.get_by_role("button", name="群聊", exact=True).click()
    await expect(page.locator("#log .bubble")).to_have_text("大家好")


async def test_three_steps_tick_themselves_off(desk: Desk) -> None:
    page = await desk.open()
    await page.get_by_role("button", name="发一句「签到」").click()
    await expect(page.locator(".line.mine .bubble")).to_have_text("签到")
    await page.get_by_role("button", name="让一位新人加入").click()
    await page.locator("#join-name").fill("小绿")
    await page.locator("#join-form").get_by_role("button", name="加入").click()
    await page.get_by_role("button", name="拨到明早 08:00").click()
    await expect(page.locator("#now")).to_contain_text("08:00")
    await expect(page.locator(".step.done")).to_have_count(3)
    await page.reload()
    await expect(page.locator(".step.done")).to_have_count(3)
    await page.get_by_role("button", name="收起说明").click()
    await page.reload()
    await expect(page.locator("#title")).to_contain_text("健康生活群")
    await expect(page.locator("#guide")).to_be_hidden()


async def test_the_keyboard_reaches_everything(desk: Desk) -> None:
    page = await desk.open()
    box = page.get_by_label("消息", exact=True)
    await expect(box).to_be_focused()
    await say(page, "早上好")
    await box.press("ArrowUp")
    await expect(box).to_have_value("早上好")
    await page.locator('.person[aria-pressed="true"]').focus()
    await page.keyboard.press("ArrowDown")
    focused = page.locator(".person:focus")
    await expect(focused).to_have_count(1)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="＋ 新人加入")).to_be_focused()


async def test_a_hint_says_its_word(desk: Desk) -> None:
    page = await desk.open()
    await page.get_by_role("button", name="签到", exact=True).click()
    await expect(page.locator('.line[data-speaker="群伴"] .bubble')).to_contain_text("签到成功")


async def test_markup_is_shown_as_it_was_typed(desk: Desk) -> None:
    page = await desk.open()
    await say(page, "<img src=x onerror=alert(1)>\n<b>粗</b>")
    await expect(page.locator(".line.mine .bubble")).to_have_text("<img src=x onerror=alert(1)>\n<b>粗</b>")


async def test_two_tabs_are_two_people_in_one_chat(desk: Desk) -> None:
    first, second = await desk.open(), await desk.open()
    await speak_as(second, "小红")
    await say(first, "早上好")
    await expect(second.locator('.line[data-speaker="小明"] .bubble')).to_have_text("早上好")
    await expect(second.locator(".line.mine")).to_have_count(0)
    await say(second, "你也早")
    await expect(first.locator('.line[data-speaker="小红"] .bubble')).to_have_text("你也早")


async def test_a_newcomer_joins_by_invitation_and_speaks(desk: Desk) -> None:
    page = await desk.open()
    await page.get_by_role("button", name="＋ 新人加入").click()
    await page.get_by_label("名字").fill("小绿")
    await page.get_by_label("邀请人").select_option("小红")
    await page.get_by_role("button", name="加入", exact=True).click()
    await expect(page.locator(".notice", has_text="小红邀请小绿加入了群聊")).to_be_visible()
    await expect(page.locator('.line[data-speaker="群伴"] .mention')).to_have_text("@小绿 ")
    await expect(page.locator('#people [aria-pressed="true"]')).to_contain_text("小绿")
    await expect(page.locator("#title")).to_have_text("健康生活群（8）")


async def test_a_taken_name_is_explained(desk: Desk) -> None:
    page = await desk.open()
    await page.get_by_role("button", name="＋ 新人加入").click()
    await page.get_by_label("名字").fill("小明")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("群里已经有「小明」了，换个名字吧。")


async def test_somebody_leaves(desk: Desk) -> None:
    page = await desk.open()
    await speak_as(page, "老王")
    await page.get_by_role("button", name="老王 离开").click()
    await page.get_by_role("button", name="退出群聊").click()
    await expect(page.locator(".notice", has_text="老王 退出了群聊")).to_be_visible()
    await expect(page.locator('#people [data-user="老王"]')).to_have_count(0)


async def test_a_picture_is_shown_and_enlarged(desk: Desk) -> None:
    page = await desk.open()
    await page.get_by_label("选择图片").set_input_files({"name": "dot.png", "mimeType": "image/png", "buffer": PNG})
    await expect(page.locator(".picture img")).to_have_count(2)
    loaded = "() => [...document.querySelectorAll('.picture img')].every((one) => one.naturalWidth === 5)"
    await page.wait_for_function(loaded)
    await page.locator(".picture").first.click()
    await expect(page.locator("#viewer")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).to_be_hidden()


async def test_a_button_of_a_card_is_pressed(desk: Desk) -> None:
    page = await desk.open()
    await say(page, "问卷")
    await page.get_by_role("button", name="牛奶").click()
    await expect(page.locator(".notice", has_text="小明 点了「牛奶」")).to_be_visible()
    await expect(page.locator(".bubble", has_text="小明选了b")).to_be_visible()


async def test_files_are_saved_and_links_lead_on(desk: Desk, tmp_path: Path) -> None:
    desk.rote.document = await desk.rote.sandbox.keep_picture(b"%PDF-1.7")
    page = await desk.open()
    await say(page, "资料")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="课件.pdf").click()
    saved = await download.value
    assert saved.suggested_filename == "课件.pdf"
    await saved.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == b"%PDF-1.7"
    await expect(page.get_by_role("link", name="报名表")).to_have_attribute("href", "https://example.invalid/a")
    await expect(page.locator(".card p")).to_have_text("名额有限")
    await expect(page.locator(".bubble", has_text="**完**")).to_be_visible()


async def test_the_bot_is_mentioned_by_its_first_letters(desk: Desk) -> None:
    page = await desk.open()
    await page.get_by_label("@ 某人").click()
    await expect(page.get_by_role("option")).to_have_count(6)
    await page.keyboard.type("群伴")
    await expect(page.locator("#suggest")).to_be_hidden()
    await page.get_by_label("消息", exact=True).fill("")
    await page.keyboard.type("@小")
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("消息", exact=True)).to_have_value("@小红 ")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .mention")).to_have_text("@小红 ")


async def test_the_clock_is_turned(desk: Desk) -> None:
    desk.rote.planned.append(START + timedelta(days=1, hours=12))
    page = await desk.open()
    await expect(page.locator("#planned")).to_contain_text("明天 20:00")
    await page.get_by_role("button", name="+1 天").click()
    await expect(page.locator("#date")).to_contain_text("2026年11月24日")
    await page.get_by_role("button", name="到下一条定时消息").click()
    await expect(page.locator(".bubble", has_text="早上好！")).to_be_visible()
    await expect(page.locator("#now")).to_have_text(re.compile("^20:00:0"))
    await page.get_by_label("到指定时间").fill("2026-11-30T08:30")
    await page.get_by_role("button", name="出发").click()
    await expect(page.locator("#now")).to_have_text(re.compile("^08:30:0"))
    await expect(page.locator(".time").last).to_have_text("星期二 20:00")
    await page.get_by_role("button", name="出发").click()
    await expect(page.get_by_role("alert")).to_have_text("时间只能往前走，不能倒回去。")


async def test_a_lost_connection_comes_back_with_the_history(desk: Desk) -> None:
    page = await desk.open()
    await say(page, "签到")
    await expect(page.locator(".line")).to_have_count(2)
    desk.rote.sandbox.subscribers.end_all()
    await expect(page.locator("#offline")).to_be_visible()
    await expect(page.locator("#offline")).to_be_hidden()
    await expect(page.locator(".line")).to_have_count(2)
    await say(page, "还在")
    await expect(page.locator(".bubble", has_text="还在")).to_be_visible()


async def test_without_any_group_it_says_what_to_do_and_begins_when_there_is_one(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "groups" / "0.yaml").unlink()
    await desk.rote.groups.reload()
    page = await desk.browser.new_page()
    await page.goto(desk.url)
    await expect(page.locator("#offline")).to_contain_text("qunban check")
    (tmp_path / "groups" / "0.yaml").write_text(GROUP)
    await desk.rote.groups.reload()
    await expect(page.locator("#title")).to_contain_text("健康生活群")
    await expect(page.locator("#offline")).to_be_hidden()


async def test_it_fits_a_phone(desk: Desk) -> None:
    page = await desk.open(390, 844)
    await page.get_by_role("button", name="群成员").click()
    await speak_as(page, "小红")
    await expect(page.locator("#people")).to_be_hidden()
    await say(page, "签到")
    await expect(page.locator('.line[data-speaker="群伴"] .bubble')).to_be_visible()
    await page.locator("#show-clock").click()
    await page.get_by_role("button", name="+1 小时").click()
    await expect(page.locator("#now")).to_have_text(re.compile("^09:00:0"))
    await page.get_by_label("收起时钟").click()
    await expect(page.locator("#clock-panel")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
