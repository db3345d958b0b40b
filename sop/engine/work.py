"""What plans and timers share when they are carried out: a transaction each, a context, and the way into the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from random import Random

import structlog

from config.group import Group
from handlers.kit import Capability, Context, FeatureRegistry, HandlerResult, Notice, Refusal
from handlers.kit.audience import as_notice
from sop.plans.gate import SPEECH, held_words
from sop.plans.rules import silent_until
from storage import timers
from storage.database import Database
from storage.db import DATABASE_ERRORS, Db

log = structlog.get_logger()

Post = Callable[[Db, Group, str, Notice, datetime], None]


def _ignore(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a runner works with."""

    database: Database
    registry: FeatureRegistry
    post: Post
    """Puts what is said by itself into the outbox, once per key."""
    capabilities_of: Callable[[Group], frozenset[Capability]]
    random: Random
    ran: Callable[[str], None] = _ignore
    """Is told each outcome after its commit."""
    last_talk: Callable[[str], datetime | None] = lambda _: None
    """Returns when somebody spoke last in a group."""
    errors: list[Exception] = field(default_factory=list, init=False)
    """Failures of the database since they were raised last."""

    async def in_transaction(self, group: Group, act: Callable[[Db], str]) -> None:
        """Do one thing in a transaction of its own; a failure of the database is kept among the errors."""
        try:
            outcome = await self.database.write(act, lane=group.id)
        except Exception as error:
            log.exception("sop_write_failed", group=group.id)
            self.errors.append(error)
        else:
            if outcome:
                self.ran(outcome)

    def attempt(
        self,
        db: Db,
        group: Group,
        key: str,
        act: Callable[[], HandlerResult],
        now: datetime,
        *,
        breaks_silence: bool = False,
    ) -> Exception | None:
        """Do what a feature or plan asks for and post what it says; return why it failed, where it did and was undone.

        Raises only where the database itself fails. For `breaks_silence` see `say`.
        """
        try:
            with db.savepoint():
                result = act()
                if result:
                    self.say(db, group, key, as_notice(result), now, breaks_silence=breaks_silence)
        except DATABASE_ERRORS:
            raise
        except Refusal as refusal:
            log.warning("sop_refused", group=group.id, key=key, reason=str(refusal))
            return refusal
        except Exception as error:
            log.exception("sop_failed", group=group.id, key=key)
            return error
        return None

    def context(
        self, db: Db, group: Group, key: str, at: datetime, now: datetime, *, breaks_silence: bool = False
    ) -> Context:
        """Return the context of a moment: `at` is when it was planned for, `now` when it is carried out."""
        return Context(
            db=db,
            group=group,
            now=at,
            late=now - at,
            random=self.random,
            key=key,
            post=partial(self._say, db, group, now, breaks_silence),
            registry=self.registry,
            capabilities_of=self.capabilities_of,
        )

    def say(
        self, db: Db, group: Group, key: str, notice: Notice, now: datetime, *, breaks_silence: bool = False
    ) -> None:
        """Say something that nobody asked for: now, or once the group's quiet hours are over, in the same order."""
        quiet = None if breaks_silence else silent_until(group, now)
        if quiet is None:
            self.post(db, group, key, notice, now)
        else:
            held = held_words(key, notice)
            timers.set_once(db, group.id, SPEECH, held.key, quiet, held.model_dump_json())

    def _say(self, db: Db, group: Group, now: datetime, breaks_silence: bool, key: str, notice: Notice) -> None:
        self.say(db, group, key, notice, now, breaks_silence=breaks_silence)
