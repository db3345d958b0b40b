"""Lets timers go off: those of features and journeys, and the moments of plans that were held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from config.group import Group
from handlers.kit import Context, HandlerResult, TimerPayload
from handlers.kit.declarations import Prepared
from handlers.kit.timers import read_timer, run_timer
from sop.engine.entries import Entry, PlanEntry
from sop.engine.lanes import in_lanes
from sop.engine.work import Work
from sop.journeys.service import NAME as JOURNEYS
from sop.plans.gate import HOLD, SPEECH, HeldMoment, HeldWords, hold, notice_of, postpone_until
from sop.plans.rules import silent_until
from sop.plans.sections import plans_of
from sop.plans.timetable import Planned, following
from sop.waves.timers import NAME as WAVES
from storage import timers
from storage.db import Db
from storage.sop import runs
from storage.timers import Timer

Result = Callable[[], HandlerResult | Prepared]
"""Returns what a read-only entry says, or raises what went wrong in it."""
Read = Callable[[Planned[Entry], datetime], Awaitable[Result]]
Do = Callable[[Db, Planned[Entry], datetime, Result | None], str]

ROUNDS = 20
"""Most helpings of timers in one tick, so that one that sets itself again and again cannot hold up the rest."""

INSTANT = timedelta(milliseconds=1)
"""The least that two moments are apart."""


class Timers:
    """The timers of all groups. Each goes off once: it is claimed by deleting its row."""

    def __init__(self, work: Work, read: Read, do: Do) -> None:
        """`do` carries out a moment of a plan that is claimed already, and returns its outcome.

        `read` finds out before what only needs a reading connection.
        """
        self._work = work
        self._read = read
        self._do = do

    async def next_due(self, groups: Mapping[str, Group]) -> datetime | None:
        """Return when the earliest timer of these groups goes off."""
        return await self._work.database.read(lambda db: timers.next_due(db, groups))

    async def ring(self, groups: Mapping[str, Group], until: datetime, now: datetime) -> None:
        """Let the timers of these groups due up to `until` go off, also those that others set meanwhile."""
        for _ in range(ROUNDS):
            due = await self._work.database.read(lambda db: timers.list_due(db, groups, until))
            failures = len(self._work.errors)
            await in_lanes(due, lambda timer: self._go_off_in(groups[timer.group_id], timer, now))
            if not due or len(self._work.errors) > failures:
                return

    async def _go_off_in(self, group: Group, timer: Timer, now: datetime) -> None:
        held = _find_held(group, timer) if timer.feature == HOLD else None
        result = await self._read(held, now) if held and held.plan.read_only else None
        await self._work.in_transaction(group, partial(self._go_off, group=group, timer=timer, result=result, now=now))

    def _go_off(self, db: Db, group: Group, timer: Timer, result: Result | None, now: datetime) -> str:
        if not timers.claim(db, timer):
            return ""
        if timer.feature == HOLD:
            return self._release(db, group, timer, result, now)
        if timer.feature == SPEECH:
            held = HeldWords.model_validate_json(timer.payload)
            notice = notice_of(db, held)
            if notice:
                self._work.say(db, group, held.post, notice, now)
            return ""
        quiet = silent_until(group, now)
        carried = self._read_timer(timer) if quiet else None
        later = postpone_until(group, timer.due_at, now) if timer.feature in (JOURNEYS, WAVES) else None
        breaks_silence = carried is not None and carried.breaks_silence
        if carried is not None and carried.only_speaks and not breaks_silence:
            later = quiet
        if later:
            timers.set_once(db, group.id, timer.feature, timer.key, later, timer.payload)
            return ""
        key = f"timer:{timer.feature}:{timer.id}"
        ctx = self._work.context(db, group, key, timer.due_at, now, breaks_silence=breaks_silence)
        failure = self._work.attempt(db, group, key, lambda: self._run(timer, ctx), now, breaks_silence=breaks_silence)
        if failure is None:
            return "done"
        runs.claim(db, group.id, f"{timer.feature}:{timer.key}", timer.due_at, now, "failed")
        return "failed"

    def _read_timer(self, timer: Timer) -> TimerPayload | None:
        return read_timer(self._work.registry.by_name[timer.feature].timer_handlers, timer.payload)

    def _run(self, timer: Timer, ctx: Context) -> HandlerResult:
        return run_timer(self._work.registry.by_name[timer.feature].timer_handlers, timer.payload, ctx)

    def _release(self, db: Db, group: Group, timer: Timer, result: Result | None, now: datetime) -> str:
        """Carry out a held moment as its plan now is, hold it on, or let it go."""
        moment = HeldMoment.model_validate_json(timer.payload)
        held = _find_held(group, timer)
        if held is None:
            return _settle(db, group, moment, "changed")
        block = held.plan.blocked_by(db, group)
        if block:
            return _settle(db, group, moment, block)
        later = held.plan.deferred_until(group, held.moment, now, self._work.last_talk(group.id))
        if later:
            hold(db, group, moment.plan, moment.planned, later)
            return ""
        _settle(db, group, moment, "done")
        return self._do(db, held, now, result)


def _find_held(group: Group, timer: Timer) -> Planned[Entry] | None:
    """Return the plan's moment that a timer holds; None where the plan is gone, or speaks at another time now."""
    moment = HeldMoment.model_validate_json(timer.payload)
    name, at = moment.plan, moment.planned
    plan = next((plan for plan in plans_of(group) if plan.name == name), None)
    if plan is None or following(group, plan, at - INSTANT) != at:
        return None
    return Planned(at, group, PlanEntry(plan))


def _settle(db: Db, group: Group, moment: HeldMoment, outcome: str) -> str:
    runs.set_outcome(db, group.id, moment.plan, moment.planned, outcome)
    return outcome
