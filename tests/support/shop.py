"""A shop with four items, points to spend in it, and the check that ledger, stock and orders agree."""

from __future__ import annotations

from storage.mall import stock
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.steps import PICKUP_CODE

SHOP = """\
mall:
  items:
    - {name: 帆布袋, points: 100, stock: 2, limit: 1, pickup: 到前台报取货码}
    - {name: 保温杯, points: 20, cash: 39.9, stock: 5}
    - {name: 电饭煲, points: 300, cash: 5, approve: true}
    - {name: 满100减20券, kind: 券, points: 10, minimum: 100, stock: 3, days: 7}
"""


QUIET = "badges: {badges: []}\n"


async def grant_points(chat: Chat, who: str, points: int) -> None:
    await chat.say(who, "大家好")
    while points:
        some = min(points, 200)
        await chat.say("群主", f"加分 @{who} {some}", mentions=[who])
        points -= some


def find_code(reply: str) -> str:
    match = PICKUP_CODE.search(reply)
    assert match, reply
    return match[0]


async def redeem(chat: Chat, who: str, what: str) -> str:
    return find_code(await chat.say(who, f"兑换 {what}"))


async def assert_consistent(chat: Chat) -> None:
    """Ledger and stock agree, and the shop holds what its paid orders brought."""
    read = chat.bot.database.read
    assert await read(reconciliation.wrong_balances) == []
    assert await read(stock.wrong_counts) == []
    total, lowest = await read(
        lambda db: (
            db.fetch_one("SELECT COALESCE(SUM(balance), 0) FROM account"),
            db.fetch_one("SELECT COALESCE(MIN(balance), 0) FROM account WHERE holder <> 'issuer'"),
        )
    )
    assert total is not None
    assert lowest is not None
    assert total[0] == 0
    assert lowest[0] >= 0
    held = await read(
        lambda db: (
            db.fetch_one("SELECT COALESCE(SUM(balance), 0) FROM account WHERE holder = 'shop'"),
            db.fetch_one(
                "SELECT COALESCE(SUM(points), 0) FROM mall_order WHERE state IN ('waiting', 'ready', 'picked')"
            ),
        )
    )
    assert held[0] == held[1]


async def open_shop(open_group: OpenChat, yaml: str = SHOP, **points: int) -> Chat:
    chat = await open_group(QUIET + yaml)
    for who, some in (points or {"小明": 200}).items():
        await grant_points(chat, who, some)
    return chat
