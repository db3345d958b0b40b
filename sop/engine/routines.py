"""What features do by themselves at fixed times, in every group that wants it: the timetable's entries without YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial

from config.group import Group
from handlers.kit import Feature, Scene
from handlers.kit.feature import ROUTINE, Said
from sop.journeys.service import NAME, enter
from sop.when.parser import When, parse


@dataclass(frozen=True, slots=True)
class Standing:
    """One routine in one group. It is never too late: what it settles has to be settled."""

    name: str
    when: When
    run: Callable[[Scene], Said]
    acts: bool

    late = timedelta.max


def standing(features: Iterable[Feature], group: Group) -> Iterator[Standing]:
    """The routines that this group wants, and the moments at which members begin its journeys."""
    for routine in (routine for feature in features for routine in feature.routines):
        words = routine.when(group)
        if words:
            yield Standing(routine.name, _times(words), routine.run, routine.acts)
    for journey in group.journeys:
        if journey.begin.when:
            yield Standing(f"{ROUTINE}{NAME}/{journey.name}", journey.begin.when, partial(enter, journey), acts=True)


_times = lru_cache(maxsize=256)(parse)
