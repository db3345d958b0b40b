"""分组: everybody is in one group, and no group is larger than another by two."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tools.grouping import deal
from tests.chat import Chat


@given(st.lists(st.text(min_size=1), min_size=1, max_size=50), st.integers(1, 50), st.integers())
def test_everybody_is_in_one_group_and_sizes_differ_by_one(names: list[str], groups: int, seed: int) -> None:
    groups = min(groups, len(names))
    dealt = deal(names, groups, Random(seed))
    assert sorted(name for group in dealt for name in group) == sorted(names)
    assert len(dealt) == groups
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1


HOW_TO = "请这样写：分组 3 小明 小红 小刚 小丽（也可以写 每组2人），或者 分组 3 签到（给今天签到的人分组）。"


def members(answer: str) -> list[list[str]]:
    lines = [re.fullmatch("第 [0-9]+ 组（([0-9]+) 人）：(.*)", line) for line in answer.splitlines()]
    groups = [line[2].split("、") for line in lines if line]
    assert [len(group) for group in groups] == [int(line[1]) for line in lines if line]
    return groups


@pytest.mark.parametrize("said", ["分组 2 小明 小红 小刚", "分组 2组 小明、小红、小刚", "分组2 @小明 @小红 @小刚"])
async def test_names_are_dealt_into_groups(said: str, chat: Chat) -> None:
    groups = members(await chat.say("群主", said))
    assert [len(group) for group in groups] == [2, 1]
    assert {name for group in groups for name in group} == {"小明", "小红", "小刚"}


async def test_a_mentioned_name_may_have_spaces(chat: Chat) -> None:
    groups = members(await chat.say("群主", "分组 2 @Amy Li @小红", mentions=["Amy Li", "小红"]))
    assert {name for [name] in groups} == {"Amy Li", "小红"}


async def test_those_who_checked_in_today_are_dealt(chat: Chat) -> None:
    await chat.say("昨天的", "签到")
    await chat.forward(days=1)
    for number in range(7):
        await chat.say(f"成员{number}", "签到")
    groups = members(await chat.say("群主", "分组 3 签到"))
    assert sorted(len(group) for group in groups) == [2, 2, 3]
    assert {name for group in groups for name in group} == {f"成员{number}" for number in range(7)}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("分组", HOW_TO),
        ("分组 小明 小红", HOW_TO),
        ("分组 3", HOW_TO),
        ("分组 0 小明", HOW_TO),
        ("分组 3 小明 小红", "有 2 个名字，分不成 3 组。"),
        ("分组 3 签到", "今天还没有人签到。"),
    ],
)
async def test_what_cannot_be_dealt_is_told(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("群主", said) == answer


@pytest.mark.parametrize(
    ("said", "sizes"),
    [
        ("分组 每组2人 小明 小红 小刚 小丽 小王", [2, 2, 1]),
        ("分组 2人一组 小明 小红 小刚 小丽", [2, 2]),
        ("分组 每组两个人：小明、小红、小刚、小丽", [2, 2]),
        ("分组 两组 小明 小红 小刚 小丽", [2, 2]),
        ("分组 分成三组 小明 小红 小刚 小丽", [2, 1, 1]),
        ("分组 每组3人 小明 小红 小刚", [3]),
    ],
)
async def test_groups_are_counted_in_words_or_by_their_size(said: str, sizes: list[int], chat: Chat) -> None:
    assert [len(group) for group in members(await chat.say("群主", said))] == sizes


async def test_names_are_asked_for_where_there_are_none(chat: Chat) -> None:
    assert "请这样写：分组 3 小明" in await chat.say("群主", "分组 每组2人")
    assert "请这样写：分组 3 小明" in await chat.say("群主", "分组 两组")
    assert await chat.say("群主", "分组 每组3人 小明 小红") == "有 2 个名字，凑不满一组 3 人。"
