"""Who comes where and wins what; two accounts of one person who both play are one in the round, and it ends well."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from handlers.games.idioms import load_idioms
from handlers.games.quiz_choices import LETTERS
from handlers.points.prizes import rank, within_budget
from sop.features import FEATURES
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.redpackets import assert_books

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
GAMES = [feature.title for feature in FEATURES if feature.name.startswith("game_") and feature.round_kind]


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(QUIET)


async def state_of(chat: Chat) -> dict[str, Any]:
    """Return what is known of the open round, with the members by their names."""
    rows = await chat.bot.database.read(lambda db: db.fetch_all("SELECT state FROM round WHERE ended_at IS NULL"))
    found: dict[str, Any] = json.loads(rows[0][0]) if rows else {}
    return found


async def join(chat: Chat, stays: str = "小明", gone: str = "小明2") -> None:
    asked = await chat.say("群主", f"合并 @{stays} @{gone}", mentions=[stays, gone])
    number = re.search("确认 ([0-9]+)", asked)
    assert "合并好了" in await chat.say("群主", f"确认 {number[1]}" if number else asked)


def words_for(state: dict[str, Any], turn: int, *, right: bool) -> str:
    """Return what is said in a turn of a game, which ends a round with one winner if it is `right`."""
    match state:
        case {"questions": questions, "place": place}:
            return LETTERS[questions[place]["right"]]
        case {"captions": captions, "voting": voting}:
            return f"选 {len(captions)}" if voting else f"图：第{turn}句"
        case {"word": word}:
            return load_idioms().following(word, (), tone=False)[turn]
        case {"totals": _}:
            return "掷"
        case {"bomb": bomb, "low": low, "high": high}:
            return str(low + 1 if bomb > low + 1 else high - 1)
        case {"number": number}:
            return str(number if right else number % 10 + 20)
        case {"answers": answers, "options": [*options]} if options:
            return str(answers[0] if right else next(option for option in options if option not in answers))
        case {"answers": answers}:
            return str(answers[0]) if right else "不知道"
    raise AssertionError(state)


@pytest.mark.parametrize("title", GAMES)
async def test_any_game_ends_well(chat: Chat, title: str) -> None:
    await chat.say("小刚", f"来一局 {title}")
    for turn, who in enumerate(("小明", "小明2", "小红")):
        await chat.say(who, words_for(await state_of(chat), turn, right=False))
    await join(chat)
    told = [await chat.say("小明2", words_for(await state_of(chat), 3, right=True))]
    told += await chat.forward(minutes=4)
    state = await state_of(chat)
    if state.get("voting"):
        told += [await chat.say(who, words_for(state, 3, right=True)) for who in ("小刚", "小丽")]
    told += [await chat.say("群主", "结束游戏")] if title == "数字炸弹" else await chat.forward(minutes=20)
    text = "\n".join(told)
    assert "问题" not in text.replace("互动问答", "")
    assert len(re.findall("小明 [0-9]+ 分", text)) == 1
    assert "小明2 " not in "\n".join(line for line in text.splitlines() if line[:1] in "🥇🥈🥉·")
    assert "已合并成员" not in text
    await assert_books(chat)
    await chat.say("小刚", "掷骰")
    assert "🎲" in await chat.say("小刚", "掷")


async def test_of_two_throws_the_better_one_counts(chat: Chat) -> None:
    await chat.say("小明", "掷骰")
    totals = {}
    for who in ("小明", "小明2", "小红"):
        thrown = re.search("一共 ([0-9]+) 点", await chat.say(who, "掷"))
        assert thrown
        totals[who] = int(thrown[1])
    await join(chat)
    best = max(totals["小明"], totals["小明2"])
    assert await chat.say("小明2", "掷") == f"小明 已经掷过了，是 {best} 点。"
    [end] = await chat.forward(minutes=2)
    assert f"最大 {max(totals.values())} 点" in end
    assert ("🥇 小明 3 分" in end) == (best == max(totals.values()))


async def test_what_both_linked_or_narrowed_is_added_up(chat: Chat) -> None:
    await chat.say("小红", "数字炸弹")
    for who in ("小明", "小明2", "小红"):
        await chat.say(who, words_for(await state_of(chat), 0, right=False))
    await chat.say("小明", words_for(await state_of(chat), 0, right=False))
    await join(chat)
    assert await chat.say("小明2", words_for(await state_of(chat), 0, right=False)) == "小明 刚报过，换一个人来～"
    told = await chat.say("小红", "结束游戏")
    assert told.splitlines()[1:] == ["🥇 小明 3 分", "🥈 小红 1 分", "没玩到底，这一局不发积分，也不算战绩～"]


async def test_an_answer_is_given_once(chat: Chat) -> None:
    await chat.say("小红", "来一局 抢答")
    state = await state_of(chat)
    await chat.say("小明2", words_for(state, 0, right=False))
    await join(chat)
    for account in ("小明", "小明2"):
        assert await chat.say(account, words_for(state, 0, right=True)) == ""
    assert "小红 抢到了" in await chat.say("小红", words_for(state, 0, right=True))


async def test_of_two_answers_to_a_question_the_first_counts(chat: Chat) -> None:
    await chat.say("小红", "互动问答 组队")
    state = await state_of(chat)
    right = words_for(state, 0, right=True)
    wrong = next(letter for letter in "ABC" if letter != right)
    for who, choice in (("小明", wrong), ("小明2", right), ("小红", right)):
        await chat.say(who, choice)
    await join(chat)
    told = "\n".join(await chat.forward(seconds=31))
    assert "答对的：小红（第一个 小红 得 2 分）" in told
    assert "🔴 红队 2 : 0 蓝队 🔵" in told


async def test_both_captions_stay_and_one_vote_for_another(chat: Chat) -> None:
    await chat.say("小刚", "看图说话")
    for number, who in enumerate(("小明", "小明2", "小红", "小刚"), 1):
        assert f"{number} 号" in await chat.say(who, f"图：第{number}句")
    await chat.forward(seconds=181)
    for who, choice in (("小明", 2), ("小明2", 3), ("小红", 2), ("小刚", 3)):
        await chat.say(who, f"选 {choice}")
    await join(chat)
    for own in (1, 2):
        assert await chat.say("小明2", f"选 {own}") == "不能投自己的那一句～"
    [end] = await chat.forward(seconds=61)
    assert "👑 最好的一句：第3句（小红，2 票）" in end
    assert "🥇 小红 5 分" in end
    assert "🥈 小明 3 分" in end


async def test_three_accounts_are_one_person_too(chat: Chat) -> None:
    await chat.say("小红", "数字炸弹")
    for who in ("小明3", "小明2", "小明", "小红"):
        await chat.say(who, words_for(await state_of(chat), 0, right=False))
    await join(chat, "小明2", "小明3")
    await join(chat, "小明", "小明2")
    assert "🥇 小明 3 分" in await chat.say("小红", "结束游戏")


@pytest.mark.parametrize(
    ("scores", "left", "paid"),
    [
        ((5, 5, 4), 100, (8, 8, 3)),
        ((5, 5, 4), 15, (7, 7, 0)),
        ((5, 5, 4), 16, (8, 8, 0)),
        ((5, 4, 4), 17, (10, 3, 3)),
        ((5, 4, 4), 19, (10, 4, 4)),
        ((5, 5, 5), 8, (2, 2, 2)),
        ((5, 4, 3), 12, (10, 2, 0)),
        ((5, 5, 5), 2, (0, 0, 0)),
        ((0, 0, 0), 100, (0, 0, 0)),
    ],
)
def test_what_a_budget_leaves_is_cut_evenly(scores: tuple[int, ...], left: int, paid: tuple[int, ...]) -> None:
    places = within_budget(rank(dict(enumerate(scores)), (10, 6, 3)), left)
    assert tuple(place.prize for place in places) == paid


async def test_what_both_won_in_a_round_before_still_counts(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "games: {budget: 20}\n")
    await chat.say("小红", "数字炸弹")
    for who in ("小明", "小明2"):
        await chat.say(who, words_for(await state_of(chat), 0, right=False))
    await chat.say("小红", str((await state_of(chat))["bomb"]))
    await join(chat)
    assert "玩了 1 局，赢 1 局，得 1 分，奖励 16 积分" in await chat.say("小明", "战绩")
    assert "赢的得 4 积分" in await chat.say("小红", "数字炸弹")
