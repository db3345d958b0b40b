"""Carries out what is due: each planned moment and each timer once, in one transaction of its own.

A plan's moment is claimed by its row in `run`, a timer by deleting it; effects and messages commit with the claim.
So a crash, a restart or a second process repeats nothing and loses nothing. What is later than the plan's `late` is
claimed and given up; timers have no such limit, because what they settle has to be settled. Handlers see the moment
they were planned for as `now`, however late they run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby, islice
from random import Random
from typing import TypeVar

import structlog

from config.group import Group
from handlers.kit import Capability, Feature, Reply, Scene
from handlers.kit.feature import Said
from handlers.kit.reply import as_reply
from sop.engine.routines import Standing, standing
from sop.journeys.service import NAME as JOURNEYS
from sop.plans.execution import act
from sop.plans.gate import HOLD, hindered, hold, place_of, put_off
from sop.plans.plan import Missed, Plan, actions_of
from sop.plans.rules import Rules, quiet_until
from sop.plans.timetable import Planned, Timetable, following
from storage import timers
from storage.database import Database
from storage.db import BROKEN, Db
from storage.sop import approvals, runs
from storage.timers import Timer

log = structlog.get_logger()

CHUNK = 200
"""Most moments carried out at a time, so that check-ins share a commit with no more than these."""

ROUNDS = 20
"""Most helpings of timers in one tick, so that one that sets itself again and again cannot hold up the rest."""

REMEMBERED = timedelta(days=7)
"""How long it is known which moments of a routine are done: longer than a clock is ever set back."""

SILENCE = timedelta(minutes=1)
"""So long nobody says anything before a plan with `avoid` speaks."""

INSTANT = timedelta(milliseconds=1)
"""The least that two moments are apart."""

KEEP = timedelta(minutes=1)
"""How often the place in the timetable is written down while nothing happens."""

Due = Planned[Plan | Standing]
D = TypeVar("D", "Due", Timer)
Post = Callable[[Db, Group, str, Reply, datetime], None]


def _given_up(planned: Due, now: datetime) -> str:
    """late or merged, where a moment is not carried out any more; else empty."""
    plan = planned.plan
    if now - planned.moment <= plan.late or isinstance(plan, Standing) or plan.missed is Missed.SEND:
        return ""
    if plan.missed is Missed.SKIP:
        return "late"
    then = following(planned.group, plan, planned.moment)
    return "merged" if then and then <= now else ""


def _fail(error: Exception) -> Said:
    raise error


def _ignore(_: str) -> None:
    pass


class Runner:
    """Knows how far the timetable has been carried out. Safe to call from several tasks."""

    def __init__(
        self,
        *,
        database: Database,
        groups: Callable[[], Iterable[Group]],
        features: Sequence[Feature],
        post: Post,
        capabilities: Callable[[Group], frozenset[Capability]],
        random: Random,
        ran: Callable[[str], None] = _ignore,
        last_talk: Callable[[str], datetime | None] = lambda _: None,
    ) -> None:
        """`ran` is told each outcome after its commit; `last_talk` knows when somebody spoke last in a group."""
        self._database = database
        self._list_groups = groups
        self._features = tuple(features)
        self._actions = actions_of(features)
        self._alarms = {feature.name: feature.alarm for feature in features if feature.alarm}
        self._post = post
        self._capabilities = capabilities
        self._random = random
        self._ran = ran
        self._last_talk = last_talk
        self._lock = asyncio.Lock()
        self._groups: dict[str, Group] = {}
        self._timetable: Timetable[Plan | Standing] | None = None
        self._until: datetime | None = None
        self._kept: datetime | None = None

    async def reload(self, now: datetime) -> None:
        """Takes the groups' plans of this moment into force; what was done under the old ones stays done.

        Each group goes on where it was, a new one begins now. A plan that is new or moved does not fire for a moment
        before the last tick.
        """
        async with self._lock:
            self._timetable = None
            self._timetable = await self._rebuilt(now)

    async def tick(self, now: datetime) -> None:
        """Carries out everything due up to `now` (aware), in order.

        What one plan or timer does wrong is logged and recorded. Raises when the database fails, after trying
        whatever else is due; the next tick tries again.
        """
        async with self._lock:
            turned_back = self._until is not None and now < self._until
            timetable = self._timetable if self._timetable and not turned_back else await self._rebuilt(now)
            self._timetable = None  # rebuilt from what is stored, should anything go wrong from here
            errors: list[Exception] = []
            acted = await self._carry_out_all(timetable, now, errors)
            if errors:
                raise errors[0]
            self._until = now
            if acted or self._kept is None or not timedelta() <= now - self._kept < KEEP:
                await self._database.write(self._keep, lane="sop")
                self._kept = now
            self._timetable = timetable

    async def next_due(self) -> datetime | None:
        """When something happens next, by plan or by timer; it may have passed already."""
        async with self._lock:
            planned = self._timetable.next if self._timetable else None
            timer = await self._database.read(lambda db: timers.next_due(db, self._groups))
            return min((due for due in (planned, timer) if due), default=None)

    async def _rebuilt(self, now: datetime) -> Timetable[Plan | Standing]:
        groups = {group.id: group for group in self._list_groups()}
        starts, given_up = await self._database.write(lambda db: self._enlist(db, groups, now), lane="sop")
        self._groups = groups
        return Timetable(
            (group, plan, given_up.get((group.id, plan.name), min(starts[group.id], now)))
            for group in groups.values()
            for plan in (*group.plans, *standing(self._features, group))
        )

    def _enlist(
        self, db: Db, groups: Collection[str], now: datetime
    ) -> tuple[dict[str, datetime], dict[tuple[str, str], datetime]]:
        """From where on each group's plans count, and single plans where that was too far ahead.

        Where the stored place lies ahead, the clock was wrong: what was given up under it may not be late at all.
        Claims see to it that nothing is repeated.
        """
        self._keep(db)
        starts = runs.enlist(db, groups, now)
        turned_back = any(place > now for place in starts.values())
        return starts, runs.given_up(db, now - REMEMBERED, now) if turned_back else {}

    def _keep(self, db: Db) -> None:
        if self._until:
            runs.set_clock(db, self._until)

    async def _carry_out_all(
        self, timetable: Timetable[Plan | Standing], now: datetime, errors: list[Exception]
    ) -> bool:
        """Plans and timers in the order of their moments; True when any plan was due."""
        acted = False
        rung: datetime | None = None
        while found := list(islice(timetable.due(now), CHUNK)):
            acted = True
            in_time = await self._without_given_up(found, now)
            for at, together in groupby(in_time, lambda one: one.moment):
                if at != rung:
                    rung = at
                    await self._ring(at, now, errors)
                await self._all_at_once(together, lambda one: self._carry_out_soon(one, now, errors))
        await self._ring(now, now, errors)
        return acted

    async def _all_at_once(self, due: Iterable[D], act: Callable[[D], Awaitable[None]]) -> None:
        """Groups do not wait for each other, so that many share a commit; in a group one thing follows the other."""
        lanes: dict[str, list[D]] = {}
        for one in due:
            lanes.setdefault(one.group_id, []).append(one)

        async def in_order(lane: list[D]) -> None:
            for one in lane:
                await act(one)

        await asyncio.gather(*map(in_order, lanes.values()))

    async def _carry_out_soon(self, planned: Due, now: datetime, errors: list[Exception]) -> None:
        look = await self._look(planned, now)
        await self._attempt(planned.group, partial(self._carry_out, planned=planned, look=look, now=now), errors)

    async def _attempt(self, group: Group, work: Callable[[Db], str], errors: list[Exception]) -> None:
        try:
            outcome = await self._database.write(work, lane=group.id)
        except Exception as error:
            log.exception("sop_write_failed", group=group.id)
            errors.append(error)
        else:
            if outcome:
                self._ran(outcome)

    async def _without_given_up(self, found: list[Due], now: datetime) -> list[Due]:
        """Claims the moments that are too late to be kind, so that they are on record; returns the others."""
        verdicts = [(one, _given_up(one, now)) for one in found]
        given_up = [(one, verdict) for one, verdict in verdicts if verdict]
        if given_up:

            def claim(db: Db) -> list[tuple[Due, str]]:
                return [
                    (one, verdict)
                    for one, verdict in given_up
                    if runs.claim(db, one.group.id, one.plan.name, one.moment, now, verdict)
                ]

            for one, verdict in await self._database.write(claim, lane="sop"):
                log.warning("plan_late", group=one.group.id, plan=one.plan.name, planned=one.moment.isoformat())
                self._ran(verdict)
        return [one for one, verdict in verdicts if not verdict]

    async def _look(self, planned: Due, now: datetime) -> Callable[[], Said] | None:
        """What a plan that only looks will say, found on a reading connection; None for all others."""
        if self._acts(planned.plan):
            return None
        group, at = planned.group, planned.moment
        key = runs.key(group.id, planned.plan.name, at)
        try:
            said = await self._database.read(lambda db: self._act(planned, self._scene(db, group, key, at, now)))
        except Exception as error:
            return partial(_fail, error)
        return lambda: said

    def _acts(self, plan: Plan | Standing) -> bool:
        if isinstance(plan, Standing):
            return plan.acts
        return plan.do is None or self._actions[plan.do].acts

    def _carry_out(self, db: Db, planned: Due, look: Callable[[], Said] | None, now: datetime) -> str:
        group, plan, at = planned.group, planned.plan, planned.moment
        hindrance = "" if isinstance(plan, Standing) else hindered(db, group, plan, approvals.paused(db, group.id))
        held = None if hindrance or isinstance(plan, Standing) else self._held_until(group, plan, at, now)
        if not runs.claim(db, group.id, plan.name, at, now, hindrance or ("held" if held else "done")):
            return ""
        if held and not isinstance(plan, Standing):
            hold(db, group, plan, at, held)
            return "held"
        return hindrance or self._do(db, planned, look, now)

    def _do(self, db: Db, planned: Due, look: Callable[[], Said] | None, now: datetime) -> str:
        """Does what a claimed moment asks for, and puts what is said into the outbox."""
        group, plan, at = planned.group, planned.plan, planned.moment
        if isinstance(plan, Standing):
            runs.forget(db, group.id, plan.name, at - REMEMBERED)
        key = runs.key(group.id, plan.name, at)
        try:
            with db.savepoint():
                said = look() if look else self._act(planned, self._scene(db, group, key, at, now))
                self._say(db, group, key, said, now)
        except BROKEN:
            raise
        except Exception:
            log.exception("plan_failed", group=group.id, plan=plan.name, planned=at.isoformat())
            runs.settle(db, group.id, plan.name, at, "failed")
            return "failed"
        return "done"

    def _held_until(self, group: Group, plan: Plan, at: datetime, now: datetime) -> datetime | None:
        """When to try again: after the quiet hours, or when the talk may have ended; None for at once."""
        quiet = quiet_until(group.rules(Rules).quiet, now, group.zone)
        if quiet:
            return quiet
        talked = self._last_talk(group.id) if plan.avoid else None
        if plan.avoid and talked and now - talked < SILENCE and now < at + plan.avoid:
            return min(talked + SILENCE, at + plan.avoid)
        return None

    def _act(self, planned: Due, scene: Scene) -> Said:
        plan = planned.plan
        return plan.run(scene) if isinstance(plan, Standing) else act(plan, scene)

    def _release(self, db: Db, group: Group, timer: Timer, now: datetime) -> str:
        """A held moment's time has come: it is carried out as its plan now is, held on, or let go."""
        name, at = place_of(timer)
        plan = next((one for one in group.plans if one.name == name), None)
        if plan and following(group, plan, at - INSTANT) != at:
            plan = None  # moved while it was held; it speaks at its new time
        hindrance = hindered(db, group, plan, approvals.paused(db, group.id)) if plan else "changed"
        held = self._held_until(group, plan, at, now) if plan and not hindrance else None
        if plan and held:
            hold(db, group, plan, at, held)
            return ""
        if hindrance or plan is None:
            runs.settle(db, group.id, name, at, hindrance)
            return hindrance
        runs.settle(db, group.id, name, at, "done")
        return self._do(db, Planned(at, group, plan), None, now)

    async def _ring(self, until: datetime, now: datetime, errors: list[Exception]) -> None:
        """Lets the timers due up to `until` go off, also those that others set meanwhile."""
        for _ in range(ROUNDS):
            found = await self._database.read(lambda db: timers.due(db, self._groups, until))
            failures = len(errors)
            await self._all_at_once(found, lambda timer: self._go_off_soon(timer, now, errors))
            if not found or len(errors) > failures:
                return

    async def _go_off_soon(self, timer: Timer, now: datetime, errors: list[Exception]) -> None:
        group = self._groups[timer.group_id]
        await self._attempt(group, partial(self._go_off, group=group, timer=timer, now=now), errors)

    def _go_off(self, db: Db, group: Group, timer: Timer, now: datetime) -> str:
        if not timers.claim(db, timer):
            return ""
        if timer.feature == HOLD:
            return self._release(db, group, timer, now)
        if timer.feature == JOURNEYS and (later := put_off(group, timer.due_at, now)):
            timers.set_once(db, group.id, timer.feature, timer.key, later, timer.payload)
            return ""
        key = f"timer:{timer.feature}:{timer.id}"
        try:
            alarm = self._alarms[timer.feature]
            with db.savepoint():
                said = alarm(timer, self._scene(db, group, key, timer.due_at, now))
                self._say(db, group, key, said, now)
        except BROKEN:
            raise
        except Exception:
            log.exception("timer_failed", group=group.id, feature=timer.feature, timer=timer.key)
            runs.claim(db, group.id, f"{timer.feature}:{timer.key}", timer.due_at, now, "failed")
            return "failed"
        return "done"

    def _scene(self, db: Db, group: Group, key: str, at: datetime, now: datetime) -> Scene:
        return Scene(
            db=db,
            group=group,
            now=at,
            random=self._random,
            key=key,
            post=lambda name, said: self._post(db, group, name, said, now),
            features=self._features,
            able=self._capabilities,
        )

    def _say(self, db: Db, group: Group, key: str, said: Said, now: datetime) -> None:
        if said:
            self._post(db, group, key, as_reply(said), now)
