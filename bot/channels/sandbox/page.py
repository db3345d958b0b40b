"""The sandbox's site: the chat page, its socket and its pictures, for this machine's own browser only."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import structlog
from aiohttp import WSMsgType, web
from pydantic import ValidationError

from bot.channels.sandbox import people, words
from bot.channels.sandbox.channel import Sandbox
from bot.channels.sandbox.protocol import MAX_BYTES, REQUEST, Join, Leave, Look, Open, Press, Request, Say, Turn
from bot.channels.sandbox.subscriber import Subscriber
from config.group import Group
from handlers.kit import Refusal

log = structlog.get_logger()

HERE = Path(__file__).parent
STATIC = ("chat.css", "chat.js", "icon.svg")
HINTS = ("签到", "积分", "排行", "帮助")
MAX_PICTURE = 2 * 1024 * 1024
MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
HERE_ONLY = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
"""What a digest stands for never changes."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

SIGNED: web.AppKey[frozenset[str]] = web.AppKey("signed", frozenset)
"""Paths beside the page whose requests are signed, and so may come from anywhere."""

NO_GROUP = "还没有群使用沙盒。请看看 groups/ 里的 YAML，运行 ./qunban check 会指出哪里写错了。"
TOO_BIG = "图片太大了，最多 2 MB。"
NO_PICTURE = "只能发 PNG 或 JPEG 图片。"
NOT_UNDERSTOOD = "没看懂这个请求，刷新一下页面再试试。"
BROKEN = "出了点小问题，这一步没有做成，请再试一次。"


def sandbox_app(
    sandbox: Sandbox, guide: Sequence[web.RouteDef] = (), signed: Sequence[web.RouteDef] = ()
) -> web.Application:
    """Return the whole site, with a guide to real channels where there is one, and what else is served beside it.

    It ends its open sockets when it shuts down.
    """
    site = _Site(sandbox, has_guide=bool(guide))
    app = web.Application(middlewares=[_only_from_here], client_max_size=MAX_PICTURE)
    app.router.add_get("/", site.index)
    app.router.add_get("/ws", site.socket)
    app.router.add_get("/static/{name}", _static)
    app.router.add_get("/picture/{digest:[0-9a-f]{64}}", site.picture)
    app.router.add_post("/picture", site.upload)
    app.router.add_get("/file/{digest:[0-9a-f]{64}}", site.file)
    app.add_routes(guide)
    app.add_routes(signed)
    app[SIGNED] = frozenset(route.path for route in signed)
    app.on_response_prepare.append(_harden)

    async def hang_up(_: web.Application) -> None:
        sandbox.subscribers.end_all()

    app.on_shutdown.append(hang_up)
    return app


def picture_kind(data: bytes) -> str | None:
    """Return the content type of a PNG or JPEG by its first bytes; None for everything else."""
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)


