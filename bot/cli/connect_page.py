"""The page 连接企业微信 of the sandbox: the same steps as `qunban connect`, in the browser of this machine.

Nothing is kept in between but the files themselves: each step looks at what is there and goes on from it. Only the
sandbox's site serves it, which lets in this machine's own browser and no other site's scripts.

This file is long because each step of the page is a request of its own, and they share what is on disk.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from bot.channels.wechat.call_record import NEVER
from bot.channels.wecom.aibot_events import is_encrypted
from bot.channels.wecom.api import ApiError, webhook_send
from bot.channels.wecom.setup_failures import UNHEARD
from bot.channels.wecom.trials import hear_first, try_app, try_subscription, words_of
from bot.cli.connect_files import TEMPLATES, channels_of, free_name, write_channel, write_group, wrong_server
from bot.cli.connect_questions import (
    BOT_ID,
    CHAT,
    LONG,
    REVERSED,
    ROBOT,
    SECRET,
    WAYS,
    Way,
    are_reversed,
    doubt,
    split,
    way_of,
    written,
    wrong_with,
)
from bot.cli.pasted import read_code
from bot.clock import SystemClock
from bot.sightings import Sightings, first_said
from config.channels import ChannelSettings, WecomAibotSettings, WecomAppSettings, WecomRobotSettings
from config.group_files import load_groups
from config.problems import ConfigError
from handlers.system import ENCRYPTED_IDS
from sop.group_file import group_file_model
from storage.messages.chats import is_private

HERE = Path(__file__).parent
FILES = {"connect_page.css": "text/css", "connect_page.js": "text/javascript"}
LARGEST = 16 * 1024
"""Bytes of a step."""
LOOK = 0.1
"""Seconds between two looks at what the running bot heard."""
SERVER = "server"
"""The field for the platform's server where it is one's own."""
STRANGER = "stranger"
"""What the dispatcher calls a chat that no group's file names."""
HERE_WAYS = tuple(way for way in WAYS if way is not CHAT)
"""A group is made where somebody can be asked who is to be in it."""
PATIENCE = 50.0
"""Seconds for which the page waits at once for the first words in the group; it asks again then."""

NOT_UNDERSTOOD = "没看懂这一步，刷新一下页面再试试。"
NO_CHANNEL = "channels.yaml 里没有这个通道了，刷新一下页面再来。"
SUBSCRIBED = "订阅成功，Bot ID 和 Secret 是对的。"
APP_RIGHT = "企业 ID、应用的 Secret、AgentId 和可信 IP 都通过了。"
SENTENCE = "群伴接好了"
SENT = "发出去了一句「群伴接好了」，群里看得到。"
CALLED_BACK = f"回调要等机器人启动以后企业微信打进来才知道：{NEVER}。先往下走。"
PRIVATELY = "听到一句私聊，机器人是通的。还要在群里 @ 它一次，我才知道是哪个群。"
CONNECTED = "这个机器人正由我连着，Bot ID 和 Secret 是对的，不用再试。"
NOT_WRITTEN = "没有写成：{why}"


@dataclass(frozen=True)
class Running:
    """The process behind the page, which may be connected already since a channel was written before its start."""

    is_connected: Callable[[WecomAibotSettings], bool]
    """Whether it is connected with this bot itself: trying it would throw it out."""
    sightings: Sightings
    """What it heard."""


NOT_CONNECTED = Running(lambda _: False, Sightings())


def routes(
    folder: Path, server: str = "", patience: float = PATIENCE, running: Running = NOT_CONNECTED
) -> list[web.RouteDef]:
    """Return the page; `folder` is where channels.yaml is, `server` the platform's where it is one's own."""
    page = _Page(folder, server, patience, running)
    return [
        web.get("/connect", page.show),
        web.get("/connect/{name:connect_page\\.(?:css|js)}", page.file),
        web.get("/connect/state", page.state),
        *(
            web.post(f"/connect/{name}", page.step(act))
            for name, act in (
                ("channel", page.channel),
                ("try", page.try_it),
                ("listen", page.listen),
                ("group", page.group),
            )
        ),
    ]


Json = dict[str, Any]


class _Refused(Exception):
    """A step that is not done; its text says why, in Chinese."""


