"""发起投票: opened by staff and by the timetable, ended by its author, and on record."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.kit import Button, Capability, Card, Mention
from handlers.kit.reply import plain
from sop.group_file import group_file_model
from storage.system import audit
from tests.chat import GROUP, Chat, write_config
from tests.conftest import OpenChat
from tests.support.polls import HOSTILE_WORDS, OPEN_POLL, QUIET, open_card


async def test_a_poll_is_told_with_its_options_terms_and_how_to_vote(chat: Chat) -> None:
    asked = await open_card(chat, "店员", OPEN_POLL)
    assert asked.title == "📊 1 号投票：周末去哪？"
    assert asked.text == (
        "1. 爬山\n2. 看电影\n3. 火锅\n"
        "选 1 个，到 11-24 08:00 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 5 分。"
    )
    assert asked.buttons == tuple(
        Button(key=str(number), label=f"{number}. {option}")
        for number, option in enumerate(("爬山", "看电影", "火锅"), 1)
    )


async def test_where_there_are_no_buttons_or_too_many_options_it_is_words(chat: Chat) -> None:
    answer = await chat.say("店员", "发起投票 几点？ " + " ".join(f"{hour}点" for hour in range(10)))
    assert answer.startswith("📊 1 号投票：几点？\n1. 0点\n")
    chat.platform.capabilities = frozenset(Capability) - {Capability.BUTTONS}
    assert (await chat.say("店员", OPEN_POLL)).startswith("📊 2 号投票：周末去哪？\n1. 爬山\n")


async def test_members_ask_only_where_the_owner_lets_them(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    assert "由员工发起" in await chat.say("小明", OPEN_POLL)
    assert "发起投票" not in await chat.say("小明", "帮助")
    assert "发起投票" in await chat.say("店员", "帮助 投票")


async def test_an_owner_lets_members_ask(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "polls: {who: 成员}\n")
    assert "1 号投票" in await chat.say("小明", OPEN_POLL)
    assert "不是你发起的" in await chat.say("店员", "结束投票")
    assert "取消了" in await chat.say("小明", "取消投票")


@pytest.mark.parametrize("until", ["今天 07:00", "0分钟", "15天", "2026-11-22", "9999天"])
async def test_an_end_that_is_past_or_too_far_is_refused(chat: Chat, until: str) -> None:
    assert "14 天之内" in await chat.say("店员", f"{OPEN_POLL} 截止 {until}")
    assert "没有进行中的投票" in await chat.say("小明", "投票")


async def test_three_are_open_at_the_same_time_and_numbers_are_never_used_again(chat: Chat) -> None:
    for number in (1, 2, 3):
        assert f"{number} 号投票" in await chat.say("店员", OPEN_POLL)
    assert "已经有 3 个投票" in await chat.say("店员", OPEN_POLL)
    await chat.say("店员", "取消投票 3")
    assert "4 号投票" in await chat.say("店员", OPEN_POLL)
    await chat.forward(days=2)
    assert "5 号投票" in await chat.say("店员", OPEN_POLL)


async def test_numbers_begin_at_one_in_every_group(open_group: OpenChat) -> None:
    chat = await open_group(QUIET, more=(GROUP.replace("group: demo", "group: books"),))
    await chat.say("店员", OPEN_POLL)
    chat.group = "books"
    assert "没有 1 号投票" in await chat.say("店员", "投票结果 1")
    assert "1 号投票" in await chat.say("店员", OPEN_POLL)


async def test_what_was_asked_in_private_is_told_in_the_group(chat: Chat) -> None:
    assert "1 号投票" in await chat.say("店员", OPEN_POLL, private=True)
    assert ["1 号投票" in answer for answer in await chat.forward(minutes=1)] == [True]
    assert "投票结束" in await chat.say("店员", "结束投票", private=True)
    assert ["投票结束" in answer for answer in await chat.forward(minutes=1)] == [True]


async def test_only_author_and_admins_end_a_poll_and_it_is_on_record(chat: Chat) -> None:
    await chat.say("小助理", OPEN_POLL)
    assert "不是你发起的" in await chat.say("店员", "结束投票")
    assert "不是你发起的" in await chat.say("小明", "取消投票 1")
    assert "没有 7 号投票" in await chat.say("群主", "取消投票 7")
    await chat.say("小明", "投 1")
    assert await chat.say("群主", "取消投票") == "❎ 1 号投票取消了：周末去哪？。没有结果，得到的积分不变。"
    assert "已经取消了" in await chat.say("群主", "取消投票 1")
    assert "已经取消了" in await chat.say("群主", "结束投票 1")
    assert "小明：5 积分" in await chat.say("小明", "积分")
    assert await chat.forward(days=2) == []
    acts = await chat.bot.database.read(lambda db: audit.latest(db, "demo", 10))
    assert [act.act for act in acts] == ["取消投票 1", "发起投票 1 周末去哪？"]


async def test_an_end_by_word_and_by_time_at_once_is_told_once(chat: Chat) -> None:
    for _ in range(5):
        await chat.say("店员", f"{OPEN_POLL} 截止 5分钟")
        await chat.say("小明", "投 1")
        before = len(chat.broadcasts)
        due = chat.now + timedelta(minutes=5)
        words = [chat.say("店员", "结束投票", at=due - timedelta(seconds=1)) for _ in range(5)]
        answer, _ = await asyncio.gather(asyncio.gather(*words), chat.bot.runner.tick(due))
        await chat.forward_to(due)
        told = [*answer, *chat.broadcasts[before:]]
        assert sum("投票结束：" in text for text in told) == 1, told


PLANNED = """\
sop:
  - name: 话题投票
    when: 每天 09:00
    do: 投票
    with: {question: 今晚聊什么？, options: [读书, 运动, 做饭], choose: 2, anonymous: true, hours: 10, reward: 8}
