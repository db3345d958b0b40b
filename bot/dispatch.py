"""One message = one transaction = one answer.

The inbox row, the effects, the outbox rows and the stored answer commit together; a repeat of the event gets the
stored answer and changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import structlog

from bot.clock import Clock
from bot.groups import Groups
from bot.metrics import TRAFFIC
from bot.outgoing import Mail
from bot.rendering import Studio
from config.group import Group
from handlers.kit import (
    Answer,
    Capability,
    Context,
    Drawing,
    Event,
    Joined,
    Left,
    Message,
    Pressed,
    Refusal,
    Reply,
    Router,
    Survey,
    reply,
)
from handlers.kit.reply import Text, as_reply, dump, load
from handlers.kit.roles import role_of
from handlers.system import group_choice
from storage.database import Database
from storage.db import BROKEN, Db
from storage.members import activity, roster
from storage.members.roster import Member
from storage.messages import chats, inbox

log = structlog.get_logger()

SORRY = "出了点小问题，已经记下来了，请稍后再试。"
UNFINISHED = "刚才没有查成，请再发一次。"
MEANWHILE = "稍等，马上就好～"
STRANGER = (
    "你好，我是群伴。这个群还没有登记：\n会话 ID：{chat}\n"
    "请群主在 groups/ 里放一个 YAML，写上 group: {chat} 和 channels: {{hear: {channel}}}，我就开始上班。"
)
HOMELESS = "你好，我是群伴。还没有哪个群使用这个通道，请群主在群的 YAML 里写上 channels: {{hear: {channel}}}。"
PATIENCE = 3.0
"""Seconds a survey or a drawing may take before it follows later; platforms wait 5 s for an answer."""


LATEST = timedelta(hours=24)
EARLIEST = timedelta(minutes=10)


def happened(event: Event, now: datetime) -> datetime:
    """An event's own time, which decides its day; our time where the platform's cannot be right."""
    return event.at if -EARLIEST <= now - event.at <= LATEST else now


@dataclass(slots=True)
class _Done:
    """What a transaction decided: an answer, or a survey still to be made."""

    answer: Reply | None = None
    survey: Survey | None = None
    group_id: str = ""
    outcome: str = "silent"
    posted: bool = False
    error: Exception | None = None
    """What went wrong in the handler."""


def _done(answer: Answer, group: Group, posted: bool) -> _Done:
    if isinstance(answer, Survey):
        return _Done(reply(UNFINISHED), answer, group.id, "answered", posted)
    if answer is None:
        return _Done(posted=posted)
    said = (Text(text=answer),) if isinstance(answer, str) else answer
    return _Done(said, None, group.id, "answered", posted)


def _is_finished(done: _Done) -> bool:
    return done.survey is None and not (done.answer and any(isinstance(part, Drawing) for part in done.answer))


def _count(event: Event, ctx: Context) -> None:
    if isinstance(event, Message):
        activity.count(ctx.db, ctx.member, ctx.local_now)


def _ready(done: _Done) -> Reply:
    """What can be said while pictures are being drawn."""
    if done.survey:
        return ()
    return tuple(part for part in done.answer or () if not isinstance(part, Drawing))


class Dispatcher:
    """Takes events from channels and gives their answers back."""

    def __init__(
        self,
        database: Database,
        router: Router,
        groups: Groups,
        capabilities: Callable[[Group], frozenset[Capability]],
        mail: Mail,
        clock: Clock,
        random: Random,
        studio: Studio,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._router = router
        self._groups = groups
        self._capabilities = capabilities
        self._mail = mail
        self._clock = clock
        self._random = random
        self._studio = studio
        self._wake = wake
        self._unfinished: dict[tuple[str, str], asyncio.Task[Reply | None]] = {}
        self._following: set[asyncio.Task[None]] = set()
        self._talked: dict[str, datetime] = {}
        self.patience = PATIENCE

    async def handle(self, event: Event) -> Reply | None:
        """The answer to an event, after everything it changed is on disk. Raises only when the database is broken."""
        now = self._clock.now()
        done = await self._database.write(lambda db: self._decide(db, event, now), lane=event.chat or event.user)
        TRAFFIC.events[event.channel, done.outcome] += 1
        if event.chat and isinstance(event, Message):
            self._talked[event.chat] = now
        if done.posted:
            self._wake()
        if done.outcome == "repeat" and (running := self._unfinished.get((event.channel, event.key))):
            return await self._wait(running, UNFINISHED)
        return done.answer if _is_finished(done) else await self._finish_in_time(event, done)

    def _decide(self, db: Db, event: Event, now: datetime) -> _Done:
        choices = self._choices(db, event) if event.chat is None else ()
        group = self._group(db, event, choices)
        if isinstance(group, Group):
            done = self._act(db, event, group, choices, now)
        else:
            done = _Done(group, outcome="stranger")
        if inbox.keep(db, event.channel, event.key, now, dump(done.answer) if done.answer else None):
            if done.error:
                # Only now it is known that this is no repeat, in which handlers may well meet what they did before.
                key = f"{event.channel}:{event.key}"
                log.error("handler_failed", key=key, group=done.group_id, exc_info=done.error)
            return done
        # Heard before: repeats are rare enough to find out last, at the price of undoing what they did.
        db.undo()
        answer = inbox.answer(db, event.channel, event.key)
        return _Done(load(answer) if answer else None, outcome="repeat")

    def _act(self, db: Db, event: Event, group: Group, choices: tuple[Group, ...], now: datetime) -> _Done:
        member = self._member(db, event, group)
        if member is None:
            return _Done()
        letters: list[tuple[str, Reply]] = []
        ctx = Context(
            db=db,
            group=group,
            now=happened(event, now),
            random=self._random,
            key=f"{event.channel}:{event.key}",
            post=lambda key, said: letters.append((key, said)),
            features=self._router.features,
            able=self._capabilities,
            choices=choices,
            member=member,
            role=role_of(group, event.user),
        )
        _count(event, ctx)
        try:
            answer = self._answer(event, ctx)
        except Refusal as refusal:
            done = _Done(reply(str(refusal)), outcome="refused")
        except BROKEN:
            raise
        except Exception as error:
            done = _Done(reply(SORRY), outcome="failed", group_id=group.id, error=error)
        else:
            for key, said in letters:
                self._mail.to_group(db, group, key, said, now)
            return _done(answer, group, posted=bool(letters))
        db.undo()
        ctx.member = self._member(db, event, group) or member
        _count(event, ctx)
        return done

    def _answer(self, event: Event, ctx: Context) -> Answer:
        if isinstance(event, Message):
            return self._router.answer(event, ctx)
        return self._router.react(event, ctx)

    def _member(self, db: Db, event: Event, group: Group) -> Member | None:
        db.lock(group.id)
        match event:
            case Message() | Pressed():
                return roster.meet(db, group.id, event.user, event.name, event.at)
            case Joined():
                return roster.join(db, group.id, event.user, event.name, event.at, event.invited_by)
            case Left():
                member = roster.by_user(db, group.id, event.user)
                if member:
                    roster.leave(db, member, event.at)
                return member
        raise TypeError(f"unknown event {type(event).__name__}")

    def _group(self, db: Db, event: Event, choices: tuple[Group, ...]) -> Group | Reply | None:
        """The group an event belongs to; or what to say where there is none, or several."""
        if event.chat is not None:
            group = self._groups.get(event.chat)
            if group and event.channel in group.hear:
                return group
            told = (
                isinstance(event, Message) and event.addressed and chats.knock(db, event.channel, event.chat, event.at)
            )
            return reply(STRANGER.format(chat=event.chat, channel=event.channel)) if told else None
        if len(choices) == 1:
            return choices[0]
        if not choices:
            told = isinstance(event, Message) and chats.knock(db, event.channel, chats.private(event.user), event.at)
            return reply(HOMELESS.format(channel=event.channel)) if told else None
        seat = chats.seat(db, event.channel, event.user)
        for group in choices:
            if group.id == seat:
                return group
        if not isinstance(event, Message):
            return None
        return choices[0] if group_choice.is_meant(self._router, event) else reply(group_choice.question(choices))

    def _choices(self, db: Db, event: Event) -> tuple[Group, ...]:
        """The groups a private conversation may count for: those the user is in, or the only one there is."""
        heard = self._groups.heard_by(event.channel)
        if len(heard) < 2:
            return heard
        mine = set(roster.groups_of(db, event.user))
        return tuple(group for group in heard if group.id in mine) or heard

    async def _finish_in_time(self, event: Event, done: _Done) -> Reply | None:
        place = (event.channel, event.key)
        task = asyncio.create_task(self._finish(event, done))
        self._unfinished[place] = task
        task.add_done_callback(lambda _: self._unfinished.pop(place, None))
        try:
            return await asyncio.wait_for(asyncio.shield(task), self.patience)
        except TimeoutError:
            words = _ready(done)
            following = asyncio.create_task(self._follow(event, done.group_id, task, words))
            self._following.add(following)
            following.add_done_callback(self._following.discard)
            return words or reply(MEANWHILE)

    def last_talk(self, group_id: str) -> datetime | None:
        """When somebody spoke last in a group, since the start."""
        return self._talked.get(group_id)

    async def settle(self) -> None:
        """Waits until surveys and drawings on their way have been answered."""
        await asyncio.gather(*self._following)

    async def _finish(self, event: Event, done: _Done) -> Reply | None:
        """The answer with its survey made and its pictures drawn, kept for a repeat of the event."""
        answer = await self._look(event, done.survey) if done.survey else done.answer
        answer = answer and await self._studio.develop(answer)
        stored = dump(answer) if answer else None
        await self._database.write(lambda db: inbox.amend(db, event.channel, event.key, stored))
        return answer

    async def _look(self, event: Event, survey: Survey) -> Reply | None:
        try:
            said = await self._database.read(survey.ask)
        except Refusal as refusal:
            said = str(refusal)
        except Exception:
            log.exception("survey_failed", key=f"{event.channel}:{event.key}")
            said = SORRY
        return None if said is None else as_reply(said)

    async def _follow(self, event: Event, group_id: str, task: asyncio.Task[Reply | None], said: Reply) -> None:
        """Sends what was not said at once."""
        answer = tuple(part for part in await task or () if part not in said)
        if answer:
            now = self._clock.now()
            await self._database.write(lambda db: self._mail.to_origin(db, event, group_id, answer, now))
            self._wake()

    async def _wait(self, task: asyncio.Task[Reply | None], otherwise: str) -> Reply | None:
        try:
            return await asyncio.wait_for(asyncio.shield(task), self.patience)
        except TimeoutError:
            return reply(otherwise)
