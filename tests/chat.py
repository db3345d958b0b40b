"""The voice of all feature tests: a group one can talk in, on the real bot with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from aiohttp import web

from bot.app import Bot
from bot.channels.channel import SENT, Pace, SendResult
from bot.outgoing import private_key
from bot.rendering import SHEET
from bot.time_travel import fast_forward
from config.settings import Settings
from handlers.kit import At, Capability, Event, Joined, Left, Message, Picture, Pressed, Reply
from handlers.kit.reply import load, plain
from handlers.pictures.specs import PictureSpec
from storage.db import Db
from storage.messages import files

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Monday, 2026-11-23, 08:00 in Shanghai."""

CHANNELS = "channels: {chat: {kind: sandbox}}\n"
GROUP = """\
group: demo
name: 测试群
channels: {hear: chat, push: chat}
owner: 群主
admins: [小助理]
staff: [店员]
"""


class FrozenClock:
    """Stands still until it is told otherwise."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class Platform:
    """A chat platform that takes everything and remembers it."""

    def __init__(self, name: str, capabilities: Iterable[Capability] = Capability) -> None:
        self.name = name
        self.capabilities = frozenset(capabilities)
        self.pace: Pace | None = None
        self.got: list[tuple[str, Reply]] = []
        self.keys: list[str] = []
        """Under which each of them came: the outbox's key and the piece."""
        self.outcomes: list[SendResult] = []
        """How the next requests end; afterwards all go well."""

    def routes(self) -> list[web.RouteDef]:
        return []

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def private_target(self, group_id: str, user: str) -> str:  # noqa: ARG002
        return user

    def pieces(self, reply: Reply) -> list[Reply]:
        return [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:
        self.got.append((target, piece))
        self.keys.append(key)
        return self.outcomes.pop(0) if self.outcomes else SENT


class FakeRenderer:
    """Draws nothing: a picture's file is its sheet as JSON. tests/pictures/test_pictures.py looks at real ones."""

    async def draw(self, sheet: PictureSpec) -> bytes:
        return SHEET.dump_json(sheet)

    async def close(self) -> None:
        pass


@dataclass
class Chat:
    """One group. Names are user ids."""

    bot: Bot
    platform: Platform
    group: str = "demo"
    said: int = 0
    shown: str = ""
    """What the group read of the last answer."""

    async def say(
        self,
        who: str,
        text: str,
        *,
        addressed: bool = False,
        mentions: Iterable[str] = (),
        at: datetime | None = None,
        key: str = "",
        private: bool = False,
    ) -> str:
        """Return what the speaker reads of the bot's answer; empty is silence.

        A mention is written as @小明 in the text, too.
        """
        answer = await self.answer(who, text, addressed=addressed, mentions=mentions, at=at, key=key, private=private)
        return plain(answer or ())

    async def answer(
        self,
        who: str,
        text: str,
        *,
        addressed: bool = False,
        mentions: Iterable[str] = (),
        at: datetime | None = None,
        key: str = "",
        private: bool = False,
    ) -> Reply | None:
        """Return the bot's answer in parts: what it wrote to the speaker in private, else what it said in the group."""
        event = Message(
            channel=self.platform.name,
            key=key or self._next(),
            chat=None if private else self.group,
            user=who,
            name=who,
            at=at or self.now,
            text=text,
            addressed=addressed or private,
            mentions=tuple(At(one, one) for one in mentions),
        )
        return await self._tell(event)

    async def show(self, who: str, photo: str, text: str = "", *, private: bool = False, kept: bool = True) -> str:
        """Let somebody send a photo, with words where there are any; one that is not kept is a platform's address."""
        digest = await self.bot.database.write(lambda db: files.save(db, photo.encode(), self.now)) if kept else photo
        message = Message(
            channel=self.platform.name,
            key=self._next(),
            chat=None if private else self.group,
            user=who,
            name=who,
            at=self.now,
            text=text,
            addressed=private,
            pictures=(digest,),
        )
        return await self.hear(message)

    async def hear(self, event: Event) -> str:
        """Return what whoever caused an event reads of the bot's answer."""
        return plain(await self._tell(event) or ())

    async def _tell(self, event: Event) -> Reply | None:
        """Return what the bot wrote to whoever caused an event in private, else what it said in the group."""
        said = await self.bot.receive(event)
        written = await self.bot.database.write(lambda db: _deliver(db, private_key(event)), lane=self.group)
        self.shown = plain(said or ())
        return await self.bot.renderer.render(load(written)) if written else said

    async def sheets(self, reply: Reply | None) -> list[PictureSpec]:
        """Return what the pictures in a reply show."""
        digests = [part.digest for part in reply or () if isinstance(part, Picture)]
        pictures = await self.bot.database.read(lambda db: [files.load(db, digest) or b"" for digest in digests])
        return [SHEET.validate_json(picture) for picture in pictures]

    @staticmethod
    def pictures(reply: Reply | None) -> list[str]:
        """Return what the pictures in a reply are called."""
        return [part.alt for part in reply or () if isinstance(part, Picture)]

    async def join(
        self, who: str, invited_by: str | None = None, at: datetime | None = None, *, scene: str = "", source: str = ""
    ) -> str:
        """Let somebody join, by a way that the platform tells; return what the bot answers."""
        event = Joined(
            channel=self.platform.name,
            key=self._next(),
            chat=self.group,
            user=who,
            name=who,
            at=at or self.now,
            invited_by=invited_by,
            scene=scene,
            source=source,
        )
        return plain(await self.bot.receive(event) or ())

    async def leave(self, who: str) -> str:
        """Let somebody leave; return what the bot answers."""
        event = Left(channel=self.platform.name, key=self._next(), chat=self.group, user=who, name=who, at=self.now)
        return plain(await self.bot.receive(event) or ())

    async def press(self, who: str, card: str, button: str) -> str:
        """Let somebody press a button; return what the bot answers."""
        event = Pressed(
            channel=self.platform.name,
            key=self._next(),
            chat=self.group,
            user=who,
            name=who,
            at=self.now,
            card=card,
            button=button,
        )
        return plain(await self._tell(event) or ())

    @property
    def now(self) -> datetime:
        """Return the group's present moment."""
        return self.bot.clock.now()

    async def forward(self, **duration: float) -> list[str]:
        """Time passes; returns what the bot said by itself meanwhile."""
        return await self.forward_to(self.now + timedelta(**duration))

    async def forward_to(self, until: datetime) -> list[str]:
        """Time passes until a moment."""
        before = len(self.platform.got)
        await fast_forward(self.bot.clock, self.bot.runner, self.bot.sender, until)
        return [plain(piece) for _, piece in self.platform.got[before:]]

    @property
    def broadcasts(self) -> list[str]:
        """Return everything the bot said by itself so far."""
        return [plain(piece) for _, piece in self.platform.got]

    def _next(self) -> str:
        self.said += 1
        return f"m{self.said}"


def _deliver(db: Db, key: str) -> str | None:
    """Return what is in the outbox under a key, as JSON, and count it as sent; None where there is nothing."""
    row = db.fetch_one(
        "UPDATE outbox SET state = 'sent', done_at = created_at WHERE key = :key RETURNING reply", key=key
    )
    return row[0] if row else None


def write_config(folder: Path, *groups: str, channels: str = CHANNELS) -> Path:
    """Return a configuration folder with these group files."""
    (folder / "groups").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "channels.yaml").write_text(channels)
    for number, group in enumerate(groups):
        (folder / "groups" / f"group{number}.yaml").write_text(group)
    return folder


async def open_chat(config: Path, database: str, *, seed: int = 1, at: datetime = START) -> Chat:
    """Return a bot on this configuration and database, with nothing happening by itself."""
    settings = Settings(config=config, database=database)
    bot = Bot(settings, clock=FrozenClock(at), random=Random(seed), renderer=FakeRenderer())
    await bot.open()
    platform = Platform("chat")
    bot.channels["chat"] = platform
    return Chat(bot, platform)
