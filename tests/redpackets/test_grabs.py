"""Grabs at the same moment: no share goes twice, none is lost, and the end of a packet takes nobody's share."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial
from random import Random

from storage.db import Db
from storage.members import roster
from storage.redpackets import packets, shares
from storage.redpackets.packets import Packet, State, Terms
from tests.chat import START, Chat
from tests.conftest import OpenChat
from tests.support.redpackets import RACE_YAML, assert_books, balances, give_points, race

HURRY = 40
"""Packets whose end and whose grabs come at once."""


async def count_grabs(chat: Chat) -> tuple[int, int]:
    """Return how many shares have gone to how many members."""

    def read(db: Db) -> tuple[int, int]:
        row = db.fetch_one("SELECT COUNT(member_id), COUNT(DISTINCT member_id) FROM red_packet_share")
        assert row
        return row[0], row[1]

    return await chat.bot.database.read(read)


async def test_ten_thousand_at_once_get_a_hundred_shares(open_group: OpenChat) -> None:
    chat = await open_group("redpackets: {points: 5000}\nbadges: {badges: []}\n")
    await give_points(chat, 小明=5000)
    await chat.say("小明", "发红包 5000 100 手快有")
    # PostgreSQL commits each message by itself; a tenth of them shows the same.
    tries, many = (10_000, 500) if chat.bot.database.writer else (1_000, 200)
    crowd = [f"成员{number}" for number in range(many)]
    answers = await asyncio.gather(*(chat.say(crowd[number % many], "抢 1") for number in range(tries)))
    won = [answer for answer in answers if "抢到" in answer]
    assert len(won) == 100
    assert sum("手气最佳" in answer for answer in answers) == 1
    assert {answer for answer in answers if answer not in won and "你已经抢过啦" not in answer} == {
        "手慢啦，1 号红包已经抢完了～"
    }
    assert await count_grabs(chat) == (100, 100)
    assert sum(await balances(chat, *crowd)) == 5000
    await assert_books(chat)


async def test_the_end_of_a_packet_races_with_its_grabs(open_group: OpenChat) -> None:
    chat = await open_group(RACE_YAML)
    states, words = await race(chat, HURRY, Random(5))
    assert states.keys() == {"empty", "expired"}
    assert "抢到" in words


async def test_shares_go_once_without_any_order_between_transactions(open_group: OpenChat) -> None:
    chat = await open_group()
    crowd = [f"成员{number}" for number in range(20)]

    def create(db: Db) -> Packet:
        terms = Terms(points=50, lucky=False, words="快")
        at, ends_at = START, START + timedelta(days=1)
        return packets.create(db, "demo", terms, [10] * 5, (), sender=None, own=False, at=at, ends_at=ends_at)

    packet = await chat.bot.database.write(create)

    def take(who: str, db: Db) -> str:
        member = roster.get_or_create(db, "demo", who, who, START)
        share = shares.grab(db, packet, member, START)
        return f"share {share.number}" if share else "none"

    outcomes = Counter(await asyncio.gather(*(chat.bot.database.write(partial(take, who)) for who in crowd)))
    assert outcomes == {**{f"share {number}": 1 for number in range(1, 6)}, "none": 15}


async def test_a_packet_ends_once(open_group: OpenChat) -> None:
    chat = await open_group()

    def create(db: Db) -> Packet:
        terms = Terms(points=5, lucky=True, words="快")
        at, ends_at = START, START + timedelta(days=1)
        return packets.create(db, "demo", terms, [5], (), sender=None, own=False, at=at, ends_at=ends_at)

    packet = await chat.bot.database.write(create)
    ends = [
        lambda db, state=state: packets.finish(db, packet, state, START) for state in (State.EMPTY, State.EXPIRED) * 5
    ]
    ended = await asyncio.gather(*(chat.bot.database.write(end) for end in ends))
    assert sum(one is not None for one in ended) == 1
