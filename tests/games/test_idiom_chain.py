"""成语接龙: a chain that survives a restart, takes what links and nothing else, and pays when it ends."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from handlers.games.guessing import tell_near
from handlers.games.idiom_chain import Chain
from handlers.games.idioms import UsedIdioms, load_idioms
from handlers.kit.pinyin import to_pinyin
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat
from tests.support.balances import points_of

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(QUIET)


def opening_of(told: str) -> str:
    match = re.search("第一个：「(....)」", told)
    assert match, told
    return match[1]


def following(word: str, *used: str, place: int = 0) -> str:
    return load_idioms().following(word, (word, *used), tone=False)[place]


def test_there_are_as_many_idioms_as_the_dictionary_has() -> None:
    idioms = load_idioms()
    assert len(idioms.by_word) >= 29_000
    assert idioms.by_word["画蛇添足"][1:] == ("hua4", "zu2", True)
    assert idioms.links("画蛇添足", "足智多谋", tone=True)
    assert idioms.links("一心一意", "义不容辞", tone=True)
    assert not idioms.links("画蛇添足", "祖宗家法", tone=True)
    assert idioms.links("画蛇添足", "祖宗家法", tone=False)


def test_what_was_used_takes_a_bit_each() -> None:
    idioms = load_idioms()
    used = UsedIdioms(idioms, "")
    words = Random(1).sample(sorted(idioms.by_word), 5_000)
    for word in words:
        assert word not in used
        used.add(word)
        assert word in used
    assert len(used.digits) <= 8_000
    assert {word for word in idioms.by_word if word in used} == set(words)
    assert UsedIdioms(idioms, used.digits).digits == used.digits


def test_a_chain_that_began_before_there_were_bits_goes_on() -> None:
    chain = Chain.model_validate_json('{"word": "足智多谋", "used": ["画蛇添足", "足智多谋", "查无此词"], "linked": 1}')
    used = UsedIdioms(load_idioms(), chain.used)
    assert ("画蛇添足" in used, "足智多谋" in used, "谋财害命" in used) == (True, True, False)
    assert Chain.model_validate_json(chain.model_dump_json()) == chain


async def test_a_chain_is_played_to_its_end_and_paid(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    used = [word]
    for who in ("小红", "小明", "小红"):
        used.append(following(used[-1], *used))
        assert f"{who} 接得好" in await chat.say(who, used[-1])
    [warning, end] = await chat.forward(minutes=6)
    assert warning.startswith("⏳ 还有 1 分钟")
    assert end.splitlines() == [
        "🐉 成语接龙结束，一共接了 3 个。",
        "🥇 小红 2 分，+10 积分",
        "🥈 小明 1 分，+6 积分",
    ]
    assert (await points_of(chat, "小红"), await points_of(chat, "小明")) == (10, 6)
    assert await chat.forward(minutes=10) == []


async def test_idle_talk_is_not_answered_and_commands_are_commands(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    for talk in ("今天天气不错", "大家好", "哈哈", "吃饭去了", "马马虎虎吧"):
        assert await chat.say("小红", talk) == ""
    assert "签到成功" in await chat.say("小红", "签到")
    other = next(idiom for idiom in load_idioms().common if not load_idioms().links(word, idiom, tone=False))
    assert await chat.say("小红", other) == ""
    assert "才行" in await chat.say("小红", other, addressed=True)


@pytest.mark.parametrize(
    ("last", "typed", "meant"),
    [
        ("一弛一张", "张冠李带", "张冠李戴"),
        ("一心一意", "意气用是", "意气用事"),
        ("一弛一张", "张三李四", ""),
        ("一弛一张", "今天很热", ""),
    ],
)
def test_an_idiom_with_a_wrong_character_is_known_as_one(last: str, typed: str, meant: str) -> None:
    alike = load_idioms().written_like(typed, last)
    assert not meant or meant in alike
    assert bool(tell_near([typed], alike)) is bool(meant)


async def test_a_link_with_a_wrong_character_is_told(chat: Chat) -> None:
    link = following(opening_of(await chat.say("小明", "成语接龙")))
    idioms = load_idioms().by_word
    others = (letter for word in idioms for letter in word if to_pinyin(letter) == to_pinyin(link[3]))
    wrong = next(link[:3] + letter for letter in others if link[:3] + letter not in idioms)
    assert await chat.say("小红", wrong) == f"「{wrong}」音对了，字不对，再想想～"


async def test_a_word_counts_once(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    second = following(word)
    await chat.say("小红", second)
    third = following(second, word)
    await chat.say("小红", third)
    back = next((used for used in (word, second) if load_idioms().links(third, used, tone=False)), None)
    if back:
        assert "用过了" in await chat.say("小明", back)


async def test_only_one_game_is_open_and_only_its_player_or_staff_stop_it(chat: Chat) -> None:
    await chat.say("小明", "成语接龙")
    assert "先把这一局玩完" in await chat.say("小红", "数字炸弹")
    assert "请开局的人或管理员" in await chat.say("小红", "结束游戏")
    assert "没有人参加" in await chat.say("小明", "结束游戏")
    assert "现在没有在玩的游戏" in await chat.say("小明", "结束游戏")
    await chat.say("小红", "来一局 成语接龙")
    assert "没有人参加" in await chat.say("群主", "结束游戏")


async def test_a_link_may_be_written_like_a_sign_up(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    assert f"现在要接「{word}」的「{word[-1]}」" in await chat.say("小红", "接龙")
    assert "小红 接得好" in await chat.say("小红", f"接龙 {following(word)}")
    assert "要接「" in await chat.say("小红", "接龙 一心一意")
    assert "接龙：周末爬山" in await chat.say("小红", "接龙 周末爬山")
    await chat.forward(minutes=6)
    assert "正在玩" not in await chat.say("小红", "接龙")


async def test_a_hint_costs_points_and_says_half(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    assert "一次提示要 2 分" in await chat.say("小明", "提示")
    await chat.say("小明", "签到")
    assert f"{following(word)[:2]}＿＿" in await chat.say("小明", "提示")
    assert await points_of(chat, "小明") == 8
    for who in ("小明", "小红"):
        assert "刚才的提示" in await chat.say(who, "提示"), "it is paid for once"
    assert await points_of(chat, "小明") == 8


async def test_playing_alone_earns_three_times_a_day(chat: Chat) -> None:
    for number in range(5):
        word = opening_of(await chat.say("小明", "成语接龙"))
        await chat.say("小明", following(word))
        [*_, told] = await chat.forward(minutes=6)
        assert ("+10 积分" in told) is (number < 3)
    assert "今天这个游戏的积分已经拿满了" in told
    assert await points_of(chat, "小明") == 30


async def test_a_days_budget_is_kept_exactly(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "games: {budget: 25}\n")
    for _ in range(4):
        word = opening_of(await chat.say("小明", "成语接龙"))
        second = following(word)
        await chat.say("小明", second)
        await chat.say("小红", following(second, word))
        [*_, told] = await chat.forward(minutes=6)
    assert "奖励发完了" in told
    assert [await points_of(chat, who) for who in ("小明", "小红")] == [12, 12]  # one point cannot be shared


async def test_a_chain_goes_on_after_a_restart(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + QUIET)
    chat = await open_chat(config, database_url)
    word = opening_of(await chat.say("小明", "成语接龙"))
    second = following(word)
    await chat.say("小明", second)
    await chat.bot.close()
    again = await open_chat(config, database_url, at=chat.now)
    again.said = chat.said
    assert "小红 接得好" in await again.say("小红", following(second, word))
    assert "🥇" in await again.say("群主", "结束游戏")
    await again.bot.close()


async def test_the_timetable_begins_a_game(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 玩, when: 每天 08:30, do: 游戏, with: {game: 成语接龙}}]\n")
    [told] = await chat.forward(minutes=31)
    assert "成语接龙开始" in told
    assert "接得好" in await chat.say("小红", following(opening_of(told)))


async def test_the_bot_plays_along_with_who_is_alone(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    second = following(word)
    await chat.say("小明", second)
    [said] = await chat.forward(seconds=21)
    third = said.split("「")[1][:4]
    assert said == f"🐉 我来陪你接：「{third}」，下一个从「{third[-1]}」开始"
    assert load_idioms().links(second, third, tone=False)
    assert "小明 接得好" in await chat.say("小明", following(third, word, second))
    [*_, end] = await chat.forward(minutes=6)
    assert "一共接了 2 个" in end, "what the bot links is nobody's score"


async def test_the_bot_keeps_out_where_two_play(chat: Chat) -> None:
    word = opening_of(await chat.say("小明", "成语接龙"))
    second = following(word)
    await chat.say("小明", second)
    await chat.say("小红", following(second, word))
    assert await chat.forward(seconds=60) == []


async def test_the_owner_may_want_it_to_keep_out(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "game_idioms: {along: false}\n")
    second = following(opening_of(await chat.say("小丽", "来一局 成语接龙")))
    await chat.say("小丽", second)
    assert await chat.forward(seconds=60) == []


@pytest.mark.parametrize("said", ["亲亲我我", "张三李四", "恭喜发大财啦", "不知道", "这个怎么玩呀"])
async def test_who_asks_the_bot_hears_where_the_chain_stands(chat: Chat, said: str) -> None:
    last = opening_of(await chat.say("小明", "成语接龙"))[-1]
    assert await chat.say("小红", said) == ""
    told = await chat.say("小红", said, addressed=True)
    assert f"现在要接「{last}」～" in told or f"的「{last}」，直接发成语就行～" in told
    assert ("词典里没有" in told) == (len(said) == 4)


@pytest.mark.parametrize(
    ("said", "answer"), [("明天天气", "天气"), ("现在几点", "08:00"), ("今天几号", "11 月 23 日"), ("今晚吃啥", "🍚")]
)
async def test_what_is_no_link_is_answered_as_ever(chat: Chat, said: str, answer: str) -> None:
    await chat.say("小明", "成语接龙")
    told = await chat.say("小红", said, addressed=True)
    assert answer in told
    assert "词典" not in told
