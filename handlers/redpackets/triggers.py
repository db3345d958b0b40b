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
    Refusal,
    Reply,
    TimerPayload,
    follow_up,
    set_timer,
)
from handlers.redpackets.missed import note_missed
from handlers.redpackets.results import announcement
from handlers.redpackets.rules import FESTIVAL, Order, Rules, Trigger
from handlers.redpackets.service import open_packet
from storage.redpackets import automatic

feature = Feature("redpacket_triggers", title="自动红包")
MORNING_OF = Occasion(FESTIVAL, "一个节日的早上")
feature.occasion(MORNING_OF)
feature.requires(Capability.PUSHES, "红包不会自己发，请管理员「发红包」。")

NO_PUSHES = "这个群的通道不能主动发消息"
STILL_OPEN = "上一个自己发的红包还没抢完"
MOST_REACHED = "今天已经发满 {most} 个（redpackets.daily）"
BUDGET_REACHED = "今天已经发了 {sent} 分，再发 {points} 分就超过 {budget} 分了（redpackets.budget）"
MORNING = "每天 08:30"
BY_DAY = "每天 " + " ".join(f"{hour:02}:20" for hour in range(9, 21))
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
    if automatic.has_brought(ctx.db, ctx.group.id, due.cause):
        return None
    why = _find_obstacle(due.order, ctx)
    if why:
        note_missed(ctx, due.occasion, why)
        return None
    happened = Happened(due.occasion, due.reason, due.cause)
    try:
        with ctx.db.savepoint():
            return announcement(ctx, open_packet(ctx, due.order, after=happened))
    except Refusal as refusal:
        note_missed(ctx, due.occasion, str(refusal))
        return None


def _find_obstacle(order: Order, ctx: Context) -> str:
    """Return why a packet cannot come now; empty where it can."""
    rules = ctx.rules(Rules)
    today = automatic.sum_since(ctx.db, ctx.group.id, midnight(ctx.today, ctx.group.zone), ctx.now)
    if Capability.PUSHES not in ctx.capabilities:
        return NO_PUSHES
    if today.open:
        return STILL_OPEN
    if today.packets >= rules.daily:
        return MOST_REACHED.format(most=rules.daily)
    if today.points + order.points > rules.budget:
        return BUDGET_REACHED.format(sent=today.points, points=order.points, budget=rules.budget)
    return ""


@feature.scheduled("festivals", lambda group: MORNING if _wants(group, FESTIVAL) else None)
def notice_festival(ctx: Context) -> None:
    name = next(_festivals_today(ctx), None)
    if name:
        follow_up(ctx, MORNING_OF, name, key=f"festival:{ctx.group.id}:{ctx.today}")


@feature.scheduled("occasions", lambda group: BY_DAY if group.rules(Rules).triggers else None)
def look_for_occasions(ctx: Context) -> None:
    """Let those look for their occasions whom no event tells of them."""
    for occasion in ctx.registry.occasions.values():
        if occasion.look and _wants(ctx.group, occasion.name):
            occasion.look(ctx)


def _is_meant(trigger: Trigger, ctx: Context) -> bool:
    """Return whether a trigger is for this day, and the dice are with it."""
    if trigger.after == FESTIVAL and not any(_is_today(day, ctx) for day in trigger.days or TRADITIONAL):
        return False
    return ctx.random.randrange(100) < trigger.chance


def _festivals_today(ctx: Context) -> Iterator[str]:
    """Yield the names of today that a trigger waits for."""
    for trigger in ctx.rules(Rules).triggers_after(FESTIVAL):
        yield from (day for day in trigger.days or TRADITIONAL if _is_today(day, ctx))


def _is_today(name: str, ctx: Context) -> bool:
    """Return whether a name means today; a name of the group's own calendar means those days alone."""
    own = ctx.group.calendar.occasions
    return ctx.today in own.get(name, china.named_days(ctx.today.year).get(name, ()))
