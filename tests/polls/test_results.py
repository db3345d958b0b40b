"""投票结果: the end comes once, counts are right, and what was promised about names is kept."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.kit import Capability
from handlers.pictures.specs import PollLine, PollSpec
from handlers.polls.rules import bar, share
from storage.db import Db
from storage.members import roster
from storage.points import reconciliation
from storage.polls import closing, polls, votes
from storage.polls.polls import Ballot, Count
from tests.chat import START, Chat
from tests.support.empty_database import Undone, undone
from tests.support.polls import OPEN_POLL, open_card, vote_rows


async def test_the_end_is_told_once_with_bars_and_a_picture(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 截止 2小时")
    for who, option in (("小明", 3), ("小红", 3), ("小刚", 1)):
        await chat.say(who, f"投 {option}")
    [answer] = await chat.forward(hours=2)
    assert answer == (
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


async def test_a_poll_without_votes_draws_no_empty_bars(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 截止 2小时")
    assert await chat.forward(hours=2) == ["📊 1 号投票结束：周末去哪？\n没有人投票。0/1 人参加（0%）"]
    assert await chat.say("小明", "投票结果 1") == "📊 1 号投票结束：周末去哪？\n没有人投票。0/1 人参加（0%）"


async def test_without_pictures_there_are_words(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    await chat.say("店员", OPEN_POLL)
    assert (await chat.say("店员", "结束投票")).endswith("没有人投票。0/1 人参加（0%）")


async def test_where_nothing_can_be_pushed_the_result_can_be_asked_for(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PUSHES}
    await chat.say("店员", OPEN_POLL)
    await chat.say("小明", "投 1")
    assert await chat.forward(days=2) == []
    assert "爬山 胜出" in await chat.say("小明", "投票结果")
    assert "「投票结果」看" in await chat.say("小明", "能力")


async def test_a_tie_is_a_tie(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    await chat.say("小明", "投 1")
    await chat.say("小红", "投 3")
    assert "🤝 并列第一：爬山、火锅。2/3 人参加" in await chat.say("店员", "结束投票")


async def test_results_tell_who_chose_what(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 多选")
    await chat.say("小明", "投 1 3")
    await chat.say("小红", "投 3")
    for number in range(21):
        await chat.say(f"成员{number}", "投 2")
    await chat.say("店员", "结束投票")
    answer = (await chat.say("小刚", "投票结果 1")).splitlines()
    assert answer[5] == "1. 爬山：小明"
    assert answer[6].startswith("2. 看电影：成员0、成员1、")
    assert answer[6].endswith("成员19 等 21 人")
    assert answer[7].startswith("3. 火锅：小明、小红")
    await chat.say("店员", OPEN_POLL)
    assert "到 11-24 08:00 截止" in await chat.say("小刚", "投票结果 2")
    await chat.say("店员", "取消投票")
    assert "已经取消了" in await chat.say("小刚", "投票结果 2")
    assert (await chat.say("小刚", "投票结果")).splitlines()[1:] == [
        "2 号 周末去哪？　取消了，没有结果",
        "1 号 周末去哪？　🏆 看电影 胜出，23/24 人参加",
    ]


async def test_a_poll_at_its_time_is_being_counted(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 截止 5分钟")
    later = chat.now + timedelta(minutes=5)
    assert "正在计票" in await chat.say("小明", "投票结果 1", at=later)
    assert "正在计票" in await chat.say("小明", "投票结果", at=later)
    assert "没有进行中的投票" in await chat.say("小明", "投票", at=later)
    assert "投票结束" in await chat.say("店员", "结束投票 1", at=later)
    assert await chat.forward(hours=2) == []


async def test_the_end_follows_a_stop_once(chat: Chat) -> None:
    await chat.say("店员", f"{OPEN_POLL} 截止 1小时")
    await chat.say("小明", "投 1")
    await chat.bot.runner.reload(chat.now)
    assert len(await chat.forward(hours=5)) == 1
    await chat.bot.runner.reload(chat.now)
    assert await chat.forward(days=1) == []


async def test_votes_of_those_who_left_do_not_count_unless_they_come_back(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    for who in ("小明", "小红", "小刚"):
        await chat.say(who, "投 1")
    await chat.leave("小明")
    await chat.leave("小红")
    assert "1 人参加了" in await chat.say("小刚", "投票")
    await chat.join("小红")
    assert "2 人参加了" in await chat.say("小刚", "投票")
    assert "1. 爬山　2 票 100%" in await chat.say("店员", "结束投票")
    await chat.leave("小红")
    answer = await chat.say("店员", "投票结果 1")
    assert "🏆 爬山 胜出！2/3 人参加（67%）\n1. 爬山：小红、小刚" in answer, "what has ended stays as it was"


async def test_an_anonymous_poll_tells_nobody(chat: Chat) -> None:
    asked = await open_card(chat, "店员", f"{OPEN_POLL} 匿名")
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
    assert await chat.bot.database.read(vote_rows) == [], "who chose what is forgotten"
    answer = await chat.say("小刚", "投票结果 1")
    assert "小明" not in answer
    assert "小红" not in answer


@pytest.mark.parametrize("word", ["结束投票", "取消投票"])
async def test_nothing_in_the_database_joins_a_member_to_a_choice_after_the_end(chat: Chat, word: str) -> None:
    await chat.say("店员", "发起投票 去哪？ 西藏 海南 匿名")
    await chat.say("小明", "投 海南", private=True)
    await chat.say("小明", "投 1", private=True)
    await chat.say("小明", "投 海南", private=True)
    await chat.say("店员", word)
    assert await chat.bot.database.read(vote_rows) == []
    answers = await chat.bot.database.read(lambda db: db.fetch_all("SELECT answer FROM inbox ORDER BY received_at"))
    assert sum("记下了" in (answer or "") for (answer,) in answers) == 3
    assert not any("记下了" in (answer or "") and "海南" in (answer or "") for (answer,) in answers)


async def test_a_named_poll_keeps_who_chose_what(chat: Chat) -> None:
    await chat.say("店员", OPEN_POLL)
    await chat.say("小明", "投 2")
    await chat.say("店员", "结束投票")
    assert len(await chat.bot.database.read(vote_rows)) == 1


def test_shares_are_rounded_and_bars_are_seen() -> None:
    assert [share(votes, 3) for votes in range(4)] == [0, 33, 67, 100]
    assert share(0, 0) == 0
    assert bar(0, 9) == ""
    assert bar(1, 1000) == "█"
    assert bar(9, 9) == "█" * 10
    assert bar(0, 0) == ""


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
        poll = polls.create(db, "demo", ballot, author="", at=START, ends_at=START + timedelta(days=1))
        model = Model()

        def happen(what: str, who: str, options: set[int]) -> None:
            match what:
                case "vote" | "withdraw":
                    votes.save(db, poll, everybody[who], tuple(options))
                case "leave":
                    roster.leave(db, everybody[who], START)
                case "join":
                    roster.join(db, "demo", who, who, START, None)
            model.happen(what, who, options)

        for event in events:
            happen(*event)
            assert votes.count(db, poll) == model.count()
        result = model.count()
        ended = closing.end(db, poll, START)
        assert ended
        assert closing.end(db, poll, START) is None
        assert not closing.cancel(db, poll, START)
        for what, who, options in later:
            if what in ("leave", "join"):
                happen(what, who, options)
        again = polls.get_by_number(db, "demo", 1)
        assert again
        assert votes.count(db, again) == again.result == ended.result == result
        named = [numbers for _, numbers in votes.list_choices(db, again)]
        kept = db.fetch_one("SELECT COUNT(*) FROM poll_vote WHERE choices > 0")
        assert kept == (0 if anonymous else result.voters,)
        assert len(named) == (0 if anonymous else result.voters)
        if not anonymous:
            assert tuple(sum(number in choices for choices in named) for number in (1, 2, 3)) == result.votes
        raise Undone

    asyncio.run(undone(migrated_file, live))


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_day_ends_as_on_paper_and_pays_once(chat: Chat, seed: int) -> None:
    """Through the real path: votes by word and button, repeated and at once, withdrawn, left and come back."""
    chance = Random(seed)
    for who in WHO:
        await chat.say(who, "早")
    asked = await open_card(chat, "店员", f"{OPEN_POLL} 多选 匿名" if seed % 2 else f"{OPEN_POLL} 多选")
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
    found = await chat.bot.database.read(lambda db: polls.get_by_number(db, "demo", 1))
    assert found
    assert found.result == Count(model.count().votes, model.count().voters, len(model.present) + 1), "and 店员"
    books = await chat.bot.database.read(lambda db: db.fetch_all("SELECT target, COUNT(*) FROM entry GROUP BY target"))
    assert sorted(times for _, times in books) == [1] * len(paid)
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []
