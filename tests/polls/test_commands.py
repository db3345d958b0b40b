"""投票: one member has one vote until the end, the end comes once, and what was promised about names is kept."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.group import load_group
from config.problems import ConfigError
from handlers.kit import Button, Capability, Card, Mention, Pressed, Refusal
from handlers.kit.reply import plain
from handlers.pictures.specs import PollLine, PollSpec
from handlers.polls.parsing import Order, read_order
from handlers.polls.rules import bar, share
from handlers.polls.votes import Vote, read_choices, read_vote
from sop.group_file import group_file_model
from storage import polls
from storage.db import Db, Row, to_millis
from storage.members import roster
from storage.points import ledger
from storage.polls import Ballot, Count
from storage.system import audit
from tests.chat import GROUP, START, Chat, write_config
from tests.conftest import OpenChat
from tests.support.empty_database import Undone, undone

QUIET = "badges: {badges: []}\nspeaking: {points: 0}\n"
ASK = "发起投票 周末去哪？ 爬山 看电影 火锅"
DAY = timedelta(days=1)
LOCAL = START.astimezone(ZoneInfo("Asia/Shanghai"))


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    """A group in which a poll brings points."""
    return await open_group(QUIET + "polls: {reward: 5}\n")


async def card(chat: Chat, who: str, text: str) -> Card:
    """The card that is the answer."""
    answer = await chat.answer(who, text)
    assert answer
    assert isinstance(answer[0], Card)
    return answer[0]


def rows(db: Db) -> list[Row]:
    return db.fetch_all("SELECT poll_id, member_id, choices FROM poll_vote ORDER BY poll_id, member_id")


# Asking


async def test_a_poll_is_told_with_its_options_terms_and_how_to_vote(chat: Chat) -> None:
    asked = await card(chat, "店员", ASK)
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
    said = await chat.say("店员", "发起投票 几点？ " + " ".join(f"{hour}点" for hour in range(10)))
    assert said.startswith("📊 1 号投票：几点？\n1. 0点\n")
    chat.platform.capabilities = frozenset(Capability) - {Capability.BUTTONS}
    assert (await chat.say("店员", ASK)).startswith("📊 2 号投票：周末去哪？\n1. 爬山\n")


async def test_members_ask_only_where_the_owner_lets_them(open_group: OpenChat) -> None:
    chat = await open_group(QUIET)
    assert "由员工发起" in await chat.say("小明", ASK)
    assert "发起投票" not in await chat.say("小明", "帮助")
    assert "发起投票" in await chat.say("店员", "帮助")


async def test_an_owner_lets_members_ask(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "polls: {who: 成员}\n")
    assert "1 号投票" in await chat.say("小明", ASK)
    assert "不是你发起的" in await chat.say("店员", "结束投票")
    assert "取消了" in await chat.say("小明", "取消投票")


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("周末去哪？ 爬山 火锅", Order("周末去哪？", ("爬山", "火锅"), 1, False, None)),
        ("周末去哪？爬山 火锅", Order("周末去哪？", ("爬山", "火锅"), 1, False, None)),
        ("周末去哪 爬山　火锅", Order("周末去哪", ("爬山", "火锅"), 1, False, None)),
        ("周末 去哪玩？？ 爬山 火锅", Order("周末 去哪玩？？", ("爬山", "火锅"), 1, False, None)),
        ("去？ 多选 a b c", Order("去？", ("a", "b", "c"), 3, False, None)),
        ("去？ a b c 最多选２个", Order("去？", ("a", "b", "c"), 2, False, None)),
        ("去？ a b 匿名 c 最多选 2", Order("去？", ("a", "b", "c"), 2, True, None)),
        ("去？ a b 截止 2小时", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=2))),
        ("去？ a b 截止20:00", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=12))),
        ("去？ 截止：明天 ２０：００ 匿名 a b", Order("去？", ("a", "b"), 1, True, START + timedelta(hours=36))),
        ("去？ a b 截止到周五", Order("去？", ("a", "b"), 1, False, START + timedelta(days=4, hours=12))),
        ("几点？ 8点 9点 截止 明天", Order("几点？", ("8点", "9点"), 1, False, START + timedelta(hours=36))),
        ("去？ 截止日期提前 不提前", Order("去？", ("截止日期提前", "不提前"), 1, False, None)),
        ("去？\n爬 山\n看 电影", Order("去？", ("爬 山", "看 电影"), 1, False, None)),
        ("去 吗\n\n 爬 山 \nb\n匿名 多选\n截止 2天", Order("去 吗", ("爬 山", "b"), 2, True, START + 2 * DAY)),
        ("周末 去哪 匿名 最多选2\na\nb\nc", Order("周末 去哪", ("a", "b", "c"), 2, True, None)),
        ("去？ a b\n截止 2小时", Order("去？", ("a", "b"), 1, False, START + timedelta(hours=2))),
        ("去？\n1. 爬山\n2、火锅", Order("去？", ("爬山", "火锅"), 1, False, None)),
        ("花多少？\n1.5 元\n2.5 元", Order("花多少？", ("1.5 元", "2.5 元"), 1, False, None)),
    ],
)  # fmt: skip
def test_orders_are_read_kindly(typed: str, order: Order) -> None:
    assert read_order(typed, LOCAL) == order


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("去？", "现在有 0 个"),
        ("去？ 爬山", "现在有 1 个"),
        ("去？ 实名 匿名", "现在有 1 个"),
        ("去？ " + " ".join(f"第{number}" for number in range(11)), "现在有 11 个"),
        ("去？ 爬山 爬山", "「爬山」写了两次"),
        ("去？ Tea ｔｅａ！", "写了两次"),
        ("去？ 1 2", "只有数字"),
        ("去？ ① ②", "只有数字"),
        ("去？\n3号 2\n爬山", "只有数字"),
        ("去？ 爬山 " + "长" * 21, "太长了，最多 20 个字"),
        ("问" * 61 + "？ a b", "问题太长了"),
        ("\n？\n\u200b", "现在有 0 个"),
        ("去？ a b 最多选3", "不能最多选 3 个"),
        ("去？ a b 最多选0", "至少写 1"),
        ("去？ a b 截止", "没看懂截止时间"),
        ("去？ a b 截止 有空的时候", "没看懂截止时间"),
        ("几点？ 截止 周五 8点 9点 10点", "分不清"),
        ("a" * 3000, "太长了"),
    ],
)
def test_an_order_that_cannot_be_carried_out_says_why(typed: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        read_order(typed, LOCAL)


@pytest.mark.parametrize("until", ["今天 07:00", "0分钟", "15天", "2026-11-22", "9999天"])
async def test_an_end_that_is_past_or_too_far_is_refused(chat: Chat, until: str) -> None:
    assert "14 天之内" in await chat.say("店员", f"{ASK} 截止 {until}")
    assert "没有进行中的投票" in await chat.say("小明", "投票")


async def test_three_are_open_at_the_same_time_and_numbers_are_never_used_again(chat: Chat) -> None:
    for number in (1, 2, 3):
        assert f"{number} 号投票" in await chat.say("店员", ASK)
    assert "已经有 3 个投票" in await chat.say("店员", ASK)
    await chat.say("店员", "取消投票 3")
    assert "4 号投票" in await chat.say("店员", ASK)
    await chat.forward(days=2)
    assert "5 号投票" in await chat.say("店员", ASK)


async def test_numbers_begin_at_one_in_every_group(open_group: OpenChat) -> None:
    chat = await open_group(QUIET, more=(GROUP.replace("group: demo", "group: books"),))
    await chat.say("店员", ASK)
    chat.group = "books"
    assert "没有 1 号投票" in await chat.say("店员", "投票结果 1")
    assert "1 号投票" in await chat.say("店员", ASK)


async def test_what_was_asked_in_private_is_told_in_the_group(chat: Chat) -> None:
    assert "1 号投票" in await chat.say("店员", ASK, private=True)
    assert ["1 号投票" in said for said in await chat.forward(minutes=1)] == [True]
    assert "投票结束" in await chat.say("店员", "结束投票", private=True)
    assert ["投票结束" in said for said in await chat.forward(minutes=1)] == [True]


# Voting


@pytest.mark.parametrize(
    ("typed", "vote"),
    [
        ("投 2", Vote(None, "2")),
        ("投2", Vote(None, "2")),
        ("投２！", Vote(None, "2")),
        ("投：2", Vote(None, "2")),
        ("投票 2", Vote(None, "2")),
        ("投 1 3", Vote(None, "1 3")),
        ("投 3号", Vote(None, "3号")),
        ("投 1号、3号", Vote(None, "1号、3号")),
        ("投 3号 2", Vote(3, "2")),
        ("投3号 火锅", Vote(3, "火锅")),
        ("投 ＃3 1,2", Vote(3, "1,2")),
        ("投 0号 2", Vote(None, "0号 2")),
        ("投\u2005火锅", Vote(None, "火锅")),
        ("投资怎么样", None),
        ("投票结束了吗", None),
        ("我投 2", None),
        ("投", None),
        ("投 ！", None),
    ],
)
def test_votes_are_read_strictly(typed: str, vote: Vote | None) -> None:
    assert read_vote(typed) == vote


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2", (2,)),
        ("3 1，3", (1, 3)),
        ("2号", (2,)),
        ("9", (9,)),
        ("2026", ()),
        ("0", ()),
        ("²", ()),
        ("火锅", (3,)),
        ("火锅 爬山", (1, 3)),
        ("看 电影", (2,)),
        ("看  电影！", (2,)),
        ("TEA", (4,)),
        ("２", (2,)),
        ("看", ()),
        ("火锅 吃什么", ()),
        ("", ()),
    ],
)
def test_only_numbers_and_exact_names_are_choices(words: str, found: tuple[int, ...]) -> None:
    assert read_choices(words, ("爬山", "看 电影", "火锅", "Tea")) == found


async def test_the_last_vote_counts(chat: Chat) -> None:
    await chat.say("店员", ASK)
    said = await chat.say("小明", "投 2")
    assert said == "✅ 小明 投了 2. 看电影，11-24 08:00 前随时可以改，以最后一次为准。+5 积分，现有 5 分。"
    assert await chat.say("小明", "投 火锅") == "✅ 小明 改投 3. 火锅，原来的 2. 看电影 不算了。"
    assert await chat.say("小明", "投３") == "小明 投的就是 3. 火锅，不用再投～"
    await chat.say("小红", "投票 1")
    told = await chat.say("小刚", "投票")
    assert "1. 爬山　1 票 █████\n2. 看电影　0 票\n3. 火锅　1 票 █████\n2 人参加了。" in told


async def test_a_withdrawn_vote_does_not_count_and_its_points_stay(chat: Chat) -> None:
    await chat.say("店员", ASK)
    assert "没有可以撤回的票" in await chat.say("小明", "撤票")
    await chat.say("小明", "投 2")
    assert "撤回了" in await chat.say("小明", "撤票")
    assert "没有可以撤回的票" in await chat.say("小明", "撤票")
    assert "没有可以撤回的票" in await chat.say("小明", "撤票 1")
    assert "0 人参加了" in await chat.say("小明", "投票")
    assert await chat.say("小明", "投 1") == "✅ 小明 投了 1. 爬山，11-24 08:00 前随时可以改，以最后一次为准。"
    assert "小明：5 积分" in await chat.say("小明", "积分")


async def test_several_options_where_that_was_asked_for(chat: Chat) -> None:
    await chat.say("店员", f"{ASK} 最多选2")
    assert "投了 1. 爬山、3. 火锅" in await chat.say("小明", "投 1 3")
    assert "改投 2. 看电影、3. 火锅" in await chat.say("小明", "投 火锅、看电影")
    assert "最多选 2 个" in await chat.say("小明", "投 1 2 3")
    assert "改投 1. 爬山" in await chat.say("小明", "投 1 1")
    await chat.say("店员", ASK)
    assert "2 号投票只能选 1 个" in await chat.say("小明", "投 2号 1 2")


async def test_an_option_that_is_not_there_is_named(chat: Chat) -> None:
    await chat.say("店员", ASK)
    assert await chat.say("小明", "投 4") == "1 号投票的选项是 1 到 3 号，没有 4 号。"
    assert "没有 7 号投票" in await chat.say("小明", "投 7号 1")


async def test_of_several_polls_one_is_named_unless_it_is_clear(chat: Chat) -> None:
    await chat.say("店员", ASK)
    asked = await card(chat, "店员", "发起投票 晚上吃啥？ 火锅 面条")
    assert "发「投 2号 2」投票" in asked.text
    assert await chat.say("小明", "投 1") == (
        "现在有 2 个投票，请写上编号：\n投 1号 2 — 周末去哪？\n投 2号 2 — 晚上吃啥？"
    )
    assert "请写上编号" in await chat.say("小明", "投 火锅")
    assert "投了 2. 面条" in await chat.say("小明", "投 面条")
    assert "投了 3. 火锅" in await chat.say("小明", "投 1号 火锅")
    assert "改投 1. 火锅" in await chat.say("小明", "投2号 1")
    assert "撤票 1 — 周末去哪？" in await chat.say("小明", "撤票")
    assert "2 号投票：你的票撤回了" in await chat.say("小明", "撤票 2")
    assert "1 号投票：你的票撤回了" in await chat.say("小明", "撤票")
    told = await chat.answer("小明", "投票")
    assert told
    assert not any(isinstance(part, Card) for part in told)
    assert plain(told).count("号投票：") == 2
    assert "结束投票 2 — 晚上吃啥？" in await chat.say("店员", "结束投票")


@pytest.mark.parametrize(
    "talk",
    [
        *("投资怎么样", "投 资", "投", "投票吗", "投 2块钱", "投500", "投 火锅店", "投 火", "投降", "投 12号楼 2"),
        *("发起投票吧", "投票结果呢", "撤票啦"),
    ],
)
async def test_talk_is_let_pass(chat: Chat, talk: str) -> None:
    await chat.say("店员", ASK)
    assert await chat.say("小明", talk) == ""
    assert await chat.bot.database.read(rows) == []


@pytest.mark.parametrize("talk", ["投 2", "投2", "投 火锅", "投 3号 2", "投票 2"])
async def test_without_a_poll_nothing_is_a_vote(chat: Chat, talk: str) -> None:
    assert await chat.say("小明", talk) == ""
    assert "没有进行中的投票" in await chat.say("小明", talk, addressed=True)


async def test_who_speaks_to_the_bot_is_told_how_to_vote(chat: Chat) -> None:
    await chat.say("店员", ASK)
    assert "没看懂投给谁" in await chat.say("小明", "投 小红", addressed=True)
    assert "发起投票" in await chat.say("店员", "投票 去哪？ 爬山 火锅", addressed=True)


async def test_a_vote_after_the_end_is_refused_kindly(chat: Chat) -> None:
    await chat.say("店员", f"{ASK} 截止 5分钟")
    end = chat.now + timedelta(minutes=5)
    over = "1 号投票已经结束了，发「投票结果 1」看结果。"
    assert await chat.say("小明", "投 2", at=end) == over, "nobody has ended it yet"
    assert "投了" in await chat.say("小明", "投 2", at=end - timedelta(milliseconds=1))
    await chat.forward(minutes=5)
    assert await chat.say("小红", "投 2") == over
    assert await chat.say("小红", "投 火锅") == over
    assert await chat.say("小红", "投 9") == ""
    assert await chat.say("小红", "撤票 1") == over
    await chat.forward(hours=1)
    assert await chat.say("小红", "投 2") == ""
    assert await chat.say("小红", "投 1号 2") == over


async def test_a_vote_is_no_talk_that_earns_points(open_group: OpenChat) -> None:
    chat = await open_group("badges: {badges: []}\nspeaking: {points: 3, length: 1, most: 3}\n")
    await chat.say("店员", ASK)
    await chat.say("小明", "大家早上好")
    await chat.forward(minutes=2)
    assert "投了 3. 火锅" in await chat.say("小明", "投 火锅")
    assert "小明：3 积分" in await chat.say("小明", "积分")


async def test_fifty_votes_at_once_are_one(chat: Chat) -> None:
    await chat.say("店员", ASK)
    said = await asyncio.gather(*(chat.say("小明", f"投 {1 + number % 3}") for number in range(50)))
    assert sum("+5 积分" in one for one in said) == 1
    assert "1 人参加了" in await chat.say("小明", "投票")
    assert len(await chat.bot.database.read(rows)) == 1
    assert "小明：5 积分" in await chat.say("小明", "积分")
    assert await chat.bot.database.read(ledger.drift) == []


async def test_the_same_callback_thrice_is_one_vote(chat: Chat) -> None:
    await chat.say("店员", ASK)
    said = await asyncio.gather(*(chat.say("小明", "投 2", key="same") for _ in range(3)))
    assert len(set(said)) == 1
    assert "+5 积分" in said[0]
    await chat.say("小明", "投 1")
    assert await chat.say("小明", "投 2", key="same") == said[0]
    assert "1. 爬山　1 票" in await chat.say("小明", "投票")


# Buttons


async def test_a_button_does_what_the_word_does(chat: Chat) -> None:
    shown = await card(chat, "店员", ASK)
    assert "投了 2. 看电影" in await chat.press("小明", shown.card, "2")
    assert "改投 3. 火锅" in await chat.press("小明", shown.card, "3")
    assert "没有 9 号" in await chat.press("小明", shown.card, "9")
    again = await card(chat, "小明", "投票")
    assert "不用再投" in await chat.press("小明", again.card, "3")
    await chat.say("店员", "结束投票")
    assert "已经结束了" in await chat.press("小明", shown.card, "1")


async def test_a_button_adds_to_what_may_be_several(chat: Chat) -> None:
    shown = await card(chat, "店员", f"{ASK} 最多选2")
    await chat.press("小明", shown.card, "3")
    assert "改投 1. 爬山、3. 火锅" in await chat.press("小明", shown.card, "1")
    assert "不用再投" in await chat.press("小明", shown.card, "1")
    assert "最多选 2 个" in await chat.press("小明", shown.card, "2")


async def test_a_press_that_comes_thrice_counts_once(chat: Chat) -> None:
    shown = await card(chat, "店员", ASK)
    event = Pressed(
        channel="chat", key="p", chat="demo", user="小明", name="小明", at=chat.now, card=shown.card, button="2"
    )
    said = [plain(await chat.bot.receive(event) or ()) for _ in range(3)]
    assert len(set(said)) == 1
    assert len(await chat.bot.database.read(rows)) == 1


@pytest.mark.parametrize("name", ["poll-1-0-0", "poll-²-1-1", "poll-", "poll", "task-1-1", "poll-1", "", "poll-9-1-1"])
async def test_a_foreign_card_is_let_pass(chat: Chat, name: str) -> None:
    await chat.say("店员", ASK)
    assert await chat.press("小明", name, "1") == ""


async def test_what_never_had_buttons_cannot_be_pressed(chat: Chat) -> None:
    await chat.say("店员", "发起投票 几点？ " + " ".join(f"{hour}点" for hour in range(7)))
    assert await chat.press("小明", f"poll-1-{to_millis(chat.now)}-0", "1") == ""


async def test_every_card_has_a_name_of_its_own(chat: Chat) -> None:
    shown = await card(chat, "店员", ASK)
    others = [await card(chat, who, "投票") for who in ("小明", "小红")]
    assert len({one.card for one in (shown, *others)}) == 3


@pytest.mark.parametrize("button", ["", "x", "²", "-1", "0", "{0}", "9" * 1000])
async def test_a_foreign_button_is_let_pass(chat: Chat, button: str) -> None:
    shown = await card(chat, "店员", ASK)
    assert await chat.press("小明", shown.card, button) == ""
    assert await chat.bot.database.read(rows) == []


# Points


async def test_points_come_once_for_each_poll_and_not_too_often_a_day(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "polls: {reward: 5, most: 2}\n")
    for number in (1, 2):
        await chat.say("店员", ASK)
        assert "+5 积分" in await chat.say("小明", f"投 {number}号 1" if number == 1 else "投 1")
        await chat.say("店员", "结束投票")
    await chat.say("店员", ASK)
    assert "次数用完了" in await chat.say("小明", "投 1")
    await chat.say("店员", ASK)
    assert "用完" not in await chat.say("小明", "投 4号 1"), "it is told once"
    await chat.say("小明", "撤票 3")
    await chat.forward(hours=17)
    assert "分" not in (await chat.say("小明", "投 3号 1")).partition("。")[2]
    assert "小明：10 积分" in await chat.say("小明", "积分")
    assert "投票：参加一次 5 分，每人每天最多 2 次" in await chat.say("小明", "积分规则")
    assert "来源：投票 10" in await chat.say("群主", "积分报表")


async def test_an_empty_budget_is_told_and_the_vote_counts(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "polls: {reward: 5}\nbudget: {monthly: 0}\n")
    await chat.say("店员", ASK)
    assert "预算已经发完啦" in await chat.say("小明", "投 1")
    assert "1 人参加了" in await chat.say("小明", "投票")


async def test_the_promise_is_that_of_the_day_of_asking(chat: Chat) -> None:
    await chat.say("店员", ASK)
    stored = await chat.bot.database.read(lambda db: polls.find(db, "demo", 1))
    assert stored
    assert stored.ballot.reward == 5


# The end


async def test_the_end_is_told_once_with_bars_and_a_picture(chat: Chat) -> None:
    await chat.say("店员", f"{ASK} 截止 2小时")
    for who, option in (("小明", 3), ("小红", 3), ("小刚", 1)):
        await chat.say(who, f"投 {option}")
    [said] = await chat.forward(hours=2)
    assert said == (
        "📊 1 号投票结束：周末去哪？\n3. 火锅　2 票 67% ███████\n1. 爬山　1 票 33% ███\n2. 看电影　0 票 0%\n"
        "🏆 火锅 胜出！3/4 人参加（75%）[1 号投票 · 11-23 10:00 结束]"
    )
    assert await chat.forward(days=2) == []
    assert await chat.sheets(chat.platform.got[-1][1]) == [
        PollSpec(
            title="1 号投票 · 11-23 10:00 结束",
            question="周末去哪？",
            lines=(
                PollLine(number=3, option="火锅", votes=2, share=67, won=True),
                PollLine(number=1, option="爬山", votes=1, share=33, won=False),
                PollLine(number=2, option="看电影", votes=0, share=0, won=False),
            ),
            foot="3/4 人参加（75%）",
        )
    ]


async def test_without_pictures_there_are_words(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    await chat.say("店员", ASK)
    assert (await chat.say("店员", "结束投票")).endswith("没有人投票。0/1 人参加（0%）")


async def test_where_nothing_can_be_pushed_the_result_can_be_asked_for(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    await chat.say("店员", ASK)
    await chat.say("小明", "投 1")
    assert await chat.forward(days=2) == []
    assert "爬山 胜出" in await chat.say("小明", "投票结果")
    assert "「投票结果」看" in await chat.say("小明", "能力")


async def test_a_tie_is_a_tie(chat: Chat) -> None:
    await chat.say("店员", ASK)
    await chat.say("小明", "投 1")
    await chat.say("小红", "投 3")
    assert "🤝 并列第一：爬山、火锅。2/3 人参加" in await chat.say("店员", "结束投票")


async def test_results_tell_who_chose_what(chat: Chat) -> None:
    await chat.say("店员", f"{ASK} 多选")
    await chat.say("小明", "投 1 3")
    await chat.say("小红", "投 3")
    for number in range(21):
        await chat.say(f"成员{number}", "投 2")
    await chat.say("店员", "结束投票")
    said = (await chat.say("小刚", "投票结果 1")).splitlines()
    assert said[5] == "1. 爬山：小明"
    assert said[6].startswith("2. 看电影：成员0、成员1、")
    assert said[6].endswith("成员19 等 21 人")
    assert said[7].startswith("3. 火锅：小明、小红")
    await chat.say("店员", ASK)
    assert "到 11-24 08:00 截止" in await chat.say("小刚", "投票结果 2")
    await chat.say("店员", "取消投票")
    assert "已经取消了" in await chat.say("小刚", "投票结果 2")
    assert (await chat.say("小刚", "投票结果")).splitlines()[1:] == [
        "2 号 周末去哪？　取消了，没有结果",
        "1 号 周末去哪？　🏆 看电影 胜出，23/24 人参加",
    ]


async def test_a_poll_at_its_time_is_being_counted(chat: Chat) -> None:
    await chat.say("店员", f"{ASK} 截止 5分钟")
    later = chat.now + timedelta(minutes=5)
    assert "正在计票" in await chat.say("小明", "投票结果 1", at=later)
    assert "正在计票" in await chat.say("小明", "投票结果", at=later)
    assert "没有进行中的投票" in await chat.say("小明", "投票", at=later)
    assert "投票结束" in await chat.say("店员", "结束投票 1", at=later)
    assert await chat.forward(hours=2) == []


async def test_only_author_and_admins_end_a_poll_and_it_is_on_record(chat: Chat) -> None:
    await chat.say("小助理", ASK)
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
        await chat.say("店员", f"{ASK} 截止 5分钟")
        await chat.say("小明", "投 1")
        before = len(chat.broadcasts)
        due = chat.now + timedelta(minutes=5)
        words = [chat.say("店员", "结束投票", at=due - timedelta(seconds=1)) for _ in range(5)]
        said, _ = await asyncio.gather(asyncio.gather(*words), chat.bot.runner.tick(due))
        await chat.forward_to(due)
        told = [*said, *chat.broadcasts[before:]]
        assert sum("投票结束：" in one for one in told) == 1, told


async def test_the_end_follows_a_stop_once(chat: Chat) -> None:
    await chat.say("店员", f"{ASK} 截止 1小时")
    await chat.say("小明", "投 1")
    await chat.bot.runner.reload(chat.now)
    assert len(await chat.forward(hours=5)) == 1
    await chat.bot.runner.reload(chat.now)
    assert await chat.forward(days=1) == []


async def test_votes_of_those_who_left_do_not_count_unless_they_come_back(chat: Chat) -> None:
    await chat.say("店员", ASK)
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "投 1")
    await chat.leave("小明")
    await chat.leave("小红")
    assert "1 人参加了" in await chat.say("小刚", "投票")
    await chat.join("小红")
    assert "2 人参加了" in await chat.say("小刚", "投票")
    assert "1. 爬山　2 票 100%" in await chat.say("店员", "结束投票")
    await chat.leave("小红")
    said = await chat.say("店员", "投票结果 1")
    assert "🏆 爬山 胜出！2/3 人参加（67%）\n1. 爬山：小红、小刚" in said, "what has ended stays as it was"


# Anonymous


async def test_an_anonymous_poll_tells_nobody(chat: Chat) -> None:
    asked = await card(chat, "店员", f"{ASK} 匿名")
    assert "谁投了什么不告诉任何人。在群里打字别人看得到，可以点按钮或者私聊我投。" in asked.text
    first = await chat.say("小明", "投 2", private=True)
    assert first == "✅ 记下了，11-24 08:00 前随时可以改，以最后一次为准。+5 积分，现有 5 分。"
    again = await chat.press("小明", asked.card, "1")
    assert "】\n✅ 记下了，11-24 08:00 前随时可以改，以最后一次为准。\n[1. 爬山]" in again
    await chat.say("小红", "投 1", private=True)
    told = await chat.say("小刚", "投票")
    assert "2 人参加了" in told
    assert "票 " not in told
    assert "█" not in told
    assert "爬山：" not in await chat.say("小刚", "投票结果 1")
    assert "1. 爬山　2 票 100%" in await chat.say("店员", "结束投票")
    assert await chat.bot.database.read(rows) == [], "who chose what is forgotten"
    said = await chat.say("小刚", "投票结果 1")
    assert "小明" not in said
    assert "小红" not in said


@pytest.mark.parametrize("word", ["结束投票", "取消投票"])
async def test_nothing_in_the_database_joins_a_member_to_a_choice_after_the_end(chat: Chat, word: str) -> None:
    await chat.say("店员", "发起投票 去哪？ 西藏 海南 匿名")
    await chat.say("小明", "投 海南", private=True)
    await chat.say("小明", "投 1", private=True)
    await chat.say("小明", "投 海南", private=True)
    await chat.say("店员", word)
    assert await chat.bot.database.read(rows) == []
    answers = await chat.bot.database.read(lambda db: db.fetch_all("SELECT answer FROM inbox ORDER BY received_at"))
    assert sum("记下了" in (answer or "") for (answer,) in answers) == 3
    assert not any("记下了" in (answer or "") and "海南" in (answer or "") for (answer,) in answers)


async def test_a_named_poll_keeps_who_chose_what(chat: Chat) -> None:
    await chat.say("店员", ASK)
    await chat.say("小明", "投 2")
    await chat.say("店员", "结束投票")
    assert len(await chat.bot.database.read(rows)) == 1


# The timetable

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
        await chat.say("店员", ASK)
    assert await chat.forward(hours=1) == []
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


# Hostile words

HOSTILE = [
    *("{name}", "{0.__class__}", "%s", "<@all>", "@all", "';DROP TABLE poll", "[a](b)", "\\", "👨‍👩‍👧"),
    *("\u202eevil", "a\x00b"),
]
STRANGE = ["²", "٣", "-1", "－５", "0", "1e9", "9" * 20, "9" * 10_000, "好" * 10_000]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_only_shown(chat: Chat, words: str) -> None:
    asked = await chat.answer("店员", f"发起投票 {words}？\n{words}\n好\n匿名")
    assert asked
    assert not any(isinstance(part, Mention) for part in asked)
    shown = words.replace("\u202e", "").replace("\x00", "")
    assert f"1. {shown}\n" in plain(asked)
    assert "记下了" in await chat.say("小明", f"投 {shown}")
    said = await chat.say("店员", "结束投票")
    assert f"🏆 {shown} 胜出" in said
    assert f"1 号 {shown}？" in await chat.say("店员", "投票结果")


@pytest.mark.parametrize(
    "typed",
    [
        *("投 {}", "投{}", "投 1号 {}", "投票 {}", "撤票 {}", "投票结果 {}", "结束投票 {}", "取消投票 {}"),
        *("发起投票 {}", "发起投票 问？ {}", "发起投票 {} 1"),
    ],
)
async def test_strange_input_changes_nothing(chat: Chat, typed: str) -> None:
    await chat.say("店员", ASK)
    before = await chat.bot.database.read(rows)
    for strange in (*HOSTILE, *STRANGE):
        said = await chat.say("群主", typed.replace("{}", strange), addressed=True)
        assert 4 < len(said) < 300, (typed, strange[:20], said[:200])
        assert "小问题" not in said, (typed, strange[:20])
        assert await chat.bot.database.read(rows) == before, (typed, strange[:20])


# Counting


def test_shares_are_rounded_and_bars_are_seen() -> None:
    assert [share(votes, 3) for votes in range(4)] == [0, 33, 67, 100]
    assert share(0, 0) == 0
    assert bar(0, 9) == ""
    assert bar(1, 1000) == "█"
    assert bar(9, 9) == "█" * 10
    assert bar(0, 0) == ""


# Against counting by hand

WHO = ("甲", "乙", "丙", "丁")
OPTIONS = ("爬山", "看电影", "火锅")
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("vote"), st.sampled_from(WHO), st.sets(st.integers(1, 3), min_size=1)),
        st.tuples(st.sampled_from(("withdraw", "leave", "join")), st.sampled_from(WHO), st.just(set[int]())),
    ),
    max_size=40,
)


class Model:
    """Who is there and who chose what, as anybody would keep it on paper."""

    def __init__(self) -> None:
        self.chosen: dict[str, set[int]] = {}
        self.present = set(WHO)

    def happen(self, what: str, who: str, options: set[int]) -> None:
        match what:
            case "vote":
                self.chosen[who] = options
            case "withdraw":
                self.chosen.pop(who, None)
            case "leave":
                self.present.discard(who)
            case "join":
                self.present.add(who)

    def count(self) -> Count:
        valid = [options for who, options in self.chosen.items() if who in self.present]
        votes = tuple(sum(number in options for options in valid) for number in (1, 2, 3))
        return Count(votes, len(valid), len(self.present))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, later=EVENTS, anonymous=st.booleans())
def test_counts_are_those_of_a_sheet_of_paper(
    events: list[tuple[str, str, set[int]]],
    later: list[tuple[str, str, set[int]]],
    anonymous: bool,
    migrated_file: Path,
) -> None:
    """Up to the end every event counts; after it nothing does, and nothing of an anonymous poll is left."""

    def live(db: Db) -> None:
        everybody = {who: roster.get_or_create(db, "demo", who, who, START) for who in WHO}
        ballot = Ballot(question="去？", options=OPTIONS, choose=3, anonymous=anonymous)
        poll = polls.make(db, "demo", ballot, author="", at=START, ends_at=START + timedelta(days=1))
        model = Model()

        def happen(what: str, who: str, options: set[int]) -> None:
            match what:
                case "vote" | "withdraw":
                    polls.vote(db, poll, everybody[who], tuple(options))
                case "leave":
                    roster.leave(db, everybody[who], START)
                case "join":
                    roster.join(db, "demo", who, who, START, None)
            model.happen(what, who, options)

        for event in events:
            happen(*event)
            assert polls.count(db, poll) == model.count()
        result = model.count()
        ended = polls.end(db, poll, START)
        assert ended
        assert polls.end(db, poll, START) is None
        assert not polls.cancel(db, poll, START)
        for what, who, options in later:
            if what in ("leave", "join"):
                happen(what, who, options)
        again = polls.find(db, "demo", 1)
        assert again
        assert polls.count(db, again) == again.result == ended.result == result
        named = [numbers for _, numbers in polls.supporters(db, again)]
        kept = db.fetch_one("SELECT COUNT(*) FROM poll_vote WHERE choices > 0")
        assert kept == (0 if anonymous else result.voters,)
        assert len(named) == (0 if anonymous else result.voters)
        if not anonymous:
            assert tuple(sum(number in one for one in named) for number in (1, 2, 3)) == result.votes
        raise Undone

    asyncio.run(undone(migrated_file, live))


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_day_ends_as_on_paper_and_pays_once(chat: Chat, seed: int) -> None:
    """Through the real path: votes by word and button, repeated and at once, withdrawn, left and come back."""
    chance = Random(seed)
    for who in WHO:
        await chat.say(who, "早")
    asked = await card(chat, "店员", f"{ASK} 多选 匿名" if seed % 2 else f"{ASK} 多选")
    model = Model()
    paid: set[str] = set()
    for _ in range(60):
        who = chance.choice(WHO)
        what = chance.choices(("vote", "press", "withdraw", "leave", "join"), (6, 2, 2, 1, 1))[0]
        if what == "vote":
            options = set(chance.sample((1, 2, 3), chance.randint(1, 3)))
            typed = "投 " + " ".join(map(str, options))
            await asyncio.gather(*(chat.say(who, typed) for _ in range(chance.randint(1, 3))))
        elif what == "press":
            number = chance.randint(1, 3)
            options = model.chosen.get(who, set()) | {number}
            await asyncio.gather(*(chat.press(who, asked.card, str(number)) for _ in range(chance.randint(1, 2))))
        else:
            options = set()
            await (
                chat.say(who, "撤票") if what == "withdraw" else chat.leave(who) if what == "leave" else chat.join(who)
            )
        model.happen("vote" if what == "press" else what, who, options)
        if what in ("vote", "press", "withdraw", "join"):
            model.present.add(who)
        if options:
            paid.add(who)
    await chat.say("店员", "结束投票")
    found = await chat.bot.database.read(lambda db: polls.find(db, "demo", 1))
    assert found
    assert found.result == Count(model.count().votes, model.count().voters, len(model.present) + 1), "and 店员"
    books = await chat.bot.database.read(lambda db: db.fetch_all("SELECT target, COUNT(*) FROM entry GROUP BY target"))
    assert sorted(times for _, times in books) == [1] * len(paid)
    assert await chat.bot.database.read(ledger.drift) == []
