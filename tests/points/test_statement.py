"""积分账单: a month or a year, from where and to what, as words and as a picture."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.kit import Refusal
from handlers.pictures.specs import StatementLine, StatementSpec
from handlers.points.statement import read_period
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.steps import PICKUP_CODE

SHOP = """
badges: {badges: []}
mall:
  items:
    - {name: 杯子, points: 6}
    - {name: 电饭煲, points: 300}
"""


async def bill(chat: Chat, words: str) -> StatementSpec:
    [sheet] = await chat.sheets(await chat.answer("小明", words))
    assert isinstance(sheet, StatementSpec)
    return sheet


async def test_a_bill_tells_where_points_came_from_and_what_they_went_into(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小明", "签到")
    await chat.say("群主", "加分 @小明 20", mentions=["小明"])
    await chat.say("小明", "兑换 杯子")
    await chat.say("小明", "送 @小红 4", mentions=["小红"])
    sheet = await bill(chat, "积分账单")
    assert sheet.title == "2026 年 11 月"
    assert sheet.earned == (StatementLine(name="管理员加分", points=20), StatementLine(name="签到", points=10))
    assert sheet.spent == (StatementLine(name="兑换", points=6), StatementLine(name="送积分", points=4))
    assert (sheet.balance, sheet.rank) == (20, 1)
    assert "再攒 280 分" in sheet.outlook
    assert "得到 30 分，花掉 10 分，现有 20 分" in await chat.say("小明", "账单")


async def test_what_was_taken_back_was_never_spent(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小明", "签到")
    code = PICKUP_CODE.search(await chat.say("小明", "兑换 杯子"))
    assert code
    await chat.say("小明", f"取消兑换 {code[0]}")
    sheet = await bill(chat, "积分账单")
    assert sheet.spent == ()
    assert sheet.earned == (StatementLine(name="签到", points=10),)


async def test_months_and_years_are_told_apart(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小明", "签到")
    await chat.forward(days=30)
    await chat.say("小明", "签到")
    assert [line.points for line in (await bill(chat, "积分账单")).earned] == [10]
    assert [line.points for line in (await bill(chat, "积分账单 上月")).earned] == [10]
    assert [line.points for line in (await bill(chat, "积分账单 今年")).earned] == [20]
    assert (await bill(chat, "积分账单 2025")).earned == ()
    assert "还没到" in await chat.say("小明", "积分账单 2027-01")


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "title", "start", "end"),
    [
        ("", "2026 年 11 月", date(2026, 11, 1), date(2026, 12, 1)),
        ("上月", "2026 年 10 月", date(2026, 10, 1), date(2026, 11, 1)),
        ("2025-12", "2025 年 12 月", date(2025, 12, 1), date(2026, 1, 1)),
        ("今年", "2026 年", date(2026, 1, 1), date(2027, 1, 1)),
        ("去年", "2025 年", date(2025, 1, 1), date(2026, 1, 1)),
        ("2026", "2026 年", date(2026, 1, 1), date(2027, 1, 1)),
        ("２０２４ 年", "2024 年", date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_period_ends_where_the_next_one_begins(words: str, title: str, start: date, end: date) -> None:
    assert read_period(words, TODAY) == (title, start, end)


@pytest.mark.parametrize("words", ["2027", "1999", "2026-12", "明年"])
def test_what_is_to_come_and_what_is_no_period_is_refused(words: str) -> None:
    with pytest.raises(Refusal):
        read_period(words, TODAY)


async def test_kinds_are_listed_from_the_largest_and_of_a_tie_by_name(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\nwelcome: {points: 10}\nspeaking: {points: 0}\n")
    await chat.say("小明", "我叫：小明\n我喜欢：读书\n我擅长：做饭", addressed=True)
    await chat.say("小明", "签到")
    await chat.say("群主", "加分 @小明 30", mentions=["小明"])
    assert [line.name for line in (await bill(chat, "积分账单")).earned] == ["管理员加分", "签到", "自我介绍"]
    report = await chat.say("群主", "积分报表")
    assert "来源：管理员加分 30、签到 10、自我介绍 10" in report
    assert "去向" not in report


@pytest.mark.parametrize("said", ["²", "2026-13", "1e9", "-5", "9" * 10_000, "2099"])
async def test_odd_times_are_answered_shortly(said: str, open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    assert 0 < len(await chat.say("小明", f"积分账单 {said}")) < 100


async def test_purchases_let_members_grow_and_returns_take_it_back(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小明", "早")
    await chat.say("店员", "记单 @小明 120 A001", mentions=["小明"])
    assert "熟朋友，成长值 120" in await chat.say("小明", "我的等级")
    await chat.say("店员", "退单 A001 50")
    assert "新朋友，成长值 70" in await chat.say("小明", "我的等级")


@pytest.mark.parametrize("period", ["2027", "2027年", "2099", "2027-01", "明年"])
async def test_there_is_no_bill_of_what_has_not_come(chat: Chat, period: str) -> None:
    answer = await chat.say("小明", f"积分账单 {period}")
    assert "还没到" in answer or "不是月份" in answer
    assert "积分账单：" not in answer
