"""The sandbox as a channel, and its socket as a page uses it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient
from pytest_aiohttp import AiohttpClient

from bot.channels.channel import SENT, SendStatus
from bot.channels.sandbox.subscriber import BACKLOG, Subscriber
from bot.channels.sandbox.words import split_mentions
from handlers.kit import At, Joined, Left, Mention, Message, Pressed, Text, reply
from storage.database import Database
from storage.messages import transcript
from tests.support.sandbox_site import GROUP, OTHER, PNG, START, Rote, open_sandbox


@dataclass
class Site:
    """The running site and what is behind it."""

    rote: Rote
    client: TestClient[Any, Any]
    database: Database
    groups: Path

    @property
    def origin(self) -> str:
        return str(self.client.make_url("")).rstrip("/")

    async def open(self, query: str = "") -> Tab:
        """Return a page that has been greeted."""
        tab = Tab(await self.client.ws_connect(f"/ws{query}", headers={"Origin": self.origin}))
        tab.hello = await tab.hear()
        assert tab.hello["type"] == "hello"
        return tab


class Tab:
    """One open page."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.hello: dict[str, Any] = {}

    async def hear(self) -> dict[str, Any]:
        told: dict[str, Any] = await self.socket.receive_json(timeout=5)
        return told

    async def ask(self, kind: str, **request: object) -> list[dict[str, Any]]:
        """Return everything told until the request has ended; its end comes last."""
        await self.socket.send_json({"type": kind, **request})
        told = [await self.hear()]
        while told[-1]["type"] not in ("done", "error"):
            told.append(await self.hear())
        return told

    async def lines(self, kind: str, **request: object) -> list[tuple[str, str]]:
        """Return the speakers and words of the lines that a request caused."""
        told = await self.ask(kind, **request)
        assert told[-1]["type"] == "done", told[-1]
        return [spoken(one["line"]) for one in told if one["type"] == "line"]

    async def refused(self, kind: str, **request: object) -> str:
        """Return why a request was refused, and that nothing else happened."""
        told = await self.ask(kind, **request)
        assert [one["type"] for one in told] == ["error"]
        text: str = told[0]["text"]
        return text


def spoken(line: dict[str, Any]) -> tuple[str, str]:
    words = (part.get("text") or f"@{part.get('name') or part.get('title') or 'picture'} " for part in line["parts"])
    return line["speaker"], "".join(words)


@pytest.fixture
async def site(tmp_path: Path, database: Database, aiohttp_client: AiohttpClient) -> Site:
    rote, app = await open_sandbox(tmp_path / "groups", database, OTHER)
    return Site(rote, await aiohttp_client(app), database, tmp_path / "groups")


async def test_a_member_says_something_and_the_bot_answers_in_the_chat(site: Site) -> None:
    tab = await site.open()
    assert await tab.lines("say", user="小明", text="签到") == [
        ("小明", "签到"),
        ("群伴", "签到成功！连续 1 天，+10 积分，现有 10。"),
    ]
    assert site.rote.heard == [
        Message(channel="sandbox", key="message:1", chat="demo", user="小明", name="小明", at=START, text="签到")
    ]


async def test_what_is_said_in_private_stands_in_the_private_chat(site: Site) -> None:
    tab = await site.open()
    told = await tab.ask("say", user="小明", text="签到", private=True)
    lines = [payload["line"] for payload in told[:-1]]
    assert [(line["speaker"], line["private"]) for line in lines] == [("小明", "小明"), ("群伴", "小明")]
    event = site.rote.heard[-1]
    assert (event.chat, event.group, event.reply_to) == (None, "demo", "demo\t小明")
    assert isinstance(event, Message)
    assert event.addressed
    later = await site.open()
    assert later.hello["lines"] == []
    opened = (await later.ask("open", user="小明"))[0]
    assert (opened["type"], opened["user"], opened["lines"]) == ("private", "小明", lines)
    assert (await later.ask("open", user="小红"))[0]["lines"] == []


async def test_what_is_sent_to_one_person_is_seen_in_their_private_chat_only(site: Site) -> None:
    tab = await site.open()
    sandbox = site.rote.sandbox
    await sandbox.send(sandbox.private_target("demo", "小红"), reply("悄悄话"), "k")
    line = (await tab.hear())["line"]
    assert (spoken(line), line["private"]) == (("群伴", "悄悄话"), "小红")
    assert (await site.open()).hello["lines"] == []
    assert (
        await sandbox.send(sandbox.private_target("nowhere", "小红"), reply("？"), "k")
    ).note == "沙盒里没有群「nowhere」"


