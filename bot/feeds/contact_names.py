"""Learns members' names from the company's contacts, where an app may look there: a few a minute, each once a week."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

import structlog

from bot.channels.channel import Channel, KnowsNames, NamesRefused
from bot.clock import Clock
from config.group import Group
from handlers.kit.words import one_line
from storage.database import Database
from storage.members import contact_names

log = structlog.get_logger()

LOOK = 60.0
"""Seconds between two looks at whose names are not known."""
MOST = 20
"""People asked for at each look."""
FRESH = timedelta(days=7)
REST = timedelta(hours=1)
"""After the platform did not answer, or had enough."""
NO_RIGHT = timedelta(days=1)
"""After it was said that the app must not know."""
LONGEST = 40
"""Letters of a name."""
LANE = "contact names"


class ContactNames:
    """One per process; a lasting task."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        list_groups: Callable[[], Iterable[Group]],
    ) -> None:
        """`list_groups` returns those whose members go by user ids of the company."""
        self._database = database
        self._channels = channels
        self._clock = clock
        self._list_groups = list_groups
        self._rests_until: datetime | None = None

    async def run(self) -> None:
        """Ask for names until cancelled."""
        while True:
            await self.refresh()
            await asyncio.sleep(LOOK)

    async def refresh(self) -> None:
        """Ask for the names that are not known or a week old; what fails is tried again later."""
        now = self._clock.now()
        source = next((channel for channel in self._channels.values() if isinstance(channel, KnowsNames)), None)
        if source is None or (self._rests_until and now < self._rests_until):
            return
        groups = [group.id for group in self._list_groups()]
        members = await self._database.read(
            lambda db: contact_names.list_due(db, groups, now - FRESH, MOST),
        )
        names: dict[int, str] = {}
        try:
            for member in members:
                names[member.id] = one_line(await source.name_of(member.user_id))[:LONGEST]
        except NamesRefused as error:
            self._rests_until = now + (NO_RIGHT if error.for_good else REST)
            log.warning("names_not_told", reason=str(error))
        known = [member for member in members if member.id in names]
        if known:
            await self._database.write(
                lambda db: [contact_names.keep(db, member, names[member.id], now) for member in known], lane=LANE
            )
