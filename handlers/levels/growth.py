"""Growth as it comes and goes, whatever it is for, and the level that it leads to."""

from __future__ import annotations

from handlers.dates.hours import next_at
from handlers.kit import Scene
from handlers.levels import rules as level_rules
from handlers.levels.rules import GROWTH, Rules
from storage import timers
from storage.levels import levels
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import Account

LEVELS = "levels"
"""The feature whose timer announces changes."""
ANNOUNCE = "announce"


def grow(scene: Scene, member: Member, points: int, *, key: str, reason: str) -> None:
    """Books growth, once per key, in groups that have levels."""
    if points and scene.rules(Rules).ladder:
        _move(scene, member, ledger.issuer(member.group_id), ledger.account(member), points, key, reason)


def shrink(scene: Scene, member: Member, points: int, *, key: str, reason: str) -> None:
    """Takes growth back, once per key, as far as there is any."""
    points = min(points, level_rules.growth(scene.db, member))
    if points:
        _move(scene, member, ledger.account(member), ledger.issuer(member.group_id), points, key, reason)


def _move(scene: Scene, member: Member, source: Account, target: Account, points: int, key: str, reason: str) -> None:
    ledger.transfer(
        scene.db, source, target, points, key=key, reason=reason, cause=scene.key, at=scene.now, unit=GROWTH
    )
    _see(scene, member)


def _see(scene: Scene, member: Member) -> None:
    """Logs a change where the member's level is not the one at which he was last seen."""
    rules = scene.rules(Rules)
    level = level_rules.level_of(scene.db, member, rules)
    was = levels.last(scene.db, member) or next((one.name for one in rules.ladder), "")
    if level is None or level.name == was:
        return
    before = next((one.growth for one in rules.ladder if one.name == was), None)
    if before is not None:
        levels.change(scene.db, member, was, level.name, level.growth > before, scene.now)
        timers.set_once(scene.db, scene.group.id, LEVELS, ANNOUNCE, next_at(scene, rules.at))
    levels.see(scene.db, member, level.name)
