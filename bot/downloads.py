"""Files by a link that works once. Opening it shows a button: what chats fetch for a preview must not use it up."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from aiohttp import web

from bot.clock import Clock
from storage.database import Database
from storage.db import Db
from storage.messages import downloads, files

PATH = "/files/{secret:[A-Za-z0-9_-]{32}}"
PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width"><title>下载</title>
<body style="font-family:sans-serif;text-align:center;padding-top:20vh">
<form method="post"><button style="font-size:1.5em;padding:.5em 1.5em">下载文件</button></form>
<p>只能下载一次。</p></body></html>"""
GONE = "链接已经用过或者过期了，请再导出一次。"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class _File(NamedTuple):
    name: str
    data: bytes


def download_routes(database: Database, clock: Clock) -> list[web.RouteDef]:
    """Return what a link opens, and what its button fetches."""

    async def show(request: web.Request) -> web.Response:
        secret = request.match_info["secret"]
        if await database.read(lambda db: downloads.is_offered(db, secret, clock.now())):
            return web.Response(text=PAGE, content_type="text/html", headers=HEADERS)
        return web.Response(text=GONE, status=404, headers=HEADERS)

    async def fetch(request: web.Request) -> web.Response:
        secret = request.match_info["secret"]
        file = await database.write(lambda db: _take(db, secret, clock))
        if file is None:
            return web.Response(text=GONE, status=404, headers=HEADERS)
        attached = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return web.Response(body=file.data, content_type="application/octet-stream", headers={**HEADERS, **attached})

    return [web.get(PATH, show), web.post(PATH, fetch)]


def _take(db: Db, secret: str, clock: Clock) -> _File | None:
    taken = downloads.take(db, secret, clock.now())
    data = files.load(db, taken[0]) if taken else None
    return _File(taken[1], data) if taken and data is not None else None
