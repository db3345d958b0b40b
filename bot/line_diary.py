"""Writes down how long connections stand, and tells those in charge what they have to know of it, each thing once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.groups import Groups
from bot.metrics import LINE_GAPS, LINE_UP
from bot.outgoing import Outgoing
from config.group import Group
from handlers.kit import ForStaff, reply
from handlers.system import ENCRYPTED_IDS
from storage.database import Database
from storage.db import Db, to_millis
from storage.messages import lanes, lines
from storage.messages.lines import Gap, LineRecord

TOLD = timedelta(seconds=10)
"""Shorter gaps are counted and listed only."""
ASK = "连接"

MISSED = (
    "机器人「{channel}」断线了 {span}（{start} 到 {end}）：这 {span}里的话没听到，也不会补发，要紧的请再 @ 我说一次。"
)
OTHER_NAME = "机器人在企业微信里叫「{name}」，channels.yaml 里写的是「{configured}」。我听得懂，改成一样的更稳妥。"


class LineDiary:
    """One per process, for all channels."""

    def __init__(
        self, database: Database, outgoing: Outgoing, groups: Groups, clock: Clock, wake_sender: Callable[[], None]
    ) -> None:
        self._database = database
        self._outgoing = outgoing
        self._groups = groups
        self._clock = clock
        self._wake_sender = wake_sender
        self._told: set[tuple[str, ...]] = set()
        """What was said already, so that not every message asks the database."""

    async def line_up(self, channel: str) -> datetime | None:
        """Record that a connection stands, and say what was missed since it last did, also before a restart.

        Returns when it brought something last.
        """
        now = self._clock.now()

        def write(db: Db) -> tuple[timedelta, datetime | None]:
            gaps: list[Gap] = []
            heard: list[datetime | None] = []

            def change(record: LineRecord) -> None:
                heard.append(record.heard_at)
                if record.alive_at and record.alive_at < now:
                    gaps.append(Gap(start=record.alive_at, end=now))
                record.gaps += gaps
                record.is_up, record.is_stopped, record.since, record.alive_at = True, False, now, now

            lines.change(db, channel, change)
            for gap in gaps:
                if gap.end - gap.start >= TOLD:
                    self._tell_gap(db, channel, gap)
            return sum((gap.end - gap.start for gap in gaps), timedelta()), heard[0]

        missed, heard_at = await self._database.write(write)
        LINE_GAPS.labels(channel).inc(missed.total_seconds())
        LINE_UP.labels(channel).set(1)
        self._wake_sender()
        return heard_at

    async def line_alive(self, channel: str, heard_at: datetime | None) -> None:
        """Record that it still stands."""
        now = self._clock.now()

        def change(record: LineRecord) -> None:
            record.alive_at = now
            record.heard_at = heard_at or record.heard_at

        await self._database.write(lambda db: lines.change(db, channel, change))

    async def line_down(self, channel: str, why: str, *, alive_at: datetime | None, for_good: bool) -> None:
        """Record that it broke, or was given up. What is missed from now on is told once it stands again."""
        now = self._clock.now()

        def change(record: LineRecord) -> None:
            record.is_up, record.is_stopped, record.since = False, for_good, now
            record.refused_at, record.refused = now, why
            record.alive_at = alive_at or record.alive_at

        LINE_UP.labels(channel).set(0)
        await self._database.write(lambda db: lines.change(db, channel, change))

    async def lane_works(self, lane: str) -> None:
        """Put a lane back into use."""
        await self._database.write(lambda db: lanes.enable(db, lane))
        self._wake_sender()

    async def renamed(self, channel: str, chat: str, name: str, configured: str) -> None:
        """Say once, in the group where it was noticed, that the bot goes by another name."""
        group = self._groups.get(chat)
        what = ("renamed", channel, chat, name)
        if group is None or what in self._told:
            return
        words, now = OTHER_NAME.format(name=name, configured=configured), self._clock.now()

        def change(record: LineRecord) -> None:
            record.other_name, record.other_name_at = words, now

        def write(db: Db) -> None:
            lines.change(db, channel, change)
            self._post(db, group, f"renamed:{channel}:{chat}:{name}", words)

        await self._database.write(write)
        self._told.add(what)
        self._wake_sender()

    async def encrypted_ids(self, channel: str) -> None:
        """Say once that members' ids come encrypted."""
        if ("encrypted", channel) in self._told:
            return

        def change(record: LineRecord) -> None:
            record.encrypted_ids = True

        def write(db: Db) -> None:
            lines.change(db, channel, change)
            for group in self._groups.heard_by(channel):
                self._post(db, group, f"encrypted:{channel}:{group.id}", ENCRYPTED_IDS)

        await self._database.write(write)
        self._told.add(("encrypted", channel))
        self._wake_sender()

    def _tell_gap(self, db: Db, channel: str, gap: Gap) -> None:
        start, end = gap.start, gap.end
        for group in self._groups.heard_by(channel):
            words = MISSED.format(
                channel=channel,
                span=span_of(end - start),
                start=f"{start.astimezone(group.zone):%m-%d %H:%M:%S}",
                end=f"{end.astimezone(group.zone):%m-%d %H:%M:%S}",
            )
            notice = ForStaff(reply=reply(words), ask=ASK)
            key = f"gap:{channel}:{to_millis(start)}"
            self._outgoing.post_in_charge(db, group, key, notice, self._clock.now())

    def _post(self, db: Db, group: Group, key: str, words: str) -> None:
        self._outgoing.post(db, group, key, ForStaff(reply=reply(words), ask=ASK), self._clock.now())


def span_of(span: timedelta) -> str:
    """Return a span as people say it: 60 秒, 5 分钟, 3 小时, 2 天."""
    seconds = round(span.total_seconds())
    for size, unit in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} 秒"
