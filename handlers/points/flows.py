"""What a group's flows of points come to: issued, spent, expired, taken back, given to friends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from storage.points.flows import MEMBER, Flow
from storage.points.ledger import ISSUER, TREASURY

EXPIRY_KIND = "expire"
"""The kind of entry with which points lapse."""


class FlowKind(Enum):
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
class FlowTotals:
    """One span's points, by the way they went and by kind of entry."""

    totals: dict[FlowKind, int] = field(default_factory=lambda: dict.fromkeys(FlowKind, 0))
    kinds: dict[FlowKind, dict[str, int]] = field(default_factory=lambda: {flow_kind: {} for flow_kind in FlowKind})


def flow_kind(flow: Flow) -> FlowKind:
    """Which way a flow went."""
    if flow.source != MEMBER:
        return FlowKind.ISSUED if flow.target == MEMBER else FlowKind.INSIDE
    if flow.target == MEMBER:
        return FlowKind.GIVEN
    if flow.kind == EXPIRY_KIND:
        return FlowKind.EXPIRED
    return FlowKind.TAKEN if flow.target in (ISSUER, TREASURY) else FlowKind.SPENT


def sum_flows(flows: Iterable[Flow], spans: int) -> list[FlowTotals]:
    """The sums of each of so many spans."""
    sums = [FlowTotals() for _ in range(spans)]
    for flow in flows:
        went, span = flow_kind(flow), sums[flow.span]
        span.totals[went] += flow.points
        span.kinds[went][flow.kind] = span.kinds[went].get(flow.kind, 0) + flow.points
    return sums
