"""What begins like a command of those in charge and is only said to the others stays talk."""

from __future__ import annotations

import pytest

from tests.chat import Chat

SAID = (
    "新人 小王报到",
    "新人 请多关照",
    "红人 就是你啦",
    "漏斗 在哪买",
    "成员 都到齐了吗",
    "周报 写完了没",
    "日报 写完了",
    "活跃榜 真好看",
)


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("who", ["小明", "群主"])
async def test_talk_is_not_answered_whoever_says_it(chat: Chat, who: str, words: str) -> None:
    await chat.say("小王", "大家好呀")
    assert await chat.say(who, words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "流失原因 是什么",
        "效果 真不错",
        "分群 聊吧",
        "话术 太多了",
        "标签 撕不下来",
        "误判 了吧",
        "绑定 手机号了吗",
        "导出 视频怎么弄",
    ],
)
async def test_members_are_not_told_who_may_use_what_they_did_not_mean(chat: Chat, words: str) -> None:
    assert await chat.say("小明", words) == ""


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("小明", "新人 7", "只有员工可以用"),
        ("小明", "成员 @小王", "只有员工可以用"),
        ("小明", "周报 上周", "只有管理员可以用"),
        ("店员", "新人 30天", "最近 30 天"),
        ("店员", "成员 小汪", "没有找到「小汪」"),
        ("店员", "分群 重点突碎", "是不是「重点突破」"),
        ("群主", "周报 上上周", ""),
    ],
)
async def test_what_is_meant_is_answered(chat: Chat, who: str, words: str, told: str) -> None:
    await chat.say("小王", "大家好呀")
    answer = await chat.say(who, words)
    assert answer
    assert told in answer


async def test_who_speaks_to_the_bot_is_answered(chat: Chat) -> None:
    assert "请写几天" in await chat.say("店员", "新人 小王报到", private=True)
    assert "请写几天" in await chat.say("店员", "新人 小王报到", addressed=True)
