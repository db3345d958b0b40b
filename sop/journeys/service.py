"""Journeys: each member goes through the steps in their own time, until they end or the goal is reached.

Those whose step is due at the same moment share a waiting point with one timer. When it goes off, up to PORTION of them
take the step in one transaction with the words that they hear, and the timer is set again for the others. So a crash, a
restart or a second process neither repeats a step nor loses one.

A wait counts from the moment at which the step before was taken: what is held by quiet hours or a stop of the bot moves
what follows. A step that has become due stays due when the file changes; members are known by their position, and what
they hear is what the file says there then. Where the journey is gone, or no longer has such a step, it ends for them.
While a journey is paused or not approved, nobody begins and all wait where they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Literal

from config.group import Group
from handlers.kit import Context, Reply, TimerPayload, set_timer
from handlers.kit.declarations import Prepared
from handlers.levels import rules as level_rules
from handlers.segments.matching import condition
from handlers.segments.rules import SegmentRule
from handlers.segments.standing import facts_for, facts_of
from sop.journeys.model import Journey, Step
from sop.journeys.section import journeys_of
from sop.journeys.staff_tasks import ask_staff
from sop.plans.addressing import speak
from sop.plans.gate import blocked_by
from sop.plans.placeholders import values
from sop.when.durations import whole_minute
from storage.db import to_millis
from storage.sop import journeys, plan_states
from storage.sop.journeys import Outcome, Participant, WaitingPoint

NAME = "journeys"
PORTION = 300
"""Most members looked at in one transaction."""
PACKET = 5000
"""Members who wait in one timer until their portion begins."""


class Enter(TimerPayload):
    """The rest of those who begin a journey at a planned moment: members with an id above `after`.

    Earlier versions set it; those who begin are chosen at once since, see EnterThese.
    """

    kind: Literal["enter"] = "enter"
    at: datetime
    after: int
    journey: str

    @property
    def key(self) -> str:
        return f"{self.kind} {to_millis(self.at)} {self.after} {self.journey}"


class EnterThese(TimerPayload):
    """A packet of those who begin a journey at a planned moment."""

    kind: Literal["these"] = "these"
    at: datetime
    number: int
    part: int = 0
    """How many portions of the packet have begun."""
    journey: str
    ids: tuple[int, ...]

    @property
    def key(self) -> str:
        return f"{self.kind} {to_millis(self.at)} {self.number}.{self.part} {self.journey}"


class Walk(TimerPayload):
    """Those who wait for a step of a journey that is due at the same moment."""

    kind: Literal["walk"] = "walk"
    due: datetime
    step: int
    journey: str

    @property
    def key(self) -> str:
        return f"{self.kind} {to_millis(self.due)} {self.step} {self.journey}"


def find_journey(group: Group, name: str) -> Journey | None:
    """Return the group's journey of this name; None where there is none."""
    return next((journey for journey in journeys_of(group) if journey.name == name), None)


def begin(ctx: Context, journey: Journey, ids: Collection[int], at: datetime, since: datetime) -> int:
    """Put the members with these ids on a journey as of a moment; return how many. See `storage.journeys.begin`."""
    due = _due(ctx, journey.steps[0], at)
    day = ctx.local(at).date()
    begun = journeys.begin(ctx.db, ctx.group.id, journey.name, ids, at=at, day=day, due=due, since=since)
    if begun:
        _expect(ctx, WaitingPoint(ctx.group.id, journey.name, 0, due), due)
    return begun


def enter(journey: Journey, ctx: Context) -> Prepared | None:
    """Find out whom the journey means at its planned moment, the context's, and let them begin in portions.

    Looks at everybody: for reading connections, up to what it prepares.
    """
    if is_paused(ctx, journey):
        return None
    ids = _choose(ctx, journey)
    return Prepared(partial(_enter_all, journey=journey, ids=ids, at=ctx.now)) if ids else None


def _choose(ctx: Context, journey: Journey) -> list[int]:
    """Return the ids of those whom a journey means now."""
    rules = [whom for whom in (journey.begin.whom, journey.whom) if whom]
    steps = ctx.rules(level_rules.Rules)
    conditions = [condition(whom, ctx.today, ctx.group.zone, steps) for whom in rules]
    return [facts.member.id for facts in facts_for(ctx, rules) if all(is_met(facts) for is_met in conditions)]


def _enter_all(ctx: Context, journey: Journey, ids: Sequence[int], at: datetime) -> None:
    for number, start in enumerate(range(PORTION, len(ids), PACKET), 1):
        packet = EnterThese(at=at, number=number, journey=journey.name, ids=tuple(ids[start : start + PACKET]))
        set_timer(ctx, NAME, packet, ctx.now)
    begin(ctx, journey, ids[:PORTION], at, since=journey.since(at))


