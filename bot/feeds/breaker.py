"""A circuit breaker: who fails again and again is left alone for a while; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FAILURES = 3
"""In a row, after which it opens."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=4)
"""How long it is open; twice as long after each further failure."""


class Breaker:
    """Closed at first: requests go through."""

    def __init__(self) -> None:
        self._failures = 0
        self._open_until: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Return whether no request may be made now."""
        return self._open_until is not None and now < self._open_until

    def succeeded(self) -> None:
        """Close it."""
        self._failures, self._open_until = 0, None

    def failed(self, now: datetime) -> None:
        """Count a failure."""
        self._failures += 1
        if self._failures >= FAILURES:
            doublings = min(self._failures - FAILURES, 10)
            self._open_until = now + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
