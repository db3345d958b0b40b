"""`python -m tests.support.fake_platform`: a WeCom of our own on one port, with a page of what chats see."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from config.system_words import system_reason
from tests.support.aibot_faults import Fault, Faults
from tests.support.callback_driver import CallbackDriver
from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot
from tests.support.fake_wecom import AES_KEY, ROBOT_KEY, TOKEN, FakeWecom

PAGE = Path(__file__).with_suffix(".html")
PEKING = ZoneInfo("Asia/Shanghai")
LINES = 200
"""Lines of a chat that the page shows."""

CHANNELS = """\
channels:
  bot:
    kind: wecom_aibot
    bot_name: 群伴
    bot_id: {bot}
    secret: {secret}
    address: ws://127.0.0.1:{port}/ws
"""
CALLED_BACK = """\
channels:
  bot:
    kind: wecom_aibot
    bot_name: 群伴
    token: {token}
    aes_key: {aes_key}
    api: http://127.0.0.1:{port}
"""
GROUP = """\
group: {chat}
name: 试一试
channels: {{hear: [bot]}}
owner: XiaoMing
"""


@dataclass(frozen=True)
class Line:
    """A line of a chat."""

    at: datetime
    who: str
    text: str
    is_bot: bool = False
    is_missed: bool = False
    picture: str = ""


@dataclass
class FakePlatform:
    """All of the fake WeCom, with what members said."""

    aibot: FakeAibot
    wecom: FakeWecom
    heard: list[tuple[str, Line]] = field(default_factory=list)
    asked_codes: list[str] = field(default_factory=list)
    driver: CallbackDriver | None = None
    """Calls the bot back where it has no long connection."""
    address: str = ""
    """Where this platform is, for answers that come later."""

    def app(self) -> web.Application:
        """Return the servers and the page."""
        app = self.wecom.app()
        app.router.add_get("/ws", self.aibot.handle)
        app.router.add_get("/", self._page)
        app.router.add_get("/state", self._state)
        app.router.add_get("/media/{media}", self._media)
        app.router.add_post("/say", self._say)
        app.router.add_post("/fault", self._fault)
        app.router.add_get("/ai/qc/generate", self._new_code)
        app.router.add_get("/ai/qc/query_result", self._scanned)
        return app

    async def say(self, user: str, text: str, chat: str | None = CHAT) -> bool:
        """Let a member say something; return whether anybody listened."""
        # What is answered at once must stand below.
        at = self.aibot.clock.now()
        place = chat or user
        if self.driver:
            respond = self.address + self.wecom.invite_response()
            called = await self.driver.say(user, text, chat, int(at.timestamp()), respond)
            self.heard.append((place, Line(at, user, text, is_missed=not called.is_heard)))
            if called.text:
                self.heard.append((place, Line(self.aibot.clock.now(), "群伴", called.text, is_bot=True)))
            return called.is_heard
        is_heard = bool(await self.aibot.say(user, text, chat))
        self.heard.append((place, Line(at, user, text, is_missed=not is_heard)))
        return is_heard

    def chats(self) -> dict[str, list[Line]]:
        """Return what each chat shows, oldest first."""
        lines = list(self.heard)
        for said in self.aibot.said:
            picture = said.body.get("image", {}).get("media_id", "") if said.body.get("msgtype") == "image" else ""
            lines.append((said.chat, Line(said.at, "群伴", said.text, is_bot=True, picture=picture)))
        chats: dict[str, list[Line]] = {CHAT: []}
        for chat, line in sorted(lines, key=lambda one: one[1].at):
            chats.setdefault(chat, []).append(line)
        robot = [str((body.get("text") or body.get("markdown") or {}).get("content")) for _, body in self.wecom.sent]
        if robot:
            chats["消息推送"] = [Line(self.aibot.clock.now(), "消息推送", text, is_bot=True) for text in robot]
        return chats

    def summary(self) -> str:
        """Return how the connection stands, and what was counted."""
        state = "机器人连着" if self.aibot.is_connected else "机器人没有连上"
        state = f"回调打到 {self.driver.address}" if self.driver else state
        counts = {
            "订阅": len(self.aibot.subscribed_at),
            "收到帧": self.aibot.calls.total(),
            "显示": len(self.aibot.said),
            "没人听到": self.aibot.missed,
            "超限或违规": len(self.aibot.violations) + self.wecom.violations,
        }
        return f"{state}；" + "，".join(f"{name} {count}" for name, count in counts.items())

    async def _new_code(self, _: web.Request) -> web.Response:
        """Begin the set-up that the vendor has not published."""
        return web.json_response(
            {"data": {"scode": "scode-1", "auth_url": "https://work.weixin.qq.com/ai/qc/auth?s=1"}}
        )

    async def _scanned(self, request: web.Request) -> web.Response:
        """Tell that it was scanned, the second time that somebody asks."""
        self.asked_codes.append(request.query.get("scode", ""))
        done = len(self.asked_codes) > 1
        info = {"botid": BOT, "secret": SECRET} if done else None
        return web.json_response({"data": {"status": "success" if done else "wait", "bot_info": info}})

    async def _page(self, _: web.Request) -> web.Response:
        return web.Response(text=PAGE.read_text("utf-8"), content_type="text/html")

    async def _state(self, _: web.Request) -> web.Response:
        chats = [
            {"name": "群 试一试" if name == CHAT else name, "lines": [_shown(line) for line in lines[-LINES:]]}
            for name, lines in self.chats().items()
        ]
        return web.json_response({"summary": self.summary(), "chats": chats})

    async def _media(self, request: web.Request) -> web.Response:
        data = self.aibot.media.get(request.match_info["media"])
        return web.Response(body=data, content_type="image/png") if data else web.Response(status=404)

    async def _say(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = json.loads(await request.text())
        user, text = str(body.get("user") or "XiaoMing"), str(body.get("text", ""))
        return web.json_response({"heard": await self.say(user, text, None if body.get("private") else CHAT)})

    async def _fault(self, request: web.Request) -> web.Response:
        match json.loads(await request.text()).get("kind"):
            case "cut":
                self.aibot.cut()
            case "close":
                await self.aibot.close()
            case "kick":
                await self.aibot.kick()
            case "forget":
                self.aibot.forget()
            case "noack":
                self.aibot.faults.planned.append(Fault.NO_ACK)
            case "deaf":
                self.aibot.faults.switches["deaf"] += 3
            case _:
                return web.Response(status=400)
        return web.json_response({})


def _shown(line: Line) -> dict[str, Any]:
    return {
        "at": f"{line.at.astimezone(PEKING):%H:%M:%S}",
        "who": line.who,
        "text": line.text + ("（没人听到）" if line.is_missed else ""),
        "bot": line.is_bot,
        "missed": line.is_missed,
        "picture": line.picture,
    }


def write_config(folder: Path, port: int, *, called_back: bool = False) -> None:
    """Write a bot's configuration for this platform, unless there is one."""
    (folder / "groups").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    values = {"bot": BOT, "secret": SECRET, "port": port, "token": TOKEN, "aes_key": AES_KEY}
    (folder / "channels.yaml").write_text((CALLED_BACK if called_back else CHANNELS).format(**values), "utf-8")
    if not list((folder / "groups").glob("*.yaml")):
        (folder / "groups" / "try-it.yaml").write_text(GROUP.format(chat=CHAT), "utf-8")