def enter_packet(ctx: Context, journey: Journey, packet: EnterThese) -> None:
    """Let the first portion of a packet begin, and leave the rest to its timer, which is set again."""
    if is_paused(ctx, journey):
        return
    if len(packet.ids) > PORTION:
        rest = packet.model_copy(update={"ids": packet.ids[PORTION:], "part": packet.part + 1})
        set_timer(ctx, NAME, rest, ctx.now)
    begin(ctx, journey, packet.ids[:PORTION], packet.at, since=journey.since(packet.at))


def enter_rest(ctx: Context, journey: Journey, timer: Enter) -> None:
    """Go on with a journey that an earlier version had begun for members up to an id."""
    if not is_paused(ctx, journey):
        ids = [member_id for member_id in _choose(ctx, journey) if member_id > timer.after]
        _enter_all(ctx, journey, ids, timer.at)


def resume_waiting(ctx: Context, name: str | None = None) -> None:
    """Let those whose step was due before go on now, on all journeys or on the one of this name."""
    for point in journeys.reschedule_overdue(ctx.db, ctx.group.id, whole_minute(ctx.now), name):
        _expect(ctx, point, point.due)


def take_step(ctx: Context, journey: Journey | None, point: WaitingPoint) -> Reply | None:
    """Take a step with the next portion of those who wait for it."""
    if journey and is_paused(ctx, journey):
        return None
    portion = journeys.list_waiting(ctx.db, point, journey.goal if journey else (), PORTION)
    if len(portion) == PORTION:
        _expect(ctx, point, ctx.now)
    if journey is None or point.step >= len(journey.steps):
        journeys.end(ctx.db, point, portion, Outcome.CHANGED, ctx.now)
        return None
    reached = [participant for participant in portion if participant.reached]
    journeys.end(ctx.db, point, reached, Outcome.GOAL, ctx.now)
    if journey.thanks and reached:
        apart = replace(ctx, key=f"{ctx.key}:thanks")
        thanks = _say(apart, reached, journey.thanks)
        if thanks:
            ctx.post(apart.key, thanks)
    return _take(ctx, journey, point, [participant for participant in portion if not participant.reached])


def _take(ctx: Context, journey: Journey, point: WaitingPoint, participants: list[Participant]) -> Reply | None:
    step = journey.steps[point.step]
    chosen, rest = _divide(ctx, step.only, participants)
    if step.go is not None:
        _move(ctx, step.go, point, chosen)
        _go_on(ctx, journey, point, rest)
        return None
    _go_on(ctx, journey, point, participants)
    if step.task:
        ask_staff(ctx, step.task, [participant.member for participant in chosen], step.to, step.hours)
    return _say(ctx, chosen, step.say) if step.say else None


def _divide(
    ctx: Context, only: SegmentRule | None, participants: list[Participant]
) -> tuple[list[Participant], list[Participant]]:
    """Return those whom a step means, and the others."""
    if only is None or not participants:
        return participants, []
    ids_asked = [participant.member.id for participant in participants]
    is_met = condition(only, ctx.today, ctx.group.zone, ctx.rules(level_rules.Rules))
    ids = {facts.member.id for facts in facts_of(ctx, [only], ids_asked) if is_met(facts)}
    chosen = [participant for participant in participants if participant.member.id in ids]
    return chosen, [participant for participant in participants if participant.member.id not in ids]


def _go_on(ctx: Context, journey: Journey, point: WaitingPoint, participants: list[Participant]) -> None:
    if point.step + 1 == len(journey.steps):
        journeys.end(ctx.db, point, participants, Outcome.FINISHED, ctx.now)
    elif participants:
        due = _due(ctx, journey.steps[point.step + 1], ctx.now)
        journeys.advance(ctx.db, point, participants, due)
        _expect(ctx, replace(point, step=point.step + 1, due=due), due)


def _move(ctx: Context, name: str, point: WaitingPoint, participants: list[Participant]) -> None:
    journeys.end(ctx.db, point, participants, Outcome.MOVED, ctx.now)
    target = find_journey(ctx.group, name)
    if target and participants:
        begin(
            ctx, target, [participant.member.id for participant in participants], ctx.now, since=target.since(ctx.now)
        )


def _due(ctx: Context, step: Step, after: datetime) -> datetime:
    return step.wait.after(after, ctx.group.zone) if step.wait else whole_minute(after)


def _say(ctx: Context, participants: Iterable[Participant], words: str) -> Reply | None:
    return speak(ctx, [participant.member for participant in participants], words, values(ctx.group, ctx.now))


def is_paused(ctx: Context, journey: Journey) -> bool:
    """Return whether a journey is paused, or not approved yet."""
    return bool(blocked_by(ctx.db, ctx.group, journey, plan_states.list_paused(ctx.db, ctx.group.id)))


def _expect(ctx: Context, point: WaitingPoint, at: datetime) -> None:
    """Set the timer of a waiting point."""
    set_timer(ctx, NAME, Walk(due=point.due, step=point.step, journey=point.name), at)
