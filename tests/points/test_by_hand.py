"""What is given by hand is limited by the day, and to oneself it always needs another admin."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import assert_consistent, points_of
from tests.support.redpackets import give_points

POOL = "lottery: {price: 10, prizes: [{name: 毛巾, weight: 1}]}\nbadges: {badges: []}\n"
ALONE = "group: alone\nname: 小店\nchannels: {hear: chat, push: chat}\nowner: 店长\n"
SECOND = "要另一位管理员确认"
OWN = "确定吗？"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group with two who may give and two who may receive."""
    chat = await open_group(POOL)
    for who in ("小明", "小红", "小助理", "群主"):
        await chat.say(who, "hi")
    return chat


async def give(chat: Chat, who: str, receiver: str, amount: int) -> str:
    """Give points, and confirm it where one's own word is enough."""
    answer = await chat.say(who, f"加分 @{receiver} {amount}")
    return await chat.say(who, "确认") if OWN in answer else answer


@pytest.mark.parametrize(
    "command", ["加分 @小助理 1", "加分 @小助理 200", "发抽奖券 @小助理 1", "发抽奖券 @小助理 1000"]
)
async def test_to_oneself_it_always_needs_another_admin(chat: Chat, command: str) -> None:
    assert SECOND in await chat.say("小助理", command)
    assert "没有等你确认" in await chat.say("小助理", "确认")
    assert await points_of(chat, "小助理") == 0
    assert "小助理" in await chat.say("群主", "确认")
    assert (await points_of(chat, "小助理") == 0) == ("抽奖券" in command)
    await assert_consistent(chat)


