"""User ids of members whom an AI bot is told encrypted: an app of the same corp may ask who they are (D/101521)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.channels.wecom.api import ApiError, Json
from bot.clock import Clock

log = structlog.get_logger()

PATH = "batch/openuserid_to_userid"
PATIENCE = 3.0
"""Seconds: an answer waits for it."""
AGAIN = timedelta(minutes=10)
"""How long after a failure nobody is asked about, so that a missing right is not asked for with every message."""


class RealIds:
    """Asks for each id once in the life of the process."""

    def __init__(self, call: Callable[[str, Json], Awaitable[Json]], clock: Clock) -> None:
        """`call` posts to a path of the app's API and returns the answer; it raises ApiError."""
        self._call = call
        self._clock = clock
        self._known: dict[str, str] = {}
        self._quiet_until: datetime | None = None
        self._one_at_a_time = asyncio.Lock()

    async def get(self, encrypted: str) -> str:
        """Return the user id behind an encrypted one; empty where the app is not told."""
        async with self._one_at_a_time:
            if encrypted in self._known:
                return self._known[encrypted]
            if self._quiet_until and self._clock.now() < self._quiet_until:
                return ""
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await self._call(PATH, {"open_userid_list": [encrypted]})
            except (ApiError, TimeoutError) as error:
                log.warning("encrypted_id_unknown", why=str(error) or "timeout")
                self._quiet_until = self._clock.now() + AGAIN
                return ""
            for pair in _pairs(answer):
                self._known[pair[0]] = pair[1]
            return self._known.setdefault(encrypted, "")


def _pairs(answer: Json) -> list[tuple[str, str]]:
    listed = answer.get("userid_list")
    return [
        (pair["open_userid"], pair["userid"])
        for pair in (listed if isinstance(listed, list) else ())
        if isinstance(pair, dict) and isinstance(pair.get("open_userid"), str) and isinstance(pair.get("userid"), str)
    ]
