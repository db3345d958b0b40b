"""Packets that should have come by themselves and did not, each with the reason, for 红包记录."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from handlers.dates.hours import format_time
from handlers.kit import Context
from storage import state

LINE = "{at} {occasion}：{why}"
MOST = 5
NAME = "redpacket missed"
"""Under this name they are kept."""


class Missed(BaseModel):
    """A packet that did not come. Whom the occasion was about is not kept."""

    at: datetime
    occasion: str
    why: str


class Lately(BaseModel):
    """The latest of them, the last one first."""

    packets: list[Missed] = []


def note_missed(ctx: Context, occasion: str, why: str) -> None:
    """Keep why a packet did not come."""
    before = state.load(ctx.db, ctx.group.id, NAME, Lately).packets
    missed = Missed(at=ctx.now, occasion=occasion, why=why)
    state.save(ctx.db, ctx.group.id, NAME, Lately(packets=[missed, *before][:MOST]))


def list_missed(ctx: Context) -> list[str]:
    """Return a line for each of the latest, the last one first."""
    return [
        LINE.format(at=format_time(ctx, missed.at), occasion=missed.occasion, why=missed.why)
        for missed in state.load(ctx.db, ctx.group.id, NAME, Lately).packets
    ]
