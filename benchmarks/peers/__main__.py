"""`make peers`: real clients of the long connection against our fake, through the scenes of tests/fixtures/aibot_ws.

Installs npm `@wecom/aibot-node-sdk` and PyPI `wecom-aibot-sdk` into a scratch folder; needs npm and a network. Tells
for each scene whether the client did what was recorded, and what its frames have that the recorded ones do not. Ends
with 1 where a scene went otherwise, and nobody knows why.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.support.aibot_faults import Fault
from tests.support.community import RunningClock
from tests.support.fake_aibot import BOT, CHAT, SECRET, FakeAibot

HERE = Path(__file__).parent
RECORDED = HERE.parent.parent / "tests" / "fixtures" / "aibot_ws"
PACKAGES = {"node-sdk": "@wecom/aibot-node-sdk", "py-community": "wecom-aibot-sdk"}
PICTURE = bytes(range(70))
KEY = bytes(range(32))
Json = dict[str, Any]


class Peer:
    """A client in a process of its own, before a platform of its own."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._folder = folder
        self.platform = FakeAibot(RunningClock())
        self.told: list[Json] = []
        self.url = ""

    async def __aenter__(self) -> Peer:
        app = web.Application()
        app.router.add_get("/", self.platform.handle)
        app.router.add_get("/picture", self._picture)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def begin(self, secret: str = SECRET) -> None:
        """Start the client."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, self.url.replace("http", "ws") + "/", BOT, secret,
            cwd=self._folder, stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())

    async def __aexit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        self._reading.cancel()
        await self._runner.cleanup()

    async def _read(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            with suppress(ValueError):
                self.told.append(json.loads(line))

    async def _picture(self, _: web.Request) -> web.Response:
        padding = 32 - len(PICTURE) % 32
        sealing = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
        body = sealing.update(PICTURE + bytes([padding]) * padding) + sealing.finalize()
        return web.Response(body=body, headers={"Content-Disposition": 'attachment; filename="photo.png"'})

    async def until(self, holds: Callable[[], bool], seconds: float = 8) -> bool:
        """Wait until something holds; return whether it came to that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():
                    await asyncio.sleep(0.02)
        return holds()

    async def up(self) -> bool:
        """Wait until the client is subscribed."""
        return await self.until(lambda: self.platform.is_connected)

    def outcome(self, what: str) -> list[int]:
        """Return the codes with which attempts at something ended."""
        return [told.get("errcode", 0) for told in self.told if told.get("what") == what]

    async def answers(self, text: str, what: str, code: int = 0, chat: str | None = CHAT) -> bool:
        """Say something to the client, and return whether its attempt ends with a code."""
        before = len(self.outcome(what))
        await self.platform.say("ZhangSan", text, chat)
        await self.until(lambda: len(self.outcome(what)) > before)
        return self.outcome(what)[before:] == [code]


async def happy(peer: Peer) -> list[str]:
    platform = peer.platform
    checks = {
        "group text": await peer.answers("@群伴 签到", "stream2"),
        "1:1 text": await peer.answers("签到", "stream2", chat=None),
        "push": await peer.answers("@群伴 推送", "send"),
        "push to a stranger": await peer.answers("@群伴 陌生群", "send-unknown", 93006),
        "card": await peer.answers("@群伴 卡片", "card"),
    }
    event = {"msgtype": "event", "event": {"eventtype": "enter_chat"}}
    await platform.call("ZhangSan", None, event, "aibot_event_callback")
    checks["welcome"] = await peer.until(lambda: peer.outcome("welcome") == [0])
    pressed = {"card_type": "button_interaction", "event_key": "checkin", "task_id": "task_1"}
    event = {"msgtype": "event", "event": {"eventtype": "template_card_event", "template_card_event": pressed}}
    await platform.call("ZhangSan", CHAT, event, "aibot_event_callback")
    checks["card event"] = await peer.until(lambda: peer.outcome("update") == [0])
    checks["heartbeat"] = await peer.until(lambda: platform.calls["ping"] > 1)
    return failed(checks)


