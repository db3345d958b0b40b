"""The shop in the timetable: an exchange in words, and what points buy as a picture."""

from __future__ import annotations

from handlers.pictures.specs import ShopSpec
from tests.conftest import OpenChat
from tests.support.balances import without_weekly_report
from tests.support.shop import QUIET, SHOP, open_shop


async def test_an_exchange_is_announced_with_what_there_is(open_group: OpenChat) -> None:
    chat = await open_shop(
        open_group,
        """\
mall:
  items:
    - {name: 帆布袋, points: 100, stock: 0}
    - {name: 保温杯, points: 20, cash: 9.9, stock: 5}
    - {name: 月饼, points: 20, until: 2026-11-01}
sop:
  - {name: 月末兑换, when: 每月最后一天 20:00, do: 集中兑换, with: {words: 月末啦！}}
""",
    )
    assert without_weekly_report(await chat.forward(days=8)) == [
        "月末啦！\n2. 保温杯：20 分 + 9.90 元，剩 5 件\n发「兑换 2」换 2 号，发「商城」看看自己能换什么。"
    ]


async def test_an_exchange_with_nothing_to_offer_is_not_announced(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 月末兑换, when: 每天 20:00, do: 集中兑换}]\n")
    assert await chat.forward(days=2) == []


async def test_the_shop_is_shown_as_a_picture_by_the_timetable(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + SHOP + "sop: [{name: 橱窗, when: 每天 20:00, do: 积分能换什么}]\n")
    assert await chat.forward(hours=13) == ["看看积分能换什么：[积分能换什么]"]
    [sheet] = await chat.sheets(chat.platform.got[-1][1])
    assert isinstance(sheet, ShopSpec)
    assert [line.name for line in sheet.lines] == ["帆布袋", "保温杯", "电饭煲", "满100减20券"]
    assert sheet.lines[1].price == "20 分 + 39.90 元"
    assert sheet.lines[0].note == "剩 2 件，每人限 1"
