"""A OneBot 11 that connects to the bot (reverse WebSocket): hears all that is said in its groups, and speaks there.

The other side is a program that works a personal account: whoever can connect speaks as that account and reads along.
So it has to know the access token, and to run on this machine unless the settings say otherwise.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from hmac import compare_digest
from ipaddress import ip_address
from weakref import WeakValueDictionary

import structlog
from aiohttp import WSMsgType, web

from bot.channels.channel import SENT, ChannelDeps, Pace, SendResult
from bot.channels.onebot.actions import APART, PATIENCE, Actions
from bot.channels.onebot.events import PRIVATE, event_of
from bot.channels.onebot.segments import Json, id_of, id_to_send, pieces, written
from bot.channels.onebot.status import OnebotStatus
from bot.channels.wecom.aibot_events import lenient_json
from bot.channels.wecom.media import MISSING, TOO_LARGE
from config.channels import OnebotSettings
from handlers.kit import Capability, Picture, Reply
from handlers.kit.words import truncate

log = structlog.get_logger()

LARGEST = 4 * 1024 * 1024
"""Bytes of a frame."""
PICTURE = 5 * 1024 * 1024
AT_ONCE = 512
"""Most events that are carried out at the same time; beyond, no more is read."""
HEARTBEAT = 30.0
"""Seconds between two pings of ours; a side that answers none is gone."""
CLOSING = 2.0
"""Seconds the other side may take to say goodbye."""
LOOK = 5.0
"""Seconds until it is noted that the connection still stands."""
API, EVENT = "api", "event"
ROLES = (API, EVENT, "universal")

OUTSIDE = "只让本机连；别处要连请在 channels.yaml 里写 outside: true"
WRONG_TOKEN = "access_token 不对，OneBot 里填的要和 channels.yaml 的 token 一样"  # noqa: S105 - words
NO_ROLE = "X-Client-Role 是「{role}」，认识的有 API、Event、Universal"
GONE = "OneBot 断开了，等它重新连上"
REPLACED = "又连上来一个，旧的断开了"
LEFT = "机器人停了"


class OnebotChannel:
    """Targets are group ids, and `user:` with a user id for private conversations."""

    capabilities = frozenset(
        {
            Capability.HEARS_MENTIONS,
            Capability.HEARS_ALL,
            Capability.SEES_JOINS,
            Capability.PUSHES,
            Capability.MENTIONS,
            Capability.MENTIONS_ALL,
            Capability.PICTURES,
            Capability.PRIVATE,
        }
    )
    pace: Pace | None = (20, timedelta(minutes=1))
    hourly: Pace = (300, timedelta(hours=1))
    """Nobody publishes a limit; accounts that speak faster are looked at."""

    def __init__(self, name: str, settings: OnebotSettings, deps: ChannelDeps, patience: float = PATIENCE) -> None:
        self.name = name
        self._settings = settings
        self._deps = deps
        self._status = OnebotStatus(name, deps)
        self._actions = Actions(patience)
        self._sockets: dict[str, web.WebSocketResponse] = {}
        """By what they are for: `api` takes actions, `event` tells events; one connection may do both."""
        self._hearing: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """What is said in a chat is carried out in its order, which the database alone does not keep."""
        self._is_closing = False

    @property
    def is_up(self) -> bool:
        return API in self._sockets and EVENT in self._sockets

    async def run(self) -> None:
        """Note that the connection stands; its other side opens it."""
        try:
            while True:
                await self._status.look(is_up=self.is_up)
                await asyncio.sleep(LOOK)
        finally:
            await self.hang_up()
            if self._hearing:
                await asyncio.wait(self._hearing, timeout=PATIENCE)

    async def hang_up(self) -> None:
        """Close all connections and take no new ones: the bot stops."""
        self._is_closing = True
        for socket in set(self._sockets.values()):
            with suppress(OSError, RuntimeError):
                await socket.close(message=LEFT.encode())

    def troubles(self, now: datetime) -> list[str]:
        return self._status.troubles(now)

    def status(self, now: datetime) -> str:
        del now
        return self._status.describe()

    def routes(self) -> Iterable[web.RouteDef]:
        path = f"/channels/{self.name}"
        return tuple(web.get(written, self._serve, allow_head=False) for written in (path, f"{path}/"))

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def pieces(self, reply: Reply) -> list[Reply]:
        return pieces(reply)

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send one message. The other side has no way to know a repeated one, so `key` does not help it."""
        del key
        picture = None
        if len(piece) == 1 and isinstance(piece[0], Picture):
            picture = await self._deps.load_picture(piece[0].digest)
            if picture is None or len(picture) > PICTURE:
                return TOO_LARGE if picture else MISSING
        message = written(piece, picture)
        if not message:
            return SENT
        socket = self._sockets.get(API)
        if socket is None or socket.closed:
            return APART

        async def say(frame: Json) -> None:
            await socket.send_str(json.dumps(frame, ensure_ascii=False))

        user = target.removeprefix(PRIVATE)
        if user != target:
            return await self._actions.act(say, "send_private_msg", {"user_id": id_to_send(user), "message": message})
        return await self._actions.act(say, "send_group_msg", {"group_id": id_to_send(target), "message": message})

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection of the other side, as long as it lasts."""
        why = self._refusal(request)
        if why:
            self._status.refused(why)
            return web.Response(status=403 if why == OUTSIDE else 401, text="rejected")
        if self._is_closing:
            return web.Response(status=503)
        role = request.headers.get("X-Client-Role", ROLES[-1]).strip().lower()
        if role not in ROLES:
            self._status.refused(NO_ROLE.format(role=truncate(role)))
            return web.Response(status=400, text="rejected")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, timeout=CLOSING, max_msg_size=LARGEST)
        await socket.prepare(request)
        uses = (role,) if role in (API, EVENT) else (API, EVENT)
        replaced = {self._sockets.pop(use) for use in uses if use in self._sockets}
        self._sockets |= dict.fromkeys(uses, socket)
        await self._status.look(is_up=self.is_up)
        for old in replaced:
            self._status.refused(REPLACED)
            self._actions.lose()
            await old.close()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(message.data)
        finally:
            self._sockets = {use: one for use, one in self._sockets.items() if one is not socket}
            if API not in self._sockets:
                self._actions.lose()
            await self._status.look(is_up=self.is_up, why=LEFT if self._is_closing else GONE)
        return socket

    def _refusal(self, request: web.Request) -> str:
        """Return why this connection is not taken; empty where it is.

        A reverse proxy on this machine stands for somebody elsewhere.
        """
        is_proxied = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"))
        if not self._settings.outside and (is_proxied or not _is_loopback(request.remote)):
            return OUTSIDE
        given = request.headers.get("Authorization", "")
        kind, _, token = given.partition(" ")
        token = token.strip() if kind.lower() in ("bearer", "token") else request.query.get("access_token", "")
        return "" if compare_digest(token.encode(), self._settings.token.get_secret_value().encode()) else WRONG_TOKEN

    async def _take(self, raw: str) -> None:
        """Settle an action, or begin to carry out an event; nothing about what is not understood."""
        try:
            frame = lenient_json(raw)
        except (ValueError, RecursionError):
            return
        if not isinstance(frame, dict) or self._actions.settle(frame):
            return
        if frame.get("post_type") == "meta_event":
            self._status.meta(frame)
            return
        await self._room.acquire()
        task = asyncio.create_task(self._hear(frame))
        self._hearing.add(task)
        task.add_done_callback(self._hearing.discard)

    async def _hear(self, frame: Json) -> None:
        try:
            now = self._deps.clock.now()
            self._status.heard_at = now
            event = event_of(frame, channel=self.name, bot_name=self._settings.bot_name, now=now)
            if event:
                async with self._turns.setdefault(event.reply_to, asyncio.Lock()):
                    await self._deps.receive(event)
            elif frame.get("notice_type") == "group_decrease" and frame.get("sub_type") == "kick_me":
                self._status.removed_from(id_of(frame.get("group_id")))
        except Exception:
            log.exception("event_failed", channel=self.name)
        finally:
            self._room.release()


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address((address or "").partition("%")[0]).is_loopback
    except ValueError:
        return False
