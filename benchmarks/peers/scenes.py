"""The scenes that were recorded, played with a client; what it did otherwise, and why where that is known."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping

from benchmarks.peers.peer import KEY, PICTURE, Peer
from tests.support.aibot_faults import Fault
from tests.support.fake_aibot import BOT, CHAT


def failed(checks: Mapping[str, bool]) -> list[str]:
    return [name for name, held in checks.items() if not held]


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
