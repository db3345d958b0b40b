"""付款: off unless the owner wants it; asked for by one admin, approved by another, within caps, one order for each."""

from __future__ import annotations

import re

import pytest

from storage.redpackets import payouts
from storage.redpackets.payouts import Payout
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.steps import rewrite_group_file

ON = "payout: {daily: 100, member: 30, single: 20}\n"
OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    chat = await open_group(ON)
    for who in ("小明", "小红", "小刚", "小丽", "小助理"):
        await chat.say(who, "早")
        await chat.say("小助理", f"收款号 @{who} {OPENID}", private=True)
    return chat


async def ordered(chat: Chat) -> list[Payout]:
    return await chat.bot.database.read(lambda db: payouts.list_latest(db, chat.group, 100))


async def pay(chat: Chat, who: str, yuan: str) -> str:
    """Let one admin ask for a payment and the owner approve it; return what the owner reads."""
    asked = await chat.say("小助理", f"付款 @{who} {yuan} 活动一等奖", private=True)
    number = re.search("确认 ([0-9]+)", asked)
    return await chat.say("群主", f"确认 {number[1]}", private=True) if number else asked


async def test_one_admin_asks_and_another_one_approves(chat: Chat) -> None:
    asked = await chat.say("小助理", "付款 @小明 8.88 周末活动 一等奖", private=True)
    assert "付给 小明 8.88 元：周末活动 一等奖，要另一位管理员确认" in asked
    assert await ordered(chat) == []
    assert "要由另一位管理员确认" in await chat.say("小助理", "确认 1", private=True)
    assert await ordered(chat) == []
    told = await chat.say("群主", "确认", private=True)
    [payout] = await ordered(chat)
    assert (payout.fen, payout.words, payout.openid) == (888, "周末活动 一等奖", OPENID)
    assert (payout.proposer, payout.approver) == ("小助理", "群主")
    assert re.fullmatch("QB[0-9A-Z]{24}", payout.order_number)
    assert payout.order_number in told
    assert payout.attempts == 0, "what is approved is paid by the worker, in no transaction"
    assert "等着付（小助理 提出，群主 批准" in await chat.say("群主", "付款记录", private=True)
    await chat.say("群主", "确认 1", private=True)
    assert len(await ordered(chat)) == 1


async def test_the_group_reads_nothing_of_it(chat: Chat) -> None:
    asked = await chat.say("小助理", "付款 @小明 8.88 活动一等奖")
    assert "付给 小明 8.88 元" in asked
    assert chat.shown == "发到你的私聊了～"
    assert "正在付" in await chat.say("群主", "确认 1")
    assert chat.shown == "发到你的私聊了～"


async def test_it_is_off_unless_the_owner_wants_it(open_group: OpenChat) -> None:
    chat = await open_group()
    await chat.say("小明", "早")
    for typed in ("付款 @小明 5 奖", f"收款号 @小明 {OPENID}"):
        assert "没有开付款" in await chat.say("小助理", typed, private=True)
    assert "付款" not in await chat.say("小助理", "帮助 管理", private=True)


async def test_caps_for_one_payment_one_member_and_a_day(chat: Chat) -> None:
    assert "一次最多付 20 元" in await pay(chat, "小明", "20.01")
    assert "一次最少付 0.10 元" in await pay(chat, "小明", "0.09")
    for who in ("小明", "小红", "小刚"):
        assert "正在付" in await pay(chat, who, "20")
        assert "今天还能给" in await pay(chat, who, "10.01")
        assert "正在付" in await pay(chat, who, "10")
    assert "今天一共最多付 100 元，还能付 10 元" in await pay(chat, "小丽", "11")
    assert "正在付" in await pay(chat, "小丽", "10")
    await chat.forward(days=1)
    assert "正在付" in await pay(chat, "小丽", "10")
    assert sum(payout.fen for payout in await ordered(chat)) == 11_000


async def test_the_least_and_the_most_that_can_be_paid_are_paid(chat: Chat) -> None:
    assert "正在付" in await pay(chat, "小明", "0.10")
    assert "正在付" in await pay(chat, "小明", "20")
    await rewrite_group_file(chat, "daily: 100, member: 30", "daily: 100, member: 20")
    assert "一天最多给一位付 20 元，今天还能给 小明 付 0 元" in await pay(chat, "小明", "1")
    await rewrite_group_file(chat, "daily: 100, member: 20, single: 20", "daily: 10, member: 10, single: 10")
    assert "今天一共最多付 10 元，还能付 0 元" in await pay(chat, "小红", "1")


async def test_who_left_meanwhile_is_paid_what_was_promised(chat: Chat) -> None:
    await chat.say("小助理", "付款 @小明 8.88 奖", private=True)
    await chat.leave("小明")
    assert "8.88 元给 小明，正在付" in await chat.say("群主", "确认 1", private=True)
    assert "8.88 元给 小明：等着付" in await chat.say("群主", "付款记录", private=True)