async def test_every_page_sees_the_same_chat_and_history_is_kept(site: Site) -> None:
    first, second = await site.open(), await site.open()
    await first.ask("say", user="小明", text="大家好")
    assert spoken((await second.hear())["line"]) == ("小明", "大家好")
    later = await site.open()
    assert [spoken(line) for line in later.hello["lines"]] == [("小明", "大家好")]


async def test_a_page_sees_only_its_own_group(site: Site) -> None:
    demo, other = await site.open(), await site.open("?group=other")
    assert [group["name"] for group in demo.hello["groups"]] == ["健康生活群", "读书群"]
    assert other.hello["group"]["id"] == "other"
    await demo.ask("say", user="小明", text="大家好")
    assert await other.lines("say", user="书童", text="安静") == [("书童", "安静")]


async def test_people_come_from_the_files_with_their_roles(site: Site) -> None:
    people = (await site.open()).hello["people"]
    assert [(person["name"], person["role"]) for person in people] == [
        ("群主", "群主"),
        ("小助理", "管理员"),
        ("店员", "员工"),
        ("小明", "成员"),
        ("小红", "成员"),
        ("老王", "成员"),
    ]


async def test_a_mention_of_the_bot_addresses_it_and_is_not_part_of_the_words(site: Site) -> None:
    tab = await site.open()
    await tab.ask("say", user="群主", text="@群伴 加分 @小明 10 分享干货")
    message = site.rote.heard[0]
    assert isinstance(message, Message)
    assert (message.text, message.addressed) == ("加分 @小明 10 分享干货", True)
    assert message.mentions == (At("小明", "小明"),)


def test_of_two_names_that_fit_the_longer_is_meant() -> None:
    assert split_mentions("问@小明明 和＠小明\u2005好", ["小明", "小明明"]) == [
        Text(text="问"),
        Mention(user="小明明", name="小明明"),
        Text(text="和"),
        Mention(user="小明", name="小明"),
        Text(text="好"),
    ]


@pytest.mark.parametrize("text", ["@小明明 好", "@小明2 好", "＠小明🌞 好", "@小明 Li"])
def test_a_name_that_goes_on_is_somebody_elses(text: str) -> None:
    mentions = [part for part in split_mentions(text, ["小明"], "群伴") if isinstance(part, Mention)]
    assert bool(mentions) == (text == "@小明 Li")


def test_only_after_the_bots_name_words_may_follow_at_once() -> None:
    assert split_mentions("@群伴签到", ["小明"], "群伴") == [Mention(user="群伴", name="群伴"), Text(text="签到")]


async def test_a_newcomer_is_announced_welcomed_and_can_speak(site: Site) -> None:
    tab = await site.open()
    told = await tab.ask("join", name=" 小绿 ", invited_by="小明")
    assert [one["type"] for one in told] == ["line", "people", "line", "done"]
    assert spoken(told[0]["line"]) == ("", "小明邀请小绿加入了群聊")
    assert {"name": "小绿", "role": "成员"} in told[1]["people"]
    assert spoken(told[2]["line"]) == ("群伴", "欢迎 @小绿 加入！")
    joined = site.rote.heard[0]
    assert isinstance(joined, Joined)
    assert (joined.user, joined.invited_by) == ("小绿", "小明")
    assert await tab.lines("say", user="小绿", text="谢谢") == [("小绿", "谢谢")]


async def test_who_comes_alone_was_invited_by_nobody(site: Site) -> None:
    tab = await site.open()
    assert (await tab.lines("join", name="小绿"))[0] == ("", "小绿 加入了群聊")
    assert isinstance(site.rote.heard[0], Joined)
    assert site.rote.heard[0].invited_by is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("  ", "请写新人的名字。"),
        ("一" * 21, "名字最多 20 个字。"),
        ("小\u202e绿", "名字里有看不见的字符，换一个吧。"),
        ("小\n绿", "名字里有看不见的字符，换一个吧。"),
        ("群伴", "「群伴」是机器人的名字，换一个吧。"),
        ("小明", "群里已经有「小明」了，换个名字吧。"),
    ],
)
async def test_a_name_nobody_can_have_is_refused(site: Site, name: str, why: str) -> None:
    tab = await site.open()
    assert await tab.refused("join", name=name) == why
    assert site.rote.heard == []


