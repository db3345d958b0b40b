"""One message = one transaction = one answer.

The inbox row, the effects, the outbox rows and the stored answer commit together; a repeat of the event gets the
stored answer and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import structlog

from bot import counting
from bot.audience import Asker, answer_in_place, asker_of
from bot.clock import Clock, happened
from bot.group_finder import GroupFinder
from bot.late_answers import SORRY, UNFINISHED, LateAnswers, Pending, is_complete
from bot.outgoing import Outgoing
from config.group import Group
from handlers.kit import (
    Audience,
    Capability,
    Event,
    HandlerResult,
    Joined,
    Left,
    MemberContext,
    Message,
    Notice,
    OpenRefusal,
    Pressed,
    Query,
    Refusal,
    Registry,
    Reply,
    Request,
    Router,
    reply,
)
from handlers.kit.reply import Text, dump, load
from handlers.kit.roles import role_of
from handlers.kit.words import one_line
from storage.database import Database
from storage.db import DATABASE_ERRORS, Db
from storage.members import roster
from storage.members.roster import Member
from storage.messages import inbox

log = structlog.get_logger()

LONGEST_SOURCE = 60
"""Characters of an owner's words for a way into the group."""


@dataclass(slots=True)
class _Decision:
    """What a transaction decided."""

    answer: Reply | None = None
    """What a repeat is told, too."""
    query: Query | None = None
    """Still to be asked; its result takes the answer's place."""
    asker: Asker | None = None
    """Who asks the query."""
    ctx: MemberContext | None = None
    """The context of the message with the query; what the query prepares is carried out in it."""
    group_id: str = ""
    outcome: str = "silent"
    posted: bool = False
    error: Exception | None = None
    """What went wrong in the handler."""


