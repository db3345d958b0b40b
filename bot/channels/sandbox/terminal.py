"""The sandbox in a terminal: the same chat as on the page, over the same socket."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Thread
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse
from yarl import URL

from handlers.kit.reply import load, plain

SHOWN = 10
"""Lines of the history shown at the start."""
HELP = """\
直接打字就是说话，@群伴 可以叫机器人。另外：
/谁 小明              换成小明来说话
/进群 小绿 [小明]     小绿加入群聊（小明邀请）
/退群                 现在说话的人退群
/私聊 我的兑换        悄悄和机器人说
/按 牛奶              按最近一张卡片上的按钮
/快进 1h|1d|下一条|20:00
/帮助  /退出"""

Request = dict[str, object]


@dataclass
class Talk:
    """What the terminal knows of the chat."""

    socket: ClientWebSocketResponse
    zone: ZoneInfo
    people: list[dict[str, str]]
    me: str = ""
    buttons: dict[str, Request] = field(default_factory=dict)
    """The buttons of the latest card by their labels."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """The request that is on its way has ended."""
    _ahead: float = 0

    def now(self) -> datetime:
        """Return the sandbox's time, which runs on from what it told last."""
        return datetime.fromtimestamp(monotonic() + self._ahead, self.zone)

    def set_clock(self, now: str) -> None:
        """Take the time that the sandbox told."""
        self._ahead = datetime.fromisoformat(now).timestamp() - monotonic()


async def chat(url: str) -> None:
    """Talk in the sandbox at `url` until /退出 or the end of the input. Raises SystemExit when it is not there."""
    async with ClientSession() as session:
        try:
            address = URL(url)
            socket = await session.ws_connect(address.with_path("/ws"), origin=str(address.origin()))
        except (ClientError, ValueError, OSError):
            raise SystemExit(f"连不上 {url}，请先在另一个窗口运行 ./qunban run。") from None
        try:
            await _talk(socket)
        finally:
            await socket.close()


async def _talk(socket: ClientWebSocketResponse) -> None:
    hello = await socket.receive_json()
    if hello["type"] == "error":
        raise SystemExit(hello["text"])
    talk = Talk(socket, ZoneInfo(hello["group"]["zone"]), hello["people"])
    talk.set_clock(hello["now"])
    talk.me = _somebody(talk)
    for line in hello["lines"][-SHOWN:]:
        _show(talk, line)
    print(f"—— {hello['group']['name']}，{len(talk.people)} 位成员。你现在是{talk.me}，发 /帮助 看用法。", flush=True)
    hearing = asyncio.create_task(_hear(talk))
    typing = asyncio.create_task(_type(talk))
    done, _ = await asyncio.wait((hearing, typing), return_when=asyncio.FIRST_COMPLETED)
    for task in (hearing, typing):
        task.cancel()
    await asyncio.gather(hearing, typing, return_exceptions=True)
    for task in done:
        task.result()
    if typing not in done:
        print("连接断开了。")


async def _hear(talk: Talk) -> None:
    async for frame in talk.socket:
        payload = json.loads(frame.data)
        match payload["type"]:
            case "line":
                _show(talk, payload["line"])
            case "people":
                talk.people = payload["people"]
                if talk.me not in [person["name"] for person in talk.people]:
                    talk.me = _somebody(talk)
                    print(f"—— 现在是{talk.me}在说话。", flush=True)
            case "clock":
                before = talk.now()
                talk.set_clock(payload["now"])
                if talk.now() - before > timedelta(seconds=30):
                    print(f"—— 现在是 {talk.now():%Y-%m-%d %H:%M}", flush=True)
            case "error":
                print(f"！{payload['text']}", flush=True)
                talk.ended.set()
            case "done":
                talk.ended.set()


