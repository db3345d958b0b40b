"""What real clients sent over the long connection, replayed: our fake takes it, and our client speaks alike."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, web
from pytest_aiohttp.plugin import AiohttpServer

from bot.channels.wecom.aibot_frames import ack_of, read_frame, request_of
from handlers.kit import Button, Card, Document, Picture, reply
from tests.chat import FrozenClock
from tests.support.aibot_wire import open_wire
from tests.support.fake_aibot import SECRET, Callback, FakeAibot, Json
from tests.support.fake_wecom import T0
from tests.support.frame_shapes import shapes

RECORDED = Path(__file__).parents[3] / "fixtures" / "aibot_ws"
PLAIN = ("happy", "media", "bigupload", "dirty", "errors", "kick", "close1000")
"""Scenes in which the platform does what it does by itself."""
CARD = Card(card="task_1", title="今日签到", text="点一下", buttons=(Button(key="checkin", label="签到"),))


def log_of(scene: str, client: str = "node-sdk") -> list[Json]:
    log: list[Json] = json.loads((RECORDED / f"{client}.{scene}.json").read_text())["log"]
    return [entry for entry in log if "frame" in entry]


def sent_by(scene: str, client: str = "node-sdk") -> list[Json]:
    """Return the frames that a client sent in a scene."""
    return [entry["frame"] for entry in log_of(scene, client) if entry["dir"] == "c->s"]


def whole(frame: Json) -> Json:
    """Return a frame with the data that the recording left out: every byte of that file was a seven."""
    body = frame.get("body", {})
    left_out = re.search(r"…<(\d+) chars>$", str(body.get("base64_data", "")))
    if not left_out:
        return frame
    size = 524288 if left_out[1] == "699052" else 1228800 - 2 * 524288
    return {**frame, "body": {**body, "base64_data": b64encode(b"\x07" * size).decode()}}


@asynccontextmanager
async def platform_at(aiohttp_server: AiohttpServer) -> AsyncIterator[tuple[FakeAibot, str, ClientSession]]:
    platform = FakeAibot(FrozenClock(T0))
    app = web.Application()
    app.router.add_get("/", platform.handle)
    server = await aiohttp_server(app)
    async with ClientSession() as session:
        yield platform, str(server.make_url("/")), session


@pytest.mark.parametrize(
    ("client", "scene"),
    [
        *(("node-sdk", scene) for scene in PLAIN),
        ("py-community", "happy"),
        ("py-community", "media"),
        ("herdr", "happy"),
        ("hitl", "happy"),
    ],
)
async def test_the_fake_answers_real_clients_as_in_the_transcripts(
    aiohttp_server: AiohttpServer, client: str, scene: str
) -> None:
    async with platform_at(aiohttp_server) as (platform, url, session):
        sockets: dict[int, ClientWebSocketResponse] = {}
        uploads: dict[str, str] = {}
        for entry in log_of(scene, client):
            socket, frame = sockets.get(entry["conn"]), entry["frame"]
            if entry["dir"] == "open":
                sockets[entry["conn"]] = await session.ws_connect(url)
            elif entry["dir"] == "close" and socket:
                await socket.close()
            elif entry["dir"] == "c->s" and socket:
                await socket.send_json(_renamed(whole(frame), uploads))
            elif socket and "cmd" in frame and "disconnected_event" not in str(frame):
                body = frame["body"]
                chat = body.get("chatid") or body.get("from", {}).get("userid", "")
                kind = body.get("event", {}).get("eventtype", "message")
                platform.known.add(chat)
                platform._callbacks[frame["headers"]["req_id"]] = Callback(chat, kind, T0)
                await platform.send(frame["cmd"], frame["headers"]["req_id"], body, entry.get("raw", ""))
                assert await socket.receive_json(loads=lambda raw: json.loads(raw, strict=False))
            elif socket:
                got = await socket.receive_json()
                if "cmd" in frame:
                    assert got["body"]["event"] == frame["body"]["event"]
                    continue
                assert (got["headers"], got["errcode"]) == (frame["headers"], frame["errcode"]), frame
                assert got.keys() == frame.keys()
                for key in frame.get("body", {}):
                    assert key in got["body"]
                    uploads[str(frame["body"][key])] = str(got["body"][key])


def _renamed(frame: Json, names: dict[str, str]) -> Json:
    """Return a frame with the ids that our platform gave in place of those recorded."""
    text = json.dumps(frame, ensure_ascii=False)
    for recorded, ours in names.items():
        text = text.replace(json.dumps(recorded), json.dumps(ours))
    renamed: Json = json.loads(text)
    return renamed


STREAM = {".body.stream.id: str", ".body.stream.finish: bool", ".body.stream.content: str"}
DIFFERENCES: dict[str, tuple[set[str], set[str], str]] = {
    "aibot_respond_msg": (
        {*STREAM, ".body.text.content: str", ".body.template_card.main_title.desc: str"},
        {".body.markdown.content: str", ".body.template_card.sub_title_text: str", ".body.file.media_id: str"},
        "Some groups refuse streams (600039), all refuse text (40008): ours is markdown. A card's words are below.",
    ),
    "aibot_send_msg": (
        set(),
        {".body.chat_type: int"},
        "Left out, the platform guesses; a user id may be a chat id.",
    ),
    "aibot_respond_update_msg": (
        {".body.template_card.card_action.type: int", ".body.template_card.card_action.url: str"},
        {
            ".body.template_card.button_list[].key: str",
            ".body.template_card.button_list[].style: int",
            ".body.template_card.button_list[].text: str",
            ".body.template_card.sub_title_text: str",
        },
        "Another card takes the place of the one that was pressed: in the scene a notice, here one with a button.",
    ),
}
"""By command: what only the vendor's client sends, what only ours does, and why."""


