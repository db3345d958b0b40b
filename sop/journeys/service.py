"""Journeys: each member goes through the steps by himself, until they end or he has reached the goal.

Those whose step is due at the same moment stand at one stop. A stop has one timer; when it goes off, some hundreds of
them take the step in one transaction with the words that they hear, and the timer is set again for the others. So a
crash, a restart or a second process neither repeats a step nor loses one.

A wait counts from the moment at which the step before was taken: what is held by quiet hours or a stop of the bot moves
what follows. A step that has become due stays due when the file changes; members are known by their position, and what
they hear is what the file says there then. Where the journey is gone, or has no such step any more, it ends for them.
While a journey is paused or not approved, nobody begins and all wait where they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from config.group import Group
from handlers.kit import Context, Reply, TimerPayload, continue_in_batches, set_timer
from handlers.levels import rules as level_rules
from handlers.segments.rules import SegmentRule, matches
from sop.journeys.model import Journey, Step
from sop.journeys.staff_tasks import ask_staff
from sop.plans.addressing import speak
from sop.plans.gate import blocked_by
from sop.plans.placeholders import values
from sop.when.durations import whole_minute
from storage.db import to_millis
from storage.members import audience
from storage.sop import journeys, plan_states
from storage.sop.journeys import Outcome, Participant, WaitingPoint

NAME = "journeys"
PORTION = 300
"""Most members looked at in one transaction."""


class Enter(TimerPayload):
    """The rest of those who begin a journey at a planned moment: members with an id above `after`."""

    kind: Literal["enter"] = "enter"
    at: datetime
    after: int
    journey: str

    @property
    def key(self) -> str:
        return f"{self.kind} {to_millis(self.at)} {self.after} {self.journey}"


class Walk(TimerPayload):
    """Those who wait for a step of a journey that is due at the same moment."""

    kind: Literal["walk"] = "walk"
    due: datetime
    step: int
    journey: str

    @property
    def key(self) -> str:
        return f"{self.kind} {to_millis(self.due)} {self.step} {self.journey}"


def named(group: Group, name: str) -> Journey | None:
    """The group's journey of this name."""
    return next((one for one in group.journeys if one.name == name), None)


def begin(ctx: Context, journey: Journey, ids: Collection[int], at: datetime, since: datetime) -> int:
    """Puts the members with these ids on a journey as of a moment; returns how many. See `storage.journeys.begin`."""
    due = _due(ctx, journey.steps[0], at)
    day = ctx.local(at).date()
    begun = journeys.begin(ctx.db, ctx.group.id, journey.name, ids, at=at, day=day, due=due, since=since)
    if begun:
        _expect(ctx, WaitingPoint(ctx.group.id, journey.name, 0, due), due)
    return begun


def enter(journey: Journey, ctx: Context) -> None:
    """Lets begin whom the journey means at its planned moment, which is the ctx's."""
    enter_portion(journey, ctx, ctx.now, 0)


def resume_waiting(ctx: Context, name: str | None = None) -> None:
    """Lets those whose step was due before go on now, on all journeys or on the one of this name."""
    for stop in journeys.reschedule_overdue(ctx.db, ctx.group.id, whole_minute(ctx.now), name):
        _expect(ctx, stop, stop.due)


def enter_portion(journey: Journey, ctx: Context, at: datetime, after: int) -> None:
    """The next portion of the members, behind the id `after`, as of the planned moment `at`."""
    if is_paused(ctx, journey):
        return
    today = ctx.local(at).date()
    found = audience.facts(ctx.db, ctx.group.id, today, after=after, limit=PORTION)
    asked = [whom for whom in (journey.begin.whom, journey.whom) if whom]
    steps, zone = ctx.rules(level_rules.Rules), ctx.group.zone
    meant = [one.member.id for one in found if all(matches(whom, one, today, zone, steps) for whom in asked)]
    if meant:
        begin(ctx, journey, meant, at, since=journey.since(at))
    continue_in_batches(
        ctx, NAME, found, PORTION, lambda facts: Enter(at=at, after=facts.member.id, journey=journey.name)
    )