async def _type(talk: Talk) -> None:
    async for typed in _lines():
        if sys.stdin.isatty():
            print("\x1b[1A\x1b[2K", end="", flush=True)
        if typed == "/退出":
            return
        request = _request(talk, typed) if typed else None
        if request:
            talk.ended.clear()
            await talk.socket.send_json(request)
            await talk.ended.wait()


def _request(talk: Talk, typed: str) -> Request | None:
    """Return what to ask for; None when the line was answered here."""
    if not typed.startswith("/"):
        return {"type": "say", "user": talk.me, "text": typed}
    if typed.startswith("/私聊 "):
        return {"type": "say", "user": talk.me, "text": typed.removeprefix("/私聊 "), "private": True}
    word, *rest = typed.split()
    match word, rest:
        case "/谁", [name]:
            _become(talk, name)
            return None
        case "/进群", [name]:
            return {"type": "join", "name": name}
        case "/进群", [name, inviter]:
            return {"type": "join", "name": name, "invited_by": inviter}
        case "/退群", []:
            return {"type": "leave", "user": talk.me}
        case "/按", [label] if label in talk.buttons:
            return {**talk.buttons[label], "user": talk.me}
        case "/按", [label]:
            print(f"！最近的卡片上没有「{label}」。", flush=True)
            return None
        case "/快进", [how]:
            return _turn(talk, how)
    print(HELP if word == "/帮助" else "！没有这个用法，发 /帮助 看看。", flush=True)
    return None


def _turn(talk: Talk, how: str) -> Request | None:
    if how == "下一条":
        return {"type": "turn", "next": True}
    if match := re.fullmatch(r"(\d{1,4})([hd])", how):
        return {"type": "turn", "hours" if match[2] == "h" else "days": int(match[1])}
    try:
        wanted = datetime.strptime(how, "%H:%M").time()  # noqa: DTZ007 - a time of day in the group's zone
    except ValueError:
        print("！请写 /快进 1h、/快进 1d、/快进 下一条 或 /快进 20:00。", flush=True)
        return None
    now = talk.now().replace(tzinfo=None)
    to = datetime.combine(now.date(), wanted)
    if to <= now:
        to += timedelta(days=1)
    return {"type": "turn", "to": to.isoformat()}


def _become(talk: Talk, name: str) -> None:
    names = [person["name"] for person in talk.people]
    if name in names:
        talk.me = name
        print(f"—— 现在是{name}在说话。", flush=True)
    else:
        print(f"！群里没有「{name}」，现在有：{'、'.join(names)}", flush=True)


def _somebody(talk: Talk) -> str:
    """Return an ordinary member, where there is one."""
    names = [person["name"] for person in talk.people if person["role"] == "成员"]
    return (names or [person["name"] for person in talk.people] or [""])[0]


def _show(talk: Talk, line: dict[str, Any]) -> None:
    at = datetime.fromisoformat(line["at"]).astimezone(talk.zone)
    words = plain(load(json.dumps(line["parts"]))).replace("\n", "\n        ")
    private = f"（{line['private']} 的私聊）" if line["private"] else ""
    print(f"[{at:%H:%M}] {private}{line['speaker'] + '：' if line['speaker'] else '· '}{words}", flush=True)
    for part in line["parts"]:
        if part["type"] == "card":
            talk.buttons = {
                button["label"]: {
                    "type": "press",
                    "card": part["card"],
                    "button": button["key"],
                    "private": bool(line["private"]),
                }
                for button in part["buttons"]
            }


async def _lines() -> AsyncIterator[str]:
    """Yield lines from the standard input, read beside the event loop by a thread that no exit has to wait for."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        # Unbuffered, because an exit cannot take the lock of a buffer that a thread is waiting in.
        # What is typed after the end is for nobody, and the loop may be closed by then.
        with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as source, suppress(RuntimeError):
            for raw in source:
                loop.call_soon_threadsafe(queue.put_nowait, raw.decode(errors="replace").strip())
            loop.call_soon_threadsafe(queue.put_nowait, None)

    Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line