class Dispatcher:
    """Takes events from channels and gives their answers back."""

    def __init__(
        self,
        database: Database,
        router: Router,
        registry: Registry,
        group_finder: GroupFinder,
        capabilities_of: Callable[[Group], frozenset[Capability]],
        outgoing: Outgoing,
        late_answers: LateAnswers,
        clock: Clock,
        random: Random,
        wake_sender: Callable[[], None],
        saw: Callable[[Event, str, datetime], None],
        outdated: timedelta = timedelta(days=30),
    ) -> None:
        """Older events than `outdated` are not done: keys are forgotten. `saw` is told what became of each."""
        self._database = database
        self._router = router
        self._registry = registry
        self._group_finder = group_finder
        self._capabilities_of = capabilities_of
        self._outgoing = outgoing
        self._late_answers = late_answers
        self._clock = clock
        self._random = random
        self._wake_sender = wake_sender
        self._outdated = outdated
        self._saw = saw
        self._talked: dict[str, datetime] = {}

    async def handle(self, event: Event) -> Reply | None:
        """Return the answer to an event, after everything it changed is on disk.

        Raises only when the database is broken.
        """
        now = self._clock.now()
        if now - event.at > self._outdated:
            log.warning("event_outdated", key=f"{event.channel}:{event.key}", at=event.at.isoformat())
            self._saw(event, "outdated", now)
            return None
        decision = await self._database.write(lambda db: self._decide(db, event, now), lane=event.chat or event.user)
        self._saw(event, decision.outcome, now)
        if event.chat and isinstance(event, Message):
            self._talked[event.chat] = now
        if decision.posted:
            self._wake_sender()
        if decision.outcome == "repeat" and self._late_answers.is_running(event):
            return await self._late_answers.wait_for(event)
        answer = decision.answer
        is_said = answer is None or is_complete(answer) or self._outgoing.answers_later(event.channel)
        if decision.query is None and is_said:
            return answer
        parts = () if decision.query else answer or ()
        pending = Pending(event, decision.group_id, decision.query, parts, decision.asker, decision.ctx)
        return await self._late_answers.complete(pending)

    def last_talk(self, group_id: str) -> datetime | None:
        """Return when somebody spoke last in a group, since the start."""
        return self._talked.get(group_id)

    def _decide(self, db: Db, event: Event, now: datetime) -> _Decision:
        choices = self._group_finder.choices(db, event) if event.chat is None else ()
        group = self._group_finder.find(db, event, choices)
        if isinstance(group, Group):
            decision = self._act(db, event, group, choices, now)
        else:
            decision = _Decision(group, outcome="stranger")
        if inbox.record(db, event.channel, event.key, now, dump(decision.answer) if decision.answer else None):
            if decision.error:
                # Only now it is known that this is no repeat, in which handlers may well meet what they did before.
                key = f"{event.channel}:{event.key}"
                log.error("handler_failed", key=key, group=decision.group_id, exc_info=decision.error)
            answered = decision.answer, decision.query is not None
            decision.posted |= self._outgoing.answer(db, event, decision.group_id, *answered, now)
            return decision
        # Heard before: repeats are rare enough to find out last, at the price of undoing what they did.
        db.rollback()
        stored = inbox.get_answer(db, event.channel, event.key)
        return _Decision(load(stored) if stored else None, outcome="repeat")

    def _act(self, db: Db, event: Event, group: Group, choices: tuple[Group, ...], now: datetime) -> _Decision:
        member = self._member(db, event, group)
        if member is None:
            return _Decision()
        posts: list[tuple[str, Notice]] = []
        ctx = MemberContext(
            db=db,
            group=group,
            now=happened(event, now),
            random=self._random,
            key=f"{event.channel}:{event.key}",
            post=lambda key, notice: posts.append((key, notice)),
            registry=self._registry,
            capabilities_of=self._capabilities_of,
            choices=choices,
            member=member,
            role=role_of(group, event.user),
        )
        request = self._router.read(event, ctx) if isinstance(event, Message) else None
        if request:
            counting.record_message(ctx, event, request)
        refused, failure = "", None
        try:
            result = self._answer(event, request, ctx)
        except Refusal as refusal:
            refused = str(refusal)
            if isinstance(refusal, OpenRefusal):
                ctx.audience = Audience.EVERYBODY
        except DATABASE_ERRORS:
            raise
        except Exception as error:
            failure = error
        else:
            for key, notice in posts:
                self._outgoing.post(db, group, key, notice, now)
            if request:
                counting.add_to_sums(ctx, event, request)
            return self._decision(db, event, ctx, result, now, posted=bool(posts))
        db.rollback()
        ctx.member = self._member(db, event, group) or member
        ctx.checked_in = False
        if request:
            counting.count(ctx, event, request)
        if failure:
            return _Decision(reply(SORRY), outcome="failed", group_id=group.id, error=failure)
        return replace(self._decision(db, event, ctx, refused, now, refused=True), outcome="refused")

    def _decision(
        self,
        db: Db,
        event: Event,
        ctx: MemberContext,
        result: HandlerResult | Query,
        now: datetime,
        *,
        posted: bool = False,
        refused: bool = False,
    ) -> _Decision:
        """Return what is answered where the event happened; what is not for everybody there is written privately."""
        if result is None or result == ():  # what a game takes without a word is no answer either
            return _Decision(posted=posted)
        if isinstance(result, Query):
            asker = asker_of(event, ctx, refused=refused)
            return _Decision(reply(UNFINISHED), result, asker, ctx, ctx.group.id, "answered", posted)
        if ctx.audience is Audience.EVERYBODY and isinstance(result, str):  # nearly every answer
            return _Decision((Text(text=result),), group_id=ctx.group.id, outcome="answered", posted=posted)
        answer = answer_in_place(self._outgoing, db, asker_of(event, ctx, refused=refused), result, now)
        return _Decision(answer, group_id=ctx.group.id, outcome="answered", posted=posted or event.chat is not None)

    def _answer(self, event: Event, request: Request | None, ctx: MemberContext) -> HandlerResult | Query:
        if isinstance(event, Message) and request:
            return self._router.answer(event, request, ctx)
        return self._router.react(event, ctx)

    def _member(self, db: Db, event: Event, group: Group) -> Member | None:
        db.lock(group.id)
        if self._group_finder.is_of_leaver(db, event, group):
            return roster.get_by_user(db, group.id, event.user, include_left=True)
        match event:
            case Message() | Pressed():
                return roster.get_or_create(db, group.id, event.user, one_line(event.name), event.at)
            case Joined():
                how = event.invited_by, event.scene, one_line(event.source)[:LONGEST_SOURCE]
                return roster.join(db, group.id, event.user, one_line(event.name), event.at, *how)
            case Left():
                member = roster.get_by_user(db, group.id, event.user)
                if member:
                    roster.leave(db, member, event.at)
                return member
        raise TypeError(f"unknown event {type(event).__name__}")
