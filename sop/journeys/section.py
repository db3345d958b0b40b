"""The key `journeys` of a group's YAML: journeys that lead to one another, and never round and round without a wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
)

from config.group import Group, SectionKey
from config.validation import error_at
from sop.journeys.model import Journey, suggest
from sop.plans.controls import Controllable, ControlSource

MOST_JOURNEYS = 50

UNKNOWN_JOURNEY = "没有叫「{name}」的旅程。{hint}"

ENDLESS = "{names} 会一直转下去，一刻也不等；请在中间的步骤里加 wait，例如 wait: 1天"


def _joined_up(journeys: tuple[Journey, ...]) -> tuple[Journey, ...]:
    """Return journeys that lead to one another: each to one that is there, and never round and round without a wait."""
    named = {candidate.name: candidate for candidate in journeys}
    for place, journey in enumerate(journeys):
        for number, step in enumerate(journey.steps):
            if step.go is not None and step.go not in named:
                hint = suggest(step.go, list(named))
                raise error_at((place, "steps", number, "go"), UNKNOWN_JOURNEY.format(name=step.go, hint=hint), step.go)
    for place, journey in enumerate(journeys):
        for number, target in _at_once(journey):
            circle = _circle(named, [journey.name, target], set())
            if circle:
                message = ENDLESS.format(names=" → ".join(f"「{name}」" for name in circle))
                raise error_at((place, "steps", number, "go"), message, target)
    return journeys


def _at_once(journey: Journey) -> Iterator[tuple[int, str]]:
    """Yield the steps that lead on before anybody has waited, and where to."""
    for number, step in enumerate(journey.steps):
        if step.wait:
            return
        if step.go is not None:
            yield number, step.go


def _circle(named: Mapping[str, Journey], path: list[str], seen: set[str]) -> list[str]:
    """Return the path prolonged until it is back where it began; empty where it never is. Each name is seen once."""
    if path[-1] == path[0]:
        return path
    seen.add(path[-1])
    for _, target in _at_once(named[path[-1]]):
        if target not in seen:
            circle = _circle(named, [*path, target], seen)
            if circle:
                return circle
    return []


@dataclass(frozen=True, slots=True)
class Journeys(ControlSource):
    """The journeys of a group."""

    journeys: tuple[Journey, ...] = ()

    def single(self) -> Iterator[Controllable]:
        """Yield its journeys."""
        yield from self.journeys


def journeys_of(group: Group) -> tuple[Journey, ...]:
    """Return the group's journeys, in the order of its file."""
    return tuple(journey for section in group.sections_of(Journeys) for journey in section.journeys)


JOURNEYS_SECTION = SectionKey(
    "journeys",
    Annotated[
        tuple[Journey, ...], Field(max_length=MOST_JOURNEYS), AfterValidator(_joined_up), AfterValidator(Journeys)
    ],
    Field(default_factory=Journeys, description="旅程：每位成员自己走的一串步骤"),
)
"""The key `journeys` of a group's YAML."""
