"""分配: members without anybody are shared out by rule and tag; what an admin decided stays."""

from __future__ import annotations

import pytest

from handlers.members import assignment
from storage.db import Db
from storage.members import roster
from tests.chat import Chat
from tests.conftest import OpenChat

RULES = """
badges: {badges: []}
binding: {auto: "off"}
tags: {宝妈: {said: 孩子}}
assign: {rules: [{whom: {tag: 宝妈}, to: [店员]}, {whom: {points: 0}, to: [店员, 小助理]}]}
"""


async def live(chat: Chat) -> None:
    for who in ("店员", "小助理", "小明", "小红", "小刚", "小美"):
        await chat.say(who, "大家好呀")
    await chat.say("小月", "我叫：小月\n我喜欢：带孩子\n我擅长：做饭", addressed=True)
    await chat.say("群主", "绑定 @小明 @小助理", mentions=["小明", "小助理"])


async def test_members_are_shared_out_by_rule_and_tag(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("群主", "重贴标签")
    told = await chat.say("群主", "分配")
    assert told.startswith("没有负责人、符合规则的 4 位会这样分：小助理 1 位、店员 3 位。")
    assert "还没有负责人" in await chat.say("群主", "谁负责 @小月", mentions=["小月"])
    assert await chat.say("群主", "分配 开始") == "好的，分好了 4 位：小助理 1 位、店员 3 位。"
    assert "小月 由 店员 负责" in await chat.say("群主", "谁负责 @小月", mentions=["小月"])
    assert "小明 由 小助理 负责" in await chat.say("群主", "谁负责 @小明", mentions=["小明"])
    assert "没有要分的" in await chat.say("群主", "分配")


async def test_it_goes_by_itself_at_night_and_leaves_alone_whom_an_admin_bound(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("群主", "绑定 @小红 @群主", mentions=["小红", "群主"])
    await chat.forward(days=1)
    assert "小月 由 店员 负责" in await chat.say("群主", "谁负责 @小月", mentions=["小月"])
    assert "小红 由 群主 负责" in await chat.say("群主", "谁负责 @小红", mentions=["小红"])
    assert "没有要分的" in await chat.say("群主", "分配")


async def test_whose_colleague_is_staff_no_longer_gets_another_one(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("群主", "绑定 @小刚 @店员", mentions=["小刚", "店员"])
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().replace("staff: [店员]", "staff: []"))
    await chat.bot.reload()
    await chat.forward(days=1)
    assert "小刚 由 小助理 负责" in await chat.say("群主", "谁负责 @小刚", mentions=["小刚"])


async def test_all_clients_of_one_are_handed_over(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    await live(chat)
    await chat.say("群主", "分配 开始")
    asked = await chat.say("群主", "交接客户 @店员 @小助理", mentions=["店员", "小助理"])
    assert "位成员都交给 小助理 负责" in asked
    assert "现在由 小助理 负责" in await chat.say("群主", "确认")
    assert "小月 由 小助理 负责" in await chat.say("群主", "谁负责 @小月", mentions=["小月"])
    assert "没有成员" in await chat.say("群主", "交接客户 @店员 @小助理", mentions=["店员", "小助理"])
    assert "另一位" in await chat.say("群主", "交接客户 @店员 @店员", mentions=["店员", "店员"])


async def test_many_are_bound_in_lots(open_group: OpenChat) -> None:
    chat = await open_group(RULES)
    count = assignment.LOT + 5
    await chat.say("小助理", "早")

    def join(db: Db) -> None:
        for number in range(count):
            roster.get_or_create(db, "demo", f"u{number:04}", f"成员{number}", chat.now)

    await chat.bot.database.write(join)
    assert "正在一批一批分" in await chat.say("群主", "分配 开始")
    await chat.say("群主", "绑定 @成员504 @群主", mentions=["u0504", "群主"])
    await chat.forward(minutes=1)
    assert "没有要分的" in await chat.say("群主", "分配")
    assert f"的 {assignment.LOT // 2 + 2} 位" in await chat.say("店员", "我的客户")


@pytest.mark.parametrize("words", ["分配", "分配 开始", "交接客户 @店员 @小助理"])
async def test_only_admins_assign(open_group: OpenChat, words: str) -> None:
    chat = await open_group(RULES)
    await live(chat)
    assert "只有管理员可以用" in await chat.say("店员", words, mentions=["店员", "小助理"], addressed=True)


async def test_without_rules_it_is_told_how_to_write_them(chat: Chat) -> None:
    assert "assign: {rules:" in await chat.say("群主", "分配")
    assert "可以写" in await chat.say("群主", "分配 立刻")
