"""标签: what staff note of members, and plans that speak to them by it."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


async def test_staff_tag_members_and_find_them_by_it(chat: Chat) -> None:
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "大家好")
    assert "还没有标签" in await chat.say("店员", "标签")
    answer = await chat.say("店员", "标签 @小明 @小红 老客户　爱喝茶", mentions=["小明", "小红"])
    assert answer == "好的，小明、小红 有了标签：老客户、爱喝茶。"
    assert "本来就有" in await chat.say("店员", "标签 @小明 老客户")
    await chat.say("店员", "标签 @小刚 老客户")
    assert (await chat.say("店员", "标签")).splitlines()[1:] == ["老客户：3 人", "爱喝茶：2 人"]
    assert await chat.say("店员", "标签 爱喝茶") == "「爱喝茶」2 人：小明、小红"
    assert await chat.say("店员", "标签 @小明") == "小明 的标签：爱喝茶（店员 11-23）、老客户（店员 11-23）"
    assert "没有这些标签了" in await chat.say("小助理", "去标签 @小明 老客户")
    assert "本来就没有" in await chat.say("小助理", "去标签 @小明 老客户")
    await chat.leave("小刚")
    assert await chat.say("店员", "标签 老客户") == "「老客户」1 人：小红"
    assert "店员：标签 @小明 @小红 老客户" in await chat.say("群主", "操作记录")


async def test_members_neither_see_nor_give_tags(chat: Chat) -> None:
    await chat.say("店员", "标签 @小明 难缠", mentions=["小明"])
    for answer in ("标签", "标签 @小明", "标签 难缠", "去标签 @小明 难缠"):
        assert "难缠" not in (await chat.say("小明", answer)).replace(answer, "")
    assert await chat.say("店员", "标签 @小明") == "小明 的标签：难缠（店员 11-23）"


async def test_a_plan_speaks_to_who_has_a_tag(open_group: OpenChat) -> None:
    chat = await open_group(
        "badges: {badges: []}\nsop: [{name: 新茶, when: 每天 09:00, say: 新茶到了, whom: {tag: 爱喝茶}}]\n"
    )
    for who in ("小明", "小红"):
        await chat.say(who, "早")
    await chat.say("店员", "标签 @小红 爱喝茶")
    assert "会 @ 1 人：小红" in await chat.say("群主", "SOP 名单 新茶")
    assert await chat.forward(hours=1) == ["@小红 新茶到了"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("标签 @不存在 老客户", "没有找到"),
        ("标签 @小明 " + "长" * 13, "太长了"),
        ("标签 @小明 " + " ".join(f"标{number}" for number in range(21)), "最多 20 个"),
        ("标签 {0.__class__}", "没有人有"),
        ("标签 '; DROP TABLE tag; --", "没有人有"),
        ("去标签 老客户", "要 @ 出是谁"),
        ("去标签 @小明", "要写出什么标签"),
        ("标签 " + "很长" * 500, "没有人有"),
    ],
)
async def test_odd_tags_are_answered_shortly(said: str, told: str, chat: Chat) -> None:
    await chat.say("小明", "大家好")
    answer = await chat.say("店员", said)
    assert told in answer
    assert len(answer) < 100
    assert "还没有标签" in await chat.say("店员", "标签")


async def test_a_message_names_no_more_than_a_hundred(chat: Chat) -> None:
    await chat.say("小明", "你好")
    hundred = "标签 " + "@小明 " * 100
    assert "一次最多 @ 100 个人" not in await chat.say("群主", hundred + "老客户", mentions=["小明"])
    assert "一次最多 @ 100 个人" in await chat.say("群主", hundred + "@小明 老客户", mentions=["小明"])
    assert "一次最多 @ 100 个人" in await chat.say("群主", "标签 " + "@小明 " * 6000, mentions=["小明"])
