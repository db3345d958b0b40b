"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from handlers.kit import Event

LATEST = timedelta(hours=24)
EARLIEST = timedelta(minutes=10)


class Clock(Protocol):
    """Tells the time; everything that needs it is given one."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """Stands still at a moment (aware, UTC)."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


class TurnableClock:
    """A clock that can be turned forward, for the sandbox: it runs on from where it was turned to."""

    def __init__(self, beneath: Clock, ahead: timedelta = timedelta()) -> None:
        self._beneath = beneath
        self.ahead = ahead

    def now(self) -> datetime:
        return self._beneath.now() + self.ahead

    def set_to(self, to: datetime) -> None:
        """Turn the clock to a moment; it never goes back."""
        self.ahead += max(to - self.now(), timedelta())


def happened(event: Event, now: datetime) -> datetime:
    """Return an event's own time, which decides its day; our time where the platform's cannot be right."""
    return event.at if -EARLIEST <= now - event.at <= LATEST else now
