"""Carries out what is due: each planned moment and each timer once, in one transaction of its own.

A plan's moment is claimed by its row in `run`, a timer by deleting it; effects and messages commit with the claim.
So a crash, a restart or a second process repeats nothing and loses nothing. What is later than the plan's `late` is
claimed and given up; timers have no such limit, because what they settle has to be settled. Handlers see the moment
they were planned for as `now`, however late they run.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby, islice

import structlog

from config.group import Group
from handlers.kit import Context, ForStaff, HandlerResult, Refusal, reply
from handlers.kit.declarations import Prepared
from sop.engine.entries import REMEMBERED, Entry, entries_of
from sop.engine.lanes import in_lanes
from sop.engine.timers import Result, Timers
from sop.engine.work import Work
from sop.plans.gate import hold
from sop.plans.timetable import Planned, Timetable
from storage.db import Db
from storage.sop import runs

log = structlog.get_logger()

CHUNK = 200
"""Most moments carried out at a time, so that check-ins share a commit with no more than these."""

KEEP = timedelta(minutes=1)
"""How often the place in the timetable is written down while nothing happens."""

LONGEST_GAP = timedelta(days=430)
"""What was planned longer ago is not even put on record as missed: a clock that jumps ten years ahead, or a bot that
slept so long, would have millions of moments to go through. What comes once a year still counts."""

NOT_DONE = "「{plan}」这次没有做成：{why}"

Due = Planned[Entry]


class Runner:
    """Knows how far the timetable has been carried out. Safe to call from several tasks."""

    def __init__(self, work: Work, groups: Callable[[], Iterable[Group]]) -> None:
        self._work = work
        self._database = work.database
        self._list_groups = groups
        self._schedules = tuple(schedule for feature in work.registry.features for schedule in feature.schedules)
        self._timers = Timers(work, self._read, self._do)
        self._lock = asyncio.Lock()
        self._groups: dict[str, Group] = {}
        self._timetable: Timetable[Entry] | None = None
        self._until: datetime | None = None
        self._kept: datetime | None = None
        self._built: datetime | None = None

    async def reload(self, now: datetime) -> None:
        """Take the groups' plans of this moment into force; what was done under the old ones stays done.

        Each group goes on where it was, a new one begins now. A plan that is new or moved does not fire for a moment
        before the last tick.
        """
        async with self._lock:
            self._timetable = None
            self._timetable = await self._rebuilt(now)

    async def tick(self, now: datetime) -> None:
        """Carry out everything due up to `now` (aware), in order.

        What one plan or timer does wrong is logged and recorded. Raises when the database fails, after trying
        whatever else is due; the next tick tries again.
        """
        async with self._lock:
            before = self._until or self._built
            jumped = before is not None and not timedelta() <= now - before <= LONGEST_GAP
            timetable = self._timetable if self._timetable and not jumped else await self._rebuilt(now)
            self._timetable = None  # rebuilt from what is stored, should anything go wrong from here
            self._work.errors.clear()
            acted = await self._carry_out_all(timetable, now)
            if self._work.errors:
                raise self._work.errors[0]
            self._until = now
            if acted or self._kept is None or not timedelta() <= now - self._kept < KEEP:
                await self._database.write(self._keep, lane="sop")
                self._kept = now
            self._timetable = timetable

    async def next_due(self) -> datetime | None:
        """Return when something happens next, by plan or by timer; it may have passed already."""
        async with self._lock:
            planned = self._timetable.next if self._timetable else None
            timer = await self._timers.next_due(self._groups)
            return min((due for due in (planned, timer) if due), default=None)

    async def _rebuilt(self, now: datetime) -> Timetable[Entry]:
        groups = {group.id: group for group in self._list_groups()}
        starts, given_up = await self._database.write(lambda db: self._enlist(db, groups, now), lane="sop")
        self._groups = groups
        self._built = now
        return Timetable(
            (group, entry, max(given_up.get((group.id, entry.name), min(starts[group.id], now)), now - LONGEST_GAP))
            for group in groups.values()
            for entry in entries_of(group, self._schedules)
        )

    def _enlist(
        self, db: Db, groups: Collection[str], now: datetime
    ) -> tuple[dict[str, datetime], dict[tuple[str, str], datetime]]:
        """Return from where on each group's plans count, and single plans where that was too far ahead.

        Where the stored place lies ahead, the clock was wrong: what was given up under it may not be late at all.
        Claims see to it that nothing is repeated.
        """
        self._keep(db)
        starts = runs.enlist_groups(db, groups, now)
        turned_back = any(place > now for place in starts.values())
        return starts, runs.list_given_up(db, now - REMEMBERED, now) if turned_back else {}

    def _keep(self, db: Db) -> None:
        if self._until:
            runs.advance_clock(db, self._until)

    async def _carry_out_all(self, timetable: Timetable[Entry], now: datetime) -> bool:
        """Carry out plans and timers in the order of their moments; return whether any plan was due."""
        acted = False
        rung: datetime | None = None
        while due := list(islice(timetable.due(now), CHUNK)):
            acted = True
            in_time = await self._without_given_up(due, now)
            for at, together in groupby(in_time, lambda planned: planned.moment):
                if at != rung:
                    rung = at
                    await self._timers.ring(self._groups, at, now)
                await in_lanes(together, partial(self._carry_out_in_turn, now=now))
        await self._timers.ring(self._groups, now, now)
        return acted

    async def _without_given_up(self, due: list[Due], now: datetime) -> list[Due]:
        """Claim the moments that are too late to be kind, so that they are on record; return the others."""
        outcomes = [(planned, planned.plan.given_up(planned.group, planned.moment, now)) for planned in due]
        given_up = [(planned, outcome) for planned, outcome in outcomes if outcome]
        if given_up:

            def claim(db: Db) -> list[tuple[Due, str]]:
                return [
                    (planned, outcome)
                    for planned, outcome in given_up
                    if runs.claim(db, planned.group.id, planned.plan.name, planned.moment, now, outcome)
                ]

            claimed = await self._database.write(claim, lane="sop")
            for _, outcome in claimed:
                self._work.ran(outcome)
            first = {(planned.group.id, planned.plan.name): planned.moment for planned, _ in reversed(claimed)}
            counts = Counter((planned.group.id, planned.plan.name) for planned, _ in claimed)
            for (group_id, plan), moment in first.items():
                log.warning(
                    "plan_late", group=group_id, plan=plan, at=moment.isoformat(), moments=counts[group_id, plan]
                )
        return [planned for planned, outcome in outcomes if not outcome]

    async def _carry_out_in_turn(self, planned: Due, now: datetime) -> None:
        result = await self._read(planned, now) if planned.plan.read_only else None
        await self._work.in_transaction(
            planned.group, partial(self._carry_out, planned=planned, result=result, now=now)
        )

    async def _read(self, planned: Due, now: datetime) -> Result:
        """Return what a read-only entry will say, found on a reading connection."""
        try:
            reply = await self._database.read(lambda db: self._run(db, planned, now))
        except Exception as error:
            return partial(_fail, error)
        return lambda: reply

    def _carry_out(self, db: Db, planned: Due, result: Result | None, now: datetime) -> str:
        group, entry, at = planned.group, planned.plan, planned.moment
        block = entry.blocked_by(db, group)
        later = None if block else entry.deferred_until(group, at, now, self._work.last_talk(group.id))
        if not runs.claim(db, group.id, entry.name, at, now, block or ("held" if later else "done")):
            return ""
        if later:
            hold(db, group, entry.name, at, later)
            return "held"
        return block or self._do(db, planned, now, result)

    def _do(self, db: Db, planned: Due, now: datetime, result: Result | None = None) -> str:
        """Do what a claimed moment asks for, put what is said into the outbox, and return the outcome."""
        group, entry, at = planned.group, planned.plan, planned.moment
        entry.forget(db, group, at)
        act = partial(self._say, result or (lambda: self._run(db, planned, now)), db, planned, now)
        key = runs.message_key(group.id, entry.name, at)
        error = self._work.attempt(db, group, key, act, now)
        if error is None:
            return "done"
        runs.set_outcome(db, group.id, entry.name, at, "failed")
        if isinstance(error, Refusal):
            told = ForStaff(reply=reply(NOT_DONE.format(plan=entry.name, why=error)), ask="SOP 记录")
            self._work.say(db, group, f"{key}:why", told, now)
        return "failed"

    def _say(self, act: Result, db: Db, planned: Due, now: datetime) -> HandlerResult:
        result = act()
        return result.run(self._context(db, planned, now)) if isinstance(result, Prepared) else result

    def _run(self, db: Db, planned: Due, now: datetime) -> HandlerResult | Prepared:
        return planned.plan.run(self._context(db, planned, now))

    def _context(self, db: Db, planned: Due, now: datetime) -> Context:
        group, entry, at = planned.group, planned.plan, planned.moment
        return self._work.context(db, group, runs.message_key(group.id, entry.name, at), at, now)


def _fail(error: Exception) -> HandlerResult:
    raise error
