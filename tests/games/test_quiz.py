"""互动问答: one choice for each question, told at its end; the first right one scores more."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from handlers.games.banks import load_questions
from handlers.games.csv_bank import read_bank
from handlers.games.quiz_choices import choice_in
from handlers.kit import Capability, Card
from handlers.kit.words import half_width
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


async def test_a_choice_may_be_dressed_and_who_speaks_to_the_bot_is_told_how(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答")
    assert "发 A 到 B" in await chat.say("小红", "不知道", addressed=True)
    assert await chat.say("小红", f"我选{letter_of(asked)}", addressed=True) == "收到啦，等着看结果吧～"
    other = letter_of(asked, right=False)
    told = f"已经答过了，以第一次的 {letter_of(asked)} 为准～"
    for private in (False, True):
        assert await chat.say("小红", f"答 {other}" if private else other, addressed=True, private=private) == told
    assert await chat.say("小红", other) == ""
    assert await chat.say("小明", f"选 {letter_of(asked)}吧") == ""
    told = "".join(await chat.forward(seconds=31))
    assert "小红、小明" in told


async def test_an_option_may_be_said_in_words(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答")
    letter = letter_of(asked)
    option = dict(re.findall("([A-D])\\. ([^　\n]+)", asked))[letter]
    ordinal = "第一个" if letter == "A" else "第二个"
    item = f"第{'AB'.index(letter) + 1}项"
    for who, words in {"小红": option, "小刚": ordinal, "小丽": f"选项{letter}", "小明": item}.items():
        await chat.say(who, words)
    told = "".join(await chat.forward(seconds=31))
    assert "答对的：小红、小刚、小丽、小明" in told


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


async def test_a_stopped_quiz_pays_nothing(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答")
    await chat.say("小红", letter_of(asked))
    assert "🥇 小红 2 分\n没玩到底，这一局不发积分" in await chat.say("小明", "结束游戏")
    assert await chat.forward(minutes=5) == []


async def test_a_subject_is_asked_for_by_name(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    assert "第 1 题（地理）" in await chat.say("小明", "互动问答 地理")
    await chat.say("小明", "结束游戏")
    assert "没有「足球」这一科的题，有这些：健康、食物、居家、历史、地理、语文" in await chat.say(
        "小明", "互动问答 足球"
    )


async def test_a_button_is_an_answer_to_its_own_question(chat: Chat) -> None:
    answered = await chat.answer("小明", "互动问答")
    card = next(part for part in answered or () if isinstance(part, Card))
    assert [button.key for button in card.buttons] == ["A", "B"]
    right = letter_of(card.text)
    assert await chat.press("小红", card.card, right) == ""
    assert await chat.press("小刚", card.card, "C") == ""
    [second] = await chat.forward(seconds=30)
    assert "答对的：小红（第一个 小红 得 2 分）" in second
    await chat.press("小刚", card.card, letter_of(second))
    assert "这题没有人答对" in (await chat.forward(seconds=30))[0], "the first question is over"


async def test_without_buttons_the_options_are_letters(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.BUTTONS}
    assert "第 1 题（互动问答）：几点" in await chat.say("小明", "互动问答")


async def test_two_teams_play_against_each_other(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答 组队")
    assert "分红蓝两队" in asked
    for who, right in (("小红", True), ("小刚", False), ("小丽", True), ("小强", True)):
        await chat.say(who, letter_of(asked, right=right))
    [second] = await chat.forward(seconds=30)
    assert "🔴 红队 3 : 1 蓝队 🔵" in second, "red: 小红 2 and 小丽 1, blue: 小刚 0 and 小强 1"
    [end] = await chat.forward(seconds=30)
    assert "❓ 互动问答结束。🔴 红队赢了，每人多得 1 分！" in end
    assert "🥇 小红 3 分" in end
    assert "🥈 小丽 2 分" in end


async def test_even_teams_win_nothing_more(chat: Chat) -> None:
    asked = await chat.say("小明", "互动问答 组队")
    for who in ("小红", "小刚"):
        await chat.say(who, letter_of(asked, right=False))
    [*_, end] = await chat.forward(minutes=2)
    assert "两队打平～" in end


async def test_three_right_answers_in_a_row_bring_more(open_group: OpenChat) -> None:
    own = ", ".join(f"{{q: 第{number}问, options: [八点, 九点]}}" for number in "一二三四")
    chat = await open_group(QUIET + f"game_quiz: {{count: 4, own: [{own}]}}\n")
    asked = await chat.say("小明", "互动问答")
    for number in range(4):
        await chat.say("小红", letter_of(asked))
        await chat.say("小明", letter_of(asked, right=number != 1))
        [asked] = await chat.forward(seconds=30)
        assert ("🔥 小红 连对 3 题，多得 1 分" in asked) == (number == 2)
    assert "🥇 小红 9 分" in asked
    assert "🥈 小明 3 分" in asked


async def test_the_owners_own_bank_in_a_file(open_group: OpenChat, tmp_path: Path) -> None:
    (tmp_path / "config" / "content").mkdir(parents=True)
    bank = "科目,难度,题目,正确答案,错误答案\n本店,1,几点开门,八点,九点\n\n本店,2,几点关门,六点,七点,八点,,\n"
    (tmp_path / "config" / "content" / "题库.csv").write_bytes(bank.encode("gb18030"))
    chat = await open_group(QUIET + "game_quiz: {bank: 题库.csv}\n")
    asked = await chat.say("小明", "互动问答 本店")
    assert "一共 2 题" in asked
    assert "几点开门" in asked


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("本店,1,几点开门,八点", "第 1 行要有 科目,难度,题目,正确答案"),
        ("本店,9,几点开门,八点,九点", "第 1 行写得不对"),
        ("本店,1,几点开门,八点,八点", "第 1 行有一样的选项"),
        ("科目,难度,题目,正确答案,错误答案", "一道题也没有"),
        ('本店,1,"几点', "读不出来"),
    ],
)
def test_a_mistake_in_a_bank_is_named_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "题库.csv").write_text(line)
    with pytest.raises(ValueError, match=told):
        read_bank(tmp_path / "题库.csv")


def test_the_questions_that_come_with_it_are_whole() -> None:
    questions = load_questions()
    assert len({question.q for question in questions}) == len(questions) >= 300
    assert all(len(set(question.options)) == 4 for question in questions)
    assert Counter(question.subject for question in questions).most_common()[-1][1] >= 50
    assert Counter(question.level for question in questions).most_common()[-1][1] >= 50
    assert [question.q for question in questions if question.options[0] in question.q] == []
    assert max(len(option) for question in questions for option in question.options) <= 16


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("A. 4", 0),
        ("A.4", 0),
        ("a. 4", 0),
        ("Ａ．４", 0),
        ("A、4", 0),
        ("A 4", 0),
        ("A 14", None),
        ("A：4", 0),
        ("A) 4", 0),
        ("1. 4", 0),
        ("B. 14", 1),
        ("B. 十四", None),
        ("C. 咸水 鸭", 2),
        ("C、咸水鸭", 2),
        ("C 咸水鸭", 2),
        ("3. 咸水鸭！", 2),
        ("A. 14", None),
        ("A. 5", None),
        ("D. 4", None),
        ("A. ", None),
        ("1 4", None),
        ("1、4", None),
        ("14", 1),
        ("4", 0),
    ],
)
def test_an_option_may_be_copied_as_it_is_shown(typed: str, choice: int | None) -> None:
    assert choice_in(half_width(typed).upper(), ["4", "14", "咸水鸭"]) == choice


@pytest.mark.parametrize("dressed", ["{}. {}", "{}.{}", "我选 {}. {}", "答 {}. {}", "{}. {}😀", "{}、{}"])
async def test_who_copies_an_option_answers(chat: Chat, dressed: str) -> None:
    asked = await chat.say("小明", "互动问答")
    letter = letter_of(asked)
    option = next(option for option in RIGHT if option in asked)
    assert await chat.say("小红", dressed.format(letter, option)) == ""
    told = "".join(await chat.forward(seconds=31))
    assert "答对的：小红" in told
