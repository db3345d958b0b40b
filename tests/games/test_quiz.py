"""互动问答: one choice for each question, told at its end; the first right one scores more."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from handlers.games.banks import load_questions
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
OWN = (
    QUIET + "game_quiz: {count: 2, own: [{q: 几点开门, options: [八点, 九点]}, {q: 几点关门, options: [六点, 七点]}]}\n"
)
RIGHT = ("八点", "六点")


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(OWN)


def letter_of(asked: str, *, right: bool = True) -> str:
    options: dict[str, str] = dict(re.findall("([A-D])\\. ([^　\n]+)", asked))
    return next(letter for letter, option in options.items() if (option in RIGHT) is right)


async def test_two_questions_are_asked_answered_and_paid(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答")
    assert "一共 2 题" in asked
    assert await chat.answer("小红", letter_of(asked)) is None
    assert await chat.say("小明", letter_of(asked).lower()) == ""
    assert await chat.say("小刚", letter_of(asked, right=False)) == ""
    [second] = await chat.forward(seconds=30)
    assert "答对的：小红、小明（第一个 小红 得 2 分）" in second
    assert "第 2 题" in second
    number = "1" if letter_of(second) == "A" else "2"
    await chat.say("小明", number)
    [end] = await chat.forward(seconds=30)
    assert end.splitlines()[1:] == [
        "❓ 互动问答结束。",
        "🥇 小明 3 分，+10 积分",
        "🥈 小红 2 分，+6 积分",
        "· 小刚 0 分",
    ]
    assert await points_of(chat, "小刚") == 0
    assert await chat.forward(minutes=5) == []


async def test_the_first_choice_counts(chat: Chat) -> None:
    asked = await chat.say("小明", "答题")
    await chat.say("小红", letter_of(asked, right=False))
    await chat.say("小红", letter_of(asked))
    assert "这题没有人答对" in (await chat.forward(seconds=30))[0]


@pytest.mark.parametrize("talk", ["E", "5", "AB", "我选A", "哈", "0"])
async def test_what_is_no_choice_is_talk(chat: Chat, talk: str) -> None:
    await chat.say("小明", "互动问答")
    await chat.say("小红", talk)
    assert "这题没有人答对" in (await chat.forward(seconds=30))[0]


async def test_a_stopped_quiz_counts_what_was_answered(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答")
    await chat.say("小红", letter_of(asked))
    assert "🥇 小红 2 分，+10 积分" in await chat.say("小明", "结束游戏")
    assert await chat.forward(minutes=5) == []


async def test_a_subject_is_asked_for_by_name(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    assert "第 1 题（地理）" in await chat.say("小明", "互动问答 地理")
    await chat.say("小明", "结束游戏")
    assert "没有「足球」这一科的题，有这些：健康、食物、居家、历史、地理、语文" in await chat.say(
        "小明", "互动问答 足球"
    )


def test_the_questions_that_come_with_it_are_whole() -> None:
    questions = load_questions()
    assert len({question.q for question in questions}) == len(questions) >= 300
    assert all(len(set(question.options)) == 4 for question in questions)
    assert Counter(question.subject for question in questions).most_common()[-1][1] >= 50
    assert Counter(question.level for question in questions).most_common()[-1][1] >= 50
    assert [question.q for question in questions if question.options[0] in question.q] == []
    assert max(len(option) for question in questions for option in question.options) <= 16
