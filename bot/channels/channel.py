"""What every channel is: a way in that makes events, and a way out that takes replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple, Protocol, TypeGuard, runtime_checkable

from aiohttp import ClientSession, web

from bot.clock import Clock
from handlers.kit import Capability, Event, Reply
from storage.members.entry_welcome import EntryWelcome


class Diary(Protocol):
    """Where channels write down what those in charge have to know of their connections."""

    async def line_up(self, channel: str) -> datetime | None:
        """Record that a long connection stands, and say what was missed; return when it brought something last."""

    async def line_alive(self, channel: str, heard_at: datetime | None) -> None:
        """Record that it still stands, and when it brought something last."""

    async def line_down(self, channel: str, why: str, *, alive_at: datetime | None, for_good: bool) -> None:
        """Record that it broke, or that it was given up, and until when all was heard; None where nothing was."""

    async def lane_works(self, lane: str) -> None:
        """Put a lane back into use: whoever it leads to can be written to now."""

    async def renamed(self, channel: str, chat: str, name: str, configured: str) -> None:
        """Say once that the bot goes by another name than its settings say."""

    async def encrypted_ids(self, channel: str) -> None:
        """Say once that members' ids come encrypted, so that nobody's role is recognised."""


Note = Callable[[str, str, str, datetime], None]
"""Takes down, for whoever sets a channel up, what came by it that is no event: the channel, what it was and what became
of it. It holds no secret."""


def unnoted(*_: object) -> None:
    """Take nothing down."""


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
    save_picture: Callable[[bytes], Awaitable[str]]
    """Stores a picture that somebody sent; returns its digest."""
    real_id: Callable[[str], Awaitable[str]]
    """Returns the user id behind an encrypted one; empty where no channel knows it."""
    diary: Diary
    note: Note = unnoted
    refused: Callable[[str, str, datetime], None] = unnoted
    """Takes down why a channel's platform refused something beside messages: the channel, why in Chinese, and when."""


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


@runtime_checkable
class KnowsIds(Protocol):
    """A channel that can tell who stands behind an encrypted user id."""

    async def real_id(self, encrypted: str) -> str:
        """Return the user id; empty where it is not told."""


class NamesRefused(Exception):
    """The platform does not tell names; its text says why, in Chinese."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        """`for_good` where somebody has to give a right first."""
        super().__init__(why)
        self.for_good = for_good


@runtime_checkable
class KnowsNames(Protocol):
    """A channel that can look a member's name up in the company's contacts."""

    async def name_of(self, user: str) -> str:
        """Return the name; empty where there is nobody. Raises NamesRefused."""


class BroadcastResult(NamedTuple):
    """What became of a broadcast that somebody has to confirm."""

    is_over: bool
    is_sent: bool = False
    note: str = ""


@runtime_checkable
class Broadcasts(Protocol):
    """A channel that can ask staff to send something to a customer group."""

    async def ask_to_send(self, chat: str, sender: str, words: str) -> tuple[SendResult, str]:
        """Make the task that `sender` has to confirm; return how that went, and the task's number."""

    async def sent(self, chat: str, sender: str, task: str) -> BroadcastResult | None:
        """Return what became of a task; None where the platform does not tell just now."""


@runtime_checkable
class Welcomes(Protocol):
    """A channel whose platform greets whoever joins a customer group, by a template that it makes."""

    async def put_welcome(self, template: str, words: EntryWelcome) -> tuple[SendResult, str]:
        """Make a template, or change this one; return how that went, and the template's id."""

    async def drop_welcome(self, template: str) -> SendResult:
        """Take a template away."""


@runtime_checkable
class TellsStatus(Protocol):
    """A channel that knows how it stands with its platform."""

    name: str

    def status(self, now: datetime) -> str:
        """Return since when it hears, or why it does not, in Chinese. It holds no secret."""


@runtime_checkable
class ConnectedChannel(Channel, TellsStatus, Protocol):
    """A channel that connects to its platform itself.

    Its platform repeats nothing: every answer leaves through the outbox, and nothing is claimed while it is apart.
    """

    hourly: Pace
    """The most requests in a longer window than that of `pace`."""

    @property
    def is_up(self) -> bool:
        """Return whether something can be sent right now."""

    async def run(self) -> None:
        """Stay connected until cancelled."""

    def troubles(self, now: datetime) -> list[str]:
        """Return what keeps it from its work, in Chinese."""


@runtime_checkable
class Served(Protocol):
    """A channel whose platform keeps connections to the bot open."""

    async def hang_up(self) -> None:
        """Close them and take no new ones."""


_CONNECTED: dict[type, bool] = {}
"""Which classes are connected channels: asking a protocol takes some µs, and every message asks."""


def is_connected(channel: Channel | None) -> TypeGuard[ConnectedChannel]:
    """Return whether a channel connects to its platform itself."""
    kind = type(channel)
    if kind not in _CONNECTED:
        _CONNECTED[kind] = isinstance(channel, ConnectedChannel)
    return _CONNECTED[kind]


def is_ready(channel: Channel | None) -> bool:
    """Return whether a message may be claimed for a channel; one that does not exist refuses it at once."""
    return channel.is_up if is_connected(channel) else True


def paces_of(channel: Channel) -> tuple[Pace, ...]:
    """Return all windows that a lane of the channel keeps."""
    paces = (channel.pace,) if channel.pace else ()
    return (*paces, channel.hourly) if is_connected(channel) else paces
