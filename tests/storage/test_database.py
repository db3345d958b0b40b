"""Units of one lane are done in the order in which they were asked for, whatever the engine."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from storage.database import Database
from storage.db import Db


@pytest.mark.parametrize("seed", range(3))
async def test_a_lane_keeps_the_order_of_the_calls(database: Database, seed: int) -> None:
    random, done = Random(seed), dict[str, list[int]]()
    asked: dict[str, list[int]] = {}

    async def write(lane: str, number: int) -> None:
        def work(db: Db) -> None:
            db.fetch_value("SELECT 1")
            done.setdefault(lane, []).append(number)

        await database.write(work, lane=lane)

    def units() -> list[tuple[str, int]]:
        return [(random.choice(("one", "two", "three")), number) for number in range(120)]

    waiting = []
    for lane, number in units():
        asked.setdefault(lane, []).append(number)
        waiting.append(asyncio.create_task(write(lane, number)))
    await asyncio.gather(*waiting)
    assert done == asked


async def test_a_unit_that_fails_holds_nobody_up(database: Database) -> None:
    def fail(db: Db) -> None:
        raise KeyError(db)

    with pytest.raises(KeyError):
        await database.write(fail, lane="one")
    assert await database.write(lambda db: db.fetch_value("SELECT 1"), lane="one") == 1
