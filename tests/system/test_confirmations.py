"""确认: large grants wait for a second word, and are carried out once."""

from __future__ import annotations

import asyncio

import pytest

from handlers.kit.reply import plain
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat


async def balance(chat: Chat, who: str) -> int:
    answer = await chat.say(who, "明细")
    return int(answer.rsplit("现有 ", 1)[1].split(" ")[0]) if "现有" in answer else 0


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """小明 is there to receive."""
    chat = await open_group()
    await chat.say("小明", "hi")
    return chat


async def test_a_large_grant_waits_for_the_same_admins_word(chat: Chat) -> None:
    assert "现有 200 分" in await chat.say("群主", "加分 @小明 200")
    answer = await chat.say("群主", "加分 @小明 201 年度之星")
    assert answer == "给 小明 加 201 分（年度之星），确定吗？2 分钟内发「确认 1」，不做就发「取消操作 1」。"
    assert await balance(chat, "小明") == 200
    assert "要由 群主 自己确认" in await chat.say("小助理", "确认 1")
    assert await chat.say("群主", "确认") == "已给 小明 加 201 分（年度之星），现有 401 分。"
    assert "没有等你确认" in await chat.say("群主", "确认")
    assert "已经由 群主 确认过了" in await chat.say("群主", "确认 1")
    assert await balance(chat, "小明") == 401


async def test_a_very_large_one_waits_for_another_admin(chat: Chat) -> None:
    assert "要另一位管理员确认：24 小时内" in await chat.say("群主", "加分 @小明 1001 年度之星")
    assert "没有等你确认" in await chat.say("群主", "确认")
    assert "另一位管理员" in await chat.say("群主", "确认 1")
    await chat.forward(hours=23)
    assert "现有 1001 分" in await chat.say("小助理", "确认")


