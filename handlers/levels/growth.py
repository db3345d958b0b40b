"""Growth as it comes and goes, whatever it is for, and the level that it leads to."""

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
    """The timer that tells who rose and who fell."""

    kind: Literal["announce"] = "announce"

    @property
    def key(self) -> str:
        return self.kind


def add_growth(ctx: Context, member: Member, points: int, *, key: str, reason: str) -> None:
    """Books growth, once per key, in groups that have levels."""
    if points and ctx.rules(Rules).ladder:
        _transfer(ctx, member, ledger.issuer(member.group_id), ledger.account(member), points, key, reason)


def remove_growth(ctx: Context, member: Member, points: int, *, key: str, reason: str) -> None:
    """Takes growth back, once per key, as far as there is any."""
    points = min(points, level_rules.growth_of(ctx.db, member))
    if points:
        _transfer(ctx, member, ledger.account(member), ledger.issuer(member.group_id), points, key, reason)


def _transfer(
    ctx: Context, member: Member, source: Account, target: Account, points: int, key: str, reason: str
) -> None:
    ledger.transfer(ctx.db, source, target, points, key=key, reason=reason, cause=ctx.key, at=ctx.now, unit=GROWTH_UNIT)
    _record_level_change(ctx, member)


def _record_level_change(ctx: Context, member: Member) -> None:
    """Logs a change where the member's level is not the one at which he was last seen."""
    rules = ctx.rules(Rules)
    level = level_rules.get_level(ctx.db, member, rules)
    was = levels.last(ctx.db, member) or next((one.name for one in rules.ladder), "")
    if level is None or level.name == was:
        return
    before = next((one.growth for one in rules.ladder if one.name == was), None)
    if before is not None:
        levels.change(ctx.db, member, was, level.name, level.growth > before, ctx.now)
        set_timer(ctx, FEATURE_NAME, Announcement(), next_at(ctx, rules.at))
    levels.see(ctx.db, member, level.name)
