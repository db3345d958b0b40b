"""The timetable of all groups: it knows what comes next, and is not touched by what is not due yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import heapify, heappop, heapreplace

from config.group import Group
from sop.plan import Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """One moment (aware UTC) of one group's plan."""

    moment: datetime
    group: Group
    plan: Plan


class Timetable:
    """The next moment of every plan, in a heap. Equal moments keep the order of the groups and of their plans."""

    def __init__(self, entries: Iterable[tuple[Group, datetime]]) -> None:
        """Each group with the moment after which its plans count."""
        self._heap: list[tuple[datetime, int, Planned]] = []
        plans = ((group, plan, start) for group, start in entries for plan in group.plans)
        for place, (group, plan, start) in enumerate(plans):
            moment = plan.when.next(start, group.zone)
            if moment:
                self._heap.append((moment, place, Planned(moment, group, plan)))
        heapify(self._heap)

    @property
    def next(self) -> datetime | None:
        """The earliest moment still to come, None when there is none."""
        return self._heap[0][0] if self._heap else None

    def due(self, until: datetime) -> Iterator[Planned]:
        """Takes out everything planned up to and including `until`, in order."""
        while self._heap and self._heap[0][0] <= until:
            moment, place, planned = self._heap[0]
            following = planned.plan.when.next(moment, planned.group.zone)
            if following:
                later = Planned(following, planned.group, planned.plan)
                heapreplace(self._heap, (following, place, later))
            else:
                heappop(self._heap)
            yield planned
