"""Makes an AI bot by scanning a code, over an interface that the vendor has not published.

The vendor's own command line and several products use it; nobody promises that it stays. So it is offered off the usual
path, and copying from the console is the way that always works.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import segno
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.network_words import network_reason

QR = "https://work.weixin.qq.com"
EVERY, LONGEST = 3.0, 300.0
"""Seconds between two questions whether it was scanned, and until nobody asks any more."""
LARGEST = 64 * 1024

UNPUBLISHED = "下面用的是企业微信未公开的接口，随时会失效；它不行的时候请在管理页面上复制。"
SHOW = "请用企业微信扫这个码（5 分钟内有效，按 Ctrl+C 不等了），也可以打开：{url}"
DONE = "✓ 扫好了，Bot ID 是 {bot}。"
NOT_AS_KNOWN = "回答和以前的不一样了"
FAILED = "扫码没有成（{why}）。请在管理页面上复制 Bot ID 和 Secret。"


async def scan(site: str, say: Callable[[str], None], every: float = EVERY) -> tuple[str, str] | None:
    """Show a code, and return the id and secret of the bot that was made; None where it went wrong."""
    say(UNPUBLISHED)
    try:
        async with ClientSession(timeout=ClientTimeout(total=10)) as session:
            made = await _get(session, f"{site}/ai/qc/generate", {"source": "qunban", "plat": "0"})
            url, code = str(made["auth_url"]), str(made["scode"])
            drawn = StringIO()
            segno.make(url).terminal(drawn, compact=True)
            say(drawn.getvalue())
            say(SHOW.format(url=url))
            async with asyncio.timeout(LONGEST):
                while True:
                    told = await _get(session, f"{site}/ai/qc/query_result", {"scode": code})
                    info = told.get("bot_info")
                    if isinstance(info, dict) and info.get("botid") and info.get("secret"):
                        say(DONE.format(bot=info["botid"]))
                        return str(info["botid"]), str(info["secret"])
                    await asyncio.sleep(every)
    except (ClientError, TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
        say(FAILED.format(why=_why(error)))
        return None


def _why(error: Exception) -> str:
    return network_reason(error) if isinstance(error, (ClientError, OSError)) else NOT_AS_KNOWN


async def _get(session: ClientSession, url: str, params: dict[str, str]) -> dict[str, Any]:
    """Return the `data` of an answer; raises what `scan` takes for a failure."""
    async with session.get(url, params=params, allow_redirects=False) as response:
        body = json.loads(await response.content.read(LARGEST))
    data = body["data"]
    if not isinstance(data, dict):
        raise TypeError("no data")
    return data