async def test_the_others_in_charge_are_asked_and_not_who_proposed_it(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 1001 年度之星", private=True)
    await chat.forward(minutes=1)
    ((target, words),) = chat.platform.got
    assert target == "小助理"
    assert plain(words) == (
        "群主 申请给 小明 加 1001 分（年度之星），请另一位管理员确认：24 小时内发「确认 1」，不做就发「取消操作 1」。"
    )


async def test_the_other_admin_is_not_the_one_who_gets_it(open_group: OpenChat) -> None:
    group = "group: big\nname: 大群\nchannels: {hear: chat, push: chat}\nadmins: [甲, 乙, 丙]\n"
    first = await open_group(more=(group,))
    chat = Chat(first.bot, first.platform, "big")
    await chat.say("乙", "hi")
    await chat.say("甲", "加分 @乙 1001")
    for who in ("甲", "乙"):
        assert "不能是提出的人，也不能是收分的人" in await chat.say(who, "确认 1")
    assert "现有 1001 分" in await chat.say("丙", "确认 1")


async def test_both_are_on_record(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 1001 年度之星")
    await chat.say("小助理", "确认")
    acts = (await chat.say("群主", "操作记录")).splitlines()
    assert acts[1] == "11-23 08:00 管理员 小助理：确认 1 给 小明 加 1001 分（年度之星）"
    assert acts[2] == "11-23 08:00 群主 群主：加分 @小明 1001 年度之星（1 号，待确认）"
    cause = await chat.bot.database.read(lambda db: db.fetch_one("SELECT cause FROM entry"))
    assert cause
    assert cause[0].endswith(" by 群主 + 小助理")


async def test_without_another_admin_it_cannot_be_done(open_group: OpenChat) -> None:
    chat = await open_group("points: {second: 300}\n")
    await chat.say("小助理", "hi")
    assert "要另一位管理员确认，可是除了你和收分的人没有别的管理员" in await chat.say("群主", "加分 @小助理 301")
    assert "没有待确认" in await chat.say("群主", "待确认")


@pytest.mark.parametrize(("points", "who"), [(500, "群主"), (1500, "小助理")])
async def test_of_fifty_confirmations_one_counts(chat: Chat, points: int, who: str) -> None:
    await chat.say("群主", f"加分 @小明 {points}")
    answer = await asyncio.gather(*(chat.say(who, "确认 1" if number % 2 else "确认") for number in range(50)))
    assert sum("已给 小明" in text for text in answer) == 1
    assert await balance(chat, "小明") == points
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_it_expires(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 500")
    await chat.forward(minutes=2)
    for text in ("确认", "确认 1", "取消操作 1"):
        assert "过期了，还要做就请重新发一遍" in await chat.say("群主", text)
    assert "没有待确认" in await chat.say("群主", "待确认")
    assert await balance(chat, "小明") == 0


async def test_what_waits_is_listed_and_can_be_cancelled(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 500")
    await chat.say("群主", "加分 @小明 600")
    listed = (await chat.say("小助理", "待确认")).splitlines()
    assert listed[1] == "1 号 给 小明 加 500 分，群主 11-23 08:00 提出，群主 确认，到 11-23 08:02"
    assert "请写编号" in await chat.say("群主", "确认")
    assert "取消了" in await chat.say("小助理", "取消操作 1")
    assert "已经由 小助理 取消了" in await chat.say("群主", "确认 1")
    assert "加 600 分" in await chat.say("群主", "确认")


async def test_taking_needs_a_word_too_and_is_refused_where_it_cannot_be_done(chat: Chat) -> None:
    assert "只有 0 分，扣不了 300 分" in await chat.say("群主", "扣分 @小明 300")
    await chat.say("群主", "加分 @小明 300")
    await chat.say("群主", "确认")
    assert "扣 小明 300 分（误发），确定吗" in await chat.say("群主", "扣分 @小明 300 误发")
    await chat.say("群主", "扣分 @小明 1")
    assert "只有 299 分" in await chat.say("群主", "确认")
    await chat.say("群主", "加分 @小明 1")
    assert "现有 0 分" in await chat.say("群主", "确认")


async def test_who_left_gets_nothing_more(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 300")
    await chat.leave("小明")
    assert await chat.say("群主", "确认") == "「小明」已经不在群里了。"
    assert "第一个就是你" in await chat.say("群主", "排行")


async def test_limits_are_the_groups_own(open_group: OpenChat) -> None:
    chat = await open_group("points: {confirm: 5, second: 5000, most: 6000}\nconfirm: {minutes: 10}\n")
    await chat.say("小明", "hi")
    assert "10 分钟内" in await chat.say("群主", "加分 @小明 6")
    assert "请写 1 到 6000" in await chat.say("群主", "加分 @小明 6001")


async def test_another_groups_proposal_is_unknown(open_group: OpenChat) -> None:
    other = "group: other\nname: 别的群\nchannels: {hear: chat, push: chat}\nowner: 群主\n"
    chat = await open_group(more=(other,))
    await chat.say("小明", "hi")
    await chat.say("群主", "加分 @小明 300")
    elsewhere = Chat(chat.bot, chat.platform, "other", said=100)
    assert "没有 1 号操作" in await elsewhere.say("群主", "确认 1")


async def test_what_no_feature_does_any_longer_is_refused_and_can_be_cancelled(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 201 年度之星")
    await chat.bot.database.write(lambda db: db.execute("UPDATE proposal SET feature = 'gone'"), lane="demo")
    assert await chat.say("群主", "确认 1") == (
        "1 号「给 小明 加 201 分（年度之星）」现在做不了了，不要了就发「取消操作 1」。"
    )
    assert "1 号取消了" in await chat.say("群主", "取消操作 1")
    assert await balance(chat, "小明") == 0


async def test_another_admin_is_told_which_waits_and_how_it_is_cancelled(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 500")
    for said in ("取消操作", "确认"):
        assert (await chat.say("小助理", said)).splitlines() == [
            "没有等你确认的操作，等别人确认的有：",
            "1 号 给 小明 加 500 分，群主 11-23 08:00 提出，群主 确认，到 11-23 08:02",
            "不做就写上编号：取消操作 1。",
        ]
    assert await chat.say("小助理", "取消操作 1") == "1 号取消了：给 小明 加 500 分。"
    assert await chat.say("小助理", "取消操作") == "没有等你确认的操作。"


async def test_whoever_asked_for_another_admins_word_takes_it_back(chat: Chat) -> None:
    await chat.say("群主", "加分 @小明 1001")
    assert await chat.say("群主", "取消操作") == "1 号取消了：给 小明 加 1001 分。"
    await chat.say("群主", "加分 @小明 1001")
    assert await chat.say("小助理", "取消操作") == "2 号取消了：给 小明 加 1001 分。"
