"""投: one member has one vote until the end, by word or by button, and is paid once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handlers.kit import Card, Pressed
from handlers.kit.reply import plain
from handlers.polls.votes import Vote, read_choices, read_vote
from storage.db import to_millis
from storage.points import reconciliation
from storage.polls import polls
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.polls import HOSTILE_WORDS, OPEN_POLL, QUIET, open_card, vote_rows


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
        ("投 1️⃣", Vote(None, "1️⃣")),
        ("投1️⃣3️⃣", Vote(None, "1️⃣3️⃣")),
        ("投①③", Vote(None, "①③")),
        ("投🔟", Vote(None, "🔟")),
        ("投 一、三", Vote(None, "一、三")),
        ("投 三号 ②", Vote(3, "②")),
        ("投诉一下", None),
        ("投稿 1 篇", None),
        ("投一票", None),
        ("投入10块", None),
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
        ("1️⃣", (1,)),
        ("1️⃣3️⃣", (1, 3)),
        ("1\u20e3 2", (1, 2)),
        ("🔟", (10,)),
        ("③①", (1, 3)),
        ("①、③", (1, 3)),
        ("一", (1,)),
        ("一 三号", (1, 3)),
        ("十二", ()),
        ("一 下", ()),
        ("二百", ()),
        ("电影", (2,)),
        ("电影、火锅", (2, 3)),
        ("影", ()),
        ("1. 爬山", (1,)),
        ("1.爬山", (1,)),
        ("2. 看 电影", (2,)),
        ("3 火锅", (3,)),
        ("4、tea", (4,)),
        ("1. 火锅", ()),
        ("9. 火锅", ()),
    ],
)
def test_only_numbers_and_names_are_choices(words: str, found: tuple[int, ...]) -> None:
    assert read_choices(words, ("爬山", "看 电影", "火锅", "Tea")) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("西湖", ()),
        ("西湖边", (1,)),
        ("游船", (2,)),
        ("灵隐 游船", (2, 3)),
        ("灵隐 西湖", ()),
        ("二", (4,)),
        ("三", (3,)),
        ("12", (5,)),
        ("10", (10,)),
        ("①食堂", (6,)),
        ("4. 二", (4,)),
        ("4 二", (4,)),
        ("4 2", (2, 4)),
    ],
)
def test_a_part_of_one_name_is_that_name(words: str, found: tuple[int, ...]) -> None:
    assert read_choices(words, ("西湖边走走", "西湖游船", "灵隐寺", "二", "12楼的10点场", "①食堂")) == found


async def test_the_last_vote_counts(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    answer = await chat.say("小明", "投 2")
    assert answer == "✅ 小明 投了 2. 看电影，11-24 08:00 前随时可以改，以最后一次为准。+5 积分，现有 5 分。"
    assert await chat.say("小明", "投 火锅") == "✅ 小明 改投 3. 火锅，原来的 2. 看电影 不算了。"
    assert await chat.say("小明", "投３") == "小明 投的就是 3. 火锅，不用再投～"
    await chat.say("小红", "投票 1")
    told = await chat.say("小刚", "投票")
    assert "1. 爬山　1 票 █████\n2. 看电影　0 票\n3. 火锅　1 票 █████\n2 人参加了。" in told


async def test_a_withdrawn_vote_does_not_count_and_its_points_stay(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    assert "没有可以撤回的票" in await chat.say("小明", "撤票")
    await chat.say("小明", "投 2")
    assert "撤回了" in await chat.say("小明", "撤票")
    assert "没有可以撤回的票" in await chat.say("小明", "撤票")
    assert "没有可以撤回的票" in await chat.say("小明", "撤票 1")
    assert "0 人参加了" in await chat.say("小明", "投票")
    assert await chat.say("小明", "投 1") == "✅ 小明 投了 1. 爬山，11-24 08:00 前随时可以改，以最后一次为准。"
    assert "小明：5 积分" in await chat.say("小明", "积分")


async def test_several_options_where_that_was_asked_for(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 最多选2")
    assert "投了 1. 爬山、3. 火锅" in await chat.say("小明", "投 1 3")
    assert "改投 2. 看电影、3. 火锅" in await chat.say("小明", "投 火锅、看电影")
    assert "最多选 2 个" in await chat.say("小明", "投 1 2 3")
    assert "改投 1. 爬山" in await chat.say("小明", "投 1 1")
    await chat.say("店员", OPEN_POLL)
    assert "2 号投票只能选 1 个" in await chat.say("小明", "投 2号 1 2")


async def test_an_option_that_is_not_there_is_named(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    assert await chat.say("小明", "投 4") == "1 号投票的选项是 1 到 3 号，没有 4 号。"
    assert "没有 7 号投票" in await chat.say("小明", "投 7号 1")


async def test_a_part_of_several_names_is_asked_back(chat: Chat) -> None:
    await chat.say("店员", "发起投票 去哪？ 西湖边走走、西湖游船、灵隐寺")
    asked = "「西湖」可能是 1. 西湖边走走、2. 西湖游船，发编号就行，例如「投 1」。"
    assert await chat.say("小明", "投 西湖") == asked
    assert await chat.bot.database.read(vote_rows) == []
    assert "投了 2. 西湖游船" in await chat.say("小明", "投 游船")
    assert "改投 3. 灵隐寺" in await chat.say("小明", "投 ③")
    assert "改投 1. 西湖边走走" in await chat.say("小明", "投 一")


async def test_of_several_polls_one_is_named_unless_it_is_clear(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    asked = await open_card(chat, "店员", "发起投票 晚上吃啥？ 火锅 面条")
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
        *("投诉", "投诉 1", "投稿", "投稿 火锅", "投一票", "投入 2", "投 一下", "投篮②", "投资 火锅", "投 我一票"),
        *("发起投票吧", "投票结果呢", "撤票啦"),
    ],
)
async def test_talk_is_let_pass(chat: Chat, talk: str) -> None:
    await chat.say("店员", OPEN_POLL)
    assert await chat.say("小明", talk) == ""
    assert await chat.bot.database.read(vote_rows) == []


@pytest.mark.parametrize("talk", ["投 2", "投2", "投 火锅", "投 3号 2", "投票 2"])
async def test_without_a_poll_nothing_is_a_vote(chat: Chat, talk: str) -> None:
    assert await chat.say("小明", talk) == ""
    assert "没有进行中的投票" in await chat.say("小明", talk, addressed=True)


async def test_who_speaks_to_the_bot_is_told_how_to_vote(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    assert "没看懂投给谁" in await chat.say("小明", "投 小红", addressed=True)
    assert "发起投票" in await chat.say("店员", "投票 去哪？ 爬山 火锅", addressed=True)


async def test_a_vote_after_the_end_is_refused_kindly(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 截止 5分钟")
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
    await chat.say("店员", OPEN_POLL)
    await chat.say("小明", "大家早上好")
    await chat.forward(minutes=2)
    assert "投了 3. 火锅" in await chat.say("小明", "投 火锅")
    assert "小明：3 积分" in await chat.say("小明", "积分")


async def test_fifty_votes_at_once_are_one(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    answer = await asyncio.gather(*(chat.say("小明", f"投 {1 + number % 3}") for number in range(50)))
    assert sum("+5 积分" in text for text in answer) == 1
    assert "1 人参加了" in await chat.say("小明", "投票")
    assert len(await chat.bot.database.read(vote_rows)) == 1
    assert "小明：5 积分" in await chat.say("小明", "积分")
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


async def test_the_same_callback_thrice_is_one_vote(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    answer = await asyncio.gather(*(chat.say("小明", "投 2", key="same") for _ in range(3)))
    assert len(set(answer)) == 1
    assert "+5 积分" in answer[0]
    await chat.say("小明", "投 1")
    assert await chat.say("小明", "投 2", key="same") == answer[0]
    assert "1. 爬山　1 票" in await chat.say("小明", "投票")


async def test_a_button_does_what_the_word_does(chat: Chat) -> None:
    shown = await open_card(chat, "店员", OPEN_POLL)
    assert "投了 2. 看电影" in await chat.press("小明", shown.card, "2")
    assert "改投 3. 火锅" in await chat.press("小明", shown.card, "3")
    assert "没有 9 号" in await chat.press("小明", shown.card, "9")
    again = await open_card(chat, "小明", "投票")
    assert "不用再投" in await chat.press("小明", again.card, "3")
    await chat.say("店员", "结束投票")
    assert "已经结束了" in await chat.press("小明", shown.card, "1")


async def test_a_button_adds_to_what_may_be_several(chat: Chat) -> None:
    shown = await open_card(chat, "店员", f"{OPEN_POLL} 最多选2")
    await chat.press("小明", shown.card, "3")
    assert "改投 1. 爬山、3. 火锅" in await chat.press("小明", shown.card, "1")
    assert "不用再投" in await chat.press("小明", shown.card, "1")
    assert "最多选 2 个" in await chat.press("小明", shown.card, "2")


async def test_a_press_that_comes_thrice_counts_once(chat: Chat) -> None:
    shown = await open_card(chat, "店员", OPEN_POLL)
    event = Pressed(
        channel="chat", key="p", chat="demo", user="小明", name="小明", at=chat.now, card=shown.card, button="2"
    )
    answer = [plain(await chat.bot.receive(event) or ()) for _ in range(3)]
    assert len(set(answer)) == 1
    assert len(await chat.bot.database.read(vote_rows)) == 1


@pytest.mark.parametrize("name", ["poll-1-0-0", "poll-²-1-1", "poll-", "poll", "task-1-1", "poll-1", "", "poll-9-1-1"])
async def test_a_foreign_card_is_let_pass(chat: Chat, name: str) -> None:
    await chat.say("店员", OPEN_POLL)
    assert await chat.press("小明", name, "1") == ""


async def test_what_never_had_buttons_cannot_be_pressed(chat: Chat) -> None:
    await chat.say("店员", "发起投票 几点？ " + " ".join(f"{hour}点" for hour in range(7)))
    assert await chat.press("小明", f"poll-1-{to_millis(chat.now)}-0", "1") == ""


async def test_every_card_has_a_name_of_its_own(chat: Chat) -> None:
    shown = await open_card(chat, "店员", OPEN_POLL)
    others = [await open_card(chat, who, "投票") for who in ("小明", "小红")]
    assert len({card.card for card in (shown, *others)}) == 3


@pytest.mark.parametrize("button", ["", "x", "²", "-1", "0", "{0}", "9" * 1000])
async def test_a_foreign_button_is_let_pass(chat: Chat, button: str) -> None:
    shown = await open_card(chat, "店员", OPEN_POLL)
    assert await chat.press("小明", shown.card, button) == ""
    assert await chat.bot.database.read(vote_rows) == []


async def test_points_come_once_for_each_poll_and_not_too_often_a_day(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "polls: {reward: 5, most: 2}\n")
    for number in (1, 2):
        await chat.say("店员", OPEN_POLL)
        assert "+5 积分" in await chat.say("小明", f"投 {number}号 1" if number == 1 else "投 1")
        await chat.say("店员", "结束投票")
    await chat.say("店员", OPEN_POLL)
    assert "次数用完了" in await chat.say("小明", "投 1")
    await chat.say("店员", OPEN_POLL)
    assert "用完" not in await chat.say("小明", "投 4号 1"), "it is told once"
    await chat.say("小明", "撤票 3")
    await chat.forward(hours=17)
    assert "分" not in (await chat.say("小明", "投 3号 1")).partition("。")[2]
    assert "小明：10 积分" in await chat.say("小明", "积分")
    assert "投票：参加一次 5 分，每人每天最多 2 次" in await chat.say("小明", "积分规则")
    assert "来源：投票 10" in await chat.say("群主", "积分报表")


async def test_an_empty_budget_is_told_and_the_vote_counts(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "polls: {reward: 5}\nbudget: {monthly: 0}\n")
    await chat.say("店员", OPEN_POLL)
    assert "预算已经发完啦" in await chat.say("小明", "投 1")
    assert "1 人参加了" in await chat.say("小明", "投票")


async def test_the_promise_is_that_of_the_day_of_asking(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    stored = await chat.bot.database.read(lambda db: polls.get_by_number(db, "demo", 1))
    assert stored
    assert stored.ballot.reward == 5


STRANGE = ["²", "٣", "-1", "－５", "0", "1e9", "9" * 20, "9" * 10_000, "好" * 10_000]


@pytest.mark.parametrize(
    "typed",
    [
        *("投 {}", "投{}", "投 1号 {}", "投票 {}", "撤票 {}", "投票结果 {}", "结束投票 {}", "取消投票 {}"),
        *("发起投票 {}", "发起投票 问？ {}", "发起投票 {} 1"),
    ],
)
async def test_strange_input_changes_nothing(chat: Chat, typed: str) -> None:
    await chat.say("店员", OPEN_POLL)
    before = await chat.bot.database.read(vote_rows)
    for strange in (*HOSTILE_WORDS, *STRANGE):
        answer = await chat.say("群主", typed.replace("{}", strange), addressed=True)
        assert 4 < len(answer) < 300, (typed, strange[:20], answer[:200])
        assert "小问题" not in answer, (typed, strange[:20])
        assert await chat.bot.database.read(vote_rows) == before, (typed, strange[:20])
