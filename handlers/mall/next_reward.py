"""How far a member is from the next thing in the shop, told after every earning."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Context
from handlers.levels import rules as level_rules
from handlers.levels.rules import Level
from handlers.mall import rules
from handlers.mall.items import apply_level_discount, available_items
from handlers.mall.rules import Item
from storage import mall
from storage.members.roster import Member
from storage.points import ledger

IN_REACH = "可以换「{name}」啦（{points} 分），发「商城」看看！"
NEXT = "再攒 {missing} 分{days}就能换「{name}」（{points} 分）。"
DAYS = "（照这几天的速度约 {days} 天）"
WEEK = timedelta(days=7)
LONGEST_WAIT = 365
"""Days; a longer wait is not worth telling."""


def items_for(ctx: Context, member: Member) -> list[Item]:
    """What the member may take today at what it costs him, if he has the points."""
    items = ctx.rules(rules.Rules).items
    if not items:
        return []
    level = shop_level(ctx, member)
    there = available_items(
        apply_level_discount(items, level), mall.taken(ctx.db, ctx.group.id), mall.kept(ctx.db, member), ctx.today
    )
    return [item for item in there if is_open_to(ctx, item, level)]


def shop_level(ctx: Context, member: Member) -> Level | None:
    """The member's level, asked only where some item or price depends on it."""
    steps = ctx.rules(level_rules.Rules)
    if not steps.discounts and not any(item.level for item in ctx.rules(rules.Rules).items):
        return None
    return level_rules.get_level(ctx.db, member, steps)


def is_open_to(ctx: Context, item: Item, level: Level | None) -> bool:
    """Whether an item is for members of this level."""
    return not item.level or level_rules.has_reached(ctx.rules(level_rules.Rules).ladder, level, item.level)


def describe_next_reward(ctx: Context, member: Member, balance: int) -> str:
    """The cheapest thing out of reach, with the points and days to go; empty where there is none."""
    above = [item for item in items_for(ctx, member) if item.points > balance]
    if not above:
        return ""
    item = min(above, key=lambda one: one.points)
    missing = item.points - balance
    return NEXT.format(missing=missing, days=_describe_days(ctx, member, missing), name=item.name, points=item.points)


def describe_rewards(ctx: Context, member: Member, balance: int) -> str:
    """The best thing in reach and the nearest one above."""
    within = [item for item in items_for(ctx, member) if item.points <= balance]
    best = max(within, key=lambda one: one.points, default=None)
    reached = IN_REACH.format(name=best.name, points=best.points) if best else ""
    return reached + describe_next_reward(ctx, member, balance)


def _describe_days(ctx: Context, member: Member, missing: int) -> str:
    """At the pace of the last seven days, or of those since the member began."""
    earned, first = ledger.earned_since(ctx.db, member, ctx.now - WEEK)
    span = (ctx.today - ctx.local(first).date()).days + 1
    days = -(-missing * min(span, WEEK.days) // earned) if earned else 0
    return DAYS.format(days=days) if 0 < days <= LONGEST_WAIT else ""