async def test_what_was_paid_is_listed_the_last_ones_first_and_found_by_number(chat: Chat) -> None:
    assert await chat.say("群主", "付款记录", private=True) == "还没有付过款。"
    for _ in range(11):
        await pay(chat, "小明", "0.10")
    lines = (await chat.say("群主", "付款记录", private=True)).splitlines()
    assert lines[0] == "最近的付款："
    assert [line.split()[0] for line in lines[1:]] == [str(number) for number in range(11, 1, -1)]
    assert (await chat.say("群主", "付款记录 1", private=True)).startswith("1 号 11-23 08:00 0.10 元给 小明：等着付（")
    for unknown in ("12", "0", "x"):
        assert f"没有「{unknown}」这一笔付款" in await chat.say("群主", f"付款记录 {unknown}", private=True)


@pytest.mark.parametrize(
    ("openid", "told"), [("a" * 15, "请这样写"), ("a" * 16, "记下了"), ("a" * 64, "记下了"), ("a" * 65, "请这样写")]
)
async def test_an_openid_has_sixteen_to_sixty_four_characters(chat: Chat, openid: str, told: str) -> None:
    assert told in await chat.say("小助理", f"收款号 @小明 {openid}", private=True)


async def test_caps_hold_for_what_waited_meanwhile(chat: Chat) -> None:
    for who in ("小明", "小红", "小刚", "小丽"):
        await chat.say("小助理", f"付款 @{who} 20 奖", private=True)
        await chat.say("小助理", f"付款 @{who} 10 奖", private=True)
    told = [await chat.say("群主", f"确认 {number}", private=True) for number in range(1, 9)]
    assert sum("正在付" in one for one in told) == 7
    assert sum(payout.fen for payout in await ordered(chat)) == 10_000


async def test_nobody_approves_what_is_for_themselves(chat: Chat) -> None:
    assert "没有别的管理员" in await chat.say("群主", "付款 @小助理 5 奖", private=True)
    asked = await chat.say("小助理", "付款 @小助理 5 奖", private=True)
    assert "另一位管理员确认" in asked
    assert "要由另一位管理员确认" in await chat.say("小助理", "确认 1", private=True)
    assert await ordered(chat) == []


async def test_who_has_told_no_openid_is_not_paid(open_group: OpenChat) -> None:
    chat = await open_group(ON)
    await chat.say("小明", "早")
    assert "还不知道 小明 的收款号" in await chat.say("小助理", "付款 @小明 5 奖", private=True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("付款", "请这样写：付款 @小明 8.88"),
        ("付款 小明 5", "请这样写：付款 @小明 8.88"),
        ("付款 @小明 5", "先写给谁"),
        ("付款 @小明 五元 奖", "不是金额"),
        ("付款 @小明 @小红 5 奖", "一次付给一位"),
        ("收款号 @小明 1", "请这样写：收款号"),
        ("收款号 @小明 o1'; DROP TABLE payee; --", "请这样写：收款号"),
    ],
)
async def test_what_cannot_be_read_is_explained(chat: Chat, typed: str, told: str) -> None:
    assert told in await chat.say("小助理", typed, private=True)
    assert await ordered(chat) == []


async def test_only_admins_pay(chat: Chat) -> None:
    for who in ("店员", "小明"):
        assert "只有管理员可以用" in await chat.say(who, "付款 @小红 5 奖", addressed=True)
        assert "只有管理员可以用" in await chat.say(who, "付款记录", addressed=True)


@pytest.mark.parametrize(
    ("payout", "told"),
    [
        ("{daily: 10, single: 20}", "single 是 20 元，不能大于 daily 的 10 元"),
        ("{daily: 100, member: 5, single: 8}", "single 是 8 元，不能大于 member 的 5 元"),
        ("{daily: 100, member: 200}", "member 是 200 元，不能大于 daily 的 100 元"),
    ],
)
async def test_a_limit_above_the_next_one_is_explained(open_group: OpenChat, payout: str, told: str) -> None:
    chat = await open_group(f"payout: {payout}\n")
    assert told in str(chat.bot.groups.problems)


async def test_where_the_daily_sum_cannot_be_read_nothing_is_measured_by_it(open_group: OpenChat) -> None:
    chat = await open_group("payout: {daily: 很多, member: 8, single: 8}\n")
    [problem] = chat.bot.groups.problems
    assert "不能大于" not in str(problem)


@pytest.mark.parametrize("payout", ["{daily: 10}", "{single: 100, member: 100}", "{daily: 10, member: 10, single: 10}"])
async def test_limits_that_were_not_written_are_no_problem(open_group: OpenChat, payout: str) -> None:
    chat = await open_group(f"payout: {payout}\n")
    assert not chat.bot.groups.problems
