"""A plan's words to many members, a portion in each transaction, so that nobody waits long for the writer.

Who is spoken to is found out on a reading connection at the moment; those after the first portion wait in timers
by their ids, many portions in each: a thousand timers would keep the writer for a third of a second. What they hear of
themselves is as of their own portion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Literal

from handlers.kit import Context, Reply, TimerPayload, set_timer
from sop.plans.addressing import GIFT, speak_to_each
from sop.plans.plan import Plan
from storage.db import to_millis
from storage.members import audience
from storage.members.audience import Part

NAME = "plan_portions"
PORTION = 200
"""Members of one transaction."""
PACKET = 5000
"""Members who wait in one timer."""
FEWER = 30
"""Members of one transaction where something is looked for in the shop for each."""
SAID = (Part.CHECKIN, Part.POINTS, Part.INTRODUCTION)
"""What plans may say of members: see `speak_to_each`."""


class Portion(TimerPayload):
    """A packet of members with whom a plan goes on as of its planned moment `at`."""

    only_speaks: ClassVar[bool] = True

    kind: Literal["portion"] = "portion"
    plan: str
    version: str
    """The plan's: when it changes meanwhile, the rest is not said."""
    at: datetime
    number: int
    words: str
    """Which of the plan's words are said at this moment."""
    ids: tuple[int, ...]
    part: int = 0
    """How many portions of the packet were spoken to."""

    @property
    def key(self) -> str:
        part = f".{self.part}" if self.part else ""
        return f"{to_millis(self.at)} {self.number}{part} {self.plan}"


def speak_in_portions(
    ctx: Context, plan: Plan, ids: Sequence[int], words: str, values: Mapping[str, object]
) -> Reply | None:
    """Speak to the first portion, and leave the others to timers; return the last message, as `speak_to_each` does."""
    size = _size(words)
    for number, start in enumerate(range(size, len(ids), PACKET), 1):
        packet = Portion(
            plan=plan.name,
            version=plan.version,
            at=ctx.now,
            number=number,
            words=words,
            ids=tuple(ids[start : start + PACKET]),
        )
        set_timer(ctx, NAME, packet, ctx.now)
    return _speak(ctx, ids[:size], words, values)


def go_on_with(ctx: Context, packet: Portion, values: Mapping[str, object]) -> Reply | None:
    """Speak to the first portion of a packet, and leave the rest to its timer, which is set again."""
    size = _size(packet.words)
    if len(packet.ids) > size:
        set_timer(ctx, NAME, packet.model_copy(update={"ids": packet.ids[size:], "part": packet.part + 1}), ctx.now)
    return _speak(ctx, packet.ids[:size], packet.words, values)


def _size(words: str) -> int:
    return FEWER if f"{{{GIFT}}}" in words else PORTION


def _speak(ctx: Context, ids: Sequence[int], words: str, values: Mapping[str, object]) -> Reply | None:
    return speak_to_each(ctx, audience.facts_of(ctx.db, ids, ctx.today, parts=SAID), words, values)
