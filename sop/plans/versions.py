"""What an approval is for: a plan as it is written, and what decides elsewhere in the file whom it speaks to.

The owner's own segments are spelled out in the plan itself. Ready segments rest on `tiers:`, levels on `levels:`,
tags by rule on `tags:`. Where the first two are left as they come, they add nothing: older approvals stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Protocol, runtime_checkable

from config.group import Group
from handlers.levels import rules as level_rules
from handlers.members.tag_rules import TagRules
from handlers.segments.rules import SegmentRule, levels_in, names_ready, tags_in
from handlers.segments.thresholds import Thresholds
from sop.plans.controls import Controllable


@runtime_checkable
class Selective(Protocol):
    """What chooses the members that it speaks to."""

    @property
    def audiences(self) -> tuple[SegmentRule, ...]:
        """Return the rules by which it chooses."""


def version_of(group: Group, target: Controllable) -> str:
    """Return a fingerprint of all that a plan does and of all that decides for whom."""
    basis = "|".join(_list_definitions(group, target.audiences)) if isinstance(target, Selective) else ""
    return f"{target.version}+{sha256(basis.encode()).hexdigest()[:8]}" if basis else target.version


def _list_definitions(group: Group, audiences: tuple[SegmentRule, ...]) -> Iterator[str]:
    """Yield the definitions that rules rest on, as far as the owner has changed them."""
    own = group.rules(TagRules).root
    tagging = [own[tag] for tag in sorted({tag for rule in audiences for tag in tags_in(rule)} & own.keys())]
    for rule in tagging:
        yield rule.model_dump_json()
    rules = (*audiences, *tagging)
    thresholds = group.rules(Thresholds)
    if thresholds != Thresholds() and any(map(names_ready, rules)):
        yield thresholds.model_dump_json()
    levels = group.rules(level_rules.Rules)
    if levels.ladder != level_rules.LADDER and any(map(levels_in, rules)):
        yield "".join(f"{level.name}:{level.growth}," for level in levels.ladder)
