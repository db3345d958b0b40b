"""The parts of a reply as WeCom's messages carry them, each within its limits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.channels.escaping import address_around, escape_markup, split, truncate
from bot.channels.wecom.api import Json
from handlers.kit import Card, Mention, Part, Reply, Text
from handlers.kit.reply import Markdown, News

TITLE, DESCRIPTION = 128, 512
"""Bytes of an article's title and description; what is longer the platform would cut, in the middle of a character."""
NAME = 128
LONGEST_TASK = 128
SLACK = 16
"""Bytes that `defused` may add where two pieces of text meet."""

LARGEST_LETTER = 4
"""Bytes of a character in UTF-8, at most."""

_PLAIN_TASK = re.compile("[0-9A-Za-z_-]")
_QUOTED = re.compile("@([0-9a-f]{2})")


def cut(reply: Reply, *, text: int, markdown: int) -> list[Reply]:
    """Return the reply in pieces of one message each; `text` and `markdown` are limits in bytes. Never empty."""
    if len(reply) == 1 and isinstance(reply[0], Text) and len(reply[0].text) * LARGEST_LETTER <= text - SLACK:
        return [reply]
    pieces: list[Reply] = []
    run: list[Text | Mention] = []
    for part in (*reply, None):
        if isinstance(part, (Text, Mention)):
            run.append(part)
            continue
        pieces += _cut_words(run, text - SLACK)
        run = []
        if isinstance(part, Markdown):
            pieces += [(Markdown(markdown=piece),) for piece in _cut_text(part.markdown, markdown)]
        elif isinstance(part, Card) and template_card(part) is None:
            run.append(Text(text=card_as_text(part)))
        elif part is not None:
            pieces.append((part,))
    return pieces or [()]


def words(parts: Iterable[Part]) -> str:
    """Return text and mentions as plain text in which nothing rings; a mention is the name."""
    return escape_markup("".join([_said(part) for part in parts if isinstance(part, (Text, Mention))]))


def card_as_text(card: Card) -> str:
    """Return a card for where no card can be shown."""
    buttons = " ".join(f"[{button.label}]" for button in card.buttons)
    return "\n".join(line for line in (f"【{card.title}】", card.text, buttons, card.url) if line) + "\n"


def template_card(card: Card) -> Json | None:
    """Return the card with its buttons, or as a notice with a link; None where the platform has no such card."""
    head: Json = {"main_title": {"title": card.title}, "sub_title_text": card.text}
    if card.buttons:
        task = task_of(card.card)
        if len(task) > LONGEST_TASK:
            return None
        buttons = [{"text": button.label, "style": 1, "key": button.key} for button in card.buttons]
        return {"card_type": "button_interaction", **head, "task_id": task, "button_list": buttons}
    if card.url:
        return {"card_type": "text_notice", **head, "card_action": {"type": 1, "url": card.url}}
    return None


def markup(part: Markdown | News) -> Json:
    """Return a message of the owner's markup, or of news."""
    if isinstance(part, Markdown):
        return {"msgtype": "markdown", "markdown": {"content": part.markdown}}
    return {"msgtype": "news", "news": {"articles": _articles(part)}}


def _articles(news: News) -> list[Json]:
    return [
        {
            "title": truncate(article.title, TITLE),
            "description": truncate(article.text, DESCRIPTION),
            "url": article.url,
            "picurl": article.picture,
        }
        for article in news.articles
    ]


def task_of(card: str) -> str:
    """Return a card's name in the letters a task id may have; `card_of` reads it back."""
    return "".join(
        letter if _PLAIN_TASK.fullmatch(letter) else "".join(f"@{byte:02x}" for byte in letter.encode())
        for letter in card
    )


def card_of(task: str) -> str:
    """Return the card's name in a task id; one that is not ours stays as it is."""
    try:
        return _QUOTED.sub(lambda code: chr(int(code[1], 16)), task).encode("latin-1").decode()
    except UnicodeError:
        return task


def _said(part: Text | Mention) -> str:
    return part.text if isinstance(part, Text) else f"{truncate(part.name, NAME)} "


def _cut_words(parts: list[Text | Mention], limit: int) -> list[Reply]:
    pieces: list[Reply] = []
    piece: list[Text | Mention] = []
    room = limit
    for part in parts:
        if isinstance(part, Mention):
            size = len(escape_markup(_said(part)).encode())
            if size > room and piece:
                pieces.append(tuple(piece))
                piece, room = [], limit
            piece.append(part)
            room -= size
            continue
        rest = escape_markup(part.text)
        while rest:
            head, behind = split(rest, room)
            if piece and behind and address_around(rest, len(head)) is not None:
                head, behind = "", rest  # a whole message may have room for the address
            rest = behind
            if head:
                piece.append(Text(text=head))
                room -= len(head.encode())
            if rest:
                pieces.append(tuple(piece))
                piece, room = [], limit
    return [*pieces, tuple(piece)] if piece else pieces


def _cut_text(text: str, limit: int) -> list[str]:
    pieces = []
    while text:
        head, text = split(text, limit)
        pieces.append(head)
    return pieces
