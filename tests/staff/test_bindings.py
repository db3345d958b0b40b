"""负责人: who looks after whom, by an admin's word or by rule."""

from __future__ import annotations

import pytest

from storage.db import Db, Row
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nwelcome: {gather: 0}\n"
TEAM = GROUP.replace("group: demo", "group: team").replace("staff: [店员]", "staff: [店员, 小李]") + QUIET


def bound(db: Db) -> list[Row]:
    return db.fetch_all("SELECT member_id, staff_id FROM binding ORDER BY member_id")


async def open_team(open_group: OpenChat, rule: str) -> Chat:
    chat = await open_group(QUIET, more=(TEAM + f"binding: {{auto: {rule}}}\n",))
    chat.group = "team"
    return chat


async def test_an_admin_binds_and_everybody_in_charge_sees_it(chat: Chat) -> None:
    for who in ("店员", "小明", "小红"):
        await chat.say(who, "大家好")
    assert "还没有负责人" in await chat.say("店员", "谁负责 @小明")
    assert await chat.say("小助理", "绑定 @小明 @店员", mentions=["小明", "店员"]) == "好的，小明 由 店员 负责。"
    assert await chat.say("店员", "谁负责 @小明") == "小明 由 店员 负责。"
    await chat.say("小助理", "绑定 @小红 @店员")
    await chat.forward(days=2)
    await chat.say("小红", "早")
    assert (await chat.say("店员", "我的客户")).splitlines() == [
        "归 店员 负责的 2 位（久没说话的在前）：",
        "小明：最近 11-23 说过话",
        "小红：最近 11-25 说过话",
    ]
    assert "现在没有负责人" in await chat.say("小助理", "解绑 @小明")
    assert "还没有归你负责" in await chat.say("小助理", "我的客户")
    lines = await chat.say("群主", "操作记录")
    assert "管理员 小助理：绑定 @小明 @店员" in lines


async def test_who_was_brought_by_staff_is_theirs(open_group: OpenChat) -> None:
    chat = await open_team(open_group, "inviter")
    await chat.join("小明", invited_by="小李")
    await chat.join("小红", invited_by="小明")
    assert "由 小李 负责" in await chat.say("店员", "谁负责 @小明")
    assert "还没有负责人" in await chat.say("店员", "谁负责 @小红")
    assert "小明：还没说过话" in await chat.say("小李", "我的客户")


async def test_the_least_busy_gets_the_next(open_group: OpenChat) -> None:
    chat = await open_team(open_group, "fewest")
    await chat.join("小明", invited_by="小李")
    for who in ("甲", "乙", "丙"):
        await chat.join(who)
    assert "由 店员 负责" in await chat.say("店员", "谁负责 @甲")
    mine = [await chat.say(who, "我的客户") for who in ("店员", "小李")]
    assert ["2 位" in answer for answer in mine] == [True, True]


async def test_the_rule_can_be_switched_off(open_group: OpenChat) -> None:
    chat = await open_team(open_group, "off")
    await chat.join("小明", invited_by="小李")
    assert "还没有负责人" in await chat.say("店员", "谁负责 @小明")


async def test_when_staff_leave_their_members_are_free(open_group: OpenChat) -> None:
    chat = await open_team(open_group, "fewest")
    await chat.join("小明", invited_by="小李")
    await chat.leave("小明")
    await chat.join("小明")
    assert "由 小李 负责" in await chat.say("店员", "谁负责 @小明")
    await chat.leave("小李")
    assert await chat.bot.database.read(bound) == []
    await chat.leave("小明")
    await chat.join("小明")
    assert "由 店员 负责" in await chat.say("店员", "谁负责 @小明")


async def test_who_is_no_longer_staff_looks_after_nobody(open_group: OpenChat) -> None:
    chat = await open_team(open_group, "inviter")
    await chat.join("小明", invited_by="小李")
    path = next(path for path in (chat.bot.settings.config / "groups").glob("*.yaml") if "team" in path.read_text())
    path.write_text(path.read_text().replace("staff: [店员, 小李]", "staff: [店员]"))
    await chat.bot.groups.reload()
    assert "还没有负责人" in await chat.say("店员", "谁负责 @小明")


@pytest.mark.parametrize("strange", ["", "²", "@", "@无名", "@小明", "-5", "{name}", "%s", "长" * 10_000, "@" * 10_000])
async def test_strange_input_binds_nobody(chat: Chat, strange: str) -> None:
    await chat.say("小明", "大家好")
    for command in (f"绑定 {strange}", f"绑定 @小明 {strange}", f"绑定 {strange} @店员", f"解绑 {strange}"):
        answer = await chat.say("群主", command)
        assert 4 < len(answer) < 160, answer[:200]
        assert "小问题" not in answer
    assert await chat.bot.database.read(bound) == []


async def test_staff_are_not_bound(chat: Chat) -> None:
    await chat.say("店员", "大家好")
    assert "是同事" in await chat.say("群主", "绑定 @店员 @店员")
    await chat.say("小明", "大家好")
    await chat.say("小红", "大家好")
    assert "不是员工" in await chat.say("群主", "绑定 @小明 @小红")
    assert "可以用哦" in await chat.say("店员", "绑定 @小明 @店员")
    assert "可以用哦" in await chat.say("小明", "我的客户", addressed=True)
