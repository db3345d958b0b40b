"""抢答: what staff, the timetable or the bank ask; the first right answer wins."""

from __future__ import annotations

import re
from functools import partial

import pytest

from handlers.games.banks import load_questions
from storage import rounds
from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
PLAN = "sop: [{name: 抢, when: 每天 09:00, do: 抢答, with: {question: 几点开门？, answer: 九点/9点}}]\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(QUIET)


async def test_staff_ask_in_private_and_the_first_wins(chat: Chat) -> None:
    told = await chat.say("店员", "抢答 我们店 几点开门？ 九点/9点", private=True)
    assert told == "好，题发到群里了，60 秒，答案是「九点」。"
    [posted] = await chat.forward(seconds=1)
    assert posted == "🔔 抢答：我们店 几点开门？\n第一个答对的赢，60 秒。\n🏅 赢的得 10 积分。"
    assert "抢答 我们店 几点开门？ 九点/9点" in await chat.say("群主", "操作记录", private=True)
    assert await chat.say("店员", "九点") == "店员，题是你出的，留给大家抢～"
    assert await chat.say("小明", "八点") == ""
    assert await chat.say("小明", "酒店") == "「酒店」音对了，字不对，再想想～"
    told = await chat.say("小红", "9点")
    assert told.splitlines() == ["🎉 小红 抢到了，答案是「九点」！", "🥇 小红 3 分，+10 积分"]
    assert await chat.say("小明", "九点") == ""


async def test_in_the_group_everybody_would_read_the_answer(chat: Chat) -> None:
    assert "私聊我发" in await chat.say("店员", "抢答 几点开门？ 九点")
    assert "先写题" in await chat.say("店员", "抢答 九点", private=True)
    assert "可以用哦" in await chat.say("小明", "抢答 几点开门？ 九点")
    assert "🔔 抢答" in await chat.say("小明", "抢答"), "the bank asks where a member wants to play"


async def test_the_bank_asks_with_options_and_everybody_has_one_try(chat: Chat) -> None:
    opened = await chat.say("小明", "来一局 抢答")
    question = next(one for one in load_questions() if f"抢答：{one.q}\n" in opened)
    letters = dict(part.split(". ", 1)[::-1] for part in opened.splitlines()[1].split("　"))
    right = letters[question.options[0]]
    wrong = next(letter for letter in "ABCD" if letter != right)
    assert await chat.say("小明", wrong) == ""
    assert await chat.say("小明", right) == "", "one try"
    told = await chat.say("小红", question.options[0])
    assert f"小红 抢到了，答案是「{question.options[0]}」" in told
    assert "· 小明 0 分" in told


async def test_the_timetable_asks(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + PLAN)
    [asked] = await chat.forward(hours=1)
    assert "🔔 抢答：几点开门？" in asked
    [end] = await chat.forward(minutes=2)
    assert end.startswith("🔔 抢答结束，答案是「九点」。")


@pytest.mark.parametrize(
    "said",
    ["不是九点", "肯定不是九点", "我觉得不是9点", "答案不是九点", "不会是九点", "绝对不是 9:00！", "应该不是九点"],
)
async def test_who_says_what_it_is_not_has_not_answered(chat: Chat, said: str) -> None:
    await chat.say("店员", "抢答 我们店 几点开门？ 九点/9点", private=True)
    assert await chat.say("小明", said) == ""
    assert "小红 抢到了" in await chat.say("小红", "九点")


@pytest.mark.parametrize(
    "said",
    ["是不是九点啊", "不会是九点吧", "不是九点吗？", "会不会是九点", "难道是九点", "不是九点？", "我觉得应该是九点"],
)
async def test_a_doubt_is_a_guess(chat: Chat, said: str) -> None:
    await chat.say("店员", "抢答 我们店 几点开门？ 九点", private=True)
    assert "小明 抢到了" in await chat.say("小明", said)


async def test_an_answer_that_nobody_can_give_is_refused(chat: Chat) -> None:
    assert "先写题" in await chat.say("店员", "抢答 几点开门？ /", private=True)
    assert "「签到」是群伴的命令" in await chat.say("店员", "抢答 怎么得分？ 签到", private=True)


async def test_a_round_whose_end_fails_is_closed_all_the_same(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    for end in ("stop", "time"):
        await chat.say("小明", "来一局 抢答")
        broken = '{"question": "几点", "answers": []}'
        [row] = await chat.bot.database.read(lambda db: rounds.list_open(db, chat.group))
        await chat.bot.database.write(partial(rounds.save_state, number=row.id, state=broken))
        told = await chat.say("小明", "结束游戏") if end == "stop" else "\n".join(await chat.forward(minutes=2))
        assert told == "「抢答」结束了，可是我算结果的时候出了点问题，这一局不作数，抱歉～"
    assert "🧩 猜谜" in await chat.say("小红", "猜谜")


@pytest.mark.parametrize("dressed", ["{}. {}", "{}、{}", "选{}. {}", "{} {}"])
async def test_an_option_may_be_copied_as_it_is_shown(chat: Chat, dressed: str) -> None:
    opened = await chat.say("小明", "来一局 抢答")
    question = next(one for one in load_questions() if f"抢答：{one.q}\n" in opened)
    letters = dict(part.split(". ", 1)[::-1] for part in opened.splitlines()[1].split("　"))
    right, wrong = question.options[:2]
    assert await chat.say("小丽", dressed.format(letters[wrong], wrong)) == ""
    assert await chat.say("小丽", letters[right]) == "", "one try"
    assert "小红 抢到了" in await chat.say("小红", dressed.format(letters[right], right))


async def test_a_member_asks_the_bank_with_and_without_a_mention(chat: Chat) -> None:
    for addressed in (False, True):
        assert (await chat.say("小明", "抢答", addressed=addressed)).startswith("🔔 抢答：")
        assert "抢答结束" in await chat.say("小明", "结束游戏")


async def test_who_has_had_their_try_is_told_so_where_they_ask(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    asked = await chat.say("小明", "抢答")
    options = dict(re.findall("([A-D])\\. ([^　\n]+)", asked))
    right = {question.options[0] for question in load_questions()}
    wrong = next(letter for letter, option in options.items() if option not in right)
    assert await chat.say("小红", wrong, addressed=True) == "没答对，这题每人只能答一次，等下一题吧～"
    other = next(letter for letter, option in options.items() if option in right)
    assert await chat.say("小红", other, addressed=True) == "这题你已经答过了，每人只能答一次～"
    assert await chat.say("小红", other) == ""
    assert "小刚 抢到了" in await chat.say("小刚", other)
