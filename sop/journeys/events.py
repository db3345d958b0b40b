"""What begins and ends journeys: people who join or leave, each morning, and the journeys' own timers."""

from __future__ import annotations

from handlers.kit import Capability, Context, Feature, Joined, Left, MemberContext, Reply
from sop.journeys.section import journeys_of
from sop.journeys.service import (
    NAME,
    Enter,
    EnterThese,
    Walk,
    begin,
    enter_packet,
    enter_rest,
    find_journey,
    is_paused,
    resume_waiting,
    take_step,
)
from storage.sop import journeys
from storage.sop.journeys import Outcome, WaitingPoint

PICK_UP = "每天 09:00"

feature = Feature(NAME, title="旅程", visible=lambda ctx: bool(journeys_of(ctx.group)))
feature.requires(Capability.PUSHES, "旅程里的话发不出去。")
feature.requires(
    Capability.SEES_JOINS, "旅程不会从「入群」自动开始，begin 请写 入群当天 20:00 这样的，或发「旅程 加入」。"
)


@feature.on(Joined)
def begin_on_joining(_: Joined, ctx: MemberContext) -> None:
    for journey in journeys_of(ctx.group):
        if journey.begin.when is None and not is_paused(ctx, journey):
            begin(ctx, journey, [ctx.member.id], ctx.now, since=journey.since(ctx.now))


@feature.on(Left)
def end_on_leaving(_: Left, ctx: MemberContext) -> None:
    journeys.end_for_member(ctx.db, ctx.member, Outcome.LEFT, ctx.now)


@feature.scheduled("pick_up", lambda group: PICK_UP if journeys_of(group) else None)
def pick_up(ctx: Context) -> None:
    """Resume whoever still waits although their moment has passed: a step failed, or the journey was paused."""
    resume_waiting(ctx)


@feature.on_timer(Walk)
def walk(timer: Walk, ctx: Context) -> Reply | None:
    waiting_point = WaitingPoint(ctx.group.id, timer.journey, timer.step, timer.due)
    return take_step(ctx, find_journey(ctx.group, timer.journey), waiting_point)


@feature.on_timer(Enter)
def enter_the_rest(timer: Enter, ctx: Context) -> None:
    journey = find_journey(ctx.group, timer.journey)
    if journey and journey.begin.when:
        enter_rest(ctx, journey, timer)


@feature.on_timer(EnterThese)
def enter_these(packet: EnterThese, ctx: Context) -> None:
    journey = find_journey(ctx.group, packet.journey)
    if journey:
        enter_packet(ctx, journey, packet)
