"""Signing up and off is for the event and the person that are meant, and who waits is told so."""

from __future__ import annotations

import pytest

from tests.chat import Chat


async def test_words_that_name_no_event_are_asked_about(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    asked = await chat.say("小明", "报名 爬山")
    assert asked == (
        "没有叫「爬山」的活动，现在只有 1 号「亲子烘焙」，要的是它就发「报名 1」。有话要留就写在编号后面。"
    )
    assert "现在只有 1 号" in await chat.say("小明", "报名 爬山 +1")
    assert "还没有报名过" in await chat.say("小明", "我的活动", private=True)
    assert "报名了「亲子烘焙」" in await chat.say("小明", "报名 1 爬山")


@pytest.mark.parametrize(
    "typed", ["报名", "报名 +1", "报名 带2个孩子", "报名 2大1小", "报名 亲子烘焙", "报名 烘焙 素食"]
)
async def test_what_names_the_event_or_only_says_how_many_come_signs_up(chat: Chat, typed: str) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    assert "报名了「亲子烘焙」" in await chat.say("小明", typed)


async def test_a_part_of_a_title_names_one_of_several(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    await chat.say("店员", "开活动 周日 10:00 亲子瑜伽")
    assert "报名了「亲子瑜伽」" in await chat.say("小明", "报名 瑜伽")
    assert "你说的是哪个" in await chat.say("小明", "报名 亲子")


@pytest.mark.parametrize("typed", ["报名 替小黑", "报名 1 替小黑", "报名 1 帮小黑 +1", "报名 1 小红"])
async def test_nobody_is_signed_up_in_the_place_of_another(chat: Chat, typed: str) -> None:
    await chat.say("小红", "大家好")
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    assert "请 TA 自己发「报名 1」" in await chat.say("小明", typed)
    assert "还没有报名过" in await chat.say("小明", "我的活动", private=True)


async def test_staff_are_told_how_to_sign_somebody_up(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    assert "替别人报名请 @ TA：报名 1 @小明" in await chat.say("店员", "报名 替小黑")


async def test_only_what_is_meant_is_taken_back(chat: Chat) -> None:
    await chat.say("小红", "大家好")
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    await chat.say("小明", "报名")
    assert "没有叫「爬山」的活动" in await chat.say("小明", "取消报名 爬山")
    assert "请 TA 自己发" in await chat.say("小明", "取消报名 1 小红")
    assert "没有叫「爬山」的活动" in await chat.say("小明", "活动日历 爬山")
    assert "已报名" in await chat.say("小明", "我的活动", private=True)
    assert "小明 的「亲子烘焙」报名取消了" in await chat.say("小明", "取消报名 我不去了")


async def test_a_no_signs_nobody_up(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    for typed in ("报名 我不去了", "报名 1 有事来不了了", "报名 1 小黑不去了"):
        assert "没看懂" in await chat.say("小明", typed)


async def test_who_waits_is_told_so_until_the_end(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙 名额 1")
    await chat.say("小明", "报名")
    assert "1 人报名，名额满了" in await chat.say("小绿", "活动")
    await chat.say("小红", "报名")
    await chat.say("小绿", "报名")
    assert await chat.say("小红", "报名") == (
        "你排在「亲子烘焙」的候补第 1 位，有人取消就通知你。不等了发「取消报名 1」。"
    )
    assert "你已经报名了" in await chat.say("小明", "报名")
    assert "亲子烘焙　候补第 2 位" in await chat.say("小绿", "我的活动", private=True)
    assert "亲子烘焙　已报名" in await chat.say("小明", "我的活动", private=True)
    await chat.forward(days=6)
    assert "亲子烘焙　没排上名额" in await chat.say("小绿", "我的活动", private=True)
    # Nobody noted who came, so nothing is said about it.
    assert "亲子烘焙　已结束" in await chat.say("小明", "我的活动", private=True)


@pytest.mark.parametrize(
    ("who", "typed", "example"),
    [
        ("小红", "报名 +2", "报名 2 +2"),
        ("小红", "报名 每周", "报名 2 每周"),
        ("小红", "报名 亲子", "报名 2"),
        ("店员", "报名 @小明", "报名 2 @小明"),
        ("店员", "到场 @小明", "到场 2 @小明"),
        ("店员", "到场", "到场 2 @小明"),
        ("店员", "改活动 地点 公园", "改活动 2 地点 公园"),
        ("小明", "取消报名 -1", "取消报名 2 -1"),
        ("小明", "取消报名", "取消报名 2"),
    ],
)
async def test_the_example_keeps_what_was_asked(chat: Chat, who: str, typed: str, example: str) -> None:
    await chat.say("店员", "开活动 今天 09:00 亲子烘焙")
    await chat.say("店员", "开活动 今天 09:30 亲子瑜伽")
    for number in (1, 2):
        await chat.say("小明", f"报名 {number} +2")
    mentions = [typed.partition("@")[2]] if "@" in typed else []
    if typed == "到场":
        return
    said = await chat.say(who, typed, mentions=mentions, private=who == "店员")
    assert f"2 号 亲子瑜伽（今天 09:30）：发「{example}」" in said
    # What the example says does what was asked.
    await chat.say(who, example, mentions=mentions)
    listed = await chat.say("店员", "活动报名表 2", private=True)
    assert ("小红 +2" in listed) is (typed == "报名 +2")


async def test_a_comma_behind_the_number_is_read(chat: Chat) -> None:
    await chat.say("店员", "开活动 周六 14:00 亲子烘焙")
    await chat.say("店员", "开活动 周日 10:00 亲子瑜伽")
    assert "小明 报名了「亲子烘焙」（连自己 3 人）" in await chat.say("小明", "报名1，两大一小")
    assert "小红 报名了「亲子瑜伽」（连自己 2 人）" in await chat.say("小红", "报名 2号：+1")
