"""Waves: who is asleep is chosen on a reading connection, and then called back in portions.

A portion is one transaction: its members get their turn, a fixed share of them is left alone, the others are written
to. So a crash, a restart or a second process neither repeats a word nor loses one. The next portion comes half a minute
later, so that thousands of messages do not wait for each other until they are outdated. While a wave is paused or not
approved, the portions wait; where it is stopped or gone from the file, they are dropped.

Who cannot be spoken to on their day, because they were mentioned too often, is tried again on the next one. They count
for those who were called all the same, and so do those whom no message reached: else the two groups would not be alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from config.group import Group
from handlers.dates.months import midnight
from handlers.kit import Context, ForStaff, Reply, reply, set_timer
from handlers.kit.declarations import Prepared
from handlers.segments.matching import parts_of, select
from handlers.segments.rules import names_ready
from handlers.segments.standing import facts_for
from sop.plans.gate import blocked_by
from sop.waves.assigning import describe_unassigned, list_unassigned
from sop.waves.model import Wave, is_held_out
from sop.waves.section import waves_of
from sop.waves.timers import NAME, Again, Finish, Portion
from sop.waves.touching import touch
from storage.members import audience, opt_outs
from storage.members.audience import Facts
from storage.members.roster import Member
from storage.sop import plan_states, runs, wave_members, waves
from storage.sop.waves import Run, State, Terms

PORTION = 50
"""Members whose turn comes in one transaction: it takes 15 ms at the writer (measured: benchmarks/waves.py)."""
GAP = timedelta(seconds=30)
"""Between portions: 6,000 members an hour, six messages to the group a minute."""
ONE_DAY = timedelta(days=1)
BY_ITSELF = "唤醒「{name}」：{told}"
REPORT_AT = timedelta(hours=9, minutes=30)
"""When it is told what a wave brought, after its last day."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a wave would call, as of a moment."""

    asleep: list[Facts]
    """Everybody whom its definition means, without staff and those who opted out."""
    ids: list[int]
    """Of those among them whose turn may come: no wave had them lately, and they can be called."""
    unassigned: int = 0
    """How many of the others would have to be called by staff, and nobody looks after them."""


def find_wave(group: Group, name: str) -> Wave | None:
    """Return the group's wave of this name; None where there is none."""
    return next((wave for wave in waves_of(group) if wave.name == name), None)


def choose(ctx: Context, wave: Wave) -> Chosen:
    """Return whom a wave would call now. Looks at all members: for reading connections."""
    asleep = select(wave.whom, facts_for(ctx, [wave.whom]), ctx.today, ctx.group)
    recent = wave_members.list_recent(ctx.db, ctx.group.id, ctx.now - wave.again)
    free = [facts.member.id for facts in asleep if facts.member.id not in recent]
    unassigned = list_unassigned(ctx, wave, free)
    return Chosen(asleep, [member_id for member_id in free if member_id not in unassigned], len(unassigned))


def start(ctx: Context, wave: Wave, packets: Sequence[str], actor: str) -> Run | None:
    """Begin to call those who were chosen and packed; None where the wave is still calling others."""
    terms = Terms(
        days=wave.days,
        goals=wave.goal,
        touch_fen=wave.cost.touch,
        offer_fen=wave.cost.offer,
        worth_fen=wave.worth,
    )
    run = waves.begin(ctx.db, ctx.group.id, wave.name, terms, packets, actor=actor, at=ctx.now, day=ctx.today)
    if run:
        runs.claim(ctx.db, ctx.group.id, wave.name, ctx.now, ctx.now, "done")
        set_timer(ctx, NAME, Portion(run=run.id), ctx.now)
    return run


def begin_by_itself(wave: Wave, ctx: Context) -> Prepared | None:
    """Begin a wave at its own time, the context's. Runs on a reading connection up to the choice."""
    if is_paused(ctx, wave) or current_run(ctx, wave.name):
        return None
    chosen = choose(ctx, wave)
    if not chosen.ids and not chosen.unassigned:
        return None
    return Prepared(partial(_begin_by_itself, wave=wave, packets=waves.pack(chosen.ids), unassigned=chosen.unassigned))


def _begin_by_itself(ctx: Context, wave: Wave, packets: Sequence[str], unassigned: int) -> None:
    """Begin it where it has somebody to call, and tell those in charge whom nobody can be asked to call."""
    if packets:
        start(ctx, wave, packets, "")
    if unassigned:
        told = BY_ITSELF.format(name=wave.name, told=describe_unassigned(wave, unassigned))
        ctx.post(f"{ctx.key}:unassigned", ForStaff(reply=reply(told), ask="唤醒方案"))


