"""Stops asking a service that fails again and again, for a while (a circuit breaker); pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FAILURES = 3
"""Failures in a row after which no request goes through."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=4)
"""The first pause without requests; each further failure doubles it, up to the longest one."""


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
