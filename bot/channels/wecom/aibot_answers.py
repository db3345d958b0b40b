"""What an AI bot says back: streams of markdown with pictures, and cards."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import md5, sha256

from yarl import URL

from bot.channels.escaping import escape_markdown, truncate
from bot.channels.wecom.api import Json
from bot.channels.wecom.parts import card_as_text, task_of, template_card
from handlers.kit import Card, Document, Mention, Part, Picture, Pressed, Reply, Text
from handlers.kit.reply import Markdown, News, plain

CONTENT = 20480
"""Bytes of markdown in one answer."""
CUT_OFF = "\n……（太长了，后面的没有显示）"


def stream(key: str, content: str, images: Iterable[bytes] = ()) -> Json:
    """Return a complete answer to the message with this key: markdown, and at most ten pictures of 10 MB."""
    return finished(sha256(key.encode()).hexdigest()[:32], content, images)


def finished(stream_id: str, content: str, images: Iterable[bytes] = ()) -> Json:
    """Return the end of a stream."""
    body: Json = {"id": stream_id, "finish": True, "content": content}
    items = [
        {
            "msgtype": "image",
            "image": {"base64": b64encode(data).decode(), "md5": md5(data, usedforsecurity=False).hexdigest()},
        }
        for data in images
    ]
    if items:
        body["msg_item"] = items
    return {"msgtype": "stream", "stream": body}


def with_card(body: Json, card: Json) -> Json:
    """Return the stream with a card below it."""
    return {**body, "msgtype": "stream_with_template_card", "template_card": card}


def only_card(card: Json) -> Json:
    """Return nothing but a card."""
    return {"msgtype": "template_card", "template_card": card}


def updated(event: Pressed, card: Json) -> Json:
    """Return the pressed card becomes another one, for the one who pressed it."""
    return {
        "response_type": "update_template_card",
        "userids": [event.user],
        "template_card": {**card, "task_id": task_of(event.card)},
    }


def take_card(parts: Reply) -> tuple[Json | None, Reply]:
    """Return the first card that can be shown, for an answer carries only one, and all other parts."""
    for place, part in enumerate(parts):
        if isinstance(part, Card) and (card := template_card(part)):
            return card, parts[:place] + parts[place + 1 :]
    return None, parts


def separate(parts: Reply) -> list[Reply]:
    """Return words together, and each picture, file and card by itself, for messages that carry only one of them."""
    pieces: list[list[Part]] = []
    are_words = False
    for part in parts:
        alone = isinstance(part, Picture | Document) or (isinstance(part, Card) and template_card(part) is not None)
        if alone or not are_words:
            pieces.append([part])
        else:
            pieces[-1].append(part)
        are_words = not alone
    return [tuple(piece) for piece in pieces] or [()]


def markdown(parts: Reply, *, pictures: bool) -> str:
    """Return the parts as markdown; cards as words, and pictures too unless they are shown elsewhere."""
    content: list[str] = []
    run = ""
    for part in (*parts, None):
        if isinstance(part, (Text, Mention)):
            run += part.text if isinstance(part, Text) else f"@{part.name} "
            continue
        content.append(escape_markdown(run))
        run = ""
        if part and not (isinstance(part, Picture) and not pictures):
            content.append(_marked(part))
    return truncate("".join(content), CONTENT, CUT_OFF)


def _marked(part: Part) -> str:
    match part:
        case Markdown():
            return part.markdown
        case News():
            return "".join(
                f"[{escape_markdown(article.title)}]({_target(article.url)})\n{escape_markdown(article.text)}\n"
                for article in part.articles
            )
        case Card():
            return escape_markdown(card_as_text(part))
        case _:
            return escape_markdown(plain((part,)))


def _target(url: str) -> str:
    """Return an address that a link's closing bracket cannot cut short."""
    return str(URL(url)).replace("(", "%28").replace(")", "%29")
