"""The books: every path through them keeps the invariants, on both engines."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from random import Random

import pytest

from storage.database import Database
from storage.db import Db
from storage.members import roster
from storage.members.roster import Member
from storage.points import ledger, rankings, reconciliation
from storage.points.errors import KeyReused, Overdrawn
from tests.chat import START

GROUP = "demo"


async def people(database: Database, *names: str) -> list[Member]:
    return await database.write(lambda db: [roster.get_or_create(db, GROUP, name, name, START) for name in names])


def earn(member: Member, amount: int, key: str, db: Db) -> int | None:
    return ledger.earn(db, member, amount, key=key, reason="r", cause="c", at=START)


def take(member: Member, amount: int, key: str, db: Db) -> int | None:
    return ledger.debit(db, member, amount, key=key, reason="r", cause="c", at=START)


def give(giver: Member, taker: Member, amount: int, key: str, db: Db) -> object:
    source, target = ledger.account(giver), ledger.account(taker)
    return ledger.transfer(db, source, target, amount, key=key, reason="r", cause="c", at=START)


async def in_order(database: Database) -> None:
    assert await database.read(reconciliation.wrong_balances) == []
    total, lowest = await database.read(
        lambda db: (
            db.fetch_one("SELECT COALESCE(SUM(balance), 0), MIN(balance) FROM account WHERE holder <> 'issuer'")
            or (0, 0)
        )
    )
    issued = await database.read(lambda db: db.fetch_one("SELECT balance FROM account WHERE holder = 'issuer'"))
    assert total + (issued[0] if issued else 0) == 0
    assert (lowest or 0) >= 0


async def test_a_key_pays_once_for_ever(database: Database) -> None:
    [ming] = await people(database, "小明")
    assert await database.write(partial(earn, ming, 10, "k")) == 10
    assert await database.write(partial(earn, ming, 10, "k")) is None
    assert await database.read(lambda db: ledger.balance(db, ming)) == 10
    await in_order(database)


async def test_a_key_used_for_something_else_is_an_error(database: Database) -> None:
    [ming, hong] = await people(database, "小明", "小红")
    await database.write(partial(earn, ming, 10, "k"))
    with pytest.raises(KeyReused):
        await database.write(partial(earn, ming, 11, "k"))
    with pytest.raises(KeyReused):
        await database.write(partial(earn, hong, 10, "k"))
    await in_order(database)


async def test_an_overdraft_leaves_nothing_behind_even_when_it_is_caught(database: Database) -> None:
    [ming] = await people(database, "小明")
    await database.write(partial(earn, ming, 10, "k"))

    def try_it(db: Db) -> int:
        with pytest.raises(Overdrawn) as caught:
            take(ming, 11, "t", db)
        return caught.value.balance

    assert await database.write(try_it) == 10
    assert await database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM entry")) == (1,)
    assert await database.write(partial(take, ming, 10, "t")) == 0
    await in_order(database)


@pytest.mark.parametrize("amount", [0, -1, 1_000_000_001])
async def test_amounts_out_of_range_are_refused(database: Database, amount: int) -> None:
    [ming] = await people(database, "小明")
    with pytest.raises(ValueError, match="out of range"):
        await database.write(partial(earn, ming, amount, "k"))


async def test_thousands_of_opposite_transfers_conserve_the_sum(database: Database) -> None:
    [ming, hong] = await people(database, "小明", "小红")
    for who in (ming, hong):
        await database.write(partial(earn, who, 100, f"start {who.name}"))
    random = Random(3)

    async def move(number: int) -> None:
        pair = (ming, hong) if number % 2 else (hong, ming)
        with suppress(Overdrawn):
            await database.write(partial(give, *pair, random.randint(1, 30), f"m{number}"), lane=GROUP)

    await asyncio.gather(*(move(number) for number in range(500)))
    await in_order(database)
    balances = await database.read(lambda db: [ledger.balance(db, who) for who in (ming, hong)])
    assert sum(balances) == 200


async def test_lanes_that_block_each_other_are_sorted_out(database: Database) -> None:
    [ming, hong] = await people(database, "小明", "小红")
    for who in (ming, hong):
        await database.write(partial(earn, who, 100, f"start {who.name}"))

    def there_and_back(first: Member, second: Member, key: str, db: Db) -> None:
        give(first, second, 5, f"{key} there", db)
        give(second, first, 3, f"{key} back", db)

    await asyncio.gather(
        database.write(partial(there_and_back, ming, hong, "a"), lane="a"),
        database.write(partial(there_and_back, hong, ming, "b"), lane="b"),
    )
    await in_order(database)


async def test_random_walks_keep_the_books_in_order(database: Database) -> None:
    crowd = await people(database, *(f"成员{number}" for number in range(5)))
    random = Random(11)
    model = dict.fromkeys(crowd, 0)
    refused = 0
    for step in range(300):
        who, other, amount = random.choice(crowd), random.choice(crowd), random.randint(1, 50)
        act = random.choice(["earn", "take", "give", "again"])
        try:
            if act == "earn":
                await database.write(partial(earn, who, amount, f"s{step}"))
                model[who] += amount
            elif act == "take":
                await database.write(partial(take, who, amount, f"s{step}"))
                model[who] -= amount
            elif act == "give" and who != other:
                await database.write(partial(give, who, other, amount, f"s{step}"))
                model[who] -= amount
                model[other] += amount
        except Overdrawn:
            refused += 1
    await in_order(database)
    assert refused
    for who in crowd:
        assert await database.read(partial(_balance, who)) == model[who]
    ranked = await database.read(lambda db: rankings.list_top(db, GROUP, 10))
    assert [place.balance for place in ranked] == sorted((value for value in model.values() if value), reverse=True)


def _balance(member: Member, db: Db) -> int:
    return ledger.balance(db, member)


async def test_a_tampered_balance_is_found(database: Database) -> None:
    [ming] = await people(database, "小明")
    await database.write(partial(earn, ming, 10, "k"))
    await database.write(lambda db: db.execute("UPDATE account SET balance = 11 WHERE holder <> 'issuer'"))
    assert await database.read(reconciliation.wrong_balances) == [(GROUP, "points", f"member:{ming.id}", 11, 10)]
