"""What to do about each thing that comes by the AI bot's long connection, and about what does not come.

Pure: it is told what happened and when, and returns what to do. `aibot_link` does it. Times are seconds of a clock that
only goes forward.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.channels.wecom.aibot_events import text_at
from bot.channels.wecom.aibot_frames import (
    EVENT,
    MESSAGE,
    NOT_SUBSCRIBED,
    OK,
    PING,
    SUBSCRIBE,
    TOO_OFTEN,
    WRONG_SECRET,
    Ack,
    ack_of,
    frame_of,
    read_frame,
    request_of,
)
from bot.channels.wecom.api import Json
from bot.channels.wecom.setup_failures import LOST, RESTING, TAKEN_OVER, WRONG_ID

DEAF = "连着却没有回音，自动重连"
UNANSWERED = "订阅没有回音，稍后再连"
REFUSED = "企业微信没有接受订阅（{code}），稍后再连"
CUT = "连接断了，自动重连"
LEFT = "机器人停了"


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, and how often; those of the vendor's SDK and of the platform's limits."""

    heartbeat: float = 30
    missed: int = 2
    """Pings without an acknowledgement after which the line counts as dead."""
    patience: float = 10
    """For the acknowledgement of a subscription."""
    first: float = 1
    longest: float = 30
    """Between two connections: doubled from the first to the longest."""
    steady: float = 60
    """A connection that lasted so long ends the doubling."""
    rest: float = 300
    """After a subscription that came too often."""
    most: int = 12
    window: float = 600
    """Most subscriptions in a sliding window."""


class Phase(Enum):
    """How the line stands."""

    APART = auto()
    SUBSCRIBING = auto()
    UP = auto()
    STOPPED = auto()
    """For good: trying again by itself would only do harm."""


@dataclass(frozen=True, slots=True)
class Say:
    """Send a frame."""

    frame: str


@dataclass(frozen=True, slots=True)
class Hear:
    """Take a callback in."""

    frame: Json


@dataclass(frozen=True, slots=True)
class Settle:
    """Give an acknowledgement to whoever waits for it."""

    ack: Ack


@dataclass(frozen=True, slots=True)
class HangUp:
    """Close the connection."""


Action = Say | Hear | Settle | HangUp


class Line:
    """One bot's connection, over all its reconnections."""

    def __init__(
        self, bot_id: str, secret: str, new_request: Callable[[str], str], timing: Timing | None = None
    ) -> None:
        """`new_request` returns a `req_id` that was never used before, for a command."""
        self._login: Json = {"bot_id": bot_id, "secret": secret}
        self._new_request = new_request
        self.timing = timing or Timing()
        self.phase = Phase.APART
        self.next_dial = 0.0
        """When to connect next."""
        self.due = 0.0
        """When `tick` has something to do next."""
        self.refusal = ""
        """Why the platform or the network did not want us last, in Chinese."""
        self.silence = 0.0
        """For how long the line was not known to be good when it broke; 0 where it told so itself, at once."""
        self._good_at = 0.0
        self._subscribed: deque[float] = deque(maxlen=self.timing.most)
        self._request = ""
        self._since = 0.0
        self._failures = 0
        self._missed = 0

    def opened(self, now: float) -> list[Action]:
        """Subscribe: the socket is open."""
        self.phase, self._since, self.due = Phase.SUBSCRIBING, now, now + self.timing.patience
        self._request = self._new_request(SUBSCRIBE)
        self._subscribed.append(now)
        return [Say(frame_of(SUBSCRIBE, self._request, self._login))]

    def heard(self, raw: str, now: float) -> list[Action]:
        """Return what to do about a frame; nothing about one that is not understood, or not known yet."""
        frame = read_frame(raw)
        ack = ack_of(frame) if frame else None
        if ack is None or ack.code != NOT_SUBSCRIBED:
            self._good_at = now
        if frame is None or self.phase is Phase.STOPPED:
            return []
        if ack:
            return self._acknowledged(ack, now)
        command = frame.get("cmd")
        if command == EVENT and text_at(frame, "body", "event", "eventtype") == "disconnected_event":
            return self._stop(TAKEN_OVER)
        return [Hear(frame)] if command in (MESSAGE, EVENT) and request_of(frame) else []

    def tick(self, now: float) -> list[Action]:
        """Return what to do about what did not come; to be called when `due` has passed."""
        if now < self.due or self.phase not in (Phase.SUBSCRIBING, Phase.UP):
            return []
        if self.phase is Phase.SUBSCRIBING:
            return self._hang_up(UNANSWERED)
        if self._missed >= self.timing.missed:
            return self._hang_up(DEAF)
        self._missed += 1
        self.due = now + self.timing.heartbeat
        return [Say(frame_of(PING, self._new_request(PING)))]

    def closed(self, now: float, why: str = "") -> None:
        """Take note that the socket is closed, or could not be opened, and settle when to dial next."""
        if self.phase is Phase.STOPPED:
            return
        # The subscription may have been gone, or the network, ever since something came last.
        is_in_doubt = self.refusal == LOST or self._missed > 0
        self.silence = now - self._good_at if self.phase is Phase.UP and is_in_doubt else 0.0
        if self.phase is Phase.UP and now - self._since >= self.timing.steady:
            self._failures = 0
        if self.phase is not Phase.APART or why:
            self.refusal = why or self.refusal or CUT
        pause = min(self.timing.first * 2**self._failures, self.timing.longest)
        self._failures = min(self._failures + 1, 16)
        self.phase = Phase.APART
        self.next_dial = max(self.next_dial, now + pause)
        if len(self._subscribed) == self.timing.most:
            self.next_dial = max(self.next_dial, self._subscribed[0] + self.timing.window)

    def _acknowledged(self, ack: Ack, now: float) -> list[Action]:
        if self.phase is Phase.SUBSCRIBING:
            return self._subscription(ack.code, now) if ack.request == self._request else []
        if ack.code == NOT_SUBSCRIBED:
            return [Settle(ack), *self._hang_up(LOST)]
        # Whatever is acknowledged, the platform is there.
        self._missed = 0
        return [Settle(ack)]

    def _subscription(self, code: int, now: float) -> list[Action]:
        if code == OK:
            self.phase, self._since, self.due = Phase.UP, now, now + self.timing.heartbeat
            self._missed, self.refusal = 0, ""
            return []
        if code == WRONG_SECRET:
            return self._stop(WRONG_ID)
        if code == TOO_OFTEN:
            self.next_dial = now + self.timing.rest
            return self._hang_up(RESTING.format(minutes=round(self.timing.rest / 60)))
        return self._hang_up(LOST if code == NOT_SUBSCRIBED else REFUSED.format(code=code))

    def _stop(self, why: str) -> list[Action]:
        self.phase, self.refusal = Phase.STOPPED, why
        return [HangUp()]

    def _hang_up(self, why: str) -> list[Action]:
        self.refusal = why
        return [HangUp()]