async def test_our_client_speaks_like_the_vendors(aiohttp_server: AiohttpServer) -> None:
    """The same scenes, played with our client: group, private, push, welcome, cards, an upload, heartbeats."""
    theirs = [frame for scene in ("happy", "media", "errors") for frame in sent_by(scene)]
    async with open_wire(aiohttp_server) as wire:
        wire.ear.pictures["png"] = b"\x89PNG" * 20
        group = await wire.heard("ZhangSan", "@群伴 签到")
        await wire.send(group, reply("签到成功", Picture(digest="png"), Document(digest="png", name="榜单.png"), CARD))
        await wire.send(await wire.heard("ZhangSan", "签到", None), reply("签到成功"))
        await wire.send("wrQunbanGroupCHATID0001", reply("早安", Picture(digest="png")))
        enter = {"msgtype": "event", "event": {"eventtype": "enter_chat"}}
        await wire.platform.call("ZhangSan", None, enter, "aibot_event_callback")
        await wire.platform.until(lambda: bool(wire.ear.postponed))
        await wire.send(wire.ear.postponed[0][0].reply_to, reply("你好"))
        pressed = {"eventtype": "template_card_event", "template_card_event": {"event_key": "a", "task_id": "task_1"}}
        await wire.platform.call("ZhangSan", "wrQunbanGroupCHATID0001", {"msgtype": "event", "event": pressed})
        await wire.platform.until(lambda: len(wire.ear.heard) == 3)
        await wire.send(wire.ear.heard[2].reply_to, (CARD,))
        await wire.platform.until(lambda: bool(wire.platform.calls["ping"]))
        ours = [frame for _, way, frame in wire.platform.log if way == "c->s"]
        assert not wire.platform.violations
    vendors, own = shapes(theirs), shapes(ours)
    assert own.keys() == vendors.keys()
    for command, fields in own.items():
        only_theirs, only_ours, _ = DIFFERENCES.get(command, (set(), set(), ""))
        assert (vendors[command] - fields, fields - vendors[command]) == (only_theirs, only_ours), command


def test_our_requests_are_named_like_the_vendors() -> None:
    for frame in sent_by("happy"):
        request = frame["headers"]["req_id"]
        assert re.fullmatch(rf"{frame['cmd']}_\d{{13}}_[0-9a-f]{{8}}", request) or request.startswith("cb")


async def test_our_own_requests_have_that_form(aiohttp_server: AiohttpServer) -> None:
    async with open_wire(aiohttp_server) as wire:
        (frame,) = wire.platform.frames("aibot_subscribe")
        assert re.fullmatch(r"aibot_subscribe_\d{13}_[0-9a-f]{8}", frame["headers"]["req_id"])
        assert frame["body"].keys() == {"bot_id", "secret"}
        assert frame["body"]["secret"] == SECRET


@pytest.mark.parametrize("name", sorted(path.name for path in RECORDED.glob("page.*.json")))
def test_the_frames_of_the_vendors_pages_are_understood(name: str) -> None:
    frame = read_frame((RECORDED / name).read_text())
    assert frame
    assert request_of(frame)
    assert (ack_of(frame) is None) == ("cmd" in frame)
