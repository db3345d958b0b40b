"""Turns the sandbox's clock forward: everything due in between happens, in order, by the very same code."""

from __future__ import annotations

from datetime import datetime

from bot.clock import TurnableClock
from bot.sender import Sender
from sop.engine.runner import Runner


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
