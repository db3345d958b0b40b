"""How far a member is from the next thing in the shop, told after every earning."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Context
from handlers.levels import rules as level_rules
from handlers.levels.rules import Level
from handlers.mall import rules
from handlers.mall.items import priced, to_be_had
from handlers.mall.rules import Item
from storage.mall import orders, stock
from storage.members.roster import Member
from storage.points import statements

REACHED = "可以换「{name}」啦（{points} 分），发「商城」看看！"
NEAREST = "再攒 {missing} 分{days}就能换「{name}」（{points} 分）。"
DAYS = "（照这几天的速度约 {days} 天）"
WEEK = timedelta(days=7)
LONGEST = 365
"""Days; a longer wait is not worth telling."""


def open_items(ctx: Context, member: Member) -> list[Item]:
    """What the member may take today at what it costs him, if he has the points."""
    items = ctx.rules(rules.Rules).items
    if not items:
        return []
    level = shop_level(ctx, member)
    there = to_be_had(
        priced(items, level), stock.count_taken(ctx.db, ctx.group.id), orders.count_kept(ctx.db, member), ctx.today
    )
    return [item for item in there if is_reached(ctx, item, level)]


def shop_level(ctx: Context, member: Member) -> Level | None:
    """The member's level, asked only where some item or price depends on it."""
    steps = ctx.rules(level_rules.Rules)
    if not steps.discounts and not any(item.level for item in ctx.rules(rules.Rules).items):
        return None
    return level_rules.level_of(ctx.db, member, steps)


def is_reached(ctx: Context, item: Item, level: Level | None) -> bool:
    """Whether an item is for members of this level."""
    return not item.level or level_rules.has_reached(ctx.rules(level_rules.Rules).ladder, level, item.level)


def nearest(ctx: Context, member: Member, balance: int) -> str:
    """The cheapest thing out of reach, with the points and days to go; empty where there is none."""
    above = [item for item in open_items(ctx, member) if item.points > balance]
    if not above:
        return ""
    item = min(above, key=lambda one: one.points)
    missing = item.points - balance
    return NEAREST.format(missing=missing, days=_days(ctx, member, missing), name=item.name, points=item.points)


def prospect(ctx: Context, member: Member, balance: int) -> str:
    """The best thing in reach and the nearest one above."""
    within = [item for item in open_items(ctx, member) if item.points <= balance]
    best = max(within, key=lambda one: one.points, default=None)
    reached = REACHED.format(name=best.name, points=best.points) if best else ""
    return reached + nearest(ctx, member, balance)


def _days(ctx: Context, member: Member, missing: int) -> str:
    """At the pace of the last seven days, or of those since the member began."""
    earned, first = statements.earned_since(ctx.db, member, ctx.now - WEEK)
    span = (ctx.today - ctx.local(first).date()).days + 1
    days = -(-missing * min(span, WEEK.days) // earned) if earned else 0
    return DAYS.format(days=days) if 0 < days <= LONGEST else ""
