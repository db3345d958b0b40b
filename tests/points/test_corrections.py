"""冲正: an entry is taken back by another one, once, and only where that leaves nothing behind."""

from __future__ import annotations

import pytest

from handlers.pictures.specs import StatementSpec
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat

SHOP = "mall: {items: [{name: 果汁, points: 10}]}\n"


async def test_an_entry_is_taken_back_by_its_number(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("群主", "加分 @小明 50 记错人")
    lines = (await chat.say("群主", "明细 @小明")).splitlines()
    assert lines[1] == "#2  11-23 08:00  +50  记错人（余 60）  群主 经手"
    assert await chat.say("小助理", "冲正 ＃２ 应该给小红") == "已冲正 2 号「记错人」50 分：小明 → 发行。"
    assert "-50  冲正 #2 应该给小红（余 10）" in await chat.say("小明", "明细")
    assert "冲正 ＃２ 应该给小红" in await chat.say("群主", "操作记录")
    assert await chat.bot.database.read(lambda db: db.fetch_one("SELECT reverses FROM entry WHERE id = 3")) == (2,)
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_it_is_done_once_and_never_undone(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("群主", "冲正 1 代签")
    assert "1 号已经在 11-23 08:00 冲正过了，就是 2 号" in await chat.say("群主", "冲正 1 代签")
    assert "2 号本身就是冲正" in await chat.say("群主", "冲正 2 又改主意")


async def test_what_was_taken_comes_back(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("群主", "扣分 @小明 4")
    assert "4 分：发行 → 小明" in await chat.say("群主", "冲正 2 扣错了")
    assert "小明：10 积分" in await chat.say("小明", "积分")


async def test_a_gift_goes_back_to_the_giver(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小明", "送 @小红 4", mentions=["小红"])
    assert "小红 → 小明" in await chat.say("群主", "冲正 2 送错人")
    assert "小明：10 积分" in await chat.say("小明", "积分")


async def test_a_wrong_filling_of_the_treasury_is_taken_back(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\n")
    await chat.say("群主", "预算 5000")
    assert "金库 → 发行" in await chat.say("群主", "冲正 1 多写一个零")
    assert "2026-11 已拨 0 分，现在还剩 0 分" in await chat.say("群主", "预算")


async def test_who_has_spent_it_is_not_overdrawn(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小明", "送 @小红 7", mentions=["小红"])
    said = await chat.say("群主", "冲正 1 代签")
    assert said == "1 号是 10 分，小明现在只有 3 分，还差 7 分，冲正不了。"
    assert "小明：3 积分" in await chat.say("小明", "积分")


async def test_what_has_its_own_way_back_is_sent_there(open_group: OpenChat) -> None:
    chat = await open_group(SHOP)
    await chat.say("小明", "签到")
    await chat.say("小明", "兑换 1")
    assert "2 号是兑换，不能冲正，请用「退款 取货码」" in await chat.say("群主", "冲正 2 换错了")


EVERYTHING = """
budget: {monthly: 1000, carry: false}
checkin: {cycle: 1, bonus: 2, monthly: {1: 5}, special: {11-23: 3}}
freeze: {price: 1}
makeup: {price: 1}
points: {expire: 1}
badges: {badges: []}
lottery: {price: 5, prizes: [{name: 毛巾, weight: 1, points: 1}]}
"""


async def test_every_kind_has_its_name_and_what_leaves_something_behind_its_own_way_back(open_group: OpenChat) -> None:
    chat = await open_group(EVERYTHING)
    for words in ("签到", "抽奖", "连签保护", "发红包 10 1"):
        await chat.say("小明", words)
    await chat.say("小红", "抢")
    await chat.forward(days=2)
    await chat.say("小明", "补签")
    [sheet] = await chat.sheets(await chat.answer("小明", "账单"))
    assert isinstance(sheet, StatementSpec)
    assert [line.name for line in sheet.earned] == ["签到", "月签奖励", "节日签到", "连签奖励", "抽奖奖品"]
    assert [line.name for line in sheet.spent] == ["发红包", "抽奖", "补签", "连签保护"]
    await chat.forward(days=40)
    told = [await chat.say("群主", f"冲正 {number} 试试") for number in range(1, 20)]
    assert {one.partition("是")[2] for one in told if "，不能冲正，" in one} == {
        "抽奖，不能冲正，已经抽过了，要补偿请用「加分」。",
        "连签保护，不能冲正，卡已经给出去了，要补偿请用「加分」。",
        "发红包，不能冲正，没抢完的到时间自己退回，要补偿请用「加分」。",
        "抢红包，不能冲正，要收回请用「扣分」。",
        "补签，不能冲正，签到已经补上了，要补偿请用「加分」。",
        "预算清零，不能冲正，请用「预算 数目」加拨。",
        "过期，不能冲正，冲正了还会再过期，要补请用「加分」。",
    }


async def test_tickets_are_no_points_and_are_not_taken_back(open_group: OpenChat) -> None:
    chat = await open_group("lottery: {prizes: [{name: 毛巾, weight: 1}]}\n")
    await chat.say("小明", "大家好")
    await chat.say("群主", "发抽奖券 @小明 1", mentions=["小明"])
    assert "没有 1 号" in await chat.say("群主", "冲正 1 记错了")


async def test_what_just_is_left_is_taken_back(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("群主", "加分 @小明 5")
    await chat.say("小明", "送 @小红 6", mentions=["小红"])
    assert "还差 1 分" in await chat.say("群主", "冲正 1 代签")
    await chat.say("群主", "加分 @小明 1")
    assert "已冲正 1 号" in await chat.say("群主", "冲正 1 代签")


async def test_the_reason_of_a_correction_is_kept_up_to_sixty_characters(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("群主", f"冲正 1 {'错' * 61}")
    assert f"冲正 #1 {'错' * 60}（余 0）" in await chat.say("小明", "明细")


async def test_another_groups_entry_is_unknown(open_group: OpenChat) -> None:
    other = "group: other\nname: 别的群\nchannels: {hear: chat, push: chat}\nowner: 群主\n"
    chat = await open_group(more=(other,))
    await chat.say("小明", "签到")
    elsewhere = Chat(chat.bot, chat.platform, "other", said=100)
    assert "没有 1 号" in await elsewhere.say("群主", "冲正 1 试试")
    assert "小明：10 积分" in await chat.say("小明", "积分")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("冲正", "请这样写"),
        ("冲正 1", "请写上理由"),
        ("冲正 99 x", "没有 99 号"),
        ("冲正 2147483648 x", "不是编号"),
    ],
)
async def test_what_is_missing_is_asked_for(chat: Chat, text: str, answer: str) -> None:
    await chat.say("小明", "签到")
    assert answer in await chat.say("群主", text)
    assert "小明：10 积分" in await chat.say("小明", "积分")


async def test_the_statement_has_a_running_balance(chat: Chat) -> None:
    await chat.say("小明", "hi")
    for points in range(1, 13):
        await chat.say("群主", f"加分 @小明 {points}")
    await chat.say("小明", "送 @小红 8", mentions=["小红"])
    lines = (await chat.say("小明", "明细")).splitlines()
    assert lines[1].endswith("（余 70）")
    assert lines[2].endswith("（余 78）")
    assert lines[10].endswith("+4  管理员加分（余 10）")
    assert lines[11] == "现有 70 分"


async def test_members_see_only_their_own(chat: Chat) -> None:
    await chat.say("小红", "签到")
    assert "只有管理员可以看别人的明细" in await chat.say("小明", "明细 @小红")
    assert "没有找到「张三」" in await chat.say("群主", "明细 张三")


async def test_admins_see_the_movements_of_who_has_left(chat: Chat) -> None:
    await chat.say("小红", "签到")
    await chat.leave("小红")
    assert "签到" in await chat.say("群主", "明细 @小红")
    assert "签到" in await chat.say("群主", "明细 小红")
    assert "已经不在群里了" in await chat.say("群主", "加分 小红 5")