def resume(ctx: Context, name: str) -> bool:
    """Let a wave that waited go on; False where it is not calling anybody."""
    run = current_run(ctx, name)
    if run:
        set_timer(ctx, NAME, Portion(run=run.id), ctx.now)
    return run is not None


def stop(ctx: Context, name: str) -> Run | None:
    """Call nobody more in the run of a wave that is under way; None where there is none."""
    run = current_run(ctx, name)
    if run is None:
        return None
    waves.end(ctx.db, run, State.STOPPED)
    _expect_end(ctx, run)
    return run


def current_run(ctx: Context, name: str) -> Run | None:
    """Return the run of a wave that still calls members."""
    latest = waves.list_runs(ctx.db, ctx.group.id, name)
    return latest[0] if latest and latest[0].state is State.COLLECTING else None


def is_paused(ctx: Context, wave: Wave) -> bool:
    """Return whether a wave is paused, or not approved."""
    return bool(blocked_by(ctx.db, ctx.group, wave, plan_states.list_paused(ctx.db, ctx.group.id)))


def call_portion(ctx: Context, run: Run) -> Reply | None:
    """Give the next portion their turn; return what is said to the group."""
    wave = find_wave(ctx.group, run.name)
    if wave is None:
        waves.end(ctx.db, run, State.STOPPED)
        _expect_end(ctx, run)
        return None
    if is_paused(ctx, wave):
        return None
    ids = waves.take_portion(ctx.db, run, PORTION)
    if ids is None:
        waves.end(ctx.db, run, State.DONE)
        _expect_end(ctx, run)
        return None
    set_timer(ctx, NAME, Portion(run=run.id), ctx.now + GAP)
    return _call(ctx, wave, run, _enrol(ctx, wave, run, _still_asleep(ctx, wave, run, ids)))


def call_again(ctx: Context, run: Run) -> Reply | None:
    """Speak to those who could not be spoken to before; return what is said to the group."""
    wave = find_wave(ctx.group, run.name)
    if wave is None or run.state is State.STOPPED:
        return None
    if is_paused(ctx, wave):
        _try_again(ctx, run)
        return None
    opted_out = opt_outs.opted_out(ctx.db, ctx.group.id)
    untouched = wave_members.list_untouched(ctx.db, run, ctx.now, PORTION)
    return _call(ctx, wave, run, [member for member in untouched if member.id not in opted_out])


def _still_asleep(ctx: Context, wave: Wave, run: Run, ids: Sequence[int]) -> list[int]:
    """Return those of a portion whom the wave still means: some may have come since it was chosen.

    For ready segments, which take long to find out, that is whoever has sent nothing since.
    """
    opted_out = opt_outs.opted_out(ctx.db, ctx.group.id)
    parts = parts_of([wave.whom])
    known = [
        facts for facts in audience.facts_of(ctx.db, ids, ctx.today, parts=parts) if facts.member.id not in opted_out
    ]
    if names_ready(wave.whom):
        return [facts.member.id for facts in known if facts.seen is None or facts.seen < run.day]
    return [facts.member.id for facts in select(wave.whom, known, ctx.today, ctx.group)]


def _enrol(ctx: Context, wave: Wave, run: Run, ids: Sequence[int]) -> list[Member]:
    """Give these members their turn, and return those who are to be called."""
    last_day = ctx.today + timedelta(days=run.days)
    called: list[Member] = []
    for held_out in (True, False):
        called = wave_members.enrol(
            ctx.db,
            run,
            [member_id for member_id in ids if is_held_out(ctx.group.id, wave, member_id) is held_out],
            held_out=held_out,
            at=ctx.now,
            day=ctx.today,
            last_day=last_day,
            until=midnight(last_day + ONE_DAY, ctx.group.zone),
            since=ctx.now - wave.again,
        )
    return called


def _call(ctx: Context, wave: Wave, run: Run, members: Sequence[Member]) -> Reply | None:
    """Speak to these members in the wave's way; return what is said to the group."""
    if not members:
        return None
    reached, said = touch(ctx, wave, run, members)
    wave_members.touch(ctx.db, run, [member.id for member in reached], ctx.now)
    if len(reached) < len(members):
        _try_again(ctx, run)
    return said


def _try_again(ctx: Context, run: Run) -> None:
    set_timer(ctx, NAME, Again(run=run.id, day=ctx.today + ONE_DAY), ctx.now + ONE_DAY)


def _expect_end(ctx: Context, run: Run) -> None:
    """Set the timer that tells what a run brought, once the days of its last member are over."""
    current = waves.get(ctx.db, run.id)
    if current and current.ends_at:
        set_timer(ctx, NAME, Finish(run=run.id), current.ends_at + REPORT_AT)
