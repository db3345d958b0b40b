"""The beat of the clock, and what happens when it fails."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from sop.engine.scheduler import Scheduler

START = datetime(2026, 11, 23, tzinfo=UTC)
FAST = 0.01
"""Seconds between two beats in these tests."""


class Ticks:
    """Counts what it is told, on a clock that goes a second further with every look; can be told to stumble."""

    def __init__(self) -> None:
        self.looks = 0
        self.seen: list[datetime] = []
        self.stumbles = 0
        self.news = asyncio.Condition()

    def now(self) -> datetime:
        self.looks += 1
        return START + timedelta(seconds=self.looks)

    async def tick(self, now: datetime) -> None:
        async with self.news:
            self.seen.append(now)
            self.news.notify_all()
        if len(self.seen) <= self.stumbles:
            raise RuntimeError("broken on purpose")

    async def reach(self, count: int) -> None:
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.seen) >= count)


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_ticks_until_it_is_cancelled() -> None:
    ticks = Ticks()
    scheduler = Scheduler(ticks.tick, now=ticks.now, every=FAST)
    made = scheduler.last_tick
    running = asyncio.create_task(scheduler.run())
    await ticks.reach(3)
    await ended(running)
    assert ticks.seen == sorted(ticks.seen)
    assert scheduler.last_tick > made
    count = len(ticks.seen)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(ticks.reach(count + 1), 4 * FAST)


async def test_a_tick_that_fails_is_left_behind_but_shows_in_the_age() -> None:
    ticks = Ticks()
    ticks.stumbles = 2
    scheduler = Scheduler(ticks.tick, now=ticks.now, every=FAST)
    made = scheduler.last_tick
    for _ in range(2):
        await scheduler.beat()
        assert scheduler.last_tick == made
    running = asyncio.create_task(scheduler.run())
    await ticks.reach(4)
    await ended(running)
    assert scheduler.last_tick > made


async def test_a_stop_lets_the_tick_finish() -> None:
    begun, go = asyncio.Event(), asyncio.Event()
    finished: list[datetime] = []

    async def slow(now: datetime) -> None:
        begun.set()
        await go.wait()
        finished.append(now)

    running = asyncio.create_task(Scheduler(slow, now=lambda: START, every=FAST).run())
    await begun.wait()
    running.cancel()
    asyncio.get_running_loop().call_later(2 * FAST, go.set)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert finished == [START]


async def test_a_slow_tick_is_not_overtaken_and_not_taken_for_death() -> None:
    loop = asyncio.get_running_loop()
    inside, most, done = 0, 0, asyncio.Event()

    async def slow(_: datetime) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        waiting = loop.create_future()
        loop.call_later(25 * FAST, waiting.set_result, None)
        await waiting
        inside -= 1
        done.set()

    running = asyncio.create_task(Scheduler(slow, now=lambda: START, every=FAST, stall=20 * FAST).run())
    async with asyncio.timeout(5):
        await done.wait()
    assert most == 1
    assert not running.done()
    await ended(running)


@pytest.mark.parametrize("kill", ["pause", "remove_all_jobs", "shutdown"])
async def test_when_apscheduler_dies_it_is_noticed_and_can_start_again(kill: str) -> None:
    ticks = Ticks()
    scheduler = Scheduler(ticks.tick, now=ticks.now, every=FAST, stall=20 * FAST)
    running = asyncio.create_task(scheduler.run())
    await ticks.reach(1)
    getattr(scheduler._machine, kill)()
    with pytest.raises(RuntimeError, match="no longer ticks"):
        await asyncio.wait_for(running, 5)
    again = asyncio.create_task(scheduler.run())
    await ticks.reach(len(ticks.seen) + 2)
    await ended(again)
