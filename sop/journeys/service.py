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

from config.group import Group
from handlers.kit import Reply, Scene
from handlers.levels import rules as level_rules
from handlers.segments.rules import Whom, matches
from sop.journeys.model import Journey, Step
from sop.journeys.staff_tasks import ask_staff
from sop.plans.addressing import speak
from sop.plans.gate import hindered
from sop.plans.placeholders import values
from sop.when.durations import whole_minute
from storage import timers
from storage.db import stamp
from storage.members import audience
from storage.sop import approvals, journeys
from storage.sop.journeys import Outcome, Stop, Walker

NAME = "journeys"
PORTION = 300
"""Most members looked at in one transaction."""
ENTER, WALK = "enter", "walk"


def named(group: Group, name: str) -> Journey | None:
    """The group's journey of this name."""
    return next((one for one in group.journeys if one.name == name), None)


def begin(scene: Scene, journey: Journey, ids: Collection[int], at: datetime, since: datetime) -> int:
    """Puts the members with these ids on a journey as of a moment; returns how many. See `storage.journeys.begin`."""
    due = _due(scene, journey.steps[0], at)
    day = scene.local(at).date()
    begun = journeys.begin(scene.db, scene.group.id, journey.name, ids, at=at, day=day, due=due, since=since)
    if begun:
        _expect(scene, Stop(scene.group.id, journey.name, 0, due), due)
    return begun


def enter(journey: Journey, scene: Scene) -> None:
    """Lets begin whom the journey means at its planned moment, which is the scene's."""
    enter_portion(journey, scene, scene.now, 0)


def wake(scene: Scene, name: str | None = None) -> None:
    """Lets those whose step was due before go on now, on all journeys or on the one of this name."""
    for stop in journeys.gather(scene.db, scene.group.id, whole_minute(scene.now), name):
        _expect(scene, stop, stop.due)


def enter_portion(journey: Journey, scene: Scene, at: datetime, after: int) -> None:
    """The next portion of the members, behind the id `after`, as of the planned moment `at`."""
    if rests(scene, journey):
        return
    today = scene.local(at).date()
    found = audience.facts(scene.db, scene.group.id, today, after=after, limit=PORTION)
    asked = [whom for whom in (journey.begin.whom, journey.whom) if whom]
    steps, zone = scene.rules(level_rules.Rules), scene.group.zone
    meant = [one.member.id for one in found if all(matches(whom, one, today, zone, steps) for whom in asked)]
    if meant:
        begin(scene, journey, meant, at, since=journey.since(at))
    if len(found) == PORTION:
        key = f"{ENTER} {stamp(at)} {found[-1].member.id} {journey.name}"
        timers.set_once(scene.db, scene.group.id, NAME, key, scene.now)


def walk(scene: Scene, journey: Journey | None, stop: Stop) -> Reply | None:
    """Takes a step with the next portion of those who wait for it."""
    if journey and rests(scene, journey):
        return None
    found = journeys.waiting(scene.db, stop, journey.goal if journey else (), PORTION)
    if len(found) == PORTION:
        _expect(scene, stop, scene.now)
    if journey is None or stop.step >= len(journey.steps):
        journeys.end(scene.db, stop, found, Outcome.CHANGED, scene.now)
        return None
    reached = [one for one in found if one.reached]
    journeys.end(scene.db, stop, reached, Outcome.GOAL, scene.now)
    if journey.thanks and reached:
        apart = replace(scene, key=f"{scene.key}:thanks")
        thanks = _say(apart, reached, journey.thanks)
        if thanks:
            scene.post(apart.key, thanks)
    return _take(scene, journey, stop, [one for one in found if not one.reached])


def _take(scene: Scene, journey: Journey, stop: Stop, walkers: list[Walker]) -> Reply | None:
    step = journey.steps[stop.step]
    meant, others = _divide(scene, step.only, walkers)
    if step.go is not None:
        _move(scene, step.go, stop, meant)
        _go_on(scene, journey, stop, others)
        return None
    _go_on(scene, journey, stop, walkers)
    if step.task:
        ask_staff(scene, step.task, [one.member for one in meant], step.to, step.hours)
    return _say(scene, meant, step.say) if step.say else None


def _divide(scene: Scene, only: Whom | None, walkers: list[Walker]) -> tuple[list[Walker], list[Walker]]:
    """Those whom a step means, and the others."""
    if only is None or not walkers:
        return walkers, []
    known = audience.facts_of(scene.db, [one.member.id for one in walkers], scene.today)
    steps, zone = scene.rules(level_rules.Rules), scene.group.zone
    ids = {one.member.id for one in known if matches(only, one, scene.today, zone, steps)}
    return [one for one in walkers if one.member.id in ids], [one for one in walkers if one.member.id not in ids]


def _go_on(scene: Scene, journey: Journey, stop: Stop, walkers: list[Walker]) -> None:
    if stop.step + 1 == len(journey.steps):
        journeys.end(scene.db, stop, walkers, Outcome.FINISHED, scene.now)
    elif walkers:
        due = _due(scene, journey.steps[stop.step + 1], scene.now)
        journeys.go_on(scene.db, stop, walkers, due)
        _expect(scene, replace(stop, step=stop.step + 1, due=due), due)


def _move(scene: Scene, name: str, stop: Stop, walkers: list[Walker]) -> None:
    journeys.end(scene.db, stop, walkers, Outcome.MOVED, scene.now)
    target = named(scene.group, name)
    if target and walkers:
        begin(scene, target, [one.member.id for one in walkers], scene.now, since=target.since(scene.now))


def _due(scene: Scene, step: Step, after: datetime) -> datetime:
    return step.wait.after(after, scene.group.zone) if step.wait else whole_minute(after)


def _say(scene: Scene, walkers: Iterable[Walker], words: str) -> Reply | None:
    return speak(scene, [one.member for one in walkers], words, values(scene.group, scene.now))


def rests(scene: Scene, journey: Journey) -> bool:
    return bool(hindered(scene.db, scene.group, journey, approvals.paused(scene.db, scene.group.id)))


def _expect(scene: Scene, stop: Stop, at: datetime) -> None:
    """Sets the timer of a stop."""
    key = f"{WALK} {stamp(stop.due)} {stop.step} {stop.name}"
    timers.set_once(scene.db, scene.group.id, NAME, key, at)
