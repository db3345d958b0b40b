"""Strange input to the commands that move money and points: a short, helpful answer, and nothing changes."""

from __future__ import annotations

import pytest

from storage.db import Db, Row
from tests.chat import Chat
from tests.conftest import OpenChat

RULES = "budget: {monthly: 1000}\npoints: {expire: 12}\nspeaking: {points: 0}\n"
STRANGE = [
    "²",
    "٣",
    "1e9",
    "-5",
    "－５",
    "0",
    "十三四",
    "1_000",
    "10.555",
    "NaN",
    "0x10",
    "99999999999999999999",
    "9" * 10_000,
    "好" * 10_000,
    "{name}",
    "%s",
    "'; DROP TABLE entry; --",
    "<@all>",
    "@",
    "#",
]
COMMANDS = [
    "预算 {}",
    "加分 @小明 {}",
    "扣分 @小明 {}",
    "加分 {} 10",
    "扣分 {} 10",
    "确认 {}",
    "取消操作 {}",
    "冲正 {} 理由",
    "明细 {}",
    "积分报表 {}",
    "记单 @小明 {} A123",
    "记单 @小明 268 {}",
    "记单 {} 268 A123",
    "退单 {}",
    "退单 KNOWN {}",
    "导入订单\n小明,{},A123",
    "导入订单\n小明,268,{}",
    "导入订单\n{},268,A123",
    "导入订单\n{}",
]
FINE = {
    ("记单 @小明 268 {}", "99999999999999999999"),
    ("记单 @小明 268 {}", "1_000"),
    ("记单 @小明 268 {}", "1e9"),
    ("记单 @小明 268 {}", "NaN"),
    ("记单 @小明 268 {}", "0x10"),
    ("导入订单\n小明,268,{}", "99999999999999999999"),
    ("导入订单\n小明,268,{}", "1_000"),
    ("导入订单\n小明,268,{}", "1e9"),
    ("导入订单\n小明,268,{}", "NaN"),
    ("导入订单\n小明,268,{}", "0x10"),
}
"""Strange for a number, and a good order number all the same."""


def everything(db: Db) -> list[Row]:
    """Return all that these commands could change."""
    tables = ("account", "entry", "arrear", "purchase", "proposal", "audit")
    return [row for table in tables for row in sorted(db.fetch_all(f"SELECT * FROM {table}"), key=repr)]


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with something to lose."""
    chat = await open_group(RULES)
    await chat.say("群主", "预算 900")
    await chat.say("小明", "签到")
    await chat.say("店员", "记单 小明 100 KNOWN")
    await chat.say("群主", "加分 @小明 300")
    return chat


@pytest.mark.parametrize("command", COMMANDS)
async def test_strange_input_changes_nothing(chat: Chat, command: str) -> None:
    before = await chat.bot.database.read(everything)
    for strange in STRANGE:
        if (command, strange) in FINE:
            continue
        said = await chat.say("群主", command.replace("{}", strange))
        assert 4 < len(said) < 160, (command, strange[:20], said[:200])
        assert "小问题" not in said, (command, strange[:20])
        assert await chat.bot.database.read(everything) == before, (command, strange[:20])


@pytest.mark.parametrize(
    "command", ["预算", "加分", "扣分", "确认", "冲正", "积分报表", "账本核对", "待确认", "记单", "退单", "导入订单"]
)
async def test_members_may_do_none_of_it(chat: Chat, command: str) -> None:
    before = await chat.bot.database.read(everything)
    assert "可以用哦" in await chat.say("小明", command, addressed=True)
    for text in (f"{command} 1", f"{command} @小明 1 1", f"{command}\n小明,1,A123"):
        await chat.say("小明", text)
    assert await chat.bot.database.read(everything) == before


async def test_full_width_numbers_are_read_everywhere(chat: Chat) -> None:
    assert "已加拨 10 分" in await chat.say("群主", "预算 １０")
    assert "没有 99 号" in await chat.say("群主", "确认 ９９")
    assert "已冲正 2 号" in await chat.say("群主", "冲正 ２ 代签")
    assert "订单 KNOWN 退 50.50 元" in await chat.say("店员", "退单 ｋｎｏｗｎ ５０．５")
    assert "积分报表 2026-11" in await chat.say("群主", "积分报表 ２０２６－１１")


STRANGE_DIGITS = ["²²", "٢٢", "२२", "②②", "㉒", "𝟐𝟐", "⒉", "２²"]


@pytest.mark.parametrize(
    "command",
    [
        "补签 {}",
        "补签 11-{}",
        "补签{}",
        "生日 5-{}",
        "送 @小红 {}",
        "兑换 {}",
        "积分账单 {}",
        "签到日历 {}",
        "抽奖验证 {}",
    ],
)
async def test_digits_that_are_none_of_ours_are_no_numbers(chat: Chat, command: str) -> None:
    def kept(db: Db) -> list[Row]:
        tables = ("account", "checkin", "birthday", "mall_order")
        return [row for table in tables for row in sorted(db.fetch_all(f"SELECT * FROM {table}"), key=repr)]

    await chat.forward(days=30)  # to the 23rd of December: the 22nd is a day to be made up
    before = await chat.bot.database.read(kept)
    for digits in STRANGE_DIGITS:
        answer = await chat.say("小明", command.replace("{}", digits), mentions=["小红"])
        assert "小问题" not in answer, digits
        assert await chat.bot.database.read(kept) == before, digits
