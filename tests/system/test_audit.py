"""操作记录: what those in charge did, for good."""

from __future__ import annotations

import pytest

from storage.system import audit
from tests.chat import Chat


async def test_every_command_above_a_members_is_kept(chat: Chat) -> None:
    assert "还没有" in await chat.say("群主", "操作记录")
    await chat.say("小助理", "加分 @小明 10 分享干货", mentions=["小明"])
    await chat.say("群主", "扣分 @小明 3", mentions=["小明"])
    lines = (await chat.say("群主", "操作记录")).splitlines()
    assert lines[1:] == ["11-23 08:00 群主 群主：扣分 @小明 3", "11-23 08:00 管理员 小助理：加分 @小明 10 分享干货"]


async def test_what_was_refused_or_only_asked_is_not(chat: Chat) -> None:
    await chat.say("小明", "加分 @小明 10", mentions=["小明"])
    await chat.say("群主", "扣分 @小明 3", mentions=["小明"])
    await chat.say("群主", "SOP 3")
    await chat.say("群主", "重发")
    assert await chat.bot.database.read(lambda db: audit.latest(db, "demo", 10)) == []


async def test_a_repeat_is_one_act(chat: Chat) -> None:
    for _ in range(3):
        await chat.say("群主", "加分 @小明 1", mentions=["小明"], key="same")
    assert len(await chat.bot.database.read(lambda db: audit.latest(db, "demo", 10))) == 1


async def test_members_may_not_look(chat: Chat) -> None:
    assert "可以用哦" in await chat.say("小明", "操作记录", addressed=True)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET act = 'x'",
        "UPDATE audit SET act = '扣分 （已删除的成员）'",
        "UPDATE audit SET act = '加分 （已删除的成员）', actor = '店员'",
        "DELETE FROM audit",
    ],
)
async def test_the_list_cannot_be_changed(chat: Chat, sql: str) -> None:
    await chat.say("群主", "加分 @小明 1", mentions=["小明"])
    with pytest.raises(Exception, match="append-only"):
        await chat.bot.database.write(lambda db: db.execute(sql))
