"""Whom the AI bot writes to over its long connection, and which callbacks can still be answered directly."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from bot.channels.wecom.aibot_frames import RESPOND
from bot.clock import Clock
from handlers.kit import Event

GOOD_FOR = timedelta(hours=24)
"""How long a message can be answered by its `req_id`."""
SOON = timedelta(seconds=4.5)
"""How long a greeting and a pressed card can be: the platform's 5 s, less the way."""
REMEMBERED = 4096
"""Requests that are known by their `req_id`; older ones are answered by a push."""

ChatKind = Literal[1, 2]
PRIVATE: ChatKind = 1
GROUP: ChatKind = 2
"""The platform's `chat_type`."""
_WRITTEN = re.compile(r"@(\S*) ([12]) (.*)", re.DOTALL)


class Target(NamedTuple):
    """A chat, and the `req_id` of what is answered there; empty where nothing is."""

    chat: str
    kind: ChatKind = GROUP
    request: str = ""

    @classmethod
    def read(cls, target: str) -> Target:
        """Return the target in the outbox; what is nothing but an id is a group's."""
        written = _WRITTEN.fullmatch(target)
        if written is None:
            return cls(target)
        return cls(written[3], PRIVATE if written[2] == "1" else GROUP, written[1])

    def __str__(self) -> str:
        """Return what `read` reads."""
        request = self.request if re.fullmatch(r"\S{1,256}", self.request) else ""
        return f"@{request} {self.kind} {self.chat}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A callback that can be answered: by which command, and what it was."""

    command: str
    event: Event


class Requests:
    """The callbacks of this process by their `req_id`. A restart forgets them: then answers are pushed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: OrderedDict[str, tuple[Asked, datetime]] = OrderedDict()

    def remember(self, request: str, asked: Asked) -> None:
        """Keep a callback for as long as the platform takes answers to it."""
        good_for = GOOD_FOR if asked.command == RESPOND else SOON
        self._known[request] = asked, self._clock.now() + good_for
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def get(self, request: str) -> Asked | None:
        """Return the callback, while it can be answered."""
        known = self._known.get(request)
        return known[0] if known and self._clock.now() < known[1] else None

    def forget(self, request: str) -> None:
        """Answer a callback by pushes from now on."""
        self._known.pop(request, None)
