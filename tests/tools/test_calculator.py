"""计算: sums as people type them, and a word for those that do not work."""

from __future__ import annotations

import pytest

from tests.chat import Chat


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("计算 １２×（３＋４）÷２", "１２×（３＋４）÷２ = 42"),
        ("计算 1+1=?", "1+1 = 2"),
        ("计算1÷3", "1÷3 ≈ 0.333333333333"),
        ("计算 100-20%", "加减百分数有两种算法，请写清楚，例如 100×(1-20%) 或 100-0.2。"),
        ("计算 1/0", "除数是 0，没法算～"),
        ("计算 9**9**9", "这个算式太大啦，最多 100 个字，数字和次方也别太大。"),
        ("计算 {sum}", "这个算式没看懂。请这样写：计算 12×(3+4)÷2。可以用 + - × ÷ ^ % 和括号。"),
        ("计算", "请这样写：计算 12×(3+4)÷2。可以用 + - × ÷ ^ % 和括号。"),
    ],
)
async def test_a_sum_is_answered(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == answer


@pytest.mark.parametrize("typed", ["算一下 12*12", "帮我算12×12", "12*12等于几", "12×12=?", "１２＊１２"])
async def test_a_sum_said_to_the_bot_is_done(chat: Chat, typed: str) -> None:
    assert await chat.say("小明", typed) == ""
    assert "= 144" in await chat.say("小明", typed, addressed=True)
