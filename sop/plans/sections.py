"""Which plans a group has: the sections of its YAML that hold plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, Field

from config.group import Group, SectionKey
from config.validation import errors, finding
from sop.plans.controls import Controllable, ControlSource
from sop.plans.plan import Plan

TAKEN = "前面已经有一个同名的{kind}「{name}」"
ANOTHER = "请换个名字"


class Named(Protocol):
    """Anything of a group's file that has a name."""

    @property
    def name(self) -> str:
        """Return its name."""


N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class PlanSource(ControlSource):
    """A section that holds plans."""

    plans: tuple[Plan, ...] = ()

    def single(self) -> Iterator[Controllable]:
        """Yield its plans."""
        yield from self.plans


class OwnPlans(PlanSource):
    """The plans under `sop`."""


class PresetPlans(PlanSource):
    """The plans that a group takes ready-made, under `presets`."""


def plans_of(group: Group) -> tuple[Plan, ...]:
    """Return the group's own plans, those of its presets and those of its campaigns, in this order."""
    return tuple(plan for source in group.sections_of(PlanSource) for plan in source.plans)


def distinct(plans: list[N], kind: str = "计划") -> list[N]:
    """Refuse names that come twice: which of a plan's moments are done is remembered under it."""
    places: dict[str, int] = {}
    twice = []
    for place, plan in enumerate(plans):
        first = places.setdefault(plan.name, place)
        if first != place:
            message = TAKEN.format(name=plan.name, kind=kind)
            twice.append(finding((place, "name"), message, ANOTHER, other=(first, "name"), up=2))
    if twice:
        raise errors(*twice)
    return plans


def own_plans_section(kind: type[Plan]) -> SectionKey:
    """Return the key `sop`, whose plans may do what this kind may."""
    annotation = Annotated[list[kind], AfterValidator(distinct), AfterValidator(_own)]  # type: ignore[valid-type]
    return SectionKey("sop", annotation, Field(default_factory=OwnPlans, description="定时要做的事"))


def _own(plans: list[Plan]) -> OwnPlans:
    return OwnPlans(tuple(plans))
