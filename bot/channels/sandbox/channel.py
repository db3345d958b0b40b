"""The sandbox: a group chat of our own, so that the whole bot can be tried without any account.

It plays the platform: it keeps who is in the group and what was said, hands events to the dispatcher like any other
channel, and shows what comes back on every open page. A person's user id is the name shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from bot.channels.channel import SENT, Pace, Receive, SendResult, SendStatus
from bot.channels.sandbox.clock import turn_clock
from bot.channels.sandbox.deps import SandboxDeps
from bot.channels.sandbox.people import BOT, come, go, insist, present, usable
from bot.channels.sandbox.place import Place, happening, private_chat, split_chat
from bot.channels.sandbox.protocol import Payload, Turn, clock_of, line_of, people_of, place_of
from bot.channels.sandbox.subscriber import Subscriber, Subscribers
from bot.channels.sandbox.words import label_of, readable, split_mentions
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
from storage.db import Db
from storage.messages import files, transcript
from storage.messages.transcript import Line

HISTORY = 200
NOTHING_SEEN = "路上只做了不用说的事（比如夜里算成长值），没有要发的消息。"


class Sandbox:
    """A channel whose platform is a page in the browser."""

    capabilities = frozenset(Capability)
    pace: Pace | None = None

    def __init__(self, name: str, settings: SandboxSettings, receive: Receive, deps: SandboxDeps) -> None:
        self.name = name
        self._members = tuple(settings.members)
        self._receive = receive
        self._clock, self._database, self._groups = deps.clock, deps.database, deps.groups
        self._deps = deps
        self.subscribers = Subscribers()
        self._turning = asyncio.Lock()
        self._lines = 0
        """Written since the start."""

    def routes(self) -> Iterable[web.RouteDef]:
        return ()

    def lane(self, target: str) -> str:
        return f"{self.name}/{target}"

    def private_target(self, group_id: str, user: str) -> str:
        return private_chat(group_id, user)

    def pieces(self, reply: Reply) -> list[Reply]:
        return [reply]

    async def send(self, target: str, piece: Reply, key: str) -> SendResult:  # noqa: ARG002
        group_id, member = split_chat(target)
        group = self.group(group_id)
        if group is None:
            return SendResult(SendStatus.REFUSED, f"沙盒里没有群「{group_id}」")
        await self._speak(Place(group, member), piece)
        if not self._turning.locked():
            self.subscribers.publish(group.id, clock_of(self._clock, await self._deps.next_planned()))
        return SENT

    def groups(self) -> tuple[Group, ...]:
        """Return the groups that can be tried here."""
        return self._groups.heard_by(self.name)

    def problems(self) -> list[str]:
        """Return what is wrong with the groups' files."""
        return [problem.brief for problem in self._groups.problems]

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
            "problems": self.problems(),
            "people": people_of(group, names),
            "lines": [line_of(line) for line in lines],
            **clock_of(self._clock, await self._deps.next_planned()),
            "type": "hello",
        }

    async def tell_changes(self) -> None:
        """Send every page the groups, what is wrong with their files, and its group's people: a file has changed."""
        told: Payload = {"type": "groups", "groups": list(map(place_of, self.groups())), "problems": self.problems()}
        for group in self.groups():
            self.subscribers.publish(group.id, told)
            self.subscribers.publish(group.id, await self._people(group))

    async def look(self, group: Group, subscriber: Subscriber) -> None:
        """Send one subscriber the people and the clock as they are now."""
        subscriber.send(await self._people(group))
        subscriber.send(clock_of(self._clock, await self._deps.next_planned()))

    async def open_private(self, group: Group, user: str, subscriber: Subscriber) -> None:
        """Send one subscriber what was said in a person's private chat with the bot."""
        chat = private_chat(group.id, user)
        lines = await self._database.read(lambda db: transcript.latest(db, chat, HISTORY))
        subscriber.send({"type": "private", "user": user, "lines": [line_of(line, user) for line in lines]})

    async def say(self, group: Group, user: str, text: str, picture: str = "", *, private: bool = False) -> None:
        """Let a person say something; the bot's answer is in the chat when this returns. Raises Refusal."""
        place = Place(group, user if private else "")
        text = readable(text)
        if not text and not picture:
            raise Refusal("说点什么吧，空消息发不出去。")

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            insist(names, user)
            if picture and files.load(db, picture) is None:
                raise Refusal("这张图片不见了，请重新选一次。")
            words = split_mentions(text, names, BOT)
            return user, (*words, Picture(digest=picture)) if picture else tuple(words)

        line, parts = await self._record(place, write)
        mentions = [part for part in parts if isinstance(part, Mention)]
        words = [part for part in parts if isinstance(part, Text) or (isinstance(part, Mention) and part.user != BOT)]
        message = happening(
            self.name,
            Message,
            place,
            line,
            user,
            text=plain(words).strip(),
            addressed=private or any(part.user == BOT for part in mentions),
            mentions=tuple(At(part.user, part.name) for part in mentions if part.user != BOT),
            pictures=(picture,) if picture else (),
        )
        await self._hand_over(place, message)

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

        place = Place(group)
        line, _ = await self._record(place, write)
        self.subscribers.publish(group.id, await self._people(group))
        await self._hand_over(place, happening(self.name, Joined, place, line, taken, invited_by=invited_by or None))

    async def leave(self, group: Group, user: str) -> None:
        """Let a person leave. Raises Refusal."""

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            insist(names, user)
            go(db, group, user)
            return "", reply(f"{user} 退出了群聊")

        place = Place(group)
        line, _ = await self._record(place, write)
        self.subscribers.publish(group.id, await self._people(group))
        await self._hand_over(place, happening(self.name, Left, place, line, user))

    async def press(self, group: Group, user: str, card: str, button: str, *, private: bool = False) -> None:
        """Let a person press a button of a card that the history still shows. Raises Refusal."""
        place = Place(group, user if private else "")

        def write(db: Db, names: list[str]) -> tuple[str, Reply]:
            insist(names, user)
            label = label_of(transcript.latest(db, place.chat, HISTORY), card, button)
            if label is None:
                raise Refusal("这张卡片太久了，已经按不动了。")
            return "", reply(f"{user} 点了「{label}」")

        line, _ = await self._record(place, write)
        await self._hand_over(place, happening(self.name, Pressed, place, line, user, card=card, button=button))

    async def turn_clock(self, group: Group, turn: Turn) -> None:
        """Turn the clock forward; everything that falls due on the way happens. Raises Refusal."""
        async with self._turning:
            lines = self._lines
            if not await turn_clock(turn, self._deps, group.zone, lambda: self._lines > lines):
                await self._record(Place(group), lambda _, __: ("", reply(NOTHING_SEEN)))
        time = clock_of(self._clock, await self._deps.next_planned())
        for other in self.groups():
            self.subscribers.publish(other.id, time)

    async def keep_picture(self, data: bytes) -> str:
        """Keep a picture and return its digest."""
        now = self._clock.now()
        return await self._database.write(lambda db: files.save(db, data, now))

    async def picture(self, digest: str) -> bytes | None:
        """Return the file with a digest; None where there is none."""
        return await self._database.read(lambda db: files.load(db, digest))

    async def _record(self, place: Place, write: Callable[[Db, list[str]], tuple[str, Reply]]) -> tuple[Line, Reply]:
        """Check and write one line in one transaction, and show it. It comes before the event, as on a platform."""
        group, now = place.group, self._clock.now()

        def work(db: Db) -> tuple[Line, Reply]:
            speaker, parts = write(db, present(db, group, self._members))
            return transcript.add(db, place.chat, speaker, dump(parts), now), parts

        line, parts = await self._database.write(work, lane=group.id)
        self._lines += 1
        self.subscribers.publish(group.id, {"type": "line", "line": line_of(line, place.member)})
        return line, parts

    async def _hand_over(self, place: Place, event: Event) -> None:
        answer = await self._receive(event)
        if answer is not None:
            await self._speak(place, answer)

    async def _speak(self, place: Place, reply: Reply) -> None:
        await self._record(place, lambda _, __: (BOT, reply))

    async def _people(self, group: Group) -> Payload:
        names = await self._database.read(lambda db: present(db, group, self._members))
        return {"type": "people", "people": people_of(group, names)}
