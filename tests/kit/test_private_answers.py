"""答 … in private is an answer to what is open in the group: told where it was said, and heard where it matters."""

from __future__ import annotations

import json

import pytest

from handlers.kit import Capability
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"
NOTHING = "现在没有在等答案的题，也没有在玩的游戏～"
MENTIONS_ONLY = frozenset(Capability) - {Capability.HEARS_ALL, Capability.BUTTONS}


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """Return a group in which only mentions are heard, and three members."""
    chat = await open_group(QUIET)
    chat.platform.capabilities = MENTIONS_ONLY
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "早", addressed=True)
    return chat


async def secret_of(chat: Chat) -> int:
    rows = await chat.bot.database.read(lambda db: db.fetch_all("SELECT state FROM round WHERE ended_at IS NULL"))
    return int(json.loads(rows[0][0])["number"])


@pytest.mark.parametrize("typed", ["答 {}", "答：{}", "答:{}", "答{}", "答案 {}", "答案：{}", "答　{}", "答 我猜{}吧"])
async def test_the_group_hears_what_came_of_it(chat: Chat, typed: str) -> None:
    opened = await chat.say("小明", "猜数", addressed=True)
    assert "（在这里要 @我 我才听得到，例如「@我 50」，私聊我「答 50」也行）" in opened
    number = await secret_of(chat)
    wrong = number - 1 or 100
    told = await chat.say("小红", typed.format(wrong), private=True)
    assert told.startswith(f"{wrong} ")
    assert await chat.forward(seconds=1) == [told]
    won = await chat.say("小红", typed.format(number), private=True)
    assert won.startswith(f"🎯 小红 猜中了，就是 {number}！")
    assert await chat.forward(seconds=1) == [won]
    assert await chat.say("小红", "答 50", private=True) == NOTHING


@pytest.mark.parametrize("typed", ["50", "答应我一件事", "答谢大家", "答", "今天天气不错"])
async def test_what_is_not_marked_is_no_answer(chat: Chat, typed: str) -> None:
    await chat.say("小明", "猜数", addressed=True)
    assert "50 " not in await chat.say("小红", typed, private=True)
    assert await chat.forward(seconds=1) == []


async def test_commands_stay_commands(chat: Chat) -> None:
    await chat.say("小明", "猜数", addressed=True)
    assert "签到成功" in await chat.say("小红", "签到", private=True)
    assert "在群里发一遍就行" in await chat.say("小红", "答题", private=True)


async def test_a_choice_is_taken_without_a_word_in_the_group(chat: Chat) -> None:
    await chat.say("小明", "互动问答", addressed=True)
    assert await chat.say("小红", "答 A", private=True) == "收到啦，等着看结果吧～"
    assert await chat.forward(seconds=1) == []
    assert "发 A 到" in await chat.say("小刚", "答 什么", private=True)
    await chat.say("小刚", "B", addressed=True)
    assert any("小红" in told for told in await chat.forward(minutes=5))


async def test_captions_and_votes_come_in_private_too(chat: Chat) -> None:
    await chat.say("小明", "看图说话", addressed=True)
    assert await chat.say("小红", "答 图：真好看", private=True) == "✍️ 1 号：小红 写好了。"
    assert await chat.say("小刚", "答 图：真难看", private=True) == "✍️ 2 号：小刚 写好了。"
    assert await chat.say("小刚", "答 好看", private=True) == "要给图配话就发「图：你的话」～"
    told = await chat.forward(seconds=181)
    assert told[:2] == ["✍️ 1 号：小红 写好了。", "✍️ 2 号：小刚 写好了。"]
    assert await chat.say("小红", "答 选 1", private=True) == "不能投自己的那一句～"
    assert await chat.say("小红", "答 2", private=True) == "🗳️ 小红 投好了。"
    told = await chat.forward(seconds=61)
    assert told[0] == "🗳️ 小红 投好了。"
    assert "👑 最好的一句：真难看" in told[1]


async def test_a_throw_and_a_hint_are_heard_and_a_near_miss_is_not(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "game_riddles: {own: [{riddle: 什么包最香, answer: 面包, hints: [能吃]}]}\n")
    chat.platform.capabilities = MENTIONS_ONLY
    for who in ("小明", "小红"):
        await chat.say(who, "早", addressed=True)
    await chat.say("小明", "猜谜", addressed=True)
    assert "音对了，字不对" in await chat.say("小红", "答 棉包", private=True)
    assert await chat.say("小红", "答 馒头", private=True) == "不对，再想想～"
    assert await chat.forward(seconds=1) == []
    hint = await chat.say("小红", "答 提示", private=True)
    assert "能吃" in hint
    assert await chat.forward(seconds=1) == [hint]
    assert "小红 答对了" in await chat.say("小红", "答 面包", private=True)
    await chat.forward(seconds=1)
    await chat.say("小明", "掷骰", addressed=True)
    thrown = await chat.say("小红", "答 掷", private=True)
    assert await chat.forward(seconds=1) == [thrown]
    assert "已经掷过了" in await chat.say("小红", "答 掷", private=True)
    assert await chat.forward(seconds=1) == []


async def test_who_is_in_several_groups_answers_in_the_one_they_chose(open_group: OpenChat) -> None:
    chat = await open_group(QUIET, more=(GROUP.replace("group: demo", "group: two") + QUIET,))
    for chat.group in ("demo", "two"):
        await chat.say("小红", "早")
        await chat.say("小明", "掷骰")
    assert "你在几个群里" in await chat.say("小红", "答 掷", private=True)
    await chat.say("小红", "切换群 1", private=True)
    assert "小红 掷出" in await chat.say("小红", "答 掷", private=True)
    await chat.forward(seconds=1)
    assert [target for target, _ in chat.platform.got] == ["demo"]
    assert "小红 掷出" in await chat.say("小红", "掷")


async def test_where_the_bot_cannot_speak_by_itself_answers_are_given_in_the_group(chat: Chat) -> None:
    chat.platform.capabilities = MENTIONS_ONLY - {Capability.PUSHES}
    opened = await chat.say("小明", "猜数", addressed=True)
    assert "（在这里要 @我 我才听得到，例如「@我 50」）" in opened
    assert await chat.say("小红", "答 50", private=True) == "我在这里不能自己说话，请在群里 @我 答～"


async def test_a_topic_is_not_talked_about_in_private(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末去哪里玩", addressed=True)
    assert await chat.say("小红", "答 我觉得去爬山最好，空气好，人也少", private=True) == NOTHING


async def test_an_answer_counts_by_its_own_time(chat: Chat) -> None:
    await chat.say("小明", "掷骰", addressed=True)
    at = chat.now
    await chat.forward(seconds=61)
    assert await chat.say("小红", "答 掷", private=True, at=at) == NOTHING


async def test_what_is_limited_is_told(chat: Chat) -> None:
    told = await chat.say("小明", "能力", addressed=True)
    assert "群游戏：这里不能「听到群里所有的话」，玩的时候要 @我 说才算，或者私聊我「答 …」。" in told
    assert "口令和答题红包：这里不能「听到群里所有的话」，口令和答案要 @我 说才抢得到，或者私聊我。" in told
