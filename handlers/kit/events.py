"""What happens in a group, as the bot understands it; the platform it came from has been left behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a channel saw, with a key under which it happens only once."""

    channel: str
    key: str
    chat: str | None
    """The group's chat id, or None in a private conversation."""
    group: str = ""
    """The chat id of the group that a private conversation is about, where the channel knows it."""
    user: str
    name: str = ""
    """The name shown, where the platform tells it. It is never an identity."""
    at: datetime
    """The platform's own time of the event, aware."""
    reply_to: str = ""
    """Where a later answer goes, in the channel's own terms; empty where the group's push channel must do."""


@dataclass(frozen=True, slots=True)
class At:
    """Somebody mentioned in a message."""

    user: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Event):
    """Somebody said something."""

    text: str
    addressed: bool = False
    """The bot was meant: mentioned, or in a private conversation."""
    mentions: tuple[At, ...] = ()
    """In the order of the text, without the bot."""
    own_name: str = ""
    """What the bot is called where its own mention may still stand in the text."""
    pictures: tuple[str, ...] = ()
    """Addresses or digests, in the channel's own terms."""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Event):
    """Somebody joined the group."""

    invited_by: str | None = None
    scene: str = ""
    """How: invited, link, code (they scanned one); empty where the platform does not tell."""
    source: str = ""
    """Which of the owner's ways in it was, in the owner's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Event):
    """Somebody left the group, or was removed."""

    was_removed: bool = False
    """Whether the platform says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Event):
    """Somebody pressed a button of a card."""

    card: str
    button: str
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Options chosen in the card: (question, options)."""
