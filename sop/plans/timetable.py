"""The timetable of all groups: it knows what comes next, and is not touched by what is not due yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heapreplace
from typing import Generic, Protocol, TypeVar

from config.group import Group
from sop.when.parser import When


class Entry(Protocol):
    """What stands in a timetable."""

    @property
    def name(self) -> str:
        """Return the name under which it is stored which moments are done."""

    @property
    def when(self) -> When:
        """Return its times."""

    @property
    def late(self) -> timedelta:
        """Return how much later it may still be carried out."""


E = TypeVar("E", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Planned(Generic[E]):
    """One moment (aware UTC) of one group's plan."""

    moment: datetime
    group: Group
    plan: E

    @property
    def group_id(self) -> str:
        """Return the group in whose lane it runs."""
        return self.group.id


def following(group: Group, plan: Entry, after: datetime) -> datetime | None:
    """Return the plan's first moment later than `after`, by the group's own clock and calendar."""
    return plan.when.next(after, group.zone, group.calendar)


class Timetable(Generic[E]):
    """The next moment of every plan, in a heap. Equal moments keep the order of the groups and of their plans."""

    def __init__(self, entries: Iterable[tuple[Group, E, datetime]]) -> None:
        """Take each plan with its group and the moment after which it counts."""
        self._heap: list[tuple[datetime, int, Planned[E]]] = []
        for place, (group, plan, start) in enumerate(entries):
            moment = following(group, plan, start)
            if moment:
                self._heap.append((moment, place, Planned(moment, group, plan)))
        heapify(self._heap)

    @property
    def next(self) -> datetime | None:
        """Return the earliest moment still to come, None when there is none."""
        return self._heap[0][0] if self._heap else None

    def due(self, until: datetime) -> Iterator[Planned[E]]:
        """Take out everything planned up to and including `until`, in order."""
        while self._heap and self._heap[0][0] <= until:
            moment, place, planned = self._heap[0]
            then = following(planned.group, planned.plan, moment)
            if then:
                heapreplace(self._heap, (then, place, Planned(then, planned.group, planned.plan)))
            else:
                heappop(self._heap)
            yield planned
