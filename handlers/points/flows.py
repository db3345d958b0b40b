"""What a group's flows of points come to: issued, spent, expired, taken back, given to friends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from storage.points.flows import MEMBER, Flow
from storage.points.ledger import ISSUER, TREASURY

EXPIRED = "expire"
"""The kind of entry with which points lapse."""


class Way(Enum):
    """Which way points went."""

    ISSUED = auto()
    """To a member, from whatever is none."""
    SPENT = auto()
    EXPIRED = auto()
    TAKEN = auto()
    """From a member back to where points come from, e.g. by an admin."""
    GIVEN = auto()
    """From a member to another."""
    INSIDE = auto()
    """Between accounts that are no member's, e.g. into the treasury."""


@dataclass(slots=True)
class Sums:
    """One span's points, by the way they went and by kind of entry."""

    ways: dict[Way, int] = field(default_factory=lambda: dict.fromkeys(Way, 0))
    kinds: dict[Way, dict[str, int]] = field(default_factory=lambda: {way: {} for way in Way})


def way(flow: Flow) -> Way:
    """Which way a flow went."""
    if flow.source != MEMBER:
        return Way.ISSUED if flow.target == MEMBER else Way.INSIDE
    if flow.target == MEMBER:
        return Way.GIVEN
    if flow.kind == EXPIRED:
        return Way.EXPIRED
    return Way.TAKEN if flow.target in (ISSUER, TREASURY) else Way.SPENT


def total(flows: Iterable[Flow], spans: int) -> list[Sums]:
    """The sums of each of so many spans."""
    sums = [Sums() for _ in range(spans)]
    for flow in flows:
        went, span = way(flow), sums[flow.span]
        span.ways[went] += flow.points
        span.kinds[went][flow.kind] = span.kinds[went].get(flow.kind, 0) + flow.points
    return sums
