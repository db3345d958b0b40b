"""Frames of the AI bot's long connection: JSON with a `req_id`, by which an acknowledgement finds its request.

Source: the vendor's pages D/101463 and D/101833, and what its own clients sent (tests/fixtures/aibot_ws).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from bot.channels.channel import SendResult, SendStatus
from bot.channels.wecom.aibot_events import lenient_json, text_at
from bot.channels.wecom.api import Json, encode
from bot.channels.wecom.error_codes import meaning
from bot.channels.wecom.setup_failures import NEVER_SPOKEN, UNSUPPORTED

SUBSCRIBE, PING = "aibot_subscribe", "ping"
RESPOND, WELCOME, UPDATE, PUSH = (
    "aibot_respond_msg",
    "aibot_respond_welcome_msg",
    "aibot_respond_update_msg",
    "aibot_send_msg",
)
MESSAGE, EVENT = "aibot_msg_callback", "aibot_event_callback"
UPLOAD_INIT, UPLOAD_CHUNK, UPLOAD_FINISH = (
    "aibot_upload_media_init",
    "aibot_upload_media_chunk",
    "aibot_upload_media_finish",
)

OK, TOO_OFTEN, WRONG_SECRET, NOT_SUBSCRIBED = 0, 45009, 853000, 846609
UNKNOWN_REQUEST, TOO_OLD, UNKNOWN_CHAT = 846605, 846608, 93006

_MEANINGS: Mapping[int, SendResult] = {
    UNKNOWN_CHAT: SendResult(
        SendStatus.DISABLED,
        NEVER_SPOKEN,
    ),
    NOT_SUBSCRIBED: SendResult(SendStatus.RETRY, "连接在、订阅丢了，自动重连", timedelta(seconds=2)),
    UNKNOWN_REQUEST: SendResult(SendStatus.REFUSED, "这条回答等得太久，企业微信不认了"),
    TOO_OLD: SendResult(SendStatus.REFUSED, "这条回答等得太久，企业微信不认了"),
    40008: SendResult(SendStatus.REFUSED, UNSUPPORTED),
    600039: SendResult(SendStatus.REFUSED, UNSUPPORTED),
}
"""What codes mean that only the long connection knows, or for which it has better words."""


class Ack(NamedTuple):
    """The platform's answer to one of our frames."""

    request: str
    code: int
    body: Json


def read_frame(raw: str) -> Json | None:
    """Return a frame; None where it is none. Control characters occur raw inside it, and mean nothing."""
    try:
        frame = lenient_json(raw)
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None


def frame_of(command: str, request: str, body: Json | None = None) -> str:
    """Return a frame of ours as it is sent."""
    frame: Json = {"cmd": command, "headers": {"req_id": request}}
    if body is not None:
        frame["body"] = body
    return encode(frame).decode()


def request_of(frame: Json) -> str:
    """Return the `req_id` of a frame; empty where it has none."""
    headers = frame.get("headers")
    request = headers.get("req_id") if isinstance(headers, dict) else None
    return request if isinstance(request, str) else ""


def chat_of(frame: Json) -> str:
    """Return the chat that a callback comes from: a group's id, or who wrote in private; empty where it is nobody's."""
    body = frame.get("body")
    return text_at(body, "chatid") or text_at(body, "from", "userid")


def ack_of(frame: Json) -> Ack | None:
    """Return what a frame acknowledges; None where it is a callback, or cannot be understood."""
    code = frame.get("errcode")
    if "cmd" in frame or not isinstance(code, int):
        return None
    body = frame.get("body")
    return Ack(request_of(frame), code, body if isinstance(body, dict) else {})


def socket_meaning(code: int) -> SendResult:
    """Return what an error code means for the message. The platform's own words hold our address, and are dropped."""
    known = _MEANINGS.get(code)
    return SendResult(known.verdict, f"{known.note}（{code}）", known.wait) if known else meaning(code)
