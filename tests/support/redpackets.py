"""Red packets in tests: members with points, grabs, and whether the books agree."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from random import Random

from handlers.points.reconciliation import reconcile
from storage.db import Db
from storage.members import roster
from storage.points import ledger
from tests.chat import START, Chat


async def give_points(chat: Chat, **points: int) -> None:
    """Give members points to begin with."""

    def book(db: Db) -> None:
        for who, amount in points.items():
            member = roster.get_or_create(db, chat.group, who, who, START)
            ledger.earn(db, member, amount, key=f"start:{chat.group}:{who}", reason="开始", cause="test", at=START)

    await chat.bot.database.write(book)


async def balances(chat: Chat, *people: str) -> list[int]:
    """Return what members have."""

    def read(db: Db) -> list[int]:
        members = [roster.get_or_create(db, chat.group, who, who, START) for who in people]
        return [ledger.balance(db, member) for member in members]

    return await chat.bot.database.write(read)


async def assert_books(chat: Chat) -> None:
    """Assert that everything that depends on the ledger agrees with it."""
    found = await chat.bot.database.read(lambda db: reconcile(db, chat.group))
    assert found.faults == []


RACE_YAML = "redpackets: {points: 5000, most: 100}\nbadges: {badges: []}\n"
EACH = 100
"""Packets that a member may give in a day."""


async def race(chat: Chat, count: int, random: Random) -> tuple[Counter[str], set[str]]:
    """Let so many packets end while members grab their shares, in an order that chance makes.

    Returns how the packets ended, and what members were told. The books have to be in order, and nothing is lost.
    """
    crowd = [f"成员{number}" for number in range(8)]
    givers = [f"小明{number}" for number in range(-(-count // EACH))]
    await give_points(chat, **dict.fromkeys(givers, 10 * EACH))
    for number in range(count):
        await chat.say(givers[number // EACH], "发红包 10 5")
    at = chat.now + timedelta(hours=24, milliseconds=-1)
    await chat.forward(hours=23, minutes=55)

    async def grab(who: str, number: int, turns: int) -> str:
        for _ in range(turns):
            await asyncio.sleep(0)
        return await chat.say(who, f"抢 {number}", at=at)

    async def end(turns: int) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        await chat.forward(minutes=6)

    grabs = [
        grab(who, number, random.randrange(6 * count))
        for number in range(1, count + 1)
        for who in random.sample(crowd, random.randint(2, 8))
    ]
    answers, _ = await asyncio.gather(asyncio.gather(*grabs), end(2 * count))
    assert sum(await balances(chat, *givers, *crowd)) == 10 * EACH * len(givers)
    await assert_books(chat)
    rows = await chat.bot.database.read(lambda db: db.fetch_all("SELECT state, COUNT(*) FROM red_packet GROUP BY 1"))
    told = {word for answer in answers for word in ("抢到", "手慢", "过时间") if word in answer}
    return Counter({str(state): number for state, number in rows}), told
