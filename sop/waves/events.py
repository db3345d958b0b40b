"""What carries waves out by themselves: their own times, their portions, a look for who is back, and the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from handlers.kit import Capability, Context, Feature, ForMember, ForStaff, Reply, reply, set_timer
from handlers.kit.declarations import Prepared
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention
from sop.waves.report import report_reply
from sop.waves.section import waves_of
from sop.waves.service import call_again, call_portion, find_wave, resume
from sop.waves.timers import NAME, Again, Back, Finish, Portion
from sop.waves.touching import LETTER, thanks_to
from storage.sop import wave_members, waves
from storage.sop.waves import State

LOOK = "每天 09:40、12:40、15:40、18:40、20:40"
STILL_OPEN = 3
"""Days after its end in which a run is still looked at: what somebody did last is found then."""
THANKED, PACKET = 25, 1000
"""Members who are noted in one transaction, and those of a timer: the others are left to the next one."""
FOR_YOU = "有一句话给你。"
OVER = "「{name}」这一轮的日子到了："

feature = Feature(NAME, title="唤醒", topic="客户", visible=lambda ctx: bool(waves_of(ctx.group)))
feature.requires(Capability.PUSHES, "唤醒的话发不出去。")
feature.requires(
    Capability.WRITES_PRIVATELY, "touch: 私聊 只能在群里说「有一封给你的信」；要一对一请写 touch: 任务，让员工来。"
)


@feature.on_timer(Portion)
def call_next(timer: Portion, ctx: Context) -> Reply | None:
    run = waves.get(ctx.db, timer.run)
    return call_portion(ctx, run) if run and run.state is State.COLLECTING else None


@feature.on_timer(Again)
def call_those_left(timer: Again, ctx: Context) -> Reply | None:
    run = waves.get(ctx.db, timer.run)
    return call_again(ctx, run) if run else None


@feature.scheduled("look", lambda group: LOOK if waves_of(group) else None, read_only=True)
def look_for_those_back(ctx: Context) -> Prepared | None:
    """Find on a reading connection who is back, and leave them to timers.

    A run that is not at its end goes on, should nothing else have let it: the file may have changed what it waited for.
    """
    runs = waves.list_open(ctx.db, ctx.group.id, ctx.now, STILL_OPEN)
    found = {run.id: back for run in runs if (back := wave_members.list_back(ctx.db, run))}
    waiting = [run.name for run in runs if run.state is State.COLLECTING]
    return Prepared(partial(_go_on, found=found, waiting=waiting)) if found or waiting else None


def _go_on(ctx: Context, found: Mapping[int, Sequence[int]], waiting: Sequence[str]) -> None:
    for name in waiting:
        resume(ctx, name)
    for run_id, ids in found.items():
        for place in range(0, len(ids), PACKET):
            set_timer(ctx, NAME, Back(run=run_id, ids=tuple(ids[place : place + PACKET])), ctx.now)


@feature.on_timer(Back)
def thank(timer: Back, ctx: Context) -> None:
    """Note who is back, some at a time, and thank those who had been called: in private, however they were."""
    run = waves.get(ctx.db, timer.run)
    if run is None:
        return
    if len(timer.ids) > THANKED:
        set_timer(ctx, NAME, Back(run=run.id, ids=timer.ids[THANKED:]), ctx.now)
    ids, wave = timer.ids[:THANKED], find_wave(ctx.group, run.name)
    back = wave_members.note_back(ctx.db, run, ids, ctx.now)
    if wave is None or not wave.thanks.strip():
        return
    for member in may_be_mentioned(ctx, back):
        words = thanks_to(ctx, wave, member)
        thanks = ForMember(member=member, reply=words, ask=LETTER, shown=reply(mention(member), FOR_YOU))
        ctx.post(f"wave:{run.id}:{member.id}:thanks", thanks)


@feature.on_timer(Finish)
def tell_the_end(timer: Finish, ctx: Context) -> ForStaff | None:
    """Tell those in charge what a run brought; later, where members had their turn meanwhile."""
    run = waves.get(ctx.db, timer.run)
    if run is None or run.ends_at is None:
        return None
    return ForStaff(reply=reply(OVER.format(name=run.name), *report_reply(ctx, [run])), ask="唤醒方案")