async def media(peer: Peer) -> list[str]:
    checks = {}
    whole = b64encode(KEY).decode()
    for name, key in (("picture", whole), ("picture, key without padding", whole.rstrip("="))):
        before = len(peer.outcome("download"))
        image = {"url": f"{peer.url}/picture", "aeskey": key}
        await peer.platform.call("ZhangSan", None, {"msgtype": "image", "image": image})
        await peer.until(lambda before=before: len(peer.outcome("download")) > before)  # type: ignore[misc]
        sizes = [told["bytes"] for told in peer.told if told["e"] == "image"]
        checks[name] = len(peer.outcome("download")) > before and sizes[before:] == [len(PICTURE)]
    checks["upload"] = await peer.answers("@群伴 上传 70", "image")
    return failed(checks)


async def bigupload(peer: Peer) -> list[str]:
    checks = {"upload": await peer.answers("@群伴 上传 1228800", "image")}
    chunks = [frame["body"]["chunk_index"] for frame in peer.platform.frames("aibot_upload_media_chunk")]
    checks["indexes 0, 1, 2"] = sorted(chunks) == [0, 1, 2]
    return failed(checks)


async def dirty(peer: Peer) -> list[str]:
    platform = peer.platform
    checks = {}
    raw = (
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"cbraw"},"body":{"msgid":"m","aibotid":"b","chattype":"group",'
    )
    raw += f'"chatid":"{CHAT}","from":{{"userid":"Z"}},"msgtype":"text","text":{{"content":"@群伴 签\b到"}}}}}}'
    await platform.send("aibot_msg_callback", "cbraw", {}, raw)
    checks["raw control character"] = await peer.until(lambda: any(told["e"] == "text" for told in peer.told), 3)
    await platform.send("aibot_unknown", "cbunknown", {"a": 1})
    event = {"msgid": "x", "aibotid": BOT, "msgtype": "event", "event": {"eventtype": "enter_check_update"}}
    await platform.send("aibot_event_callback", "cbnobody", event)
    checks["goes on"] = await peer.answers("@群伴 签到", "stream2")
    return failed(checks)


async def deaf(peer: Peer) -> list[str]:
    peer.platform.faults.switches["deaf"] = 3
    back = await peer.until(lambda: len(peer.platform.subscribed_at) > 1, 12)
    return failed({"leaves and comes back": back, "answers": await peer.answers("@群伴 签到", "stream2")})


async def cut(peer: Peer) -> list[str]:
    peer.platform.cut()
    back = await peer.until(lambda: len(peer.platform.subscribed_at) > 1)
    return failed({"comes back": back, "answers": await peer.answers("@群伴 签到", "stream2")})


async def close1000(peer: Peer) -> list[str]:
    await peer.platform.close()
    back = await peer.until(lambda: len(peer.platform.subscribed_at) > 1)
    return failed({"comes back": back, "answers": await peer.answers("@群伴 签到", "stream2")})


async def kick(peer: Peer) -> list[str]:
    await peer.platform.kick()
    back = await peer.until(lambda: len(peer.platform.subscribed_at) > 1, 5)
    return failed({"stays away": not back})


async def refused(peer: Peer) -> list[str]:
    tries = await peer.until(lambda: len(peer.platform.subscribed_at) > 0)
    await asyncio.sleep(4)
    count = len(peer.platform.subscribed_at)
    return failed(
        {"tries": tries, f"a few tries only ({count})": 1 <= count <= 6, "is not up": not peer.platform.is_connected}
    )


async def noack(peer: Peer) -> list[str]:
    peer.platform.faults.planned.append(Fault.NO_ACK)
    await peer.platform.say("ZhangSan", "@群伴 签到")
    gives_up = await peer.until(lambda: any(told["e"] == "failed" for told in peer.told), 8)
    return failed({"gives up after 5 s": gives_up, "answers then": await peer.answers("@群伴 推送", "send")})


async def lostsub(peer: Peer) -> list[str]:
    peer.platform.forget()
    await peer.platform.say("ZhangSan", "@群伴 签到")
    again = await peer.until(lambda: len(peer.platform.subscribed_at) > 1, 10)
    return failed({"subscribes again": again})


async def errors(peer: Peer) -> list[str]:
    return failed(
        {
            "text is refused": await peer.answers("@群伴 文字", "text-reply", 40008),
            "unknown req_id": await peer.answers("@群伴 假req", "bad-req", 846605),
        }
    )