async def serve(port: int, folder: Path, seed: int, faults: float, callback: str = "") -> None:
    """Serve until cancelled; with `callback` the bot is called back there."""
    write_config(folder, port, called_back=bool(callback))
    clock = RunningClock()
    aibot = FakeAibot(clock, faults=Faults(random=Random(seed), probability=faults))
    wecom = FakeWecom(clock, robots={ROBOT_KEY}, random=Random(seed), probability=faults)
    platform = FakePlatform(aibot, wecom, address=f"http://127.0.0.1:{port}")
    platform.driver = CallbackDriver(callback) if callback else None
    runner = web.AppRunner(platform.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print(f"假的企业微信：http://127.0.0.1:{port}/", flush=True)  # noqa: T201 - what somebody waits for
    print(f"群伴：QUNBAN_CONFIG={folder} QUNBAN_DATABASE=sqlite:///{folder}.db ./qunban run", flush=True)  # noqa: T201
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--folder", type=Path, default=Path("data/try-it"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.0, help="how likely a request goes wrong, 0 to 1")
    parser.add_argument("--callback", default="", help="call the bot back at this address, without a long connection")
    given = parser.parse_args()
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve(given.port, given.folder, given.seed, given.faults, given.callback))
    except OSError as error:
        sys.exit(f"起不来：{system_reason(error)}。端口 {given.port} 被占用的话换一个：--port {given.port + 1}")


if __name__ == "__main__":
    main()
