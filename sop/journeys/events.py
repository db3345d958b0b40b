"""What begins and ends journeys: people who join or leave, each morning, and the journeys' own timers."""

from __future__ import annotations

from handlers.kit import Capability, Context, Feature, Joined, Left, Reply, Scene
from sop.journeys.service import NAME, WALK, begin, enter_portion, named, rests, wake, walk
from storage.db import moment
from storage.sop import journeys
from storage.sop.journeys import Outcome, Stop
from storage.timers import Timer

PICK_UP = "每天 09:00"

feature = Feature(NAME, title="旅程", shown=lambda ctx: bool(ctx.group.journeys))
feature.need(Capability.PUSHES, "旅程里的话发不出去。")
feature.need(Capability.SEES_JOINS, "旅程不会从「入群」自动开始，begin 请写 入群当天 20:00 这样的，或发「旅程 加入」。")


@feature.on(Joined)
def begin_on_joining(_: Joined, ctx: Context) -> None:
    for journey in ctx.group.journeys:
        if journey.begin.when is None and not rests(ctx, journey):
            begin(ctx, journey, [ctx.member.id], ctx.now, since=journey.since(ctx.now))


@feature.on(Left)
def end_on_leaving(_: Left, ctx: Context) -> None:
    journeys.take_out(ctx.db, ctx.member, Outcome.LEFT, ctx.now)


@feature.routine(lambda group: PICK_UP if group.journeys else None)
def pick_up(scene: Scene) -> None:
    """Whoever still waits although his moment has passed: where a step failed, or its journey rests."""
    wake(scene)


@feature.due
def go_off(timer: Timer, scene: Scene) -> Reply | None:
    kind, at, number, name = timer.key.split(" ", 3)
    journey = named(scene.group, name)
    if kind == WALK:
        return walk(scene, journey, Stop(scene.group.id, name, int(number), moment(int(at))))
    if journey and journey.begin.when:
        enter_portion(journey, scene, moment(int(at)), int(number))
    return None
