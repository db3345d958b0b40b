"""The sandbox: a group chat of our own, so that the whole bot can be tried without any account.

It plays the platform: it keeps who is in the group and what was said, hands events to the dispatcher like any other
channel, and shows what comes back on every open page. A person's user id is the name shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from aiohttp import web

from bot.channels.channel import SENT, Pace, Receive, SendResult, SendStatus
from bot.channels.sandbox.clock import target_of
from bot.channels.sandbox.people import BOT, come, go, insist, present, usable
from bot.channels.sandbox.protocol import Payload, Turn, clock_of, line_of, people_of, place_of
from bot.channels.sandbox.subscriber import Subscriber, Subscribers
from bot.channels.sandbox.words import label_of, readable, split_mentions
from bot.clock import TurnableClock
from bot.groups import Groups
from config.channels import SandboxSettings
from config.group import Group
from handlers.kit import (
    At,
    Capability,
    Event,
    Joined,
    Left,
    Mention,
    Message,
    Picture,
    Pressed,
    Refusal,
    Reply,
    Text,
    reply,
)
from handlers.kit.reply import dump, plain
from storage.database import Database
from storage.db import Db
from storage.messages import files, transcript
from storage.messages.transcript import Line

HISTORY = 200

Happening = TypeVar("Happening", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxDeps:
    """What the sandbox is given beside the way to the dispatcher: it plays the platform, and turns the clock."""

    clock: TurnableClock
    database: Database
    groups: Groups
    fast_forward: Callable[[datetime], Awaitable[None]]
    """Runs everything due up to a moment, in order, and leaves the clock there."""
    next_planned: Callable[[], Awaitable[datetime | None]]


class Sandbox:
    """A channel whose platform is a page in the browser."""

    capabilities = frozenset(Capability) - {Capability.PRIVATE}
    pace: Pace | None = None

    def __init__(self, name: str, settings: SandboxSettings, receive: Receive, deps: SandboxDeps) -> None:
        self.name = name
        self._members = tuple(settings.members)
        self._receive = receive
        self._clock = deps.clock
        self._database = deps.database
        self._groups = deps.groups
        self._fast_forward = deps.fast_forward
        self._next_planned = deps.next_planned
        self.subscribers = Subscribers()
        self._turning = asyncio.Lock()

    def routes(self) -> Iterable[web.RouteDef]:
        return ()

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def pieces(self, reply: Reply) -> list[Reply]:
        return [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:  # noqa: ARG002
        group = self.group(target)
        if group is None:
            return SendResult(SendStatus.REFUSED, f"沙盒里没有群「{target}」")
        await self._speak(group, piece)
        if not self._turning.locked():
            self.subscribers.publish(group.id, await self._time())
        return SENT

    def groups(self) -> tuple[Group, ...]:
        """Return the groups that can be tried here."""
        return self._groups.heard_by(self.name)

    def group(self, group_id: str) -> Group | None:
        """Return the group with this id, or None where the sandbox does not serve it."""
        return next((group for group in self.groups() if group.id == group_id), None)

    async def hello(self, group: Group) -> Payload:
        """Return everything a page needs to begin."""
        names, lines = await self._database.read(
            lambda db: (present(db, group, self._members), transcript.latest(db, group.id, HISTORY))
        )
        return {
            "bot": BOT,
            "group": place_of(group),
            "groups": [place_of(other) for other in self.groups()],
            "people": people_of(group, names),
            "lines": [line_of(line) for line in lines],
            **await self._time(),
            "type": "hello",
        }

    async def look(self, group: Group, subscriber: Subscriber) -> None:
        """Send one subscriber the people and the clock as they are now."""
        subscriber.send(await self._people(group))
        subscriber.send(await self._time())

    async def say(self, group: Group, user: str, text: str, picture: str = "") -> None:
        """Let a person say something; the bot's answer is in the chat when this returns. Raises Refusal."""
        text = readable(text)
        if not text and not picture:
            raise Refusal("说点什么吧，空消息发不出去。")

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            insist(names, user)
            if picture and files.load(db, picture) is None:
                raise Refusal("这张图片不见了，请重新选一次。")
            words = split_mentions(text, [*names, BOT])
            return user, (*words, Picture(digest=picture)) if picture else tuple(words)

        line, parts = await self._record(group, write)
        mentions = [part for part in parts if isinstance(part, Mention)]
        words = [part for part in parts if isinstance(part, Text) or (isinstance(part, Mention) and part.user != BOT)]
        message = self._event(
            Message,
            group,
            line,
            user,
            text=plain(words).strip(),
            addressed=any(part.user == BOT for part in mentions),
            mentions=tuple(At(part.user, part.name) for part in mentions if part.user != BOT),
            pictures=(picture,) if picture else (),
        )
        await self._hand_over(group, message)

    async def join(self, group: Group, name: str, invited_by: str = "") -> None:
        """Let a person join, alone or by invitation. Raises Refusal, also for a name that nobody can have."""
        taken = ""

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            nonlocal taken
            taken = usable(name, names)
            if invited_by:
                insist(names, invited_by)
            come(db, group, taken)
            return "", reply(f"{invited_by}邀请{taken}加入了群聊" if invited_by else f"{taken} 加入了群聊")

        line, _ = await self._record(group, write)
        self.subscribers.publish(group.id, await self._people(group))
        await self._hand_over(group, self._event(Joined, group, line, taken, invited_by=invited_by or None))

    async def leave(self, group: Group, user: str) -> None:
        """Let a person leave. Raises Refusal."""

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            insist(names, user)
            go(db, group, user)
            return "", reply(f"{user} 退出了群聊")

        line, _ = await self._record(group, write)
        self.subscribers.publish(group.id, await self._people(group))
        await self._hand_over(group, self._event(Left, group, line, user))

    async def press(self, group: Group, user: str, card: str, button: str) -> None:
        """Let a person press a button of a card that the history still shows. Raises Refusal."""

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            insist(names, user)
            label = label_of(transcript.latest(db, group.id, HISTORY), card, button)
            if label is None:
                raise Refusal("这张卡片太久了，已经按不动了。")
            return "", reply(f"{user} 点了「{label}」")

        line, _ = await self._record(group, write)
        await self._hand_over(group, self._event(Pressed, group, line, user, card=card, button=button))

    async def turn_clock(self, group: Group, turn: Turn) -> None:
        """Turn the clock forward; everything that falls due on the way happens. Raises Refusal."""
        async with self._turning:
            now = self._clock.now()
            next_planned = await self._next_planned() if turn.next else None
            await self._fast_forward(target_of(turn, now, group.zone, next_planned))
        time = await self._time()
        for other in self.groups():
            self.subscribers.publish(other.id, time)

    async def keep_picture(self, data: bytes) -> str:
        """Keep a picture and return its digest."""
        now = self._clock.now()
        return await self._database.write(lambda db: files.save(db, data, now))

    async def picture(self, digest: str) -> bytes | None:
        """Return the file with a digest; None where there is none."""
        return await self._database.read(lambda db: files.load(db, digest))

    async def _record(self, group: Group, write: Callable[[Db, list[str]], tuple[str, Reply]]) -> tuple[Line, Reply]:
        """Check and write one line in one transaction, and show it. It comes before the event, as on a platform."""
        now = self._clock.now()

        def work(db: Db) -> tuple[Line, Reply]:
            speaker, parts = write(db, present(db, group, self._members))
            return transcript.add(db, group.id, speaker, dump(parts), now), parts

        line, parts = await self._database.write(work, lane=group.id)
        self.subscribers.publish(group.id, {"type": "line", "line": line_of(line)})
        return line, parts

    def _event(self, kind: type[Happening], group: Group, line: Line, user: str, **more: Any) -> Happening:
        key = f"{kind.__name__.lower()}:{line.id}"
        return kind(channel=self.name, key=key, chat=group.id, user=user, name=user, at=line.at, **more)

    async def _hand_over(self, group: Group, event: Event) -> None:
        answer = await self._receive(event)
        if answer is not None:
            await self._speak(group, answer)

    async def _speak(self, group: Group, reply: Reply) -> None:
        await self._record(group, lambda _, __: (BOT, reply))

    async def _time(self) -> Payload:
        return clock_of(self._clock.now(), self._clock.ahead, await self._next_planned())

    async def _people(self, group: Group) -> Payload:
        names = await self._database.read(lambda db: present(db, group, self._members))
        return {"type": "people", "people": people_of(group, names)}
