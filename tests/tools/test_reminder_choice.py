"""取消提醒: by numbers, by words, or all of them, and never one that was not meant."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.conftest import OpenChat


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which reminders are all that is said by itself."""
    return await open_group("badges: {badges: []}\n")


@pytest.mark.parametrize(
    "said", ["取消所有的提醒", "取消全部提醒", "取消全部的提醒", "删除所有提醒", "清空提醒", "取消提醒 全部"]
)
async def test_all_are_cancelled_however_it_is_said(chat: Chat, said: str) -> None:
    await chat.say("小明", "提醒我 10:00 喝水")
    assert await chat.say("小明", said) == "取消了全部 1 条提醒。"
    assert await chat.forward(hours=4) == []


@pytest.mark.parametrize(
    ("said", "numbers", "left"),
    [
        ("1 2 3", "1、2、3", []),
        ("1、3号", "1、3", ["⏰ 提醒你：关窗"]),
        ("1-2", "1、2", ["⏰ 提醒你：吃药"]),
        ("1和2", "1、2", ["⏰ 提醒你：吃药"]),
        ("关火", "1", ["⏰ 提醒你：关窗", "⏰ 提醒你：吃药"]),
        ("吃药！", "3", ["⏰ 提醒你：关火", "⏰ 提醒你：关窗"]),
    ],
)
async def test_some_are_cancelled_by_numbers_or_words(chat: Chat, said: str, numbers: str, left: list[str]) -> None:
    for text in ("10:00 关火", "11:00 关窗", "12:00 吃药"):
        await chat.say("小明", f"提醒我 {text}")
    assert await chat.say("小明", f"取消提醒 {said}") == f"取消了 {numbers} 号提醒。"
    assert await chat.forward(hours=5) == left


async def test_nothing_is_cancelled_where_it_is_not_clear_which(chat: Chat) -> None:
    for text in ("10:00 关火", "11:00 关窗"):
        await chat.say("小明", f"提醒我 {text}")
    assert await chat.say("小明", "取消提醒 关") == "「关」有 1、2 号，要取消哪条？发「取消提醒 1」这样写号码。"
    assert await chat.say("小明", "取消提醒 1 7 8") == "你没有 7、8 号提醒，发「我的提醒」看看。"
    assert await chat.forward(hours=4) == ["⏰ 提醒你：关火", "⏰ 提醒你：关窗"]
