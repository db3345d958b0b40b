"""What every channel is: a way in that makes events, and a way out that takes replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Protocol

from aiohttp import ClientSession, web

from bot.clock import Clock
from handlers.kit import Capability, Event, Reply

Receive = Callable[[Event], Awaitable[Reply | None]]
"""Hands an event to the dispatcher; returns the answer after its effects are committed, None for silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDeps:
    """What a channel is given to work with, whatever its platform."""

    receive: Receive
    clock: Clock
    session: ClientSession
    load_picture: Callable[[str], Awaitable[bytes | None]]
    """Returns the file with a digest; None where there is none."""
    known_members: Callable[[str], Awaitable[frozenset[str]]]
    """Returns the user ids that the bot knows to be in a customer group."""
    answer_later: Callable[[Event, Reply], Awaitable[None]]
    """Puts what could not be said in time into the outbox."""


Pace = tuple[int, timedelta]
"""Most requests in a sliding window."""


class SendStatus(Enum):
    """How a request to the platform ended, as far as the outbox has to know."""

    SENT = auto()
    RETRY = auto()
    """It did not happen; worth another try after `wait`."""
    PAUSE = auto()
    """The platform asks for a rest: the whole lane waits for `wait`."""
    REFUSED = auto()
    """This message will never be taken; the next one may."""
    DISABLED = auto()
    """Nothing will be taken from now on: the robot was removed, the secret is wrong."""
    DOUBTFUL = auto()
    """The request left and no answer came."""


@dataclass(frozen=True, slots=True)
class SendResult:
    """A verdict with its reason, in Chinese, for the admin. It holds no secret."""

    verdict: SendStatus
    note: str = ""
    wait: timedelta = timedelta()


SENT = SendResult(SendStatus.SENT)


class Channel(Protocol):
    """One entry of channels.yaml at work."""

    name: str
    capabilities: frozenset[Capability]
    pace: Pace | None

    def routes(self) -> Iterable[web.RouteDef]:
        """Return what the channel serves under `/channels/{name}`; nothing for one that only speaks."""

    def lane(self, target: str) -> str:
        """Return the lane in which messages to this target keep their order: per robot, or per chat."""

    def pieces(self, reply: Reply) -> list[Reply]:
        """Return the reply cut into what single requests can carry; never empty."""

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        """Send one request. Never raises for what the platform or the network does."""


class PrivateChannel(Channel, Protocol):
    """A channel with `Capability.WRITES_PRIVATELY`."""

    def private_target(self, group_id: str, user: str) -> str:
        """Return the target of what is for one member of a group only."""
