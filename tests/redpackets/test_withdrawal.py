"""取消红包: who sent a packet takes back what is left, exactly once; staff may, too, and nobody else."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books, balances, give_points


async def test_the_rest_goes_back_once(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发普通红包 100 4")
    await chat.say("小红", "抢")
    answer = await chat.say("小明", "取消红包")
    assert answer.startswith("🧧 1 号红包收回了：4 份抢了 1 份，剩下的 75 分退回给 小明。\n小红 25 分")
    assert await balances(chat, "小明", "小红") == [75, 25]
    for who, typed, told in (
        ("小明", "取消红包", "没有可以取消的红包"),
        ("小明", "取消红包 1", "1 号红包已经收回了。"),
        ("小刚", "抢", "1 号红包已经收回了。"),
        ("小红", "抢 1", "1 号红包你已经抢过啦，25 分～"),
    ):
        assert told in await chat.say(who, typed)
    assert not any("红包" in said for said in await chat.forward(days=3))
    assert await balances(chat, "小明", "小红") == [75, 25]
    await assert_books(chat)


@pytest.mark.parametrize(
    "typed", ["取消红包", "收回红包", "撤回红包 1", "撤销红包1", "停止红包", "取消红包 1号", "取消红包！"]
)
async def test_a_packet_nobody_has_grabbed(chat: Chat, typed: str) -> None:
    await give_points(chat, 小明=100)
    assert "发错了就发「取消红包」" in await chat.say("小明", "发红包 100 4 口令 芝麻开门")
    assert await chat.say("小明", typed) == "🧧 1 号红包收回了，还没有人抢，100 分退回给 小明。"
    assert await chat.say("小红", "芝麻开门") == "1 号红包已经收回了。"
    await assert_books(chat)


async def test_others_may_not_but_staff_may(chat: Chat) -> None:
    await give_points(chat, 小明=100, 小红=1)
    await chat.say("小明", "发普通红包 100 4")
    for typed in ("取消红包", "取消红包 1"):
        assert "是 小明 发的，要取消请 TA 或者员工" in await chat.say("小红", typed)
    assert "100 分退回给 小明" in await chat.say("店员", "取消红包 1")
    assert "取消红包 1" in await chat.say("群主", "操作记录")
    await assert_books(chat)


async def test_of_several_it_asks_which(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "发普通红包 10 2")
    await chat.say("小明", "发普通红包 20 2")
    answer = await chat.say("小明", "取消红包")
    assert answer.startswith("有 2 个红包还开着，取消哪个？例如：取消红包 2")
    assert "20 分退回" in await chat.say("小明", "取消红包 2")
    assert "10 分退回" in await chat.say("小明", "取消红包")
    assert await chat.say("小明", "取消红包 9") == "没有 9 号红包。"
    assert "请写编号" in await chat.say("小明", "取消红包 那个")


async def test_a_wrong_one_does_not_use_up_the_day(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {points: 50}\n")
    await give_points(chat, 小明=100)
    await chat.say("小明", "发普通红包 50 2")
    await chat.say("小红", "抢")
    await chat.say("小明", "取消红包")
    assert await chat.say("小明", "发红包 26 2") == "今天还能发 25 分的红包，多的明天再发吧～"
    assert "小明 发了 25 分" in await chat.say("小明", "发红包 25 2")


async def test_the_groups_points_go_back_to_the_group(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 1000}\n")
    await chat.say("小助理", "发普通红包 100 4")
    await chat.say("小红", "抢")
    assert "剩下的 75 分退回群里" in await chat.say("小助理", "取消红包")
    assert "1 人抢了 25 分，收回了" in await chat.say("群主", "红包记录")
    await assert_books(chat)


async def test_the_answer_of_a_question_stays_secret(chat: Chat) -> None:
    await give_points(chat, 小明=100)
    await chat.say("小明", "早")
    await chat.say("小明", "发红包 20 2 答题 世界最高的山？ 珠峰", private=True)
    answer = await chat.say("小明", "取消红包", private=True)
    assert "20 分退回给 小明" in answer
    assert "珠峰" not in answer
    assert "已经发到群里了" in answer


async def test_those_in_charge_name_the_packet_of_another(open_group: OpenChat) -> None:
    chat = await open_group()
    await give_points(chat, 小红=50)
    await chat.say("小红", "发红包 20 4")
    assert "取消哪个？例如：取消红包 1\n1 号，小红发的" in await chat.say("小助理", "取消红包")
    assert "收回" in await chat.say("小助理", "取消红包 1")


async def test_what_nobody_grabbed_does_not_count_for_the_days_packets(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {most: 2}\n")
    await give_points(chat, 小红=50)
    for number in (1, 2, 3):
        assert f"{number} 号红包" in await chat.say("小红", "发红包 10 2")
        await chat.say("小红", "取消红包")
    for _ in range(2):
        await chat.say("小红", "发红包 10 2")
    assert "今天已经发了 2 个红包啦" in await chat.say("小红", "发红包 10 2")


async def test_one_number_at_a_time(open_group: OpenChat) -> None:
    chat = await open_group()
    await give_points(chat, 小红=50)
    await chat.say("小红", "发红包 10 2")
    assert "请写编号" in await chat.say("小红", "取消红包 1 2")
