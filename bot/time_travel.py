"""Turns the sandbox's clock forward: everything due in between happens, in order, by the very same code."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import BaseModel

from bot.clock import TurnableClock
from bot.sender import Sender
from sop.engine.runner import Runner
from storage import state
from storage.database import Database


class Ahead(BaseModel):
    """How far the sandbox's clock was turned, kept over restarts."""

    seconds: float = 0


async def fast_forward(clock: TurnableClock, runner: Runner, sender: Sender, until: datetime) -> None:
    """Go from one due moment to the next, and stops at `until`."""
    await _catch_up(clock, runner, sender)
    while True:
        dues = [due for due in (await runner.next_due(), await sender.next_due()) if due and due <= until]
        if not dues:
            break
        clock.set_to(min(dues))
        await _catch_up(clock, runner, sender)
    clock.set_to(until)
    await _catch_up(clock, runner, sender)


async def _catch_up(clock: TurnableClock, runner: Runner, sender: Sender) -> None:
    await runner.tick(clock.now())
    await sender.drain()


async def save_ahead(database: Database, clock: TurnableClock) -> None:
    """Keep how far the clock was turned."""
    ahead = Ahead(seconds=clock.ahead.total_seconds())
    await database.write(lambda db: state.save(db, "", "sandbox clock", ahead))


async def restore_ahead(database: Database, clock: TurnableClock) -> None:
    """Turn the clock to where it was."""
    ahead = await database.read(lambda db: state.load(db, "", "sandbox clock", Ahead))
    clock.ahead = timedelta(seconds=ahead.seconds)
