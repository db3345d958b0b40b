"""Changes of growth, whatever they are for, and the changes of level that they lead to."""

from __future__ import annotations

from typing import Literal

from handlers.dates.hours import next_at
from handlers.kit import Context, TimerPayload, set_timer
from handlers.levels import rules as level_rules
from handlers.levels.rules import GROWTH_UNIT, Rules
from storage.levels import levels
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import Account

FEATURE_NAME = "levels"
"""The feature whose timer announces changes."""


class Announcement(TimerPayload):
    """The timer that announces what changed: who rose and who fell, or who has new badges."""

    only_speaks = True

    kind: Literal["announce"] = "announce"

    @property
    def key(self) -> str:
        return self.kind


def add_growth(ctx: Context, member: Member, points: int, *, key: str, reason: str) -> None:
    """Add growth, once per key, in groups that have levels."""
    if points and ctx.rules(Rules).ladder:
        _transfer(ctx, member, ledger.issuer(member.group_id), ledger.account(member), points, key, reason)


def remove_growth(ctx: Context, member: Member, points: int, *, key: str, reason: str) -> None:
    """Remove growth, once per key, down to 0 at most."""
    points = min(points, level_rules.growth_of(ctx.db, member))
    if points:
        _transfer(ctx, member, ledger.account(member), ledger.issuer(member.group_id), points, key, reason)


def _transfer(
    ctx: Context, member: Member, source: Account, target: Account, points: int, key: str, reason: str
) -> None:
    ledger.transfer(ctx.db, source, target, points, key=key, reason=reason, cause=ctx.key, at=ctx.now, unit=GROWTH_UNIT)
    record_level_change(ctx, member)


def record_level_change(ctx: Context, member: Member) -> None:
    """Log a change where the member's level is not the one recorded last, and set the timer that announces it."""
    rules = ctx.rules(Rules)
    level = level_rules.get_level(ctx.db, member, rules)
    previous = levels.get(ctx.db, member) or next((step.name for step in rules.ladder), "")
    if level is None or level.name == previous:
        return
    threshold = next((step.growth for step in rules.ladder if step.name == previous), None)
    if threshold is not None:
        levels.record_change(ctx.db, member, previous, level.name, level.growth > threshold, ctx.now)
        set_timer(ctx, FEATURE_NAME, Announcement(), next_at(ctx, rules.at))
    levels.save(ctx.db, member, level.name)
