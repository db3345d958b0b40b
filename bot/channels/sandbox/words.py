"""What is said in the sandbox, read the way a chat platform reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handlers.kit import Card, Mention, Refusal, Text
from handlers.kit.reply import load
from storage.messages.transcript import Line

LONGEST = 2000


def readable(text: str) -> str:
    """Return the text without blanks around it; raises Refusal where a chat would not send it."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Refusal(f"一条消息最多 {LONGEST} 字。")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text if letter not in "\n\t"):
        raise Refusal("消息里有看不见的控制字符，发不出去。")
    return text


def split_mentions(text: str, names: Iterable[str], bot: str = "") -> list[Text | Mention]:
    """Return the text cut at `@name`; of two names that fit, the longer is meant.

    A name that goes on is somebody else's: @小明明 is not 小明. Only after the bot's name words may follow at once.
    """
    ends = r"(?=[\s@＠,，、;；:：。！!？?]|\Z)"
    known = [re.escape(name) + ends for name in sorted(names, key=len, reverse=True)]
    pattern = "|".join([*known, re.escape(bot)] if bot else known) or "(?!)"
    parts: list[Text | Mention] = []
    end = 0
    for match in re.finditer(f"[@＠]({pattern})[ \u2005]?", text):
        if match.start() > end:
            parts.append(Text(text=text[end : match.start()]))
        parts.append(Mention(user=match[1], name=match[1]))
        end = match.end()
    if end < len(text):
        parts.append(Text(text=text[end:]))
    return parts


def label_of(lines: Iterable[Line], card: str, button: str) -> str | None:
    """Return what is written on a button of a card in the chat; None where there is no such button."""
    for line in lines:
        for part in load(line.parts):
            if isinstance(part, Card) and part.card == card:
                for candidate in part.buttons:
                    if candidate.key == button:
                        return candidate.label
    return None
