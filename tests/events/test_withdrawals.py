"""Who has left a list stays off it until they sign up again, whatever old copies are pasted."""

from __future__ import annotations

import pytest

from handlers.events.withdrawals import NAME, Withdrawals
from storage import state
from tests.chat import Chat

HEAD = "#接龙\n周六爬山\n"
OLD = HEAD + "1. 小红\n2. 小明\n"


async def names(chat: Chat) -> list[str]:
    listed = (await chat.say("群主", "接龙名单")).splitlines()[1:-1]
    return [line.partition(". ")[2] for line in listed]


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("小明", "退出接龙"),
        ("小明", "接龙 不去了"),
        ("群主", "退出接龙 小明"),
        ("小明", HEAD + "1. 小红"),
        ("小明", HEAD + "1. 小红\n2. 小明 不去了"),
        ("小红", HEAD + "1. 小红\n2. 小明 取消"),
    ],
)
async def test_an_old_copy_does_not_put_back_who_withdrew(chat: Chat, who: str, text: str) -> None:
    await chat.say("小红", HEAD + "1. 小红")
    await chat.say("小明", OLD)
    await chat.say(who, text)
    assert await chat.say("小刚", OLD + "3. 小刚") == (
        "📝 小明 之前退出了，我没有加回去，一共 2 人。要参加请 TA 自己发「接龙」。"
    )
    assert await names(chat) == ["小红", "小刚"]
    # Every later copy has the line as well: it is said once.
    assert await chat.say("小绿", OLD + "3. 小刚\n4. 小绿") == ""
    assert await names(chat) == ["小红", "小刚", "小绿"]


@pytest.mark.parametrize(
    ("who", "text"), [("小明", "接龙"), ("小明", OLD + "3. 小刚"), ("小绿", "接龙 替小明"), ("小明", "接龙 +1")]
)
async def test_who_signs_up_again_is_on_the_list_again(chat: Chat, who: str, text: str) -> None:
    await chat.say("小明", OLD)
    await chat.say("小明", "退出接龙")
    await chat.say("小刚", OLD + "3. 小刚")
    await chat.say(who, text)
    assert [name.split()[0] for name in await names(chat)] == ["小红", "小刚", "小明"]
    assert await chat.say("小刚", OLD + "3. 小刚") == ""
    assert len(await names(chat)) == 3


async def test_a_name_that_was_changed_in_place_does_not_come_back(chat: Chat) -> None:
    await chat.say("小明", HEAD + "1. 小明")
    await chat.say("小红", HEAD + "1. 小明\n2. 小红")
    await chat.say("小明", HEAD + "1. 小明爸爸\n2. 小红")
    assert "小明 之前退出了" in await chat.say("小刚", HEAD + "1. 小明\n2. 小红\n3. 小刚")
    assert await names(chat) == ["小明爸爸", "小红", "小刚"]


async def test_who_has_left_the_group_does_not_come_back_by_a_copy(chat: Chat) -> None:
    await chat.say("小明", OLD)
    await chat.leave("小明")
    await chat.say("小刚", OLD + "3. 小刚")
    assert await names(chat) == ["小红", "小刚"]


async def test_who_withdrew_is_not_kept_by_name_nor_after_the_list(chat: Chat) -> None:
    async def kept() -> Withdrawals:
        return await chat.bot.database.read(lambda db: state.load(db, "demo", NAME, Withdrawals))

    await chat.say("小明", OLD)
    await chat.say("小明", "退出接龙")
    assert "小明" not in (await kept()).model_dump_json()
    await chat.say("小明", "结束接龙")
    await chat.say("小刚", "发起接龙 看电影")
    await chat.say("小刚", "接龙")
    await chat.say("小刚", "退出接龙")
    assert list((await kept()).lists) == [2]


async def test_who_begins_another_list_while_on_one_is_told_how(chat: Chat) -> None:
    await chat.say("小红", "接龙 周六爬山")
    await chat.say("小明", "接龙")
    assert "（想另开一个接龙，发「发起接龙 团购橙子" in await chat.say("小明", "接龙 团购橙子 截止 今晚8点")
    assert "想另开" not in await chat.say("小明", "接龙 开车")