@pytest.mark.parametrize("amount", [200, 100, 333, 1000])
async def test_an_amount_cannot_be_split(chat: Chat, amount: int) -> None:
    for _ in range(1000 // amount):
        assert "已给" in await give(chat, "群主", "小明", amount)
    assert SECOND in await give(chat, "群主", "小明", amount)
    assert await points_of(chat, "小明") == 1000 // amount * amount
    assert "已给" in await chat.say("小助理", "确认")
    await chat.forward(days=1)
    assert "已给" in await give(chat, "群主", "小明", amount)


@pytest.mark.parametrize("words", ["加分 @小明 {}", "扣分 @小明 {}", "发红包 {} 1", "红包雨 {} 2 1 4"])
async def test_who_has_to_confirm_follows_from_the_amount(chat: Chat, words: str) -> None:
    await give_points(chat, 小明=9000)
    for amount, asked in ((200, ""), (201, OWN), (1000, OWN), (1001, SECOND), (5000, SECOND), (5001, "到 5000")):
        answer = await chat.say("群主", words.format(amount))
        assert asked in answer
        assert (OWN in answer, SECOND in answer) == (asked == OWN, asked == SECOND)
        await chat.forward(days=1)


@pytest.mark.parametrize("words", ["加分 @小明 {}", "发红包 {} 1", "红包雨 {} 2 1 4", "发抽奖券 @小明 {}"])
async def test_what_one_confirms_counts_for_the_day_and_what_another_confirms_does_not(chat: Chat, words: str) -> None:
    price = 10 if "券" in words else 1
    assert OWN in await chat.say("小助理", words.format(300 // price))
    assert OWN not in await chat.say("小助理", "确认")
    assert OWN in await chat.say("小助理", "加分 @小红 700")
    assert SECOND in await chat.say("小助理", "加分 @小红 701")
    await chat.forward(days=1)
    assert SECOND in await chat.say("小助理", words.format(2000 // price))
    assert SECOND not in await chat.say("群主", "确认")
    assert OWN in await chat.say("小助理", "加分 @小红 1000")


@pytest.mark.parametrize(("held", "asked"), [(299, "小明 只有 299 分，扣不了 300 分。"), (300, OWN)])
async def test_nobody_is_asked_to_confirm_what_cannot_be_taken(chat: Chat, held: int, asked: str) -> None:
    await chat.say("群主", f"加分 @小明 {held}")
    await chat.say("群主", "确认")
    answer = await chat.say("小助理", "扣分 @小明 300")
    assert asked in answer
    assert ("没有等你确认" in await chat.say("小助理", "确认")) == (asked != OWN)


async def test_nor_over_several_receivers_or_givers(chat: Chat) -> None:
    assert "已给" in await give(chat, "群主", "小明", 600)
    assert SECOND in await give(chat, "群主", "小红", 600)
    assert SECOND in await give(chat, "小助理", "小明", 600)
    assert "已给" in await chat.say("小助理", "加分 @小红 200")


async def test_nor_over_points_and_tickets(chat: Chat) -> None:
    assert "给了" in await chat.say("群主", "发抽奖券 @小明 20")
    assert OWN in await chat.say("群主", "发抽奖券 @小明 21")
    assert "给了 小明 21 张" in await chat.say("群主", "确认")
    assert SECOND in await give(chat, "群主", "小明", 600)
    assert SECOND in await chat.say("群主", "发抽奖券 @小明 1000")
    assert "给了 小明 1000 张抽奖券，现有 1041 张" in await chat.say("小助理", "确认 3")


async def test_nor_by_asking_often_before_confirming(chat: Chat) -> None:
    for _ in range(4):
        assert OWN in await chat.say("群主", "加分 @小明 300")
    answers = [await chat.say("群主", f"确认 {number}") for number in (1, 2, 3, 4)]
    assert ["已给" in answer for answer in answers] == [True, True, True, False]
    assert "已经超过 1000 分，这一笔要另一位管理员确认" in answers[3]
    assert await points_of(chat, "小明") == 900


async def test_nor_by_deducting(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 1600")
    await chat.say("小助理", "确认")
    for _ in range(5):
        assert "已扣" in await chat.say("群主", "扣分 @小明 200")
    assert SECOND in await chat.say("群主", "扣分 @小明 200")


async def test_points_corrected_to_ones_own_good_need_another_admin(chat: Chat) -> None:
    await chat.say("小助理", "签到")
    await chat.say("小助理", "送 @小明 8", mentions=["小明"])
    [number] = await chat.bot.database.read(
        lambda db: [row[0] for row in db.fetch_all("SELECT id FROM entry WHERE kind = 'give'")]
    )
    assert SECOND in await chat.say("小助理", f"冲正 {number} 反悔")
    assert await points_of(chat, "小明") == 8
    assert "已冲正" in await chat.say("群主", "确认")
    assert (await points_of(chat, "小助理"), await points_of(chat, "小明")) == (10, 0)
    assert "（余 0）  小助理 + 群主 经手" in await chat.say("群主", "明细 @小明")
    await assert_consistent(chat)


async def test_who_is_alone_confirms_by_themselves_and_it_is_reported(open_group: OpenChat) -> None:
    chat = await open_group(more=(ALONE + POOL,))
    chat.group = "alone"
    for who in ("店长", "小明"):
        await chat.say(who, "hi")
    answer = await chat.say("店长", "加分 @店长 10")
    assert OWN in answer
    assert answer.endswith("（群里没有另一位管理员，由你自己确认；每周小结会写上。）")
    assert "现有 10 分" in await chat.say("店长", "确认")
    await chat.say("店长", "送 @小明 4")
    assert OWN in await chat.say("店长", "冲正 2 送错了")
    assert "4 分：小明 → 店长" in await chat.say("店长", "确认")
    assert (await chat.say("店长", "明细 @小明")).splitlines()[1].endswith("（余 0）  店长 经手")
    for _ in range(3):
        assert "已给" in await give(chat, "店长", "小明", 900)
    said = [text for text in await chat.forward(days=7, hours=2) if "手工" in text]
    assert said == ["上周手工加了 2710 分（店长 2710），冲正了 4 分（店长 4）。发「操作记录」看每一笔。"]


async def test_once_a_week_the_admins_are_told_what_was_given_by_hand(chat: Chat) -> None:
    await give(chat, "群主", "小明", 300)
    await give(chat, "小助理", "小红", 50)
    await chat.say("小助理", "扣分 @小红 5")
    await chat.say("群主", "发抽奖券 @小明 3")
    await chat.say("小助理", "加分 @小助理 7")
    await chat.say("群主", "确认")
    said = [text for text in await chat.forward(days=14, hours=2) if "手工" in text]
    gifts = "加了 357 分（群主 300、小助理 57），扣了 5 分（小助理 5），发了 3 张抽奖券（群主 3）"
    assert said == [f"上周手工{gifts}。发「操作记录」看每一笔。"] * 2
    assert {target for target, _ in chat.platform.got} >= {"群主", "小助理"}


async def test_a_week_is_the_seven_days_before_monday(chat: Chat) -> None:
    await chat.forward(days=6, hours=15, minutes=59)  # the last minute of Sunday
    await give(chat, "群主", "小明", 30)
    await chat.forward(minutes=1)
    await give(chat, "群主", "小明", 5)
    said = [text for text in await chat.forward(days=7, hours=10) if "手工" in text]
    weeks = [f"上周手工加了 {points} 分（群主 {points}）。发「操作记录」看每一笔。" for points in (30, 5)]
    assert said == [weeks[0], weeks[0], weeks[1], weeks[1]], "to each of the two in charge"


@pytest.mark.parametrize(("word", "told"), [("加分", "已经不在群里了"), ("扣分", "已扣 小明 300 分")])
async def test_who_left_meanwhile_gets_nothing_and_may_still_lose(chat: Chat, word: str, told: str) -> None:
    await give_points(chat, 小明=400)
    assert OWN in await chat.say("群主", f"{word} @小明 300")
    await chat.leave("小明")
    assert told in await chat.say("群主", "确认")


async def test_nobody_approves_their_own(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 杯子, points: 5, approve: true}]}\n")
    await chat.say("小助理", "签到")
    answer = await chat.say("小助理", "兑换 1")
    code = await chat.bot.database.read(lambda db: db.fetch_value("SELECT code FROM mall_order"))
    assert answer
    assert "这是你自己的" in await chat.say("小助理", f"批准兑换 {code}")
    assert "批准啦" in await chat.say("群主", f"批准兑换 {code}")
    assert "核销成功" in await chat.say("店员", f"核销 {code}")
    assert "这是你自己的" in await chat.say("小助理", f"退款 {code}")
    assert "已退款" in await chat.say("群主", f"退款 {code}")
