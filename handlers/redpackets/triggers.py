"""Red packets that come by themselves where something happens, within the owner's bounds and never quite on time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from config.group import Group
from handlers.dates import china
from handlers.dates.months import midnight
from handlers.kit import (
    Capability,
    Context,
    Feature,
    Happened,
    Occasion,
    Reply,
    TimerPayload,
    follow_up,
    set_timer,
)
from handlers.redpackets.results import announcement
from handlers.redpackets.rules import Order, Rules, Trigger
from handlers.redpackets.service import open_packet
from storage.redpackets import automatic

feature = Feature("redpacket_triggers", title="自动红包")
FESTIVAL = Occasion("节日", "一个节日的早上")
feature.occasion(FESTIVAL)
feature.requires(Capability.PUSHES, "红包不会自己发，请管理员「发红包」。")

MORNING = "每天 08:30"
MINUTE = timedelta(minutes=1)
TRADITIONAL = tuple(name for name in china.FESTIVALS if name not in china.SHOP_FESTIVALS)
"""The public and lunar festivals that are meant where an owner names none."""


class Due(TimerPayload):
    """A packet that is to come after something has happened.

    It moves points, but nothing is lost where it waits for the end of the quiet hours.
    """

    only_speaks = True

    occasion: str
    reason: str
    cause: str
    order: Order

    @property
    def key(self) -> str:
        return self.cause


def _wants(group: Group, occasion: str) -> bool:
    return bool(group.rules(Rules).triggers_after(occasion))


@feature.follows(_wants)
def plan_packet(happened: Happened, ctx: Context) -> None:
    """Let the dice decide whether a packet follows, which one, and when."""
    trigger = next((rule for rule in ctx.rules(Rules).triggers_after(happened.occasion) if _is_meant(rule, ctx)), None)
    if trigger is None:
        return
    due = Due(
        occasion=happened.occasion,
        reason=happened.reason,
        cause=happened.key,
        order=trigger.roll(happened.reason, ctx.random),
    )
    set_timer(ctx, feature.name, due, ctx.now + ctx.random.randint(0, trigger.wait) * MINUTE)


@feature.on_timer(Due)
def send_due(due: Due, ctx: Context) -> Reply | None:
    """Send the packet, unless that is too much for one day or another one is still open."""
    if Capability.PUSHES not in ctx.capabilities or automatic.has_brought(ctx.db, ctx.group.id, due.cause):
        return None
    rules = ctx.rules(Rules)
    today = automatic.sum_since(ctx.db, ctx.group.id, midnight(ctx.today, ctx.group.zone), ctx.now)
    if today.open or today.packets >= rules.daily or today.points + due.order.points > rules.budget:
        return None
    happened = Happened(due.occasion, due.reason, due.cause)
    return announcement(ctx, open_packet(ctx, due.order, after=happened))


@feature.scheduled("festivals", lambda group: MORNING if _wants(group, FESTIVAL.name) else None)
def notice_festival(ctx: Context) -> None:
    name = next(_festivals_today(ctx), None)
    if name:
        follow_up(ctx, FESTIVAL, name, key=f"festival:{ctx.group.id}:{ctx.today}")


def _is_meant(trigger: Trigger, ctx: Context) -> bool:
    """Return whether a trigger is for this day, and the dice are with it."""
    if trigger.after == FESTIVAL.name and not any(_is_today(day, ctx) for day in trigger.days or TRADITIONAL):
        return False
    return ctx.random.randrange(100) < trigger.chance


def _festivals_today(ctx: Context) -> Iterator[str]:
    """Yield the names of today that a trigger waits for."""
    for trigger in ctx.rules(Rules).triggers_after(FESTIVAL.name):
        yield from (day for day in trigger.days or TRADITIONAL if _is_today(day, ctx))


def _is_today(name: str, ctx: Context) -> bool:
    """Return whether a name means today; a name of the group's own calendar means those days alone."""
    own = ctx.group.calendar.occasions
    return ctx.today in own.get(name, china.named_days(ctx.today.year).get(name, ()))