async def test_who_left_is_gone_also_after_a_restart_and_may_come_back(site: Site) -> None:
    tab = await site.open()
    assert await tab.lines("leave", user="小明") == [("", "小明 退出了群聊")]
    assert isinstance(site.rote.heard[0], Left)
    assert await tab.refused("say", user="小明", text="我还在") == "「小明」不在群里。"
    assert await tab.refused("leave", user="小明") == "「小明」不在群里。"
    assert "小明" not in [person["name"] for person in (await site.open()).hello["people"]]
    await tab.ask("join", name="小明")
    assert "小明" in [person["name"] for person in (await site.open()).hello["people"]]


async def test_a_button_is_pressed_once_shown_and_only_then(site: Site) -> None:
    tab = await site.open()
    await tab.ask("say", user="小明", text="问卷")
    assert await tab.lines("press", user="小红", card="c1", button="b") == [
        ("", "小红 点了「牛奶」"),
        ("群伴", "小红选了b"),
    ]
    pressed = site.rote.heard[-1]
    assert isinstance(pressed, Pressed)
    assert (pressed.user, pressed.card, pressed.button) == ("小红", "c1", "b")
    assert await tab.refused("press", user="小红", card="c1", button="x") == "这张卡片太久了，已经按不动了。"


async def test_a_picture_is_uploaded_said_and_served(site: Site) -> None:
    tab = await site.open()
    response = await site.client.post("/picture", data=PNG, headers={"Origin": site.origin})
    digest = (await response.json())["digest"]
    told = await tab.ask("say", user="小明", picture=digest)
    assert told[0]["line"]["parts"] == [{"type": "picture", "digest": digest, "alt": "图片"}]
    message = site.rote.heard[0]
    assert isinstance(message, Message)
    assert (message.text, message.pictures) == ("", (digest,))
    served = await site.client.get(f"/picture/{digest}")
    assert await served.read() == PNG
    assert served.content_type == "image/png"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in served.headers["Cache-Control"]


async def test_only_small_png_and_jpeg_pictures_are_taken(site: Site) -> None:
    headers = {"Origin": site.origin}
    page = await site.client.post("/picture", data=b"<script>", headers=headers)
    assert (page.status, (await page.json())["error"]) == (415, "只能发 PNG 或 JPEG 图片。")
    large = await site.client.post("/picture", data=BytesIO(PNG + bytes(2 << 20)), headers=headers)
    assert (large.status, (await large.json())["error"]) == (413, "图片太大了，最多 2 MB。")
    assert (await site.client.get(f"/picture/{'0' * 64}")).status == 404
    tab = await site.open()
    assert await tab.refused("say", user="小明", picture="0" * 64) == "这张图片不见了，请重新选一次。"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" \n ", "说点什么吧，空消息发不出去。"),
        ("啊" * 2001, "一条消息最多 2000 字。"),
        ("响铃\a", "消息里有看不见的控制字符，发不出去。"),
    ],
)
async def test_what_a_chat_would_not_send_is_refused(site: Site, text: str, why: str) -> None:
    assert await (await site.open()).refused("say", user="小明", text=text) == why


@pytest.mark.parametrize(
    "nonsense", ["", "{", "[]", '{"type": "fly"}', '{"type": "say"}', '{"type": "say", "user": "\\ud800"}', "9" * 5000]
)
async def test_nonsense_gets_an_error_and_the_socket_lives(site: Site, nonsense: str) -> None:
    tab = await site.open()
    await tab.socket.send_str(nonsense)
    assert (await tab.hear())["type"] == "error"
    assert len(await tab.lines("say", user="小明", text="签到")) == 2


async def test_a_frame_that_is_too_large_ends_the_socket(site: Site) -> None:
    tab = await site.open()
    await tab.socket.send_str("x" * (64 * 1024 + 1))
    assert (await tab.socket.receive(timeout=5)).type is WSMsgType.CLOSE
    assert tab.socket.close_code == 1009


async def test_a_fault_behind_the_channel_is_told_and_the_socket_lives(site: Site) -> None:
    tab = await site.open()
    told = await tab.ask("say", user="小明", text="坏了")
    assert [one["type"] for one in told] == ["line", "error"]
    assert "再试一次" in told[1]["text"]
    assert len(await tab.lines("say", user="小明", text="签到")) == 2


async def test_the_clock_goes_on_by_hours_by_days_and_to_a_local_moment(site: Site) -> None:
    tab = await site.open()
    for request, then in (
        ({"hours": 1}, START + timedelta(hours=1)),
        ({"days": 1}, START + timedelta(days=1, hours=1)),
        ({"to": "2026-11-30T20:00"}, datetime(2026, 11, 30, 12, 0, tzinfo=UTC)),
        ({"to": "2026-12-01T00:00:00Z"}, datetime(2026, 12, 1, 0, 0, tzinfo=UTC)),
    ):
        clock, done = await tab.ask("turn", **request)
        assert done["type"] == "done"
        assert datetime.fromisoformat(clock["now"]) == then
        assert clock["ahead"] == (then - START).total_seconds()


