"""Items of the shop: how a member names one, its price for a level, whether it is available, and its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.kit import Refusal
from handlers.kit.words import ENDINGS, half_width, truncate
from handlers.levels.rules import Level, apply_discount
from handlers.mall.rules import Item, comparable
from handlers.text.money import format_yuan

NO_ITEMS = "商城还没有上架商品，先攒积分吧～"
WHICH_ITEM = "想换哪一样？发「商城」看看，再发「兑换 1」。"
UNKNOWN_NUMBER = "商城里没有 {number} 号，发「商城」看看有什么。"
UNKNOWN_NAME = "商城里没有「{name}」，发「商城」看看有什么。"
SIMILAR_NAME = "商城里没有「{name}」，是不是{near}？发{how}。"
MOST_NUMBERS = 3
SHORTEST = 2
SOLD_OUT = "售罄"
LONGEST_NAME = 60
"""Characters read of a name; no item has a longer one."""
LONGEST_SHOWN = 20


def choose_item(items: Sequence[Item], text: str) -> Item:
    """Return the item with this number or name; raises Refusal with a hint where there is none."""
    if not items:
        raise Refusal(NO_ITEMS)
    text = text[:LONGEST_NAME].strip(ENDINGS + " \n")
    if not text:
        raise Refusal(WHICH_ITEM)
    digits = half_width(text).removesuffix("号")
    if digits.isascii() and digits.isdigit():
        if len(digits) > 4 or not 1 <= int(digits) <= len(items):
            raise Refusal(UNKNOWN_NUMBER.format(number=digits[:LONGEST_SHOWN]))
        return items[int(digits) - 1]
    wanted = comparable(text)
    for item in items:
        if comparable(item.name) == wanted:
            return item
    name = truncate(text, LONGEST_SHOWN)
    meant = {number: item for number, item in enumerate(items, 1) if _is_short_for(wanted, comparable(item.name))}
    if meant:
        near = "、".join(f"「{item.name}」" for item in meant.values())
        how = "或".join(f"「兑换 {number}」" for number in list(meant)[:MOST_NUMBERS])
        raise Refusal(SIMILAR_NAME.format(name=name, near=near, how=how))
    raise Refusal(UNKNOWN_NAME.format(name=name))


def _is_short_for(short: str, name: str) -> bool:
    """Return whether a name has these letters in this order, two at least: 帆布袋 is short for 帆布购物袋."""
    letters = iter(name)
    return len(short) >= SHORTEST and all(letter in letters for letter in short)


def apply_level_discount(items: Sequence[Item], level: Level | None) -> list[Item]:
    """Return the items at their price for a member of this level, in the same order."""
    if level is None or not level.discount:
        return list(items)
    return [item.model_copy(update={"points": apply_discount(item.points, level)}) for item in items]


def remaining(item: Item, taken: Mapping[str, int]) -> int | None:
    """Return how many remain, at least 0; None where the supply is unlimited."""
    return None if item.stock is None else max(0, item.stock - taken.get(item.name, 0))


def is_on_sale(item: Item, today: date) -> bool:
    """Return whether a day is in the item's period of sale."""
    return (item.since is None or item.since <= today) and (item.until is None or today <= item.until)


def available_items(
    items: Sequence[Item], taken: Mapping[str, int], kept: Mapping[str, int], today: date
) -> list[Item]:
    """Return the items on sale and in stock of which a member may have another, whatever their level and points.

    `taken` counts the pieces ordered by all, `kept` those of the member, by name.
    """
    return [
        item
        for item in items
        if is_on_sale(item, today)
        and remaining(item, taken) != 0
        and (item.limit is None or kept.get(item.name, 0) < item.limit)
    ]


def format_price(item: Item) -> str:
    """Return the price as members read it: 100 分, 50 分 + 9.90 元, 10 分（满 100 元可用）."""
    return f"{item.points} 分" + (f" + {format_yuan(item.cash)} 元" if item.cash else "") + format_terms(item.minimum)


def format_terms(minimum: int) -> str:
    """Say from which amount (in fen) a coupon may be used; empty for 0."""
    return f"（满 {format_yuan(minimum)} 元可用）" if minimum else ""


def item_line(item: Item, taken: Mapping[str, int], today: date) -> str:
    """Return the item's line in the shop's list, without its number."""
    return f"{item.name}：{'，'.join([format_price(item), *item_details(item, taken, today)])}"


def item_details(item: Item, taken: Mapping[str, int], today: date) -> list[str]:
    """Return a text for each condition of an item beside its price: stock, level, limit, period, approval."""
    rest = remaining(item, taken)
    details = []
    if rest is not None:
        details.append(f"剩 {rest} {'张' if item.kind == 'coupon' else '件'}" if rest else SOLD_OUT)
    if item.level:
        details.append(f"{item.level}以上")
    if item.limit:
        details.append(f"每人限 {item.limit}")
    if item.since and today < item.since:
        details.append(f"{item.since:%m-%d} 开始")
    elif item.until:
        details.append(f"到 {item.until:%m-%d} 为止")
    if item.approve:
        details.append("要管理员批准")
    return details
