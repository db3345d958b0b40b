"""Messages of OneBot 11 in segments: read in both of their forms, and written in one.

Source: https://github.com/botuniverse/onebot-11, message/array.md, string.md and segment.md. What is sent goes as a
list of segments: nothing in a text segment is read as markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bot.channels.escaping import split
from bot.channels.wecom.parts import card_as_text
from handlers.kit import At, Card, Mention, Part, Picture, Reply, Text
from handlers.kit.reply import plain

Json = dict[str, Any]
TEXT = 3000
"""Bytes of one message; a QQ client takes some 4,500 letters, and long ones are looked at twice."""
ALL = "all"
"""Everybody, where a segment names who is mentioned."""
EVERYBODY = "@全体成员 "
MOST = 200
"""Segments of a message that are read."""
_OPEN, _CLOSE = "[CQ:", "]"


class Heard(NamedTuple):
    """What a message says."""

    text: str
    is_addressed: bool
    mentions: tuple[At, ...]
    pictures: tuple[str, ...]
    """Addresses."""


def id_of(value: object) -> str:
    """Return an id as text, however it is written; empty where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).strip()
    return text if len(text) <= 64 and text.isprintable() and " " not in text and text != "0" else ""


def id_to_send(text: str) -> int | str:
    """Return an id as the standard wants it: a number, unless the other side has ids of another kind."""
    return int(text) if text.isascii() and text.isdigit() and not text.startswith("0") and len(text) < 19 else text


def read(message: object, own: str) -> Heard:
    """Return what a message says to the account `own`; segments of other kinds say nothing."""
    text, is_addressed = "", False
    mentions: list[At] = []
    pictures: list[str] = []
    for kind, data in list(_segments(message))[:MOST]:
        if kind == "text":
            text += str(data.get("text", ""))
        elif kind == "at":
            user = id_of(data.get("qq"))
            if user == own:
                is_addressed = True
            elif user == ALL:
                text += EVERYBODY
            elif user:
                name = " ".join(str(data.get("name") or "").removeprefix("@").split())[:64] or user
                mentions.append(At(user, name))
                text += f"@{name} "
        elif kind == "image":
            address = str(data.get("url") or data.get("file") or "")
            if address.startswith(("https://", "http://")):
                pictures.append(address)
    return Heard(text.strip(), is_addressed, tuple(mentions), tuple(pictures))


def pieces(parts: Reply) -> list[Reply]:
    """Return a reply cut into single messages: words and mentions together, each picture by itself. Never empty."""
    cut: list[Reply] = []
    run: list[Text | Mention] = []
    room = TEXT
    for part in parts:
        if isinstance(part, Picture):
            cut += [tuple(run)] * bool(run) + [(part,)]
            run, room = [], TEXT
            continue
        if isinstance(part, Mention):
            run.append(part)
            room -= len(part.name.encode())
            continue
        rest = part.text if isinstance(part, Text) else _words(part)
        while rest:
            head, behind = split(rest, max(room, 0))
            if not head or (behind and run and room < TEXT // 2):
                head, behind = "", rest
            if head:
                run.append(Text(text=head))
                room -= len(head.encode())
            if behind:
                cut.append(tuple(run))
                run, room = [], TEXT
            rest = behind
    return [*cut, *([tuple(run)] if run else [])] or [()]


def written(piece: Reply, picture: bytes | None) -> list[Json]:
    """Return a piece as segments, `picture` being that of a picture's."""
    if picture is not None:
        return [_segment("image", file=f"base64://{b64encode(picture).decode()}")]
    segments = []
    for part in piece:
        if isinstance(part, Mention):
            segments.append(_segment("at", qq=ALL if part.everybody else part.user))
            segments.append(_segment("text", text=" "))
        elif isinstance(part, Text):
            segments.append(_segment("text", text=part.text))
    return segments


def _words(part: Part) -> str:
    return card_as_text(part) if isinstance(part, Card) else plain((part,))


def _segment(kind: str, **data: str) -> Json:
    return {"type": kind, "data": data}


def _segments(message: object) -> Iterator[tuple[str, Json]]:
    """Yield kind and data of each segment: of a list, of a single one, or of text with CQ codes."""
    if isinstance(message, str):
        yield from _codes(message)
        return
    items: Iterable[object] = message if isinstance(message, list) else [message]
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("type"), str):
            data = item.get("data")
            yield item["type"], data if isinstance(data, dict) else {}


def _codes(message: str) -> Iterator[tuple[str, Json]]:
    """Yield the segments of a message in its older form: `[CQ:at,qq=10001] hello`."""
    end = 0
    while (start := message.find(_OPEN, end)) >= 0 and (close := message.find(_CLOSE, start)) >= 0:
        yield "text", {"text": _unquoted(message[end:start])}
        kind, *pairs = message[start + len(_OPEN) : close].split(",")
        named = (pair.partition("=") for pair in pairs)
        yield kind, {name: _unquoted(value) for name, _, value in named}
        end = close + 1
    yield "text", {"text": _unquoted(message[end:])}


def _unquoted(text: str) -> str:
    for code, letter in (("&#44;", ","), ("&#91;", "["), ("&#93;", "]"), ("&amp;", "&")):
        text = text.replace(code, letter)
    return text
