"""The community's client in Python: does what the recorded one did, and tells each thing on a line of its own.

It runs in an environment of its own, where the package is installed and nothing of this project is.
"""

# mypy: ignore-errors

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from wecom_aibot_sdk import WSClient, generate_req_id


class Quiet:
    """A logger that says nothing."""

    def debug(self, *_: object) -> None: ...
    def info(self, *_: object) -> None: ...
    def warn(self, *_: object) -> None: ...
    def error(self, *_: object) -> None: ...


def tell(event: str, **more: object) -> None:
    print(json.dumps({"e": event, **more}, ensure_ascii=False), flush=True)


async def attempt(what: str, act: Callable[[], Awaitable[Any]]) -> Any:
    try:
        ack = await act()
    except Exception as error:
        code = re.search(r"errcode=(\d+)", str(error))
        tell("failed", what=what, errcode=int(code[1]) if code else 0, text=str(error)[:80])
        return None
    tell("done", what=what, errcode=ack.get("errcode", 0) if isinstance(ack, dict) else 0)
    return ack


async def main(address: str, bot: str, secret: str) -> None:  # noqa: C901 - one branch for each thing it is asked
    client = WSClient(
        bot_id=bot, secret=secret, ws_url=address, heartbeat_interval=1000, reconnect_interval=300, logger=Quiet()
    )
    for event in ("connected", "authenticated", "disconnected", "reconnecting", "error"):
        client.on(event, lambda *_, event=event: tell(event))

    async def on_text(frame: dict[str, Any]) -> None:
        text, body = frame["body"]["text"]["content"], frame["body"]
        tell("text", text=text)
        markdown = {"msgtype": "markdown", "markdown": {"content": "**早**"}}
        if "推送" in text:
            await attempt("send", lambda: client.send_message(body["chatid"], markdown))
        elif "陌生群" in text:
            await attempt("send-unknown", lambda: client.send_message("wrNeverWrote", markdown))
        elif "卡片" in text:
            card = {
                "card_type": "button_interaction",
                "main_title": {"title": "今日签到"},
                "button_list": [{"text": "签到", "key": "checkin", "style": 1}],
                "task_id": "task_1",
            }
            await attempt("card", lambda: client.reply_template_card(frame, card))
        elif "上传" in text:
            data = b"\x07" * int(text.split()[-1])
            sent = await attempt("upload", lambda: client.upload_media(data, type="image", filename="p.png"))
            if sent:
                await attempt("image", lambda: client.reply_media(frame, "image", sent["media_id"]))
        elif "文字" in text:
            await attempt("text-reply", lambda: client.reply(frame, {"msgtype": "text", "text": {"content": "x"}}))
        elif "假req" in text:
            await attempt("bad-req", lambda: client.reply({"headers": {"req_id": "none"}}, markdown))
        else:
            number = generate_req_id("stream")
            await attempt("stream1", lambda: client.reply_stream(frame, number, "正在签到…", False))
            await attempt("stream2", lambda: client.reply_stream(frame, number, "签到成功", True))

    async def on_image(frame: dict[str, Any]) -> None:
        image = frame["body"]["image"]

        async def download() -> None:
            found = await client.download_file(image["url"], image["aeskey"])
            data = found[0] if isinstance(found, tuple) else found["buffer"]
            tell("image", bytes=len(data))

        await attempt("download", download)

    async def on_enter(frame: dict[str, Any]) -> None:
        body = {"msgtype": "text", "text": {"content": "你好"}}
        await attempt("welcome", lambda: client.reply_welcome(frame, body))

    async def on_card(frame: dict[str, Any]) -> None:
        card = {
            "card_type": "text_notice",
            "main_title": {"title": "签好了"},
            "task_id": "task_1",
            "card_action": {"type": 1, "url": "https://example.invalid"},
        }
        await attempt("update", lambda: client.update_template_card(frame, card))

    client.on("message.text", on_text)
    client.on("message.image", on_image)
    client.on("event.enter_chat", on_enter)
    client.on("event.template_card_event", on_card)
    try:
        await client.connect()
    except Exception as error:
        tell("error", text=str(error)[:80])
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
