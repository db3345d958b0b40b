"""The shop in the timetable: what points buy now, announced in words or shown as a picture."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from handlers.kit import Context, Drawing, Feature, Reply, Section, reply
from handlers.mall.items import available_items, format_price, item_details, item_line
from handlers.mall.rules import Item, Rules
from handlers.pictures.specs import ShopLine, ShopSpec
from storage.mall import stock

EXCHANGE_HEAD = "🎁 集中兑换开始啦！攒的积分可以换："
WINDOW_HEAD = "看看积分能换什么："
INVITATION = "发「兑换 {number}」换 {number} 号，发「商城」看看自己能换什么。"

feature = Feature("mall_window", title="商城橱窗")


class Exchange(Section):
    """集中兑换：在群里报一遍商城里有货的东西"""

    words: str = Field(EXCHANGE_HEAD, min_length=1, max_length=500, description="开头说什么")


class Window(Section):
    """积分能换什么：用一张图看商城"""

    words: str = Field(WINDOW_HEAD, min_length=1, max_length=500, description="图前面说什么")


@feature.action("集中兑换", Exchange)
def announce_exchange(params: Exchange, ctx: Context) -> str | None:
    taken = stock.count_taken(ctx.db, ctx.group.id)
    items = _available(ctx, taken)
    if not items:
        return None
    lines = [f"{number}. {item_line(item, taken, ctx.today)}" for number, item in items.items()]
    return "\n".join([params.words, *lines, INVITATION.format(number=min(items))])


@feature.action("积分能换什么", Window, read_only=True)
def show_window(params: Window, ctx: Context) -> Reply | None:
    taken = stock.count_taken(ctx.db, ctx.group.id)
    items = _available(ctx, taken)
    if not items:
        return None
    lines = tuple(
        ShopLine(
            number=number,
            name=item.name,
            price=format_price(item),
            note="，".join(item_details(item, taken, ctx.today)),
            picture=str(item.picture or ""),
        )
        for number, item in items.items()
    )
    foot = INVITATION.format(number=min(items))
    sheet = ShopSpec(title=f"{ctx.group.name} · 积分能换什么", lines=lines, foot=foot)
    return reply(params.words, Drawing(sheet=sheet, alt="积分能换什么"))


def _available(ctx: Context, taken: Mapping[str, int]) -> dict[int, Item]:
    """Return the items that are on sale and in stock, by their number in the shop."""
    items = ctx.rules(Rules).items
    available = available_items(items, taken, {}, ctx.today)
    return {number: item for number, item in enumerate(items, 1) if item in available}
