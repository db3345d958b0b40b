"""What an AI bot is told, once it is decrypted. Any shape is read; what is not understood is nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.channels.wechat.crypto import ForgedError
from bot.channels.wecom.api import Json
from bot.channels.wecom.parts import card_of
from handlers.kit import Message, Pressed

SPOKEN = ("text", "mixed", "voice", "image")


_ENCRYPTED = re.compile(r"wo[0-9A-Za-z_-]{22,}")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def lenient_json(text: str) -> Any:
    """Return what is written in JSON; raises ValueError or RecursionError.

    The platform leaves control characters, line breaks and a byte order mark in it. Line breaks are the member's.
    """
    node = json.loads(_CONTROL.sub("", text), strict=False)
    return storable(node) if "\\u" in text else node


def read_json(plaintext: str) -> Json:
    """Return the fields of a callback; raises ForgedError where there are none."""
    try:
        body = lenient_json(plaintext)
    except (ValueError, RecursionError) as error:
        raise ForgedError("not JSON") from error
    if not isinstance(body, dict):
        raise ForgedError("JSON without fields")
    return body


def event_of(body: Json, *, channel: str, key: str, otherwise: int) -> Message | Pressed | None:
    """Return what somebody said or pressed, with the bot's name in the text; None where it is nothing for features.

    `otherwise` is when it happened if the body does not say, in seconds since 1970. Raises ForgedError where nobody
    said it; some events are nobody's.
    """
    user = text_at(body, "from", "userid")
    if not user and body.get("msgtype") == "event":
        return None
    if not user:
        raise ForgedError("nobody said it")
    created = body.get("create_time")
    if not isinstance(created, int) or not 0 < created < 10**11:
        created = otherwise
    common: dict[str, Any] = {
        "channel": channel,
        "key": key,
        "chat": text_at(body, "chatid") or None if body.get("chattype") == "group" else None,
        "user": user,
        "at": datetime.fromtimestamp(created, UTC),
        "reply_to": text_at(body, "response_url"),
    }
    if body.get("msgtype") == "event":
        pressed = text_at(body, "event", "eventtype") == "template_card_event"
        return _pressed(body["event"].get("template_card_event"), common) if pressed else None
    text, pictures = _words(body) if body.get("msgtype") in SPOKEN else ("", ())
    if not text and not pictures:
        return None
    quote = body.get("quote")
    quoted = _words(quote)[0] if isinstance(quote, dict) else ""
    return Message(**common, text=text, addressed=True, pictures=pictures, quote=quoted)


def is_encrypted(user: str) -> bool:
    """Return whether a user id looks like an open_userid, which other programs' bots are told instead (D/101521)."""
    return _ENCRYPTED.fullmatch(user) is not None


def text_at(body: object, *path: str) -> str:
    """Return the text at a path of keys; empty where there is none."""
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body if isinstance(body, str) else ""


def _words(body: Json) -> tuple[str, tuple[str, ...]]:
    """Return what is said, and the addresses of the pictures, in a message or a quotation."""
    mixed = body.get("mixed")
    items = [body, *_items(mixed.get("msg_item") if isinstance(mixed, dict) else None)]
    texts = (text_at(item, "text", "content") or text_at(item, "voice", "content") for item in items)
    pictures = (text_at(item, "image", "url") for item in items)
    return "\n".join(filter(None, texts)), tuple(filter(None, pictures))


def _pressed(details: object, common: dict[str, Any]) -> Pressed:
    selected = details.get("selected_items") if isinstance(details, dict) else None
    return Pressed(
        **common,
        card=card_of(text_at(details, "task_id")),
        button=text_at(details, "event_key"),
        chosen=tuple(_chosen(selected)),
    )


def _chosen(selected: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in _items(selected.get("selected_item") if isinstance(selected, dict) else None):
        options = item.get("option_ids")
        ids = options.get("option_id") if isinstance(options, dict) else None
        chosen = tuple(option for option in ids if isinstance(option, str)) if isinstance(ids, list) else ()
        yield text_at(item, "question_key"), chosen


def _items(node: object) -> list[Json]:
    return [item for item in node if isinstance(item, dict)] if isinstance(node, list) else []


def storable(node: Any) -> Any:
    """Return the same without halves of characters and NULs: JSON may escape them, but no database takes them."""
    if isinstance(node, str):
        return node.replace("\0", "").encode(errors="replace").decode()
    if isinstance(node, list):
        return [storable(value) for value in node]
    if isinstance(node, dict):
        return {storable(name): storable(value) for name, value in node.items()}
    return node


def picture_keys(body: Json) -> dict[str, str]:
    """Return the keys of encrypted pictures by their addresses: over the long connection each has its own."""
    mixed = body.get("mixed")
    items = [body, *_items(mixed.get("msg_item") if isinstance(mixed, dict) else None)]
    keys = {text_at(item, "image", "url"): text_at(item, "image", "aeskey") for item in items}
    return {url: key for url, key in keys.items() if url and key}
