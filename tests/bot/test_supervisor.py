"""Tasks that die are started again and counted; the health page says so."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from random import Random

import pytest
from prometheus_client import REGISTRY

from bot.clock import TurnableClock
from bot.health import tick_age
from bot.rendering import PictureRenderer
from bot.sender import Sender
from bot.sightings import Sightings
from bot.supervisor import Supervisor
from storage.database import Database
from tests.chat import START, Chat, FakeRenderer, FrozenClock


async def test_a_task_that_dies_is_started_again_and_counted() -> None:
    supervisor = Supervisor()
    lives = 0

    async def fragile() -> None:
        nonlocal lives
        lives += 1
        if lives < 3:
            raise RuntimeError("dead")

    before = REGISTRY.get_sample_value("qunban_restarts_total", {"task": "fragile"}) or 0
    supervisor.start("fragile", fragile)
    await supervisor.finished("fragile")
    assert lives == 3
    assert (REGISTRY.get_sample_value("qunban_restarts_total", {"task": "fragile"}) or 0) - before == 2
    assert supervisor.down == set()


async def test_a_dead_task_is_shown_as_down_until_it_lives_again() -> None:
    supervisor = Supervisor()
    died = asyncio.Event()

    async def dying() -> None:
        died.set()
        raise RuntimeError("dead")

    supervisor.start("dying", dying)
    await died.wait()
    await asyncio.sleep(0)
    assert supervisor.down == {"dying"}
    await supervisor.stop("dying")


async def test_a_sender_whose_database_fails_raises_and_recovers(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    clock = TurnableClock(FrozenClock())
    sender = Sender(database, {}, PictureRenderer(database, FakeRenderer(), clock), clock, Random(1), Sightings())
    writer = asyncio.create_task(database.writer.run()) if database.writer else None
    running = asyncio.create_task(sender.run())
    await asyncio.sleep(0)
    await sender.stop()
    await running
    assert database.writer
    assert writer
    database.writer.stop()
    await writer
    await database.close()


async def test_the_age_of_the_last_tick_is_known(chat: Chat) -> None:
    seconds = [1000.0]
    chat.bot.scheduler.elapsed = lambda: seconds[0]
    await chat.bot.scheduler.beat()
    chat.bot.clock.set_to(START + timedelta(days=3650))
    assert tick_age(chat.bot.vitals) == 0
    seconds[0] += 42
    assert tick_age(chat.bot.vitals) == pytest.approx(42)


def test_the_sandbox_clock_never_goes_back() -> None:
    clock = TurnableClock(FrozenClock())
    clock.set_to(START + timedelta(hours=1))
    clock.set_to(START)
    assert clock.now() == START + timedelta(hours=1)
