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
        ("计算 {sum}", "这个算式没看懂。请这样写：计算 12×(3+4)÷2。可以用 + - × ÷ ^ % 和括号，也可以写 10 除以 3。"),
        ("计算", "请这样写：计算 12×(3+4)÷2。可以用 + - × ÷ ^ % 和括号，也可以写 10 除以 3。"),
    ],
)
async def test_a_sum_is_answered(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == answer


@pytest.mark.parametrize(
    "typed", ["算一下 12*12", "12*12等于几", "12×12=?", "１２＊１２", "12乘12", "十二乘以十二等于多少"]
)
async def test_a_sum_said_to_the_bot_is_done(chat: Chat, typed: str) -> None:
    assert await chat.say("小明", typed) == ""
    assert "= 144" in await chat.say("小明", typed, addressed=True)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("计算 10 除以 3", "10 除以 3 ≈ 3.33333333333"),
        ("计算 12乘3", "12乘3 = 36"),
        ("计算 100的20%", "100的20% = 20"),
        ("计算 一百的百分之二十是多少", "一百的百分之二十 = 20"),
        ("计算 3加4减5等于几？", "3加4减5 = 2"),
        ("计算 5的平方", "5的平方 = 25"),
        ("计算 2的10次方", "2的10次方 = 1024"),
        ("计算 200打八折", "200打八折 = 160"),
        ("计算 200打85折", "200打85折 = 170"),
        ("计算 一百二十三加两千零五", "一百二十三加两千零五 = 2128"),
    ],
)
async def test_a_sum_may_be_said_in_words(said: str, answer: str, chat: Chat) -> None:
    assert await chat.say("小明", said) == answer


@pytest.mark.parametrize("said", ["计算 10除2", "计算 5平方米", "计算 一半", "计算 三四加五"])
async def test_words_that_may_mean_something_else_are_refused(said: str, chat: Chat) -> None:
    assert (await chat.say("小明", said)).startswith("这个算式没看懂。")


@pytest.mark.parametrize("said", ["三方的事", "十一点去", "二的", "三加"])
async def test_words_that_are_no_sum_are_not_taken_for_one(said: str, chat: Chat) -> None:
    assert "算式" not in await chat.say("小明", said, addressed=True)
