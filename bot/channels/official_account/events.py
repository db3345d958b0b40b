"""What somebody's message to an official account means.

Fields: developers.weixin.qq.com, 接收普通消息 and 接收事件推送. An event has no id: who caused it and its second
stand for one.
"""

from __future__ import annotations

from datetime import datetime

from bot.channels.wechat.xml import Element
from bot.channels.wecom.app_events import UNREADABLE
from handlers.kit import Event, Message

GREETING = "你好，我是群伴。发「帮助」看看我会什么，发「签到」开始～"
FOLLOWED = "帮助"
"""What somebody who came by a group's code is answered to, as if they had typed it."""
SCENE = "qrscene_"
UNHEARD = "这段语音没有听出字来，请打字告诉我～"


def key_of(message: Element) -> str:
    """Return under which key a message happens once; empty where it says neither."""
    if message.word("MsgId"):
        return message.word("MsgId")
    parts = [message.word(name) for name in ("FromUserName", "CreateTime", "Event", "EventKey")]
    return ":".join(parts) if parts[0] and parts[1] else ""


def event_of(message: Element, *, channel: str, key: str, at: datetime) -> Event | None:
    """Return what somebody said; None where it is nothing for the features.

    A menu's key counts as typed. Who follows by a code with a group's id in it, or scans it later, belongs to that
    group from then on.
    """
    text, group = "", ""
    pictures: tuple[str, ...] = ()
    match message.word("MsgType"), message.word("Event").lower():
        case "text", _:
            text = message.word("Content")
        case "voice", _:
            text = message.word("Recognition")
        case "image", _:
            pictures = (message.word("PicUrl") or message.word("MediaId"),)
        case "event", "click":
            text = message.word("EventKey")
        case "event", "subscribe" | "scan":
            group = message.word("EventKey").removeprefix(SCENE)
            text = FOLLOWED if group else ""
    if not text and not any(pictures):
        return None
    user = message.word("FromUserName")
    return Message(
        channel=channel,
        key=key,
        chat=None,
        group=group,
        user=user,
        at=at,
        reply_to=user,
        text=text,
        addressed=True,
        pictures=pictures,
    )


def greeting_of(message: Element) -> str:
    """Return what is said to that which is no event for the features; empty for silence."""
    match message.word("MsgType"), message.word("Event").lower():
        case "event", "subscribe":
            return GREETING
        case "voice", _:
            return UNHEARD
        case (("video" | "shortvideo" | "location" | "link" | "file"), _):
            return UNREADABLE
    return ""
