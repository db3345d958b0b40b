"""Payments say in one wording whether points were paid, owed or refused."""

from __future__ import annotations

import pytest

from handlers.points.payments import Paid
from tests.conftest import OpenChat

INTRODUCTION = "我叫：小明\n我喜欢：读书"
FAST_LEVEL = "levels: {ladder: [{name: 朋友, growth: 0, earn: 150}]}\n"


@pytest.mark.parametrize(
    ("paid", "text"),
    [
        (Paid(10, 0, 30), "+10 积分，现有 30 分。"),
        (Paid(0, 10, 20), "10 分先记账，有了预算就补发。"),
        (Paid(0, 0, 20, refused=10), "这个月的积分预算已经发完啦，10 分这次没法发，下个月再来～"),
        (Paid(0, 0, 20), "+0 积分，现有 20 分。"),
    ],
)
def test_a_payment_says_what_became_of_it(paid: Paid, text: str) -> None:
    assert paid.text() == text


def test_a_feature_may_have_its_own_words_for_what_was_paid() -> None:
    own = "送你 {points} 分，共 {balance} 分。"
    assert Paid(10, 0, 30).text(own) == "送你 10 分，共 30 分。"
    assert Paid(0, 0, 30, refused=10).text(own) == Paid(0, 0, 30, refused=10).text()


async def test_a_reward_that_is_owed_is_named_with_what_the_level_adds(open_group: OpenChat) -> None:
    chat = await open_group("budget: {monthly: 0}\n" + FAST_LEVEL)
    assert "30 分先记账" in await chat.say("小明", INTRODUCTION)
