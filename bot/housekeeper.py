"""Forgets by night what nobody asks for any more, gives its space back, and copies the database where that is wanted.

A night's work is many small units, each well below the 50 ms for which the writer may be busy, with pauses between.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from time import perf_counter

import structlog
from pydantic import BaseModel

from bot.clock import Clock
from config.group import Group
from config.settings import Settings
from storage import backups, retention, state
from storage.database import Database
from storage.db import Db, Row
from storage.retention import KINDS, PICTURES, Found, Kind

log = structlog.get_logger()

NIGHT = time(3, 40)
LOOK = 300.0
"""Seconds between two looks at the clock, which may be turned meanwhile."""
PAUSE = 0.05
"""Seconds after each unit, for the people who are awake."""
TARGET = 0.015
"""Seconds that a unit should take: a third of what it may, because disks are not always equally fast."""
FIRST, MOST = 16, 512
"""Rows or pages in the first unit, and in the largest."""
RESERVE = 256
"""Free pages that are left in the file: tomorrow they are needed again."""
LONGEST_GAP = timedelta(days=7)
"""After a longer time without a night, this one only notes the time: a clock that jumped must not empty the inbox."""
WRITER = "housekeeper"


class Nights(BaseModel):
    """When the last night's work was done, and since when there has been any."""

    last: datetime | None = None
    since: datetime | None = None


class Housekeeper:
    """One per process; a lasting task."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Clock,
        list_groups: Callable[[], Iterable[Group]],
        *,
        pause: float = PAUSE,
    ) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._list_groups = list_groups
        self._pause = pause
        self._size = FIRST
        self.longest = 0.0
        """Seconds of the longest unit so far."""

    async def run(self) -> None:
        """Work whenever a night has come, or was missed, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Do the night's work where it is due."""
        now = self._clock.now()
        nights = await self._database.read(lambda db: state.load(db, "", "housekeeper", Nights))
        if nights.last is None or not timedelta() <= now - nights.last <= LONGEST_GAP:
            await self._note(Nights(last=now, since=nights.since or now))
        elif nights.last < self.latest_night(now):
            counts = await self.clean(now, nights.since or now)
            await self._note(Nights(last=now, since=nights.since or now))
            log.info("cleaned", **counts, longest_ms=round(self.longest * 1000))

    def latest_night(self, now: datetime) -> datetime:
        """Return the last 03:40 up to a moment, in the time zone of most groups."""
        zones = Counter(group.zone for group in self._list_groups())
        zone = zones.most_common(1)[0][0] if zones else UTC
        local = now.astimezone(zone)
        tonight = datetime.combine(local.date(), NIGHT, zone)
        return tonight if tonight <= local else datetime.combine(local.date() - timedelta(days=1), NIGHT, zone)

    async def clean(self, now: datetime, since: datetime) -> dict[str, int]:
        """Copy, forget and give space back; return how many rows went from each table.

        `since` is when the first night was: pictures of an unknown age count as made then.
        """
        if self._settings.backups and self._database.path:
            day = self.latest_night(now).date()
            await asyncio.to_thread(backups.keep_daily, self._database.path, day, self._settings.backups)
        counts: Counter[str] = Counter()
        for kind in KINDS:
            counts[kind.table] += await self._forget(kind, now, since)
        if self._database.path:
            await self._give_back()
        return dict(counts)

    async def _forget(self, kind: Kind, now: datetime, since: datetime) -> int:
        age = self._settings.keep(kind.name)
        is_pictures = kind is PICTURES
        needed: frozenset[str] = frozenset()
        if is_pictures:
            needed = await self._database.read(partial(retention.list_needed_pictures, now=now))
        after: Row | None = retention.LONG_AGO if is_pictures and now - since < age else None
        count, goes_on = 0, True
        self._size = FIRST
        while goes_on:
            found = await self._find(kind, now, age, after)
            rows = retention.without(found.rows, needed) if is_pictures else found.rows
            while rows:
                portion, rows = rows[: self._size], rows[self._size :]
                count += await self._in_time(partial(retention.delete, kind=kind, rows=portion))
            after, goes_on = found.after, found.after is not None
        return count

    async def _find(self, kind: Kind, now: datetime, age: timedelta, after: Row | None) -> Found:
        return await self._database.read(lambda db: retention.find(db, kind, now, age, after))

    async def _give_back(self) -> None:
        if not await self._database.read(retention.gives_back):
            return
        left, self._size = RESERVE + 1, FIRST
        while left > RESERVE:
            left = await self._in_time(partial(retention.give_back, pages=self._size))

    async def _in_time(self, unit: Callable[[Db], int]) -> int:
        """Run a unit of at most `_size` rows on the writer; by what it took, the next one is larger or smaller."""
        took = 0.0

        def measured(db: Db) -> int:
            nonlocal took
            began = perf_counter()
            result = unit(db)
            took = perf_counter() - began
            return result

        result = await self._database.write(measured, lane=WRITER)
        self.longest = max(self.longest, took)
        if took > TARGET:
            self._size = max(self._size // 2, 1)
        elif took < TARGET / 3:
            self._size = min(self._size * 2, MOST)
        await asyncio.sleep(self._pause)
        return result

    async def _note(self, nights: Nights) -> None:
        await self._database.write(lambda db: state.save(db, "", "housekeeper", nights), lane=WRITER)
