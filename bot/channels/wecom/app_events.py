"""What a member's message to an app means, once it is decrypted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.channels.wechat.xml import Element
from bot.channels.wecom.parts import card_of
from handlers.kit import Event, Message, Pressed

HELLO = "你好，我是群伴。发「帮助」看看我会什么～"
UNREADABLE = "这个我还看不懂，请发文字或图片～"


def event_of(message: Element, *, channel: str, key: str, at: datetime) -> Event | None:
    """Return what a member said or pressed; None where it is nothing for the features. A menu's key counts as typed."""
    kind, user = message.word("MsgType"), message.word("FromUserName")
    pictures: tuple[str, ...] = ()
    if kind == "text":
        text = message.word("Content")
    elif kind == "image":
        text, pictures = "", (message.word("PicUrl") or message.word("MediaId"),)
    elif kind == "event" and message.word("Event") == "template_card_event":
        return Pressed(
            channel=channel,
            key=key,
            chat=None,
            user=user,
            at=at,
            reply_to=user,
            card=card_of(message.word("TaskId")),
            button=message.word("EventKey"),
            chosen=tuple(_chosen(message)),
        )
    else:
        text = _meant(message, kind)
        if not text:
            return None
    return Message(
        channel=channel,
        key=key,
        chat=None,
        user=user,
        at=at,
        reply_to=user,
        text=text,
        addressed=True,
        pictures=pictures,
    )


def _meant(message: Element, kind: str) -> str:
    if kind == "voice":
        return message.word("Recognition")
    return message.word("EventKey") if kind == "event" and message.word("Event") == "click" else ""


def greeting_of(message: Element) -> str:
    """Return what is said to that which is no event for the features; empty for silence."""
    match message.word("MsgType"), message.word("Event"):
        case "event", "subscribe":
            return HELLO
        case (("voice" | "video" | "shortvideo" | "location" | "link" | "file"), _):
            return UNREADABLE
    return ""


def moment_of(message: Element, otherwise: int) -> datetime:
    """Return when it happened; `otherwise` in seconds since 1970 where the message does not say."""
    created = message.word("CreateTime")
    is_number = created.isascii() and created.isdigit() and len(created) < 12
    return datetime.fromtimestamp(int(created) if is_number else otherwise, UTC)


def _chosen(message: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in message.first("SelectedItems").all("SelectedItem"):
        options = item.first("OptionIds").all("OptionId")
        yield item.word("QuestionKey"), tuple(option.text for option in options)
