"""The bot's own name in what people say to it: taken out, whatever it is called by now."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.kit import Message

SPACES = r"(?:(?<![^\S\n])[^\S\n]++)?"
"""A run of spaces, tried from its first one only: tried from each, 40,000 spaces would take 7 s."""
_ANY = re.compile(rf"{SPACES}(?<![0-9A-Za-z._-])[@＠](?P<name>[^\s@＠]{{1,64}})(?:[^\S\n]+|(?=\s|\Z))")
"""A mention of anybody whose name has no space in it; no address of a mailbox."""


class OwnName:
    """What the bot is called in its settings, and what it is called in the group after somebody renamed it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._mention = re.compile(rf"{SPACES}[@＠]{re.escape(name)}(?:[^\S\n]+|(?=\s|\Z))")

    def understood(self, message: Message) -> tuple[Message, str]:
        """Return the message, and what it quotes, without the bot's name, and its new name as `taken_out` does."""
        text, new_name = self.taken_out(message)
        quote = self.taken_out(replace(message, text=message.quote))[0] if message.quote else ""
        return replace(message, text=text, quote=quote, own_name=self.name), new_name

    def taken_out(self, message: Message) -> tuple[str, str]:
        """Return the text without the bot's name, and its new name where it goes by another one; else empty.

        It is taken out of both ends; in the midst of the text only where a group must have said it there: what looks
        like it may begin the name of a member (Amy, Amy Li).
        """
        text, own = message.text.strip(), f"@{self.name}"
        mentions = list(self._mention.finditer(text))
        start, end = 0, len(text)
        while mentions and not text[start : mentions[0].start()].strip():
            start = mentions.pop(0).end()
        while mentions and not text[mentions[-1].end() : end].strip():
            end = mentions.pop().start()
        if (start, end) != (0, len(text)):
            return text[start:end].strip(), ""
        if message.chat is None:
            return text.removeprefix(own).lstrip(), ""
        left, count = self._mention.subn(" ", text)
        if count:
            return left.strip(), ""
        renamed = self._renamed(text)
        if renamed:
            return (text[: renamed.start()] + " " + text[renamed.end() :]).strip(), renamed["name"]
        return text.replace(own, " ", 1).strip(), ""

    def _renamed(self, text: str) -> re.Match[str] | None:
        """Return the mention that must mean the bot where its name does not occur: a group is heard by mention only.

        Where several are mentioned, it is the one whose name resembles the bot's. Nothing but a mention tells nothing.
        """
        mentions = list(_ANY.finditer(text))
        alike = [mention for mention in mentions if self.name in mention["name"] or mention["name"] in self.name]
        meant = alike if len(mentions) > 1 else mentions
        if len(meant) != 1:
            return None
        is_all = not (text[: meant[0].start()] + text[meant[0].end() :]).strip()
        # `@群伴签到`, typed by hand: the word stuck to the name.
        return None if is_all and meant[0]["name"].startswith(self.name) else meant[0]
