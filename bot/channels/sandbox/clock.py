"""How far the page's clock is to be turned, and turning it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels.sandbox.deps import SandboxDeps
from bot.channels.sandbox.protocol import Turn
from handlers.kit import Refusal

FARTHEST = timedelta(days=400)
MOST_SILENT = 30
"""Moments at which nobody sees anything, e.g. a nightly settlement, that are passed on the way to one that shows."""
BACKWARDS = "时间只能往前走，不能倒回去。"
TOO_FAR = f"一次最多快进 {FARTHEST.days} 天。"
NOTHING_PLANNED = "后面没有安排定时消息。"


def target_of(turn: Turn, now: datetime, zone: ZoneInfo, next_planned: datetime | None) -> datetime:
    """Return the moment (UTC) to turn to: one that is named, the next planned one, or so many hours or days on.

    The first that is given counts. A moment without an offset, and days, are meant in the group's zone. Raises Refusal
    for the past, for more than 400 days at once, and where nothing is planned.
    """
    if turn.to is not None:
        target = turn.to if turn.to.tzinfo else turn.to.replace(tzinfo=zone)
    elif turn.next:
        if next_planned is None:
            raise Refusal(NOTHING_PLANNED)
        target = next_planned
    else:
        target = (now + timedelta(hours=turn.hours)).astimezone(zone) + timedelta(days=turn.days)
    if target <= now:
        raise Refusal(BACKWARDS)
    if target - now > FARTHEST:
        raise Refusal(TOO_FAR)
    return target.astimezone(UTC)


async def turn_clock(turn: Turn, deps: SandboxDeps, zone: ZoneInfo, has_spoken: Callable[[], bool]) -> bool:
    """Turn the clock; to the next planned moment means to one at which somebody sees something.

    Return False where none of the next moments was one. Raises Refusal.
    """
    for _ in range(MOST_SILENT):
        next_planned = await deps.next_planned() if turn.next else None
        await deps.fast_forward(target_of(turn, deps.clock.now(), zone, next_planned))
        if not turn.next or has_spoken():
            return True
    return False
