"""The access token of an app: fetched once for all who need it, renewed before it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock

EARLY = timedelta(minutes=5)

Fetch = Callable[[], Awaitable[tuple[str, timedelta]]]
"""Asks the platform for a token and how long it lives; raises what the sender is to be told."""


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One fetched token. Two are never equal, for the platform may hand out the same words twice."""

    value: str = field(repr=False)
    asked_at: datetime
    renew_at: datetime


class AccessToken:
    """Keeps the token in memory. Whoever needs it while it is being fetched waits for that same request."""

    def __init__(self, fetch: Fetch, clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._token: Token | None = None
        self._coming: asyncio.Task[Token] | None = None

    async def get(self) -> Token:
        """Return a token that will live for minutes, as far as the platform has said. Raises what `fetch` raises."""
        # Asked for in the future means that the clock was set back: nobody knows then how old it is.
        if self._token and self._token.asked_at <= self._clock.now() < self._token.renew_at:
            return self._token
        return await self._renewed()

    async def renew(self, refused: Token) -> Token:
        """Return another token than the one the platform refused; ask for none where somebody renewed it already."""
        if self._token is refused:
            self._token = None
        return await self.get()

    async def _renewed(self) -> Token:
        if self._coming is None:
            self._coming = asyncio.create_task(self._load())
            self._coming.add_done_callback(self._arrived)
        return await asyncio.shield(self._coming)

    async def _load(self) -> Token:
        asked_at = self._clock.now()
        value, lifetime = await self._fetch()
        self._token = Token(value, asked_at, asked_at + max(lifetime - EARLY, lifetime / 2))
        return self._token

    def _arrived(self, _: asyncio.Task[Token]) -> None:
        self._coming = None
