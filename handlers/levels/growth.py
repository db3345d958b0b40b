"""Growth as it comes and goes, whatever it is for, and the level that it leads to."""

from __future__ import annotations

from typing import Literal

from handlers.dates.hours import next_at
from handlers.kit import Context, TimerPayload, set_timer
from handlers.levels import rules as level_rules
from handlers.levels.rules import GROWTH, Rules
from storage.levels import levels
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import Account

LEVELS = "levels"
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
        _move(ctx, member, ledger.issuer(member.group_id), ledger.account(member), points, key, reason)


def remove_growth(ctx: Context, member: Member, points: int, *, key: str, reason: str) -> None:
    """Takes growth back, once per key, as far as there is any."""
    points = min(points, level_rules.growth(ctx.db, member))
    if points:
        _move(ctx, member, ledger.account(member), ledger.issuer(member.group_id), points, key, reason)


def _move(ctx: Context, member: Member, source: Account, target: Account, points: int, key: str, reason: str) -> None:
    ledger.transfer(ctx.db, source, target, points, key=key, reason=reason, cause=ctx.key, at=ctx.now, unit=GROWTH)
    _see(ctx, member)


def _see(ctx: Context, member: Member) -> None:
    """Logs a change where the member's level is not the one at which he was last seen."""
    rules = ctx.rules(Rules)
    level = level_rules.level_of(ctx.db, member, rules)
    was = levels.get(ctx.db, member) or next((one.name for one in rules.ladder), "")
    if level is None or level.name == was:
        return
    before = next((one.growth for one in rules.ladder if one.name == was), None)
    if before is not None:
        levels.record_change(ctx.db, member, was, level.name, level.growth > before, ctx.now)
        set_timer(ctx, LEVELS, Announcement(), next_at(ctx, rules.at))
    levels.save(ctx.db, member, level.name)