class _Page:
    def __init__(self, folder: Path, server: str, patience: float, running: Running) -> None:
        self._folder = folder
        self._running = running
        self._server = server
        self._patience = patience
        self._one_at_a_time = asyncio.Lock()

    async def show(self, _: web.Request) -> web.Response:
        text = (HERE / "connect_page.html").read_text("utf-8")
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-cache"})

    async def file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        text = (HERE / name).read_text("utf-8")
        return web.Response(text=text, content_type=FILES[name], headers={"Cache-Control": "no-cache"})

    async def state(self, _: web.Request) -> web.Response:
        """Tell what can be asked for, and how far each channel is. No secret is ever sent to the page."""
        try:
            there = self._there()
        except ConfigError as error:
            return web.json_response({"error": str(error)})
        ways = [
            {
                "title": way.title,
                "page": way.page,
                "ends": "listen" if way is LONG else "push" if way is ROBOT else "terminal",
                "server": "wss://…" if way is LONG else "https://…",
                "fields": [
                    {"key": field.key, "question": field.question, "secret": field.is_secret, "default": field.default}
                    for field in way.fields
                ],
            }
            for way in HERE_WAYS
        ]
        page = {"ways": ways, "terminal": CHAT.title, "channels": there, "templates": list(TEMPLATES)}
        return web.json_response(page)

    def step(self, act: Callable[[Json], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Return a handler that carries a step out, one at a time, and tells in words what is wrong."""

        async def handle(request: web.Request) -> web.Response:
            try:
                if request.content_type != "application/json" or (request.content_length or 0) > LARGEST:
                    raise ValueError(NOT_UNDERSTOOD)
                given = json.loads(await request.text())
                if not isinstance(given, dict):
                    raise TypeError(NOT_UNDERSTOOD)
            except (ValueError, TypeError, RecursionError):
                return web.json_response({"error": NOT_UNDERSTOOD}, status=400)
            try:
                async with self._one_at_a_time:
                    return web.json_response(await act(given))
            except ApiError as error:
                return web.json_response({"error": words_of(error)})
            except _Refused as error:
                return web.json_response({"error": str(error)})
            except (ConfigError, OSError) as error:
                return web.json_response({"error": NOT_WRITTEN.format(why=error)})

        return handle

    async def channel(self, given: Json) -> Json:
        """Write a channel with its secrets, a new one or one of these again; tell which field is wrong."""
        number = given.get("way")
        way = HERE_WAYS[number] if isinstance(number, int) and 0 <= number < len(HERE_WAYS) else None
        asked = given.get("values")
        if way is None or not isinstance(asked, dict):
            raise _Refused(NOT_UNDERSTOOD)
        name, known = str(given.get("name")), self._channels()
        before = known[name] if name in known and way_of(known[name]) is way else None
        values: dict[str, str] = {}
        if way is LONG and are_reversed(*(read_code(str(asked.get(field.key) or "")) for field in (BOT_ID, SECRET))):
            return {"field": BOT_ID.key, "error": REVERSED}
        sure = read_code(str(given.get("sure") or ""))
        for field in way.fields:
            # A secret that is left empty is the one that was written before.
            otherwise = written(before, field) if field.is_secret else field.default
            value = field.read(str(asked.get(field.key) or otherwise))
            if wrong := wrong_with(way.settings, field, value) or ("" if value == sure else doubt(field, value)):
                return {"field": field.key, "error": wrong}
            values[field.key] = value
        server = read_code(str(asked.get(SERVER) or self._server))
        if wrong := wrong_server(way.site, server):
            return {"field": SERVER, "error": wrong}
        if before is None:
            name = await asyncio.to_thread(free_name, self._folder, way.name)
        await asyncio.to_thread(self._write, way, name, values, server)
        return {"name": name}

    async def try_it(self, given: Json) -> Json:
        """Ask the platform whether it takes what was written."""
        settings = self._named(given)
        if self._is_connected(settings):
            return {"text": CONNECTED}
        async with ClientSession() as session:
            match settings:
                case WecomAibotSettings() if settings.is_long_connection:
                    return _told(await try_subscription(session, settings), SUBSCRIBED)
                case WecomAppSettings():
                    return _told(await try_app(session, settings, SystemClock()), APP_RIGHT)
                case WecomRobotSettings():
                    body = {"msgtype": "text", "text": {"content": SENTENCE}}
                    await webhook_send(session, settings.api, settings.key.get_secret_value(), body)
                    return {"text": SENT}
        return {"text": CALLED_BACK}

    async def listen(self, given: Json) -> Json:
        """Wait for the first words to the bot in a group; the page asks again where nobody has spoken yet."""
        settings = self._named(given)
        if not isinstance(settings, WecomAibotSettings) or not settings.is_long_connection:
            raise _Refused(NOT_UNDERSTOOD)
        if self._is_connected(settings):
            return await self._overhear(str(given["name"]))
        async with ClientSession() as session:
            heard = await hear_first(session, settings, self._patience)
        if heard.chat:
            return {"chat": heard.chat, "user": heard.user, "warning": heard.warning}
        if heard.refusal:
            raise _Refused(heard.refusal)
        return {"text": PRIVATELY if heard.was_private else UNHEARD}

    async def _overhear(self, channel: str) -> Json:
        """Wait for words in a new group that the running bot hears or heard before; the others are named."""
        groups, _ = load_groups(self._folder / "groups", group_file_model(), self._channels())
        looks = count()
        while self._patience > next(looks) * LOOK:
            seen = self._running.sightings.after(0)
            said = [sighting for sighting in seen if sighting.outcome == STRANGER and sighting.chat not in groups]
            if latest := first_said(said[::-1], channel):
                warning = ENCRYPTED_IDS if is_encrypted(latest.who) else ""
                by_chat = {each.chat: each for each in said if each.channel == channel and not is_private(each.chat)}
                others = [
                    f"{sighting.who} 在群 {chat} 里说「{sighting.what}」"
                    for chat, sighting in by_chat.items()
                    if chat != latest.chat
                ]
                return {
                    "chat": latest.chat,
                    "user": latest.who,
                    "warning": warning,
                    "what": latest.what,
                    "others": "；".join(others),
                }
            await asyncio.sleep(LOOK)
        return {"text": PRIVATELY if first_said(said, channel, privately=True) else UNHEARD}

    async def group(self, given: Json) -> Json:
        """Write the group's file from a template."""
        settings = self._named(given)
        chat, user, title, template = (
            str(given.get(key) or "").strip() for key in ("chat", "user", "title", "template")
        )
        if not chat or not user or template not in TEMPLATES:
            raise _Refused(NOT_UNDERSTOOD)
        made = await asyncio.to_thread(
            lambda: write_group(
                self._folder,
                template,
                chat=chat[:100],
                name=title[:40] or "我们的群",
                channel=str(given["name"]),
                owner=user[:100],
            )
        )
        # A bot that is connected reads the file by itself.
        return {"path": str(made.path), "title": made.name, "works": self._is_connected(settings)}

    def _is_connected(self, settings: ChannelSettings) -> bool:
        return isinstance(settings, WecomAibotSettings) and self._running.is_connected(settings)

    def _write(self, way: Way, name: str, values: Mapping[str, str], server: str) -> None:
        shown, hidden = split(way, values)
        site = {way.site: server} if server else {}
        write_channel(self._folder, name, {"kind": way.kind, **shown, **site}, hidden)

    def _channels(self) -> dict[str, ChannelSettings]:
        return channels_of(self._folder)

    def _named(self, given: Json) -> ChannelSettings:
        settings = self._channels().get(str(given.get("name")))
        if settings is None or way_of(settings) is None:
            raise _Refused(NO_CHANNEL)
        return settings

    def _there(self) -> list[Json]:
        channels = self._channels()
        groups, _ = load_groups(self._folder / "groups", group_file_model(), channels)
        return [
            {
                "name": name,
                "way": HERE_WAYS.index(way),
                "bot": str(getattr(settings, "bot_name", "")),
                "values": _shown(settings, way),
                "connected": self._is_connected(settings),
                "groups": [group.name for group in groups.values() if name in group.hear or name == group.push],
            }
            for name, settings in channels.items()
            if (way := way_of(settings)) in HERE_WAYS
        ]


def _shown(settings: ChannelSettings, way: Way) -> Json:
    """Return what is not secret; what is unlike a Bot ID may be one that was pasted into the wrong field."""
    values = {field: str(getattr(settings, field.key)) for field in way.fields if not field.is_secret}
    return {field.key: "" if doubt(field, value) else value for field, value in values.items()}


def _told(refusal: str, good: str) -> Json:
    if refusal:
        raise _Refused(refusal)
    return {"text": good}
