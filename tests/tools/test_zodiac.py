"""星座: a day has the same words for everybody with the sign, and nobody's birthday is told."""

from __future__ import annotations

import pytest

from handlers.tools.star_signs import SIGNS, sign_of
from tests.chat import Chat


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("星座 狮子座", "♌ 狮子座"),
        ("星座 狮子", "♌ 狮子座"),
        ("星座 山羊座！", "♑ 摩羯座"),
        ("星座 8-5", "♌ 狮子座"),
        ("星座 1995年8月5日", "♌ 狮子座"),
        ("星座 2-29", "♓ 双鱼座"),
    ],
)
async def test_a_sign_is_named_or_follows_from_a_day(said: str, sign: str, chat: Chat) -> None:
    answer = await chat.say("小明", said)
    assert answer.startswith(f"{sign} 11 月 23 日（周一）\n运势：★")
    assert answer.endswith("仅供娱乐")


@pytest.mark.parametrize("said", ["星座 2-30", "星座 龙座", "星座 @小红", "星座 5"])
async def test_what_is_no_sign_is_told_how_to_write_one(said: str, chat: Chat) -> None:
    assert "请这样写：星座 狮子座，或者星座 8-5。" in await chat.say("小明", said)


async def test_ones_own_birthday_tells_the_sign_and_stays_untold(chat: Chat) -> None:
    assert "还不知道你的星座" in await chat.say("小明", "星座")
    await chat.say("小明", "生日 8-5")
    answer = await chat.say("小明", "星座")
    assert answer.startswith("♌ 狮子座 11 月 23 日（周一）")
    assert "8 月 5 日" not in answer
    assert "还不知道你的星座" in await chat.say("小红", "星座")


async def test_a_lunar_birthday_needs_its_year(chat: Chat) -> None:
    await chat.say("小明", "生日 农历腊月初八")
    assert "没写年份" in await chat.say("小明", "星座")
    await chat.say("小红", "生日 农历1995年腊月初八")  # 1996-01-27
    assert (await chat.say("小红", "星座")).startswith("♒ 水瓶座")


async def test_the_words_stay_for_a_day(chat: Chat) -> None:
    first = await chat.say("小明", "星座 狮子座")
    assert await chat.say("小红", "星座 7-23") == first
    assert await chat.say("小红", "星座 金牛座") != first
    await chat.forward(days=1)
    assert (await chat.say("小明", "星座 狮子座")).splitlines()[1:] != first.splitlines()[1:]


def test_each_sign_begins_on_its_day_and_ends_the_day_before_the_next() -> None:
    for sign, following in zip(SIGNS, (*SIGNS[1:], SIGNS[0]), strict=True):
        assert sign_of(*sign.first) is sign
        month, day = following.first
        assert sign_of(month, day - 1) is sign
    assert sign_of(12, 31) is sign_of(1, 1) is SIGNS[-1]


@pytest.mark.parametrize("said", ["狮子座", "狮子座运势", "狮子座今天的运势怎么样？"])
async def test_the_bot_is_asked_for_a_sign_by_its_name(said: str, chat: Chat) -> None:
    assert (await chat.say("小明", said, addressed=True)).startswith("♌ 狮子座")
    assert await chat.say("小明", said) == ""