def take_step(ctx: Context, journey: Journey | None, stop: WaitingPoint) -> Reply | None:
    """Takes a step with the next portion of those who wait for it."""
    if journey and is_paused(ctx, journey):
        return None
    found = journeys.list_waiting(ctx.db, stop, journey.goal if journey else (), PORTION)
    if len(found) == PORTION:
        _expect(ctx, stop, ctx.now)
    if journey is None or stop.step >= len(journey.steps):
        journeys.end(ctx.db, stop, found, Outcome.CHANGED, ctx.now)
        return None
    reached = [one for one in found if one.reached]
    journeys.end(ctx.db, stop, reached, Outcome.GOAL, ctx.now)
    if journey.thanks and reached:
        apart = replace(ctx, key=f"{ctx.key}:thanks")
        thanks = _say(apart, reached, journey.thanks)
        if thanks:
            ctx.post(apart.key, thanks)
    return _take(ctx, journey, stop, [one for one in found if not one.reached])


def _take(ctx: Context, journey: Journey, stop: WaitingPoint, walkers: list[Participant]) -> Reply | None:
    step = journey.steps[stop.step]
    meant, others = _divide(ctx, step.only, walkers)
    if step.go is not None:
        _move(ctx, step.go, stop, meant)
        _go_on(ctx, journey, stop, others)
        return None
    _go_on(ctx, journey, stop, walkers)
    if step.task:
        ask_staff(ctx, step.task, [one.member for one in meant], step.to, step.hours)
    return _say(ctx, meant, step.say) if step.say else None


def _divide(
    ctx: Context, only: SegmentRule | None, walkers: list[Participant]
) -> tuple[list[Participant], list[Participant]]:
    """Those whom a step means, and the others."""
    if only is None or not walkers:
        return walkers, []
    known = audience.facts_of(ctx.db, [one.member.id for one in walkers], ctx.today)
    steps, zone = ctx.rules(level_rules.Rules), ctx.group.zone
    ids = {one.member.id for one in known if matches(only, one, ctx.today, zone, steps)}
    return [one for one in walkers if one.member.id in ids], [one for one in walkers if one.member.id not in ids]


def _go_on(ctx: Context, journey: Journey, stop: WaitingPoint, walkers: list[Participant]) -> None:
    if stop.step + 1 == len(journey.steps):
        journeys.end(ctx.db, stop, walkers, Outcome.FINISHED, ctx.now)
    elif walkers:
        due = _due(ctx, journey.steps[stop.step + 1], ctx.now)
        journeys.advance(ctx.db, stop, walkers, due)
        _expect(ctx, replace(stop, step=stop.step + 1, due=due), due)


def _move(ctx: Context, name: str, stop: WaitingPoint, walkers: list[Participant]) -> None:
    journeys.end(ctx.db, stop, walkers, Outcome.MOVED, ctx.now)
    target = named(ctx.group, name)
    if target and walkers:
        begin(ctx, target, [one.member.id for one in walkers], ctx.now, since=target.since(ctx.now))


def _due(ctx: Context, step: Step, after: datetime) -> datetime:
    return step.wait.after(after, ctx.group.zone) if step.wait else whole_minute(after)


def _say(ctx: Context, walkers: Iterable[Participant], words: str) -> Reply | None:
    return speak(ctx, [one.member for one in walkers], words, values(ctx.group, ctx.now))


def is_paused(ctx: Context, journey: Journey) -> bool:
    return bool(blocked_by(ctx.db, ctx.group, journey, plan_states.list_paused(ctx.db, ctx.group.id)))


def _expect(ctx: Context, stop: WaitingPoint, at: datetime) -> None:
    """Sets the timer of a stop."""
    set_timer(ctx, NAME, Walk(due=stop.due, step=stop.step, journey=stop.name), at)
