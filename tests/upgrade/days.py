"""Three days with the stored life: how they are played, and what of them is on record."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.chat import Chat, Platform, open_chat
from tests.upgrade.content import Change, changes, connected, content, unnumbered

ZONE = ZoneInfo("Asia/Shanghai")
AHEAD = timedelta(days=35, hours=15, minutes=50)
"""How far the stored sandbox clock is ahead of the host's clock."""
REOPENED = datetime(2026, 11, 30, 16, 20, 30, tzinfo=UTC)
"""20 seconds after the old process stopped, 00:20:30 in Shanghai."""


@dataclass
class Record:
    """Everything observable in three days."""

    answers: list[list[str]] = field(default_factory=list)
    """[local time, group, who, words, answer]."""
    messages: dict[str, list[list[str]]] = field(default_factory=dict)
    """By what is behind them: [local time, channel and target, text]."""
    tables: dict[str, Change] = field(default_factory=dict)


class Days:
    """The groups on one database, and the record of what happens in them."""

    def __init__(self, chat: Chat, connection: AsyncConnection) -> None:
        self.chat = chat
        self.connection = connection
        self.side = Platform("side")
        self.record = Record()

    async def begin(self) -> None:
        """Put the second platform into place, and see to what was on its way when the process stopped."""
        self.side.pace = (1, timedelta(minutes=30))
        self.chat.bot.channels["side"] = self.side
        self.chat.said = 10_000  # the old life's keys are taken
        # As at a start, but nothing is sent by itself.
        await self.chat.bot.sender.stop()
        await self.chat.bot.sender.run()

    async def end(self) -> None:
        """Put on record what the platforms got."""
        for platform in (self.chat.platform, self.side):
            await self._note_messages(platform)
        for lines in self.record.messages.values():
            lines.sort()  # lanes are served at the same time

    async def value(self, sql: str, **values: str) -> str:
        """Return the first value of a query; raises AssertionError where there is none."""
        row = (await self.connection.execute(text(sql), values)).first()
        assert row, (sql, values)
        return str(row[0])

    async def until(self, words: str) -> None:
        """Let time pass until a local moment in Shanghai, such as 12-02 09:00."""
        moment = datetime.strptime(f"2026-{words}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
        await self.chat.forward_to(moment.astimezone(UTC))

    async def say(
        self,
        who: str,
        words: str,
        group: str = "demo",
        *,
        private: bool = False,
        hours_late: int = 0,
        key: str = "",
        shown: str = "",
    ) -> None:
        """Say something, with every @name in it as a mention; the record has `shown` where words hold a number."""
        self.chat.group = group
        answer = await self.chat.say(
            who,
            words,
            addressed=True,
            mentions=re.findall(r"@(\w+)", words),
            at=self.chat.now - timedelta(hours=hours_late),
            private=private,
            key=key,
        )
        self._note(who, shown or words, answer)

    async def say_on_page(self, who: str, words: str) -> None:
        """Say something on the sandbox's page; the transcript has the answer."""
        sandbox = self.chat.bot.sandbox()
        assert sandbox
        group = sandbox.group("page")
        assert group
        await sandbox.say(group, who, words)

    async def press(self, who: str, card: str, button: str) -> None:
        """Press a button of a card in the group demo."""
        self.chat.group = "demo"
        self._note(who, f"[{button}]", await self.chat.press(who, card, button))

    async def leave(self, who: str) -> None:
        """Leave the group demo."""
        self.chat.group = "demo"
        self._note(who, "[退群]", await self.chat.leave(who))

    async def join(self, who: str, by: str) -> None:
        """Join the group demo by an invitation."""
        self.chat.group = "demo"
        self._note(who, "[入群]", await self.chat.join(who, by))

    def _note(self, who: str, words: str, answer: str) -> None:
        self.record.answers.append([_local(self.chat.now), self.chat.group, who, words, unnumbered(answer)])

    async def _note_messages(self, platform: Platform) -> None:
        rows = await self.connection.execute(text("SELECT key, done_at FROM outbox WHERE state = 'sent'"))
        sent = {row[0]: datetime.fromtimestamp(row[1] / 1000, UTC) for row in rows}
        broadcasts = Chat(self.chat.bot, platform).broadcasts
        for key, (target, _), words in zip(platform.keys, platform.got, broadcasts, strict=True):
            name = key.rpartition(":")[0]
            line = [_local(sent[name]), f"{platform.name}/{target}", words]
            self.record.messages.setdefault(origin(name), []).append(line)


def origin(key: str) -> str:
    """Return what is behind a message, by its key: run:demo:早安, timer:polls, late:chat."""
    parts = key.split(":")
    return ":".join(parts[:3] if parts[0] == "run" else parts[:2])


def _local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%m-%d %H:%M:%S}"


async def play(config: Path, url: str, parts: Sequence[Callable[[Days], Awaitable[None]]]) -> Record:
    """Open the stored life on this database, live on for these parts of the days, and return the record."""
    async with connected(url) as connection:
        before = await content(connection)
        chat = await open_chat(config, url, at=REOPENED - AHEAD)
        try:
            days = Days(chat, connection)
            await days.begin()
            for part in parts:
                await part(days)
            await days.end()
        finally:
            await chat.bot.close()
        days.record.tables = changes(before, await content(connection))
    return days.record