class _Site:
    def __init__(self, sandbox: Sandbox, *, has_guide: bool) -> None:
        self._has_guide = has_guide
        # Loaded only where the page is shown (measured: 2 MB, 3 % of the start).
        from jinja2 import Environment, FileSystemLoader

        self._sandbox = sandbox
        self._index = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("index.html")

    async def index(self, _: web.Request) -> web.Response:
        page = self._index.render(
            bot=people.BOT,
            has_guide=self._has_guide,
            hints=HINTS,
            longest_name=people.LONGEST,
            longest_text=words.LONGEST,
        )
        return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-cache"})

    async def picture(self, request: web.Request) -> web.Response:
        data = await self._sandbox.picture(request.match_info["digest"])
        kind = picture_kind(data) if data else None
        if kind is None:
            raise web.HTTPNotFound
        return web.Response(body=data, content_type=kind, headers=FOREVER)

    async def file(self, request: web.Request) -> web.Response:
        """Return always as bytes to be saved: what a file contains is never shown as a page of ours."""
        data = await self._sandbox.picture(request.match_info["digest"])
        if data is None:
            raise web.HTTPNotFound
        headers = {**FOREVER, "Content-Disposition": "attachment"}
        return web.Response(body=data, content_type="application/octet-stream", headers=headers)

    async def upload(self, request: web.Request) -> web.Response:
        try:
            data = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.json_response({"error": TOO_BIG}, status=413)
        if picture_kind(data) is None:
            return web.json_response({"error": NO_PICTURE}, status=415)
        return web.json_response({"digest": await self._sandbox.keep_picture(data)})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        groups = self._sandbox.groups()
        wanted = request.query.get("group")
        group = next((group for group in groups if group.id == wanted), groups[0] if groups else None)
        socket = web.WebSocketResponse(max_msg_size=MAX_BYTES)
        await socket.prepare(request)
        if group is None:
            text = "\n".join([NO_GROUP, *self._sandbox.problems()[:1]])
            await socket.send_json({"type": "error", "request": "", "text": text})
            await socket.close()
            return socket
        subscriber = Subscriber()
        self._sandbox.subscribers.add(group.id, subscriber)
        telling = asyncio.create_task(self._tell(socket, group, subscriber))
        try:
            async with asyncio.TaskGroup() as requests:
                async for frame in socket:
                    text = frame.data if frame.type is WSMsgType.TEXT else ""
                    requests.create_task(self._serve(group.id, text, subscriber))
        finally:
            self._sandbox.subscribers.remove(group.id, subscriber)
            subscriber.end()
            await telling
        return socket

    async def _tell(self, socket: web.WebSocketResponse, group: Group, subscriber: Subscriber) -> None:
        try:
            await socket.send_json(await self._sandbox.hello(group))
            async for payload in subscriber:
                await socket.send_str(json.dumps(payload, ensure_ascii=False))
        except ConnectionError:
            pass
        finally:
            await socket.close()

    async def _serve(self, group_id: str, text: str, subscriber: Subscriber) -> None:
        kind = ""
        try:
            request = REQUEST.validate_json(text)
            kind = request.type
            group = self._sandbox.group(group_id)
            if group is None:
                raise Refusal("这个群已经不在沙盒里了，刷新一下页面吧。")
            await _carry_out(self._sandbox, group, request, subscriber)
            subscriber.send({"type": "done", "request": kind})
        except ValidationError:
            subscriber.send({"type": "error", "request": kind, "text": NOT_UNDERSTOOD})
        except Refusal as refusal:
            subscriber.send({"type": "error", "request": kind, "text": str(refusal)})
        except Exception:
            log.exception("sandbox_request_failed", request=kind, group=group_id)
            subscriber.send({"type": "error", "request": kind, "text": BROKEN})


async def _carry_out(sandbox: Sandbox, group: Group, request: Request, subscriber: Subscriber) -> None:
    match request:
        case Say():
            await sandbox.say(group, request.user, request.text, request.picture, private=request.private)
        case Join():
            await sandbox.join(group, request.name, request.invited_by)
        case Leave():
            await sandbox.leave(group, request.user)
        case Press():
            await sandbox.press(group, request.user, request.card, request.button, private=request.private)
        case Open():
            await sandbox.open_private(group, request.user, subscriber)
        case Turn():
            await sandbox.turn_clock(group, request)
        case Look():
            await sandbox.look(group, subscriber)


async def _static(request: web.Request) -> web.FileResponse:
    name = request.match_info["name"]
    if name not in STATIC:
        raise web.HTTPNotFound
    return web.FileResponse(HERE / name, headers={"Cache-Control": "no-cache"})


@web.middleware
async def _only_from_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Keep other sites from reaching the chat through the visitor's browser, by name or by script."""
    if request.path in request.app[SIGNED]:
        return await handler(request)
    if not HERE_ONLY.fullmatch(request.host):
        raise web.HTTPForbidden(text="沙盒只能从本机打开。")
    changes = request.method not in ("GET", "HEAD") or request.path == "/ws"
    origin = request.headers.get("Origin", "").lower()
    if changes and origin not in (f"http://{request.host.lower()}", f"https://{request.host.lower()}"):
        raise web.HTTPForbidden(text="不接受来自其他网站的请求。")
    return await handler(request)


async def _harden(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
