"""Packets of the group's own points: by admins, within what they may give by hand, and by the timetable."""

from __future__ import annotations

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books, balances

PLAN = (
    "sop: [{name: 周末红包, when: 每天 09:00, do: 红包, with: {points: 30, shares: 3, kind: 普通, words: 周末愉快}}]\n"
)


async def test_admins_send_the_groups_points(chat: Chat) -> None:
    assert "小助理 发了 100 分" in await chat.say("小助理", "发普通红包 100 4")
    assert await chat.say("小助理", "抢 1") == "1 号红包是你替群里发的，留给大家抢吧～"
    assert "25 分" in await chat.say("群主", "抢")
    assert await balances(chat, "小助理", "群主") == [0, 25]
    [said] = await chat.forward(hours=24)
    assert "剩下的 75 分退回群里。" in said
    assert "发出 25 分" in await chat.say("群主", "积分报表")
    assert "发普通红包 100 4" in await chat.say("群主", "操作记录")
    await assert_books(chat)


async def test_much_is_confirmed_and_very_much_by_another_admin(chat: Chat) -> None:
    assert "替群里发 300 分的红包，拼手气 10 份，确定吗？" in await chat.say("小助理", "发红包 300 10 大家辛苦")
    assert "🧧 1 号红包：小助理 发了 300 分" in await chat.say("小助理", "确认")
    assert "「大家辛苦」" in await chat.say("小助理", "发红包 200 10 大家辛苦")
    assert "要另一位管理员确认" in await chat.say("小助理", "发红包 600 10")
    assert "2 号要由另一位管理员确认" in await chat.say("小助理", "确认 2")
    assert "小助理 发了 600 分" in await chat.say("群主", "确认 2")
    assert any("发了 1100 分红包（小助理 1100）" in said for said in await chat.forward(days=8))
    await assert_books(chat)


async def test_what_is_confirmed_in_private_is_announced_in_the_group(chat: Chat) -> None:
    await chat.say("小助理", "发红包 300 10 大家辛苦", private=True)
    assert "小助理 发了 300 分" in await chat.say("小助理", "确认", private=True)
    [said] = await chat.forward(seconds=1)
    assert "小助理 发了 300 分" in said


async def test_the_budget_pays_and_gets_back_what_is_left(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 120}\n")
    assert "预算只剩 120 分，发不了 150 分的红包。" in await chat.say("小助理", "发红包 150 10")
    await chat.say("小助理", "发普通红包 100 4")
    assert "还剩 20 分" in await chat.say("群主", "预算")
    await chat.say("小明", "抢")
    for who in ("小红", "小刚", "小丽"):
        await chat.say(who, "签到")
    assert "欠成员 10 分" in await chat.say("群主", "预算")
    await chat.forward(hours=24)
    assert "还剩 65 分" in await chat.say("群主", "预算")
    assert await balances(chat, "小丽") == [10]
    await assert_books(chat)


async def test_the_timetable_sends_packets(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    [said] = await chat.forward(hours=1)
    assert said == "【🧧 1 号红包：本群发了 30 分，普通 3 份】\n「周末愉快」\n发「抢」就能抢，到 11-24 09:00。\n[抢]"
    assert "10 分" in await chat.say("小明", "抢")
    assert any("剩下的 20 分退回群里" in one for one in await chat.forward(days=1))
    await assert_books(chat)


async def test_a_packet_waits_for_the_end_of_the_quiet_hours(open_group: OpenChat) -> None:
    chat = await open_group(PLAN + 'timetable: {quiet: "08:30-10:00"}\n')
    assert await chat.forward(hours=1, minutes=30) == []
    assert len(await chat.forward(hours=1)) == 1


async def test_trying_a_planned_packet_out_leaves_nothing(open_group: OpenChat) -> None:
    chat = await open_group(PLAN)
    assert "1 号红包" in await chat.say("群主", "SOP 试发 周末红包")
    assert await chat.say("小明", "抢 1") == "没有 1 号红包。"
    await assert_books(chat)
