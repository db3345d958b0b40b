"""A plan's words to many members, a portion in each transaction, so that nobody waits long for the writer.

Who is spoken to is found out on a reading connection at the moment; those after the first portion wait in timers
by their ids. What they hear of themselves is as of their own portion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Literal

from handlers.kit import Context, Reply, TimerPayload, set_timer
from sop.plans.addressing import GIFT, speak_to_each
from sop.plans.plan import Plan
from storage.db import to_millis
from storage.members.audience import Facts

NAME = "plan_portions"
PORTION = 200
"""Members of one transaction."""
FEWER = 30
"""Members of one transaction where something is looked for in the shop for each."""


class Portion(TimerPayload):
    """Members with whom a plan goes on as of its planned moment `at`."""

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

    @property
    def key(self) -> str:
        return f"{to_millis(self.at)} {self.number} {self.plan}"


def speak_in_portions(
    ctx: Context, plan: Plan, members_facts: Sequence[Facts], words: str, values: Mapping[str, object]
) -> Reply | None:
    """Speak to the first portion, and leave the others to timers; return the last message, as `speak_to_each` does."""
    size = FEWER if f"{{{GIFT}}}" in words else PORTION
    for number, start in enumerate(range(size, len(members_facts), size), 1):
        ids = tuple(facts.member.id for facts in members_facts[start : start + size])
        portion = Portion(plan=plan.name, version=plan.version, at=ctx.now, number=number, words=words, ids=ids)
        set_timer(ctx, NAME, portion, ctx.now)
    return speak_to_each(ctx, members_facts[:size], words, values)
