"""What came through the channels lately, for whoever sets one up: no secret, and the first words of what was said."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple

import structlog

from bot.metrics import TRAFFIC
from handlers.kit import Event, Joined, Left, Message, Pressed
from handlers.kit.words import truncate
from handlers.text.arrivals import describe_way
from storage.members.arrivals import Way
from storage.messages.chats import is_private, private_chat

log = structlog.get_logger()

MOST = 500
"""Kept in memory; older ones are forgotten."""
LETTERS = 20
"""Of what somebody said."""

VERDICTS: Mapping[str, str] = {
    "answered": "已回答",
    "silent": "没有要说的",
    "refused": "婉拒了",
    "failed": "出错了，看日志",
    "stranger": "这个群还没有登记",
    "repeat": "听过了，不再做一遍",
    "outdated": "太早的话，不做了",
}
"""What became of an event, by the dispatcher's word for it."""
PICTURE = "[图片]"
NO_WORDS = "（只 @ 了机器人，没有别的话）"
SOMETHING = "别的事"
REQUEST = "请求"
"""What a trouble is called among the rest."""
LATELY = timedelta(days=1)
"""How long a trouble is told that nothing shows to be over."""


class Sighting(NamedTuple):
    """Something that came, and what became of it."""

    number: int
    """Counts from 1 since the start."""
    at: datetime
    channel: str
    chat: str
    """The group's chat id; empty where there is none."""
    who: str
    what: str
    is_said: bool
    """Whether somebody said it to the bot."""
    outcome: str
    """The dispatcher's word for what became of an event; else what to say of it."""

    @property
    def verdict(self) -> str:
        """Return what became of it, in Chinese."""
        return VERDICTS.get(self.outcome, self.outcome)


class Trouble(NamedTuple):
    """Why a platform did not take something, in Chinese, and by which lane it was to leave; empty for none of them."""

    at: datetime
    words: str
    lane: str


class Sightings:
    """The latest ones of this process."""

    def __init__(self) -> None:
        self._events: deque[Sighting] = deque(maxlen=MOST)
        self._notes: deque[Sighting] = deque(maxlen=MOST)
        """Apart, for anybody can cause thousands of them, and must not push what members did out."""
        self._numbers = count(1)
        self._troubles: dict[str, Trouble] = {}
        """The latest one of each channel."""

    def saw(self, event: Event, outcome: str, at: datetime) -> None:
        """Keep an event with its outcome, and count it."""
        TRAFFIC.events[event.channel, outcome] += 1
        chat, what = event.chat or private_chat(event.user), _shown(event)
        is_said = isinstance(event, Message) and event.addressed
        number = next(self._numbers)
        self._events.append(Sighting(number, at, event.channel, chat, event.user, what, is_said, outcome))

    def note(self, channel: str, what: str, outcome: str, at: datetime) -> None:
        """Keep what is nobody's: a call that was refused, a line that came up. It must hold no secret."""
        self._notes.append(Sighting(next(self._numbers), at, channel, "", "", what, False, outcome))

    def refused(self, channel: str, words: str, at: datetime, lane: str = "") -> None:
        """Keep why the platform did not take something, and log it in one line unless it was so before."""
        known, self._troubles[channel] = self._troubles.get(channel), Trouble(at, words, lane)
        if known is None or known.words != words or at - known.at >= LATELY:
            log.warning("refused", channel=channel, why=words)
            self.note(channel, REQUEST, words, at)

    def taken(self, channel: str, lane: str) -> None:
        """Forget what was refused in a lane by which something has left since."""
        if channel in self._troubles and self._troubles[channel].lane == lane:
            del self._troubles[channel]

    def trouble(self, channel: str, now: datetime) -> Trouble | None:
        """Return what the platform refused last, where nothing shows that this is over."""
        trouble = self._troubles.get(channel)
        return trouble if trouble and now - trouble.at < LATELY else None

    def after(self, number: int) -> list[Sighting]:
        """Return those that came after the one with this number, oldest first."""
        return sorted(sighting for sighting in (*self._events, *self._notes) if sighting.number > number)


def first_said(sightings: list[Sighting], channel: str, *, privately: bool = False) -> Sighting | None:
    """Return the first thing that somebody said to the bot by this channel, in a group unless `privately`."""
    said = (sighting for sighting in sightings if sighting.channel == channel and sighting.is_said)
    return next((sighting for sighting in said if is_private(sighting.chat) == privately), None)


def _shown(event: Event) -> str:
    match event:
        case Message():
            return truncate(event.text, LETTERS) or (PICTURE if event.pictures else NO_WORDS)
        case Pressed():
            return f"按了 {truncate(event.button, LETTERS)}"
        case Joined():
            return f"进群（{way}）" if (way := describe_way(Way(event.scene, event.source))) else "进群"
        case Left():
            return "被移出群" if event.was_removed else "退群"
    return SOMETHING
