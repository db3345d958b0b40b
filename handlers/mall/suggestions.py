"""What may suit one member in the shop, by rules that can be read back, strongest first:

1. they said they like what the item is for (`likes` of the item, or its name);
2. who exchanged points for what they did exchanged points for it, too;
3. it is a coupon that their usual order is enough for;
4. who likes what they like exchanged points for it;
5. most exchanged points for it: what is said to those of whom nothing is known.

Only what they may have now counts: on sale, in stock, within its limit, for their level, and within their points. A few
bounded questions by index answer it; what others exchanged is counted at night (handlers/mall/likings.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.kit import Context, MemberContext
from handlers.kit.words import casefold_width
from handlers.mall.next_reward import items_for
from handlers.mall.rules import Item, Rules
from handlers.text.money import format_yuan
from storage import purchases
from storage.mall import liking, orders, stock
from storage.members.roster import Member
from storage.points import ledger

SAID = "你说过喜欢{word}一类的"
TOGETHER = "换过「{basis}」的 {all} 人里，{people} 人也换了它"
USUAL = "你最近平均每单 {yuan} 元，用得上"
ALIKE = "和你一样喜欢{word}一类的人里，{people} 人换了它"
POPULAR = "大家换得多（{count} 次）；还不知道你喜欢什么"
NEXT = "\n🎯 猜你喜欢 {number} 号「{item}」：{reason}。"
HINT = "\n🎯 发「猜你喜欢」看看哪样适合你。"
LATEST = 10
"""Orders that a member's usual order is the mean of."""
SHORTEST = 2
"""Characters of an interest that is looked for in an item's name."""
Strength = tuple[int, float]
"""The place of the rule, a higher one first, and how much there is to it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item that may suit a member, and why."""

    number: int
    """The item's number in the shop."""
    item: Item
    reason: str


def suggest(ctx: Context, member: Member, most: int = 1) -> list[Suggestion]:
    """Return what may suit a member, best first; empty where nothing is within reach or nothing tells."""
    balance = ledger.balance(ctx.db, member)
    had = orders.count_kept(ctx.db, member)
    candidates = [
        item
        for item in items_for(ctx, member)
        if item.points <= balance and (item.kind == "coupon" or item.name not in had)
    ]
    if not candidates:
        return []
    numbers = {item.name: number for number, item in enumerate(ctx.rules(Rules).items, 1)}
    best: dict[str, tuple[Strength, str]] = {}
    for name, strength, reason in _apply_rules(ctx, member, candidates, list(had)):
        if name not in best or strength > best[name][0]:
            best[name] = strength, reason
    ranked = sorted(
        (item for item in candidates if item.name in best),
        key=lambda item: (*best[item.name][0], -numbers[item.name]),
        reverse=True,
    )
    return [Suggestion(numbers[item.name], item, best[item.name][1]) for item in ranked[:most]]


def _apply_rules(
    ctx: Context, member: Member, candidates: list[Item], had: list[str]
) -> Iterator[tuple[str, Strength, str]]:
    """Yield what each rule says of an item by name: how strong, and why."""
    interests = liking.list_interests(ctx.db, member)
    for item in candidates:
        word = _find_interest(item, interests)
        if word:
            yield item.name, (5, 0), SAID.format(word=word)
    together = liking.list_likings(ctx.db, ctx.group.id, "item", had)
    totals = {row.basis: row.people for row in together if row.basis == row.item}
    for row in together:
        if row.basis != row.item and row.basis in totals:
            share = row.people / totals[row.basis]
            reason = TOGETHER.format(basis=row.basis, all=totals[row.basis], people=row.people)
            yield row.item, (4, share), reason
    yield from _fit_coupons(ctx, member, candidates)
    for row in liking.list_likings(ctx.db, ctx.group.id, "word", interests):
        yield row.item, (2, row.people), ALIKE.format(word=row.basis, people=row.people)
    for name, count in stock.count_taken(ctx.db, ctx.group.id).items():
        if count >= liking.FEWEST:
            yield name, (1, count), POPULAR.format(count=count)


def _fit_coupons(ctx: Context, member: Member, candidates: list[Item]) -> Iterator[tuple[str, Strength, str]]:
    coupons = [item for item in candidates if item.kind == "coupon"]
    latest = purchases.list_latest(ctx.db, member, LATEST) if coupons else []
    paid = [purchase.fen - purchase.returned for purchase in latest if purchase.returned < purchase.fen]
    mean = sum(paid) // len(paid) if paid else 0
    for item in coupons:
        if mean and item.minimum <= mean:
            yield item.name, (3, item.minimum), USUAL.format(yuan=format_yuan(mean))


def _find_interest(item: Item, interests: list[str]) -> str:
    """Return the interest that an item is for; empty where there is none."""
    wanted, name = {casefold_width(word) for word in item.likes}, casefold_width(item.name)
    for interest in interests:
        plain = casefold_width(interest)
        if plain in wanted or (len(plain) >= SHORTEST and plain in name):
            return interest
    return ""


def describe_in_shop(ctx: MemberContext, *, is_private: bool) -> str:
    """Return a line below the shop: in a group only that there is something, because the reason is the asker's own."""
    if is_private:
        return describe_next(ctx, ctx.member)
    return HINT if suggest(ctx, ctx.member) else ""


def describe_next(ctx: Context, member: Member) -> str:
    """Return a line on what may suit a member next, for them alone to read; empty where there is nothing."""
    return "".join(
        NEXT.format(number=suggestion.number, item=suggestion.item.name, reason=suggestion.reason)
        for suggestion in suggest(ctx, member)
    )