Scene = Callable[[Peer], Awaitable[list[str]]]
SCENES: Mapping[str, Scene] = {
    scene.__name__: scene
    for scene in (happy, media, bigupload, dirty, deaf, cut, close1000, kick, noack, lostsub, errors)
}
STAYS_DOWN = "it closes the socket or finds it closed cleanly, its reader ends without an error, and nobody dials again"
EXPLAINED = {
    ("py-community", "dirty", "raw control character"): "json.loads refuses them; ours and the vendor's take them out",
    **{
        ("py-community", scene, check): STAYS_DOWN
        for scene, checks in {
            "deaf": ("leaves and comes back", "answers"),
            "close1000": ("comes back", "answers"),
            "lostsub": ("subscribes again",),
        }.items()
        for check in checks
    },
}
"""What is known of a client, is not the platform's doing, and is told beside the check."""


def failed(checks: Mapping[str, bool]) -> list[str]:
    return [name for name, held in checks.items() if not held]


def shape(node: Any, path: str = "") -> set[str]:
    """Return the path and the kind of every value in a frame."""
    if isinstance(node, dict):
        return set().union(*(shape(value, f"{path}.{key}") for key, value in node.items()))
    if isinstance(node, list):
        return set().union(*(shape(value, f"{path}[]") for value in node))
    return {f"{path}: {type(node).__name__}"}


def recorded(client: str, scene: str) -> dict[str, set[str]]:
    """Return what the recorded frames of each command have in them; nothing where the scene was not recorded."""
    path = RECORDED / f"{client}.{scene}.json"
    log = json.loads(path.read_text("utf-8"))["log"] if path.exists() else []
    return shapes([entry["frame"] for entry in log if entry.get("dir") == "c->s"])


def shapes(frames: Sequence[Json]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for frame in frames:
        found.setdefault(frame["cmd"], set()).update(shape(frame))
    return found


def install(folder: Path) -> dict[str, list[str]]:
    """Install the packages; return how each client is started."""
    own = folder / "python"
    for command in (
        ["npm", "init", "-y"],
        ["npm", "install", "--silent", PACKAGES["node-sdk"]],
        [sys.executable, "-m", "venv", str(own)],
        [str(own / "bin" / "pip"), "install", "-q", PACKAGES["py-community"]],
    ):
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    for name in ("client.cjs", "client.py"):
        (folder / name).write_text((HERE / name).read_text("utf-8"), "utf-8")
    return {"node-sdk": ["node", "client.cjs"], "py-community": [str(own / "bin" / "python"), "client.py"]}


async def play(client: str, command: Sequence[str], folder: Path, name: str) -> bool:
    """Play one scene and tell about it; return whether it went as recorded."""
    async with Peer(command, folder) as peer:
        if name == "freq":
            peer.platform.faults.switches["frequent"] = 1000
        await peer.begin("wrong-secret" if name == "badsecret" else SECRET)
        if name in ("badsecret", "freq"):
            wrong = await refused(peer)
        else:
            wrong = await SCENES[name](peer) if await peer.up() else ["does not connect"]
        sent = shapes([frame for _, way, frame in peer.platform.log if way == "c->s"])
        violations = [words for words in peer.platform.violations if words != "a push without chat_type"]
    unexplained = [check for check in wrong if (client, name, check) not in EXPLAINED]
    say(f"{'BAD' if unexplained else 'ok '} {client:13} {name:10} {'; '.join([*unexplained, *violations])}".rstrip())
    for check in wrong:
        if (client, name, check) in EXPLAINED:
            say(f"      not {check}: {EXPLAINED[client, name, check]}")
    known = recorded(client, name)
    for command_name, fields in sorted(sent.items()):
        fresh = fields - known.get(command_name, fields)
        if fresh:
            say(f"      {command_name} also has {', '.join(sorted(fresh))}")
    return not unexplained


def say(line: str) -> None:
    print(line, flush=True)


async def run(folder: Path, commands: Mapping[str, Sequence[str]], only: str) -> bool:
    """Play all scenes with all clients; return whether all went as recorded."""
    good = True
    for client, command in commands.items():
        for name in (*SCENES, "badsecret", "freq"):
            if only in ("", name):
                good &= await play(client, command, folder, name)
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scene", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        commands = install(folder)
        sys.exit(0 if asyncio.run(run(folder, commands, given.scene)) else 1)


if __name__ == "__main__":
    main()
