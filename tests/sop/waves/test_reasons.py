"""流失原因: what staff know of those who stay away or left, beside what members say themselves."""

from __future__ import annotations

from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.waves import wave


async def test_staff_write_down_why_somebody_was_lost(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("小红", "签到")
    await chat.leave("小红")
    assert "还没有人记过" in await chat.say("店员", "流失原因", private=True)
    assert "员工也没记过" in await chat.say("群主", "流失原因", private=True)
    assert "记下了：小明" in await chat.say("店员", "流失原因 @小明 价格", mentions=["小明"])
    assert "记下了：小红" in await chat.say("店员", "流失原因 @小红 价格")
    told = await chat.say("群主", "流失原因", private=True)
    assert "员工记下的（2 人）" in told
    assert "价格：2 人（" in told
    assert "「价格」，店员 记于" in await chat.say("店员", "流失原因 @小明", mentions=["小明"])
    assert "流失原因：价格" in await chat.say("店员", "成员 @小明", mentions=["小明"])
    assert "不记了" in await chat.say("店员", "流失原因 @小明 无", mentions=["小明"])
    assert "没有记过" in await chat.say("店员", "流失原因 @小明", mentions=["小明"])
    assert "价格：1 人（小红）" in await chat.say("店员", "流失原因", private=True)


async def test_members_learn_nothing_of_it(chat: Chat) -> None:
    await chat.say("小明", "签到")
    await chat.say("店员", "流失原因 @小明 价格", mentions=["小明"])
    for words in ("流失原因", "流失原因 @小明"):
        told = await chat.say("小明", words, addressed=True)
        assert "价格" not in told


async def test_a_wrong_name_and_a_long_reason_are_told(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "请 @ 出是谁" in await chat.say("店员", "流失原因 小名 价格", private=True)
    assert "记下了：小明" in await chat.say("店员", "流失原因 小明 价格", private=True)
    assert "不记了" in await chat.say("店员", "流失原因 @小明 不记", private=True)
    assert "最多 30 个字" in await chat.say("店员", f"流失原因 @小明 {'太' * 31}", mentions=["小明"])


async def test_a_slip_in_a_waves_name_is_recognised_where_there_are_waves(open_group: OpenChat) -> None:
    chat = await open_group(wave())
    assert "现在有：唤回。要记" in await chat.say("小助理", "流失原因 完全不像")
    assert "没有叫「唤会」的唤醒。是不是「唤回」？要记" in await chat.say("小助理", "流失原因 唤会")
