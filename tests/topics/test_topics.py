"""话题: opened, heard, chosen from, and told at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.pictures.specs import DigestQuote, DigestSpec
from storage.db import Db
from storage.points import reconciliation
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat

RULES = "topics: {bank: [周末最想吃什么？, 最近看了什么书？], points: 5, best: 20}\nspeaking: {points: 0}\n"
OPINION = "我觉得还是番茄炒蛋最下饭，孩子也爱吃"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(RULES)


async def test_a_topic_is_opened_and_talked_about(chat: Chat) -> None:
    opened = await chat.say("店员", "开话题 周末最想吃什么？")
    assert opened == (
        "💬 1 号话题：周末最想吃什么？\n"
        "11-24 08:00 前说说你的看法（10 个字以上），参加就有 5 分，说得好的会选进话题精华。"
    )
    assert await chat.say("小明", OPINION) == ""
    assert await chat.say("小红", "好吃") == ""
    assert "已经有 1 人说了看法" in await chat.say("小红", "话题")
    assert "记下了" in await chat.say("小红", "我最想吃妈妈做的红烧肉和米饭", addressed=True)
    for who, points in (("小明", 5), ("小红", 5)):
        assert f"{who}：{points} 积分" in await chat.say(who, "积分")
    await chat.say("小明", "再说一句，配上一碗绿豆汤就更好了")
    assert "小明：5 积分" in await chat.say("小明", "积分")


async def test_the_best_are_chosen_paid_once_and_told(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    await chat.say("小红", "我最想吃妈妈做的红烧肉和米饭")
    assert f"🌟 精华：小明「{OPINION}」，+20 积分" in await chat.say("店员", "精华 @小明")
    assert "已经是精华了" in await chat.say("店员", "精华 @小明")
    assert "小明：25 积分" in await chat.say("小明", "积分")
    assert "还没有说过看法" in await chat.say("店员", "精华 @小绿", mentions=["小绿"])
    assert await chat.say("小红", "精华 @小红") == "「精华」只有员工可以用哦。"
    told = await chat.forward(days=1)
    assert any("还有 1 小时结束" in text for text in told)
    (digest,) = [text for text in told if "📌" in text]
    assert digest.startswith(f"📌 话题精华 · 周末最想吃什么？\n2 人说了看法：小明、小红。\n🌟 小明：{OPINION}")
    assert f"🌟 小明：{OPINION}" in await chat.say("小绿", "话题精华 1")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_the_digest_is_a_picture(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    await chat.say("店员", "精华 @小明")
    (sheet,) = await chat.sheets(await chat.answer("店员", "结束话题"))
    assert sheet == DigestSpec(
        title="话题精华 · 第 1 期",
        subject="周末最想吃什么？",
        quotes=(DigestQuote(name="小明", words=OPINION),),
        foot="1 人说了看法 · 2026-11-23",
    )


async def test_topics_and_showcases_are_numbered_each_for_itself(chat: Chat) -> None:
    for title in ("周末最想吃什么？", "最近看了什么书？"):
        await chat.say("店员", f"开话题 {title}")
        await chat.say("小明", OPINION)
        await chat.say("店员", "结束话题")
        await chat.say("店员", "开晒图 我家的阳台")
        await chat.say("店员", "结束晒图")
    assert "💬 3 号话题" in await chat.say("店员", "开话题 谁做饭？")
    assert "最近看了什么书？" in await chat.say("小明", "话题精华 2")
    assert "3 号话题还" in await chat.say("小明", "话题精华 3")
    assert "没有 4 号话题" in await chat.say("小明", "话题精华 4")


async def test_several_are_chosen_at_once_or_nobody(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    await chat.say("小红", "我最想吃妈妈做的红烧肉和米饭")
    await chat.say("小绿", "饺子")
    assert "小绿 在「周末最想吃什么？」里还没有说过看法" in await chat.say("店员", "精华 @小明 @小绿")
    said = await chat.say("店员", "精华 @小明 @小红")
    assert [line.partition("「")[0] for line in said.splitlines()] == ["🌟 精华：小明", "🌟 精华：小红"]
    assert said.count("+20 积分") == 2


async def test_what_was_not_chosen_is_forgotten_two_days_later(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    await chat.say("小红", "我最想吃妈妈做的红烧肉和米饭")
    await chat.say("店员", "精华 @小明")
    await chat.say("店员", "结束话题")

    def words(db: Db) -> list[str]:
        return [text for (text,) in db.fetch_all("SELECT words FROM topic_post ORDER BY number")]

    await chat.forward(hours=47)
    assert "🌟 精华：小红" in await chat.say("店员", "精华 @小红")
    assert "不算精华了" in await chat.say("店员", "取消精华 @小红")
    await chat.forward(hours=2)
    assert await chat.bot.database.read(words) == [OPINION, ""]
    assert "已经忘了" in await chat.say("店员", "精华 @小红")


async def test_a_choice_can_be_taken_back(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    assert "没有精华" in await chat.say("店员", "取消精华 @小明")
    await chat.say("店员", "精华 @小明")
    assert "不算精华了" in await chat.say("店员", "取消精华 @小明")
    assert "🌟" not in await chat.say("店员", "结束话题")


async def test_the_timetable_takes_topics_from_the_bank_in_turn(open_group: OpenChat) -> None:
    chat = await open_group(RULES + "sop: [{name: 聊聊, when: 每天 09:00, do: 话题, with: {hours: 3}}]\n")
    told = [text for text in await chat.forward(days=2) if "号话题" in text]
    assert ["周末最想吃什么？" in told[0], "最近看了什么书？" in told[1]] == [True, True]
    assert not any("号话题：" in text for text in await chat.forward(days=1))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("开话题", "请这样写：开话题"),
        (f"开话题 {'聊' * 61}", "最多 60 个字"),
        ("结束话题", "现在没有在聊的话题"),
        ("精华 @小明", "还没有话题"),
        ("话题", "想聊什么"),
        ("话题精华", "还没有聊完的话题"),
        ("话题精华 7", "没有 7 号话题"),
        ("话题精华 那个", "不是话题的编号"),
    ],
)
async def test_without_a_topic_it_is_said_what_to_do(chat: Chat, typed: str, words: str) -> None:
    assert words in await chat.say("店员", typed)


async def test_there_is_one_topic_at_a_time(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    assert "1 号话题「周末最想吃什么？」还在聊" in await chat.say("店员", "开话题 最近看了什么书？")
    assert "还在聊" in await chat.say("店员", "话题精华 1")
    assert "这次没有聊起来" in await chat.say("店员", "结束话题")
    assert "聊过的：\n1 号 周末最想吃什么？" in await chat.say("小明", "话题")


async def test_a_topic_goes_on_over_a_restart(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + RULES)
    chat = await open_chat(config, database_url)
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    await chat.bot.close()
    chat = await open_chat(config, database_url)
    chat.said = 100
    await chat.say("小红", "我最想吃妈妈做的红烧肉和米饭")
    assert any("2 人说了看法" in text for text in await chat.forward(days=1))
    await chat.bot.close()


async def test_staff_are_asked_to_choose_where_nothing_was_chosen(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    told = await chat.forward(days=1)
    assert any("还没有选精华" in text for text in told)
    assert any("1 人说了看法：小明。" in text for text in told)
    assert "🌟 精华：小明" in await chat.say("店员", "精华 @小明")


async def test_nobody_chooses_their_own_words(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("店员", OPINION)
    assert "请别的员工来选" in await chat.say("店员", "精华 @店员")
    assert "🌟 精华：店员" in await chat.say("小助理", "精华 @店员")


@pytest.mark.parametrize(
    "words",
    ["https://example.com/abcdefghij", "1234567890123", "哈哈哈哈哈哈哈哈哈哈", "签到签到签到签到签到签到", OPINION],
)
async def test_what_says_nothing_new_is_no_opinion(chat: Chat, words: str) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("小明", OPINION)
    await chat.say("小红", words)
    assert "已经有 1 人说了看法" in await chat.say("小红", "话题")


async def test_what_is_something_else_is_no_opinion(chat: Chat) -> None:
    await chat.say("店员", "开话题 周末最想吃什么？")
    await chat.say("店员", "开晒图 我家的阳台")
    await chat.say("小刚", "晒 我的多肉植物一大盆今天又开花了")
    await chat.say("小丙", "我叫小丙，我喜欢爬山和跑步，想认识大家")
    await chat.say("小丽", "#接龙\n周六一起去爬山好不好呀\n1. 小丽\n2. 小明也去")
    assert "已经有 0 人说了看法" in await chat.say("小明", "话题")
    await chat.say("小明", "我最想吃火锅，天冷了暖和又热闹")
    assert "已经有 1 人说了看法" in await chat.say("小明", "话题")
