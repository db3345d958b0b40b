"""What the runner carries out: an owner's plans, and what features do by themselves at fixed times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Protocol

from config.group import Group
from handlers.kit import Context, HandlerResult, Schedule
from handlers.kit.declarations import SCHEDULE_MARK, Prepared
from sop.journeys.section import journeys_of
from sop.journeys.service import NAME as JOURNEYS
from sop.journeys.service import enter
from sop.plans import timetable
from sop.plans.execution import act
from sop.plans.fields import Missed
from sop.plans.gate import blocked_by
from sop.plans.plan import Plan
from sop.plans.rules import silent_until
from sop.plans.sections import plans_of
from sop.plans.timetable import following
from sop.waves.section import waves_of
from sop.waves.service import begin_by_itself
from sop.waves.timers import NAME as WAVES
from sop.when.parser import When, parse
from storage.db import Db
from storage.sop import plan_states, runs

SILENCE = timedelta(minutes=1)
"""How long nobody has to have spoken before a plan with `avoid` speaks."""

REMEMBERED = timedelta(days=7)
"""How long it is known which moments of a schedule are done: longer than a clock is ever set back."""


class Entry(timetable.Entry, Protocol):
    """One line of the timetable, as the runner sees it."""

    @property
    def read_only(self) -> bool:
        """Return whether it changes nothing, so that a reading connection will do."""

    def given_up(self, group: Group, at: datetime, now: datetime) -> str:
        """Return `late` or `merged` where its moment `at` is no longer carried out; else empty."""

    def blocked_by(self, db: Db, group: Group) -> str:
        """Return `paused` or `unapproved` where an admin keeps it from being carried out; else empty."""

    def deferred_until(self, group: Group, at: datetime, now: datetime, last_talk: datetime | None) -> datetime | None:
        """Return when to try its moment `at` again; None where it may be carried out now."""

    def forget(self, db: Db, group: Group, at: datetime) -> None:
        """Delete the record of moments so long before `at` that they are not asked for again."""

    def run(self, ctx: Context) -> HandlerResult | Prepared:
        """Do what it asks for, as of the context's moment."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An owner's plan."""

    plan: Plan

    @property
    def name(self) -> str:
        return self.plan.name

    @property
    def when(self) -> When:
        return self.plan.when

    @property
    def late(self) -> timedelta:
        return self.plan.late

    @property
    def read_only(self) -> bool:
        """Return whether it only looks first: whom it speaks to, or what its action tells."""
        return self.plan.whom is not None or (self.plan.do is not None and self.plan.actions[self.plan.do].read_only)

    def given_up(self, group: Group, at: datetime, now: datetime) -> str:
        if now - at <= self.late or self.plan.missed is Missed.SEND:
            return ""
        if self.plan.missed is Missed.SKIP:
            return "late"
        next_moment = following(group, self, at)
        return "merged" if next_moment and next_moment <= now else ""

    def blocked_by(self, db: Db, group: Group) -> str:
        return blocked_by(db, group, self.plan, plan_states.list_paused(db, group.id))

    def deferred_until(self, group: Group, at: datetime, now: datetime, last_talk: datetime | None) -> datetime | None:
        """Return the end of the quiet hours, or when the talk may have ended; None where it may speak now."""
        quiet = silent_until(group, now)
        if quiet:
            return quiet
        avoid = self.plan.avoid
        if avoid and last_talk and now - last_talk < SILENCE and now < at + avoid:
            return min(last_talk + SILENCE, at + avoid)
        return None

    def forget(self, db: Db, group: Group, at: datetime) -> None:
        """Keep everything: admins look at what their plans did."""

    def run(self, ctx: Context) -> HandlerResult | Prepared:
        return act(self.plan, ctx)


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """What a feature does by itself in a group. It is never too late: what it settles has to be settled."""

    name: str
    when: When
    run: Callable[[Context], HandlerResult | Prepared]
    read_only: bool

    late = timedelta.max

    def given_up(self, group: Group, at: datetime, now: datetime) -> str:
        return ""

    def blocked_by(self, db: Db, group: Group) -> str:
        return ""

    def deferred_until(self, group: Group, at: datetime, now: datetime, last_talk: datetime | None) -> None:
        return None

    def forget(self, db: Db, group: Group, at: datetime) -> None:
        runs.delete_done(db, group.id, self.name, at - REMEMBERED)


def entries_of(group: Group, schedules: Iterable[Schedule]) -> Iterator[Entry]:
    """Yield the group's plans, the schedules that it wants, and the moments at which its journeys and waves begin."""
    yield from (PlanEntry(plan) for plan in plans_of(group))
    for schedule in schedules:
        words = schedule.when(group)
        if words:
            yield ScheduleEntry(schedule.name, _times(words), schedule.run, schedule.read_only)
    for journey in journeys_of(group):
        if journey.begin.when:
            name = f"{SCHEDULE_MARK}{JOURNEYS}/{journey.name}"
            yield ScheduleEntry(name, journey.begin.when, partial(enter, journey), read_only=True)
    for wave in waves_of(group):
        if wave.when:
            name = f"{SCHEDULE_MARK}{WAVES}/{wave.name}"
            yield ScheduleEntry(name, wave.when, partial(begin_by_itself, wave), read_only=True)


_times = lru_cache(maxsize=256)(parse)
