"""How the fake long connection goes wrong: one fault after another as a test says, or by chance from a seed."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random


class Fault(Enum):
    """What happens to one request of the client."""

    NO_ACK = auto()
    """It is carried out, and nobody says so."""
    CUT = auto()
    """It is carried out, and the line is reset."""
    CUT_BEFORE = auto()
    """The line is reset before it is carried out."""
    CLOSE = auto()
    """It is carried out, and the line is closed cleanly."""
    LOST = auto()
    """The subscription is gone: it is refused."""
    DEAF = auto()
    """It is carried out; no ping is acknowledged from now on."""
    SLOW = auto()
    """It takes a while."""


@dataclass
class Faults:
    """The faults to come. `chance` draws one of `kinds` for a request with a probability."""

    planned: deque[Fault | None] = field(default_factory=deque)
    """Of the next requests, in order; None lets one pass."""
    switches: Counter[str] = field(default_factory=Counter)
    """How often connections and subscriptions go wrong: unreachable, silent, frequent, deaf."""
    random: Random | None = None
    probability: float = 0.0
    kinds: tuple[Fault, ...] = tuple(Fault)
    slow: float = 0.2

    def takes(self, switch: str) -> bool:
        """Return whether this one goes wrong."""
        if self.switches[switch] <= 0:
            return False
        self.switches[switch] -= 1
        return True

    def next_fault(self) -> Fault | None:
        """Return how the next request goes wrong."""
        if self.planned:
            return self.planned.popleft()
        if self.random and self.random.random() < self.probability:
            return self.random.choice(self.kinds)
        return None
