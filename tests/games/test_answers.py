"""A guess is right however its numbers and times are written, and nothing else becomes right by that."""

from __future__ import annotations

import pytest

from handlers.text.answers import is_same
from tests.conftest import OpenChat


@pytest.mark.parametrize(
    ("guess", "answer"),
    [
        ("9点", "九点"),
        ("九点", "9:00"),
        ("９点钟", "九点"),
        ("晚上九点", "9点"),
        ("九点半", "9:30"),
        ("二", "2"),
        ("两家", "2"),
        ("2", "二"),
        ("12个", "十二个"),
        ("一百", "100"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_the_same_in_other_words_is_right(guess: str, answer: str) -> None:
    assert is_same(guess, answer)
    assert is_same(answer, guess)


@pytest.mark.parametrize(
    ("guess", "answer"),
    [
        ("8点", "九点"),
        ("三", "三国"),
        ("一", "一心一意"),
        ("2家", "2个"),
        ("", "2"),
        ("早上九点", "晚上九点"),
        ("面", "面包"),
    ],
)
def test_what_only_looks_like_it_is_wrong(guess: str, answer: str) -> None:
    assert not is_same(guess, answer)


OWN = """\
badges: {badges: []}
game_riddles: {own: [{riddle: 什么包最香, answer: 面包}]}
game_quiz: {count: 1, own: [{q: 几点开门, options: [九点, 十点]}]}
"""


@pytest.mark.parametrize(
    "guess", ["是面包吧", "是不是面包啊", "不会是面包吧", "应该就是面包！", "莫非是面包", "可能是面包呀", "面包对不对"]
)
async def test_a_guess_may_be_a_question(open_group: OpenChat, guess: str) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", "猜谜")
    assert "小红 答对了" in await chat.say("小红", guess)


async def test_an_option_with_a_number_may_be_written_otherwise(open_group: OpenChat) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", "互动问答")
    await chat.say("小红", "9点")
    assert any("答对的：小红" in told for told in await chat.forward(seconds=30))


@pytest.mark.parametrize("said", ["1 2", "1　2", "是 1 2 吗", "12 13", "1 2 3"])
async def test_two_numbers_are_not_one_answer(open_group: OpenChat, said: str) -> None:
    chat = await open_group("badges: {badges: []}\ngame_riddles: {own: [{riddle: 一打有几个, answer: 12}]}\n")
    await chat.say("小明", "猜谜")
    assert await chat.say("小红", said) == ""
    assert "小红 答对了" in await chat.say("小红", "是 12 吗")
