"""Newcomers who say only a part of the form learn what is missing; nobody else is asked anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from handlers.members.introduction import read_half
from handlers.members.introduction_fields import TEMPLATE
from tests.chat import Chat
from tests.conftest import OpenChat

HERE = Path(__file__).parent
UNFILLED = "我叫：安静\n年龄：\n我喜欢：\n我擅长："
FORMS = ("unfilled", "empty_template")
"""Kinds of look-alikes that a newcomer may mean as a beginning."""


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    chat = await open_group("speaking: {points: 0}\n")
    await chat.join("安静")
    await chat.forward(minutes=2)
    return chat


@pytest.mark.parametrize(
    "text",
    [
        "我叫：安静",
        "我叫安静",
        "我是安静，新来的",
        "我叫：安静 我喜欢：没有",
        "我叫：安静\n年龄：\n我喜欢：\n我擅长：",
        "叫我安静就行",
    ],
)
async def test_who_says_only_their_name_is_asked_what_they_like(chat: Chat, text: str) -> None:
    assert await chat.say("安静", text) == (
        "你好，安静！再说说你喜欢什么、擅长什么，大家就认识你啦，例如「我叫安静，我喜欢爬山」，送 20 积分～"
    )


@pytest.mark.parametrize(
    "text", ["我喜欢爬山", "大家好，我喜欢爬山", "我今年28岁", "爱好：钓鱼", "我擅长做饭", "我期望：交朋友"]
)
async def test_who_tells_no_name_is_asked_for_it(chat: Chat, text: str) -> None:
    assert await chat.say("安静", text) == (
        "欢迎你！再说一下怎么称呼你，例如「我叫小明」，这份介绍就齐啦，送 20 积分～"
    )


@pytest.mark.parametrize("text", ["大家好", "新人报道，请多关照～", "大家晚上好🌹", TEMPLATE, "姓名：\n年龄：\n爱好："])
async def test_who_says_nothing_of_themselves_is_asked_for_both(chat: Chat, text: str) -> None:
    assert await chat.say("安静", text) == (
        "欢迎你！介绍一下自己吧：叫什么、喜欢什么，例如「我叫小明，我喜欢爬山」，送 20 积分～"
    )


async def test_two_halves_are_an_introduction(chat: Chat) -> None:
    assert "怎么称呼你" in await chat.say("安静", "我喜欢爬山")
    said = await chat.say("安静", "我叫阿静")
    assert "认识你很高兴，阿静！送你 20 积分" in said
    assert "爬山" in await chat.say("小红", "我叫：小红 我喜欢：爬山")
    assert await chat.say("安静", "我喜欢做饭") == ""


async def test_a_half_of_two_days_ago_is_forgotten(chat: Chat) -> None:
    await chat.say("安静", "我喜欢爬山")
    await chat.forward(days=2)
    assert "再说说你喜欢什么" in await chat.say("安静", "我叫安静")


async def test_they_are_asked_once_a_day_and_for_a_week(chat: Chat) -> None:
    assert await chat.say("安静", "大家好") != ""
    assert await chat.say("安静", "大家好") == ""
    assert await chat.say("安静", "我喜欢爬山") == ""
    await chat.forward(days=1)
    assert await chat.say("安静", "大家好") != ""
    await chat.forward(days=7)
    assert await chat.say("安静", "大家好") == ""


async def test_nobody_else_is_asked(chat: Chat) -> None:
    assert await chat.say("小明", "我喜欢爬山") == ""
    await chat.join("店员")
    await chat.join("小红")
    await chat.forward(minutes=2)
    assert await chat.say("店员", "大家好") == ""
    await chat.say("小红", "我叫：小红 我喜欢：爬山")
    assert await chat.say("小红", "大家好，我喜欢做饭") == ""


async def test_a_greeting_before_the_welcome_is_answered_by_the_welcome(chat: Chat) -> None:
    await chat.join("小绿")
    assert await chat.say("小绿", "大家好") == ""
    assert any("@小绿" in text for text in await chat.forward(minutes=2))
    assert await chat.say("小绿", "大家好") != ""


TALK = """我喜欢：这个群
大家好，今天天气不错
我喜欢你们
我是医生
叫我一声
我会的
我想请假
我喜欢昨天的活动
我是不是要先签到
我叫了外卖
喜欢！
我是1号楼的
好的
hi
谢谢大家
大家好好休息
我喜欢这件衣服，多少钱"""


@pytest.mark.parametrize("text", TALK.splitlines())
async def test_what_newcomers_say_otherwise_is_talk(chat: Chat, text: str) -> None:
    assert await chat.say("安静", text) == ""


def test_look_alikes_are_no_halves() -> None:
    texts = []
    for name in ("look_alikes.yaml", "look_alikes_elsewhere.yaml"):
        kinds = YAML(typ="safe").load(HERE / name)
        texts += [text for kind, group in kinds.items() if kind not in FORMS for text in group]
    for path in sorted(HERE.glob("strangers/look_alikes_*.json")):
        texts += [entry["text"] for entry in json.loads(path.read_text("utf-8")) if entry["kind"] not in FORMS]
    assert len(texts) > 200
    assert [text for text in texts if read_half(text)] == ["姓名：\n房号：\n爱好：\n（填好发群里）"]


async def test_a_line_of_the_form_that_comes_later_is_added(chat: Chat) -> None:
    await chat.say("安静", "我叫：安静")
    assert "送你 20 积分" in await chat.say("安静", "年龄：28")
    assert "新的介绍已经记下啦" in await chat.say("安静", "我喜欢：打篮球、看电影")
    assert "新的介绍已经记下啦" in await chat.say("安静", "我叫：静静")
    assert await chat.say("安静", "我喜欢：打篮球、看电影") == ""
    assert await chat.say("安静", "我喜欢你们这个群") == ""
    await chat.join("小朋")
    await chat.say("小朋", "我叫小朋，我喜欢看电影")
    assert "@安静" in chat.shown


@pytest.mark.parametrize("text", ["自我介绍", "怎么自我介绍？", "我想改一下介绍"])
async def test_who_asks_how_to_introduce_themselves_gets_the_form(chat: Chat, text: str) -> None:
    assert TEMPLATE in await chat.say("安静", text, addressed=True)
    assert TEMPLATE not in await chat.say("安静", text)
