"""迎新: greetings, introductions in any layout, and people who like the same things."""

from __future__ import annotations

import pytest

from handlers.members.introduction import read_introduction
from handlers.members.introduction_fields import TEMPLATE, Introduction, Reading
from tests.chat import Chat
from tests.conftest import OpenChat

XIAOLV = Introduction(name="小绿", age="28", likes="唱歌、爬山", skills="做饭", hopes="交朋友")


async def test_who_joins_is_greeted_with_the_template(chat: Chat) -> None:
    assert await chat.join("小绿") == ""
    answer = await chat.forward(seconds=60)
    assert len(answer) == 1
    assert answer[0].startswith("欢迎 @小绿 加入")
    assert TEMPLATE in answer[0]


async def test_several_joins_within_a_minute_become_one_greeting(chat: Chat) -> None:
    for name in ("小绿", "小蓝", "小紫"):
        await chat.join(name)
        await chat.forward(seconds=15)
    answer = await chat.forward(seconds=60)
    assert len(answer) == 1
    assert answer[0].startswith("欢迎 @小绿 @小蓝 @小紫 加入")


async def test_who_joins_later_gets_a_greeting_of_his_own(chat: Chat) -> None:
    await chat.join("小绿")
    first = await chat.forward(seconds=61)
    await chat.join("小蓝")
    second = await chat.forward(seconds=61)
    assert [len(first), len(second)] == [1, 1]


async def test_who_joined_in_the_same_second_and_is_heard_of_later_is_greeted_too(chat: Chat) -> None:
    joined = chat.now
    await chat.join("小绿")
    assert len(await chat.forward(seconds=61)) == 1
    await chat.join("小蓝", at=joined)
    assert "欢迎 @小蓝" in (await chat.forward(seconds=1))[0]


async def test_who_left_before_the_greeting_is_not_greeted(chat: Chat) -> None:
    await chat.join("小绿")
    await chat.leave("小绿")
    assert await chat.forward(minutes=2) == []


async def test_the_owner_writes_the_greeting(open_group: OpenChat) -> None:
    chat = await open_group('welcome: {text: "{group}欢迎{name}", template: 说说你自己, gather: 5}\n')
    await chat.join("小绿")
    assert await chat.forward(seconds=5) == ["测试群欢迎@小绿 \n说说你自己"]


async def test_an_introduction_is_thanked_and_paid_once(chat: Chat) -> None:
    text = "我叫：小绿\n年龄：28\n我喜欢：唱歌\n我擅长：做饭\n我期望：交朋友"
    assert "送你 20 积分，现有 20 分" in await chat.say("小绿", text)
    assert "已经记下" in await chat.say("小绿", text)
    assert "20 积分" in await chat.say("小绿", "积分")


async def test_nobody_is_mentioned_to_newcomers_who_opted_out_or_too_often(open_group: OpenChat) -> None:
    chat = await open_group("reminding: {most: 1}\n")
    for who in ("小红", "小明"):
        await chat.say(who, f"我叫：{who} 我喜欢：爬山")
    await chat.say("小红", "退订提醒")
    answers = [await chat.say(f"新{number}", f"我叫：新{number} 我喜欢：爬山") for number in range(3)]
    assert not [answer for answer in answers if "@小红" in answer]
    assert sum("@小明" in answer for answer in answers) == 1, "who was mentioned once has had enough for the day"


async def test_people_with_a_common_interest_are_mentioned(chat: Chat) -> None:
    await chat.say("小红", "我叫：小红 我喜欢：登山，摄影")
    await chat.say("老王", "我叫：老王 我擅长：下厨")
    await chat.say("阿明", "我叫：阿明 我喜欢：下棋")
    answer = await chat.say("小绿", "我叫：小绿 我喜欢：爬山、拍照 我擅长：做饭")
    assert "@小红 也喜欢摄影，@老王 也喜欢下厨，来打个招呼" in answer
    assert "阿明" not in answer


async def test_at_most_three_are_mentioned_and_nobody_who_left(open_group: OpenChat) -> None:
    chat = await open_group("reminding: {most: 50}\n")
    for number in range(5):
        await chat.say(f"友{number}", f"我叫：友{number} 我喜欢：唱歌")
    await chat.leave("友0")
    answer = await chat.say("小绿", "我叫：小绿 我喜欢：唱歌")
    assert answer.count("@") == 3
    assert "友0" not in answer


async def test_ordinary_talk_is_no_introduction(chat: Chat) -> None:
    assert await chat.say("小明", "我喜欢：这个群") == ""
    assert await chat.say("小明", "大家好，今天天气不错") == ""
    assert await chat.say("小明", TEMPLATE) == ""


@pytest.mark.parametrize(
    "text",
    [
        "我叫：【小绿】\n年龄：【28】\n我喜欢：【唱歌、爬山】\n我擅长：【做饭】\n我期望：【交朋友】",
        "我叫:小绿\n年龄:28\n我喜欢:唱歌、爬山\n我擅长:做饭\n我期望:交朋友",
        "我叫：小绿 年龄：28 我喜欢：唱歌、爬山 我擅长：做饭 我期望：交朋友",
        "我期望：交朋友\n我擅长：做饭\n我喜欢：唱歌、爬山\n年龄：28\n我叫：小绿",
        "大家好！我叫小绿，年龄：28，我喜欢：唱歌、爬山，我擅长：做饭，我期望：交朋友。",
        "我叫小绿，今年28岁，我喜欢：唱歌、爬山 我擅长：做饭 我期望：交朋友",
        "昵称：小绿　年龄：28　爱好：唱歌、爬山　特长：做饭　期待：交朋友",
        "我叫 : 小绿\n\n年龄 : 28\n\n我喜欢 :\n唱歌、爬山\n我擅长 : 做饭\n我期望 : 交朋友",
        "@群伴\u2005我叫：小绿 年龄：[28] 我喜欢：（唱歌、爬山） 我擅长：「做饭」 我期望：交朋友",
    ],
)
def test_any_layout_is_read(text: str) -> None:
    assert read_introduction(text) == Reading(XIAOLV, sure=True)


def test_missing_fields_and_untouched_hints_stay_empty() -> None:
    answer = read_introduction("我叫：小绿\n年龄：【如 28】\n我喜欢：唱歌")
    assert answer == Reading(Introduction(name="小绿", likes="唱歌"), sure=True)
    assert read_introduction("年龄：28") is None


async def test_who_leaves_before_the_greeting_is_not_greeted(chat: Chat) -> None:
    await chat.join("过客")
    await chat.leave("过客")
    assert await chat.forward(minutes=5) == []
    await chat.join("过客")
    await chat.join("小绿")
    await chat.leave("过客")
    [said] = await chat.forward(minutes=5)
    assert "@小绿" in said
    assert "过客" not in said


async def test_who_leaves_and_comes_back_before_the_greeting_is_greeted_once(chat: Chat) -> None:
    await chat.join("小绿")
    await chat.leave("小绿")
    await chat.join("小绿")
    [said] = await chat.forward(minutes=5)
    assert said.count("@小绿") == 1


@pytest.mark.parametrize("name", ["所有人", "@所有人", "all", "全体成员"])
def test_nobody_is_called_by_what_rings_everybody(name: str) -> None:
    reading = read_introduction(f"我叫：{name} 年龄：28 我喜欢：唱歌")
    assert reading is None or not reading.introduction.name
