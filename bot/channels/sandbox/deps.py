"""What the sandbox is given beside the way to the dispatcher: it plays the platform, and turns the clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import TurnableClock
from bot.groups import Groups
from storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxDeps:
    """The bot's parts that a platform of one's own needs."""

    clock: TurnableClock
    database: Database
    groups: Groups
    fast_forward: Callable[[datetime], Awaitable[None]]
    """Runs everything due up to a moment, in order, and leaves the clock there."""
    next_planned: Callable[[], Awaitable[datetime | None]]
