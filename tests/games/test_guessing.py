"""Sayings, characters and idioms in emoji: the first right guess wins, hints cost, near misses are told."""

from __future__ import annotations

import pytest

from handlers.games.banks import load_emoji_idioms
from handlers.games.characters import load_characters
from handlers.games.guessing import is_near
from handlers.games.idioms import load_idioms
from handlers.games.sayings import load_sayings
from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
OWN = QUIET + "game_riddles: {own: [{riddle: 什么包最香, answer: 面包, hints: [能吃]}]}\n"
BANKS = {"表情猜成语": load_emoji_idioms, "拆字": load_characters, "歇后语": load_sayings}


@pytest.mark.parametrize("game", BANKS)
async def test_each_game_asks_hints_and_pays(open_group: OpenChat, game: str) -> None:
    chat = await open_group(QUIET)
    opened = await chat.say("小明", game)
    assert opened.startswith(f"🧩 {game}：")
    riddle = next(one for one in BANKS[game]() if one.riddle in opened)
    assert await chat.say("小红", "今天天气不错") == ""
    assert await chat.forward(seconds=41) == [f"💡 提示：{riddle.hints[0]}（现在答对得 7 积分）"]
    told = await chat.say("小红", f"{(riddle.also or [riddle.answer])[-1]}！")
    assert "小红 答对了" in told
    assert f"是「{riddle.answer}」" in told
    assert "🥇 小红 2 分，+7 积分" in told


async def test_the_right_sound_in_wrong_characters_is_told(open_group: OpenChat) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", "猜谜")
    assert await chat.say("小红", "面苞") == "「面苞」音对了，字不对，再想想～"
    assert await chat.say("小红", "面条") == ""
    assert "小红 答对了" in await chat.say("小红", "面包")


@pytest.mark.parametrize("guess", ["是面包吗", "应该是面包吧", "猜 面包", "我猜是面包！", "面 包", "答 面包"])
async def test_a_guess_is_understood_as_people_put_it(open_group: OpenChat, guess: str) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", "猜谜")
    assert "小红 答对了" in await chat.say("小红", guess)


async def test_hints_are_opened_on_request_and_wrong_guesses_told_to_who_asks_the_bot(open_group: OpenChat) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", "猜谜")
    assert await chat.say("小红", "馒头") == ""
    assert await chat.say("小红", "馒头", addressed=True) == "不对，再想想～"
    assert await chat.say("小红", "提示") == "💡 提示：能吃（现在答对得 7 积分）"
    assert await chat.say("小红", "提示") == "提示都在上面啦，再想想～"
    assert not any("💡" in text for text in await chat.forward(seconds=45)), "it stands there already"
    assert "🥇 小红 2 分" in await chat.say("小红", "面包")


@pytest.mark.parametrize(
    ("word", "near"),
    [("云", False), ("晕", False), ("彩虹", False), ("采红", True), ("才红", True), ("彩虹彩虹", False), ("", False)],
)
def test_near_is_the_same_sound_of_two_characters_or_more(word: str, near: bool) -> None:
    assert is_near(word, ["云", "彩虹"]) == near or word == "彩虹"


async def test_a_bank_does_not_ask_the_same_again_soon(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    asked = []
    for _ in range(20):
        asked.append((await chat.say("小明", "表情猜成语")).splitlines()[0])
        await chat.say("小明", "结束游戏")
    assert len(set(asked)) == 20


async def test_a_single_riddle_of_the_owners_is_asked_again(open_group: OpenChat) -> None:
    chat = await open_group(OWN)
    for _ in range(3):
        assert "什么包最香" in await chat.say("小明", "猜谜")
        await chat.say("小明", "结束游戏")


def test_the_idioms_in_emoji_are_idioms() -> None:
    bank, known = load_emoji_idioms(), load_idioms().by_word
    assert len(bank) >= 60
    assert len({one.riddle for one in bank}) == len({one.answer for one in bank}) == len(bank)
    assert [word for one in bank for word in (one.answer, *one.also) if word not in known] == []
    assert all(len(one.hints) == 2 for one in bank)
    assert not [one.answer for one in bank if any(one.answer in hint for hint in one.hints)]


def test_sayings_end_in_idioms_and_are_at_nobodys_cost() -> None:
    bank = load_sayings()
    assert len(bank) >= 1500
    assert all(one.answer in load_idioms().by_word for one in bank)
    assert len({one.riddle for one in bank}) == len(bank)
    assert not [one.riddle for one in bank if "和尚" in one.riddle or "瞎" in one.riddle]
    by_first = {one.riddle.partition(" ——")[0]: one for one in bank}
    assert by_first["泥菩萨过江"].answer == "自身难保"
    assert {by_first["烂蒲扇打人"].answer, *by_first["烂蒲扇打人"].also} == {"不痛不痒", "无关痛痒"}


def test_characters_are_made_of_two_others() -> None:
    bank = load_characters()
    assert len(bank) >= 1000
    by_answer = {answer: one for one in bank for answer in (one.answer, *one.also)}
    assert "「日」「月」" in by_answer["明"].riddle
    assert {"呆", "束"} <= {by_answer["呆"].answer, *by_answer["呆"].also}
    assert by_answer["爸"].hints == ["上下结构", "读 ba"]


@pytest.mark.parametrize("typed", ["提示", "再来个提示", "给点提示吧", "求提示！", "还有提示吗", "提示一下"])
async def test_a_hint_as_people_ask_for_it(open_group: OpenChat, typed: str) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", "猜谜")
    assert "💡 提示：能吃" in await chat.say("小红", typed)


@pytest.mark.parametrize("game", ["猜谜", "猜数", "数字炸弹", "互动问答"])
async def test_what_is_said_to_the_bot_beside_a_game_is_no_wrong_guess(open_group: OpenChat, game: str) -> None:
    chat = await open_group(OWN)
    await chat.say("小明", game)
    assert "提醒你：看锅" in await chat.say("小红", "5分钟后提醒我看锅", addressed=True)
    assert "还在玩呢" in await chat.say("小红", "来一局掷骰", addressed=True)
    assert "还有 75 天" in await chat.say("小红", "离春节还有几天", addressed=True)
    assert await chat.say("小红", "书包吧", addressed=True) not in ("", "没听懂，发「帮助」看看我会什么～")


async def test_a_question_to_the_bot_is_no_guess(chat: Chat) -> None:
    await chat.say("小明", "猜谜")
    assert await chat.say("小红", "现在几点", addressed=True) == "现在是 08:00～"
    assert "周一" in await chat.say("小红", "今天星期几", addressed=True)
    for guess in ("是不是面包啊", "月亮", "会不会是月亮"):
        assert await chat.say("小红", guess, addressed=True) == "不对，再想想～"