async def test_going_to_the_next_planned_message_shows_it(site: Site) -> None:
    morning = START + timedelta(hours=5)
    site.rote.planned.append(morning)
    tab = await site.open()
    assert datetime.fromisoformat(tab.hello["next"]) == morning
    line, clock, _ = await tab.ask("turn", next=True)
    assert spoken(line["line"]) == ("群伴", "早上好！")
    assert datetime.fromisoformat(line["line"]["at"]) == morning
    assert clock["next"] is None
    assert await tab.refused("turn", next=True) == "后面没有安排定时消息。"


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ({"to": "2026-11-23T07:59"}, "时间只能往前走，不能倒回去。"),
        ({"to": "0001-01-01T00:00"}, "时间只能往前走，不能倒回去。"),
        ({}, "时间只能往前走，不能倒回去。"),
        ({"days": 401}, "一次最多快进 400 天。"),
        ({"to": "9999-12-31T23:59"}, "一次最多快进 400 天。"),
    ],
)
async def test_a_turn_too_far_or_back_is_refused(site: Site, request_: dict[str, object], why: str) -> None:
    tab = await site.open()
    assert await tab.refused("turn", **request_) == why
    assert site.rote.clock.now() == START


async def test_a_page_that_comes_back_to_the_front_is_brought_up_to_date(site: Site) -> None:
    tab = await site.open()
    (site.groups / "0.yaml").write_text(GROUP.replace("[店员]", "[店员, 小明]"))
    await site.rote.groups.reload()
    people, clock, _ = await tab.ask("look")
    assert {"name": "小明", "role": "员工"} in people["people"]
    assert clock["type"] == "clock"


async def test_a_group_that_is_gone_is_told_so(site: Site) -> None:
    tab = await site.open()
    (site.groups / "0.yaml").unlink()
    await site.rote.groups.reload()
    assert await tab.refused("say", user="小明", text="有人吗") == "这个群已经不在沙盒里了，刷新一下页面吧。"


async def test_without_any_group_a_page_is_told_what_to_do(site: Site) -> None:
    for file in site.groups.iterdir():
        file.unlink()
    await site.rote.groups.reload()
    tab = Tab(await site.client.ws_connect("/ws", headers={"Origin": site.origin}))
    assert "qunban check" in (await tab.hear())["text"]
    assert (await tab.socket.receive(timeout=5)).type is WSMsgType.CLOSE


async def test_a_broadcast_reaches_every_page_with_the_next_plan(site: Site) -> None:
    tab = await site.open()
    assert await site.rote.sandbox.send("demo", reply("晚上好"), "k1") == SENT
    line, clock = await tab.hear(), await tab.hear()
    assert spoken(line["line"]) == ("群伴", "晚上好")
    assert (clock["type"], clock["next"]) == ("clock", None)


async def test_a_broadcast_to_an_unknown_group_is_refused(site: Site) -> None:
    outcome = await site.rote.sandbox.send("nowhere", reply("有人吗"), "k1")
    assert outcome.verdict is SendStatus.REFUSED
    assert await site.database.read(lambda db: transcript.latest(db, "nowhere", 9)) == []


async def test_the_page_is_for_this_machine_and_its_own_scripts_only(site: Site) -> None:
    page = await site.client.get("/")
    assert page.status == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert (await site.client.get("/", headers={"Host": "evil.example"})).status == 403
    assert (await site.client.get("/", headers={"Host": "localhost.evil.example"})).status == 403
    assert (await site.client.get("/", headers={"Host": "localhost:8080"})).status == 200
    assert (await site.client.get("/", headers={"Host": "[::1]:8080"})).status == 200
    assert (await site.client.get("/static/page.py")).status == 404
    for origin in ("http://evil.example", "null", f"{site.origin}0", ""):
        assert (await site.client.get("/ws", headers={"Origin": origin})).status == 403
        assert (await site.client.post("/picture", data=PNG, headers={"Origin": origin})).status == 403


async def test_a_page_that_falls_behind_is_ended_without_holding_up_the_chat() -> None:
    watcher = Subscriber()
    for number in range(BACKLOG + 1):
        watcher.send({"type": "line", "line": number})
    async with asyncio.timeout(5):
        assert [told async for told in watcher] == []
