"""Answers that need more than their transaction: queries on a reading connection, and pictures to be drawn.

An answer that takes too long follows later through the outbox; until then a repeat of its event waits for the same
work instead of beginning it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import structlog

from bot.audience import Asker, answer_in_place, asker_of
from bot.clock import Clock
from bot.outgoing import Outgoing
from bot.rendering import PictureRenderer
from config.group import Group
from handlers.kit import (
    Audience,
    Drawing,
    Event,
    HandlerResult,
    MemberContext,
    Notice,
    OpenRefusal,
    Query,
    Refusal,
    Reply,
    reply,
)
from handlers.kit.audience import words_of
from handlers.kit.declarations import Prepared
from handlers.kit.reply import dump
from storage.database import Database
from storage.db import Db
from storage.messages import inbox

log = structlog.get_logger()

SORRY = "出了点小问题，已经记下来了，请稍后再试。"
UNFINISHED = "刚才没有查成，请再发一次。"
MEANWHILE = "稍等，马上就好～"
TIME_LIMIT = 3.0
"""Seconds an answer may take before it follows later; platforms wait 5 s."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An answer that is not complete yet."""

    event: Event
    group_id: str
    query: Query | None
    """Still to be asked; then there is no reply yet."""
    reply: Reply
    """May hold drawings that are still to be rendered."""
    asker: Asker | None = None
    """Who asks the query."""
    ctx: MemberContext | None = None
    """The context of the message with the query; what the query prepares is carried out in it."""

    @property
    def sayable(self) -> Reply:
        """Return what can be said while the rest is under way."""
        return tuple(part for part in self.reply if not isinstance(part, Drawing))


def is_complete(answer: Reply) -> bool:
    """Return whether an answer may leave as it is."""
    return not any(isinstance(part, Drawing) for part in answer)


