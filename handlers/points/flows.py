"""Sums of a group's flows of points: issued, spent, expired, taken back, given to friends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from storage.points.flows import MEMBER, Flow
from storage.points.ledger import ESCROW, ISSUER, TREASURY

EXPIRY_KIND = "expire"
"""The ledger kind of the entries with which points lapse."""


class FlowKind(Enum):
    """The direction in which points moved."""

    ISSUED = auto()
    """To a member, from an account that is no member's."""
    SPENT = auto()
    EXPIRED = auto()
    TAKEN = auto()
    """From a member back to where points come from, e.g. by an admin."""
    GIVEN = auto()
    """From a member to another, or set aside for others."""
    INSIDE = auto()
    """Between accounts that are no member's, e.g. into the treasury."""


WORDS = {
    FlowKind.ISSUED: ("发出 {points}", "收回 {points}"),
    FlowKind.SPENT: ("花掉 {points}", "退回 {points}"),
    FlowKind.EXPIRED: ("过期 {points}", "退回过期 {points}"),
    FlowKind.TAKEN: ("扣回 {points}", "还回 {points}"),
    FlowKind.GIVEN: ("互送 {points}", "退回互送 {points}"),
}
"""What points that moved are called; and those that came back, where these were more: what moved is older."""


def say_flow(kind: FlowKind, points: int) -> str:
    """Return how many points moved, or came back: 发出 10, 收回 10."""
    there, back = WORDS[kind]
    return (there if points >= 0 else back).format(points=abs(points))


@dataclass(slots=True)
class FlowTotals:
    """The points of one span of time, by kind of flow, and within it by kind of entry."""

    totals: dict[FlowKind, int] = field(default_factory=lambda: dict.fromkeys(FlowKind, 0))
    kinds: dict[FlowKind, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in FlowKind})


def flow_kind(flow: Flow) -> FlowKind:
    """Return the kind of a flow by its source, target and kind of entry."""
    if flow.source == ESCROW:
        return FlowKind.INSIDE  # it was given when it was set aside
    if flow.source != MEMBER:
        return FlowKind.ISSUED if flow.target == MEMBER else FlowKind.INSIDE
    if flow.target in (MEMBER, ESCROW):
        return FlowKind.GIVEN
    if flow.kind == EXPIRY_KIND:
        return FlowKind.EXPIRED
    return FlowKind.TAKEN if flow.target in (ISSUER, TREASURY) else FlowKind.SPENT


def sum_flows(flows: Iterable[Flow], spans: int) -> list[FlowTotals]:
    """Return the totals of each span, 0 to `spans` - 1."""
    sums = [FlowTotals() for _ in range(spans)]
    for flow in flows:
        kind, span = flow_kind(flow), sums[flow.span]
        span.totals[kind] += flow.points
        span.kinds[kind][flow.kind] = span.kinds[kind].get(flow.kind, 0) + flow.points
    return sums


def largest_first(kinds: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return kinds of entries with their points, the largest first, equal ones by name."""
    return sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
