"""The items that a member can afford or will next, told with their balance."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Context
from handlers.levels import rules as level_rules
from handlers.levels.rules import Level
from handlers.mall import rules
from handlers.mall.items import apply_level_discount, available_items
from handlers.mall.rules import Item
from storage.mall import orders, stock
from storage.members.roster import Member
from storage.points import statements

IN_REACH = "可以换「{name}」啦（{points} 分），发「商城」看看！"
NEXT = "再攒 {missing} 分{days}就能换「{name}」（{points} 分）。"
DAYS = "（照这几天的速度约 {days} 天）"
WEEK = timedelta(days=7)
LONGEST_WAIT = 365
"""Days; a longer wait is not told."""


def items_for(ctx: Context, member: Member) -> list[Item]:
    """Return the items that are available to the member today, at their price for the member's level."""
    items = ctx.rules(rules.Rules).items
    if not items:
        return []
    level = shop_level(ctx, member)
    available = available_items(
        apply_level_discount(items, level),
        stock.count_taken(ctx.db, ctx.group.id),
        orders.count_kept(ctx.db, member),
        ctx.today,
    )
    return [item for item in available if is_open_to(ctx, item, level)]


def shop_level(ctx: Context, member: Member) -> Level | None:
    """Return the member's level, or None without looking it up where no item and no price depends on it."""
    levels = ctx.rules(level_rules.Rules)
    if not levels.discounts and not any(item.level for item in ctx.rules(rules.Rules).items):
        return None
    return level_rules.get_level(ctx.db, member, levels)


def is_open_to(ctx: Context, item: Item, level: Level | None) -> bool:
    """Return whether an item is for members of this level."""
    return not item.level or level_rules.has_reached(ctx.rules(level_rules.Rules).ladder, level, item.level)


def describe_next_reward(ctx: Context, member: Member, balance: int) -> str:
    """Say which item is the cheapest above `balance`, with the points and days to go; empty where there is none."""
    above = [item for item in items_for(ctx, member) if item.points > balance]
    if not above:
        return ""
    item = min(above, key=lambda candidate: candidate.points)
    missing = item.points - balance
    return NEXT.format(missing=missing, days=_describe_days(ctx, member, missing), name=item.name, points=item.points)


def describe_progress(ctx: Context, member: Member, earned: int, balance: int, *, otherwise_next: bool = True) -> str:
    """Say which item has come within reach by what was earned just now; else, where wanted, which is next."""
    reached = [item for item in items_for(ctx, member) if balance - earned < item.points <= balance]
    if reached:
        best = max(reached, key=lambda item: item.points)
        return IN_REACH.format(name=best.name, points=best.points)
    return describe_next_reward(ctx, member, balance) if otherwise_next else ""


def describe_rewards(ctx: Context, member: Member, balance: int) -> str:
    """Say which item is the dearest within `balance` and which comes next above it."""
    within = [item for item in items_for(ctx, member) if item.points <= balance]
    best = max(within, key=lambda item: item.points, default=None)
    in_reach = IN_REACH.format(name=best.name, points=best.points) if best else ""
    return in_reach + describe_next_reward(ctx, member, balance)


def _describe_days(ctx: Context, member: Member, missing: int) -> str:
    """Estimate the days to go at the pace of the last seven days, or of those since the member's first points."""
    earned, first = statements.earned_since(ctx.db, member, ctx.now - WEEK)
    span = (ctx.today - ctx.local(first).date()).days + 1
    days = -(-missing * min(span, WEEK.days) // earned) if earned else 0
    return DAYS.format(days=days) if 0 < days <= LONGEST_WAIT else ""