"""


async def test_the_timetable_asks_again_and_again(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + PLANNED)
    [asked] = await chat.forward(hours=1)
    assert asked.startswith(
        "【📊 1 号投票：今晚聊什么？】\n1. 读书\n2. 运动\n3. 做饭\n最多选 2 个，到 今天 19:00 截止。"
    )
    assert "参加得 8 分。匿名投票" in asked
    assert isinstance(chat.platform.got[-1][1][0], Card)
    assert "+8 积分" in await chat.say("小明", "投 1 3")
    assert "不是你发起的" in await chat.say("店员", "结束投票")
    ended, second = await chat.forward(days=1)
    assert "📊 1 号投票结束：今晚聊什么？" in ended
    assert "📊 2 号投票：今晚聊什么？" in second


async def test_the_timetable_uses_the_rules_where_nothing_else_is_said(open_group: OpenChat) -> None:
    plan = "sop: [{name: a, when: 每天 09:00, do: 投票, with: {question: 去？, options: [是, 否]}}]\n"
    chat = await open_group(QUIET + "polls: {hours: 3, reward: 2}\n" + plan)
    [asked] = await chat.forward(hours=1)
    assert "选 1 个，到 今天 12:00 截止" in asked
    assert "参加得 2 分" in asked


async def test_a_trial_opens_nothing_and_its_card_means_nothing(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + PLANNED)
    answer = await chat.answer("群主", "SOP 试发 话题投票")
    assert answer
    [tried] = [part for part in answer if isinstance(part, Card)]
    assert "1 号投票" in tried.title
    assert "没有进行中的投票" in await chat.say("小明", "投票")
    await chat.forward(hours=1)
    assert await chat.press("小明", tried.card, "1") == "", "the real first one is another"


async def test_a_full_group_is_recorded_as_failed(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + PLANNED)
    for _ in range(3):
        await chat.say("店员", OPEN_POLL)
    assert {words.partition("：")[0] for words in await chat.forward(hours=1)} == {"「话题投票」这次没有做成"}
    assert "话题投票（出错）" in await chat.say("群主", "SOP")


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ("{options: [是, 否]}", "question"),
        ("{question: 去？}", "options"),
        ("{question: ' ', options: [是, 否]}", "要写出投什么"),
        ("{question: 去？, options: [是]}", "现在有 1 个"),
        ("{question: 去？, options: [a, b, c, d, e, f, g, h, i, j, k]}", "现在有 11 个"),
        ("{question: 去？, options: [是, 是！]}", "写了两次"),
        ("{question: 去？, options: ['1', '2']}", "只有数字"),
        ("{question: 去？, options: [是, 否], choose: 3}", "不能最多选 3 个"),
        ("{question: 去？, options: [是, 否], choose: 0}", "choose"),
        ("{question: 去？, options: [是, 否], hours: 337}", "hours"),
        ("{question: 去？, options: [是, 否], reward: -1}", "reward"),
        ("{question: 去？, options: [是, 否], until: 明天}", "没有这个参数"),
    ],
)
def test_a_mistake_in_the_timetable_is_named(tmp_path: Path, params: str, problem: str) -> None:
    sop = f"sop: [{{name: 话题, when: 每天 09:00, do: 投票, with: {params}}}]\n"
    config = write_config(tmp_path, GROUP + sop)
    with pytest.raises(ConfigError, match=problem):
        load_group(config / "groups" / "group0.yaml", group_file_model(), ["chat"], config / "content")


@pytest.mark.parametrize("words", HOSTILE_WORDS)
async def test_hostile_words_are_only_shown(chat: Chat, words: str) -> None:
    asked = await chat.answer("店员", f"发起投票 {words}？\n{words}\n好\n匿名")
    assert asked
    assert not any(isinstance(part, Mention) for part in asked)
    shown = words.replace("\u202e", "").replace("\x00", "")
    assert f"1. {shown}\n" in plain(asked)
    assert "记下了" in await chat.say("小明", f"投 {shown}")
    answer = await chat.say("店员", "结束投票")
    assert f"🏆 {shown} 胜出" in answer
    assert f"1 号 {shown}？" in await chat.say("店员", "投票结果")


async def test_an_end_behind_its_time_is_no_option(chat: Chat) -> None:
    told = await chat.say("店员", "发起投票 去哪？ 爬山 看海 明天20:00截止")
    assert "11-24 20:00 截止" in told
    assert "3." not in told