class LateAnswers:
    """Completes answers within the time limit, or sends them after it."""

    def __init__(
        self,
        database: Database,
        renderer: PictureRenderer,
        outgoing: Outgoing,
        clock: Clock,
        wake_sender: Callable[[], None],
    ) -> None:
        self._database = database
        self._renderer = renderer
        self._outgoing = outgoing
        self._clock = clock
        self._wake_sender = wake_sender
        self._running: dict[tuple[str, str], asyncio.Task[Reply | None]] = {}
        """The answers under way, by channel and event key."""
        self._following: set[asyncio.Task[None]] = set()
        """What is sent after the time limit."""
        self.time_limit = TIME_LIMIT

    async def complete(self, pending: Pending) -> Reply | None:
        """Return the complete answer, or what can be said in time; then the rest follows by itself.

        Where the channel's answers leave through the outbox, so does this one, and nothing is returned. It is not
        waited for: what is said next in a chat is written down only then, and a crash meanwhile would lose it.
        """
        place = (pending.event.channel, pending.event.key)
        task = asyncio.create_task(self._complete(pending))
        self._running[place] = task
        task.add_done_callback(lambda _: self._running.pop(place, None))
        if self._outgoing.answers_later(pending.event.channel):
            self._follow(self._let_leave(task))
            return None
        try:
            return await asyncio.wait_for(asyncio.shield(task), self.time_limit)
        except TimeoutError:
            self._follow(self._send_later(pending, task))
            return pending.sayable or reply(MEANWHILE)

    async def wait_for(self, event: Event) -> Reply | None:
        """Return the answer to a repeated event whose first answer is under way; raises KeyError where none is."""
        task = self._running[event.channel, event.key]
        try:
            return await asyncio.wait_for(asyncio.shield(task), self.time_limit)
        except TimeoutError:
            return reply(UNFINISHED)

    def is_running(self, event: Event) -> bool:
        """Return whether the answer to this event is under way."""
        return (event.channel, event.key) in self._running

    async def settle(self) -> None:
        """Wait until everything under way has been sent."""
        await asyncio.gather(*self._following)

    async def finish(self, seconds: float) -> None:
        """Give what is under way some time; who asked the rest is told after a restart that it did not come."""
        if self._following:
            await asyncio.wait(self._following, timeout=seconds)

    def _follow(self, work: Coroutine[None, None, None]) -> None:
        following = asyncio.create_task(work)
        self._following.add(following)
        following.add_done_callback(self._following.discard)

    async def _let_leave(self, task: asyncio.Task[Reply | None]) -> None:
        """Wake the sender once an answer is in the outbox."""
        try:
            await task
        except Exception:
            log.exception("late_answer_failed")
        self._wake_sender()

    async def _complete(self, pending: Pending) -> Reply | None:
        """Return the answer with its query asked and its pictures drawn, kept for a repeat of the event."""
        event = pending.event
        result, asker = await self._ask(pending, pending.query) if pending.query else (pending.reply, pending.asker)
        if asker and not isinstance(asker.notice(result), tuple):
            return await self._write_privately(asker, result)
        answer = await self._renderer.render(words_of(result or ()))
        stored = dump(answer) if answer else None
        now = self._clock.now()

        def write(db: Db) -> None:
            inbox.set_answer(db, event.channel, event.key, stored)
            if self._outgoing.answers_later(event.channel):
                self._outgoing.instead_of_waiting(db, event, pending.group_id, answer, now)

        await self._database.write(write)
        return answer or None

    async def _ask(self, pending: Pending, query: Query) -> tuple[HandlerResult, Asker | None]:
        """Return what a query answers, and who asked, as far as only the answer tells who may see it."""
        ctx, asker = pending.ctx, pending.asker
        try:
            result = await self._database.read(query.ask)
            if not isinstance(result, Prepared):
                return result, asker
            assert ctx, "whoever asks has a context"
            return await self._carry_out(pending.event, ctx, result)
        except Refusal as refusal:
            if ctx and isinstance(refusal, OpenRefusal):
                ctx.audience = Audience.EVERYBODY
            return str(refusal), asker_of(pending.event, ctx, refused=True) if ctx else asker
        except Exception:
            log.exception("query_failed", key=f"{pending.event.channel}:{pending.event.key}")
            return SORRY, asker

    async def _carry_out(self, event: Event, asked: MemberContext, prepared: Prepared) -> tuple[HandlerResult, Asker]:
        """Write what a query prepared, and return what is answered; raises Refusal, and then nothing is written."""
        now = self._clock.now()

        def run(db: Db) -> tuple[HandlerResult, Asker]:
            db.lock(asked.group.id)
            ctx = replace(asked, db=db, post=partial(self._post, db, asked.group, now))
            return prepared.run(ctx), asker_of(event, ctx, refused=False)

        answered = await self._database.write(run, lane=asked.group.id)
        self._wake_sender()
        return answered

    def _post(self, db: Db, group: Group, now: datetime, key: str, notice: Notice) -> None:
        self._outgoing.post(db, group, key, notice, now)

    async def _write_privately(self, asker: Asker, result: HandlerResult) -> Reply:
        """Write the answer to whoever asked, and return what is said in the group."""
        event, now = asker.event, self._clock.now()

        def write(db: Db) -> Reply:
            answer = answer_in_place(self._outgoing, db, asker, result, now)
            inbox.set_answer(db, event.channel, event.key, dump(answer) if answer else None)
            if self._outgoing.answers_later(event.channel):
                self._outgoing.instead_of_waiting(db, event, asker.group.id, answer, now)
            return answer

        answer = await self._database.write(write)
        self._wake_sender()
        return answer

    async def _send_later(self, pending: Pending, task: asyncio.Task[Reply | None]) -> None:
        """Send what was not said at once."""
        rest = tuple(part for part in await task or () if part not in pending.sayable)
        if rest:
            now = self._clock.now()
            await self._database.write(
                lambda db: self._outgoing.to_origin(db, pending.event, pending.group_id, rest, now)
            )
            self._wake_sender()
