"""The key `waves` of a group's YAML: waves whose offers, journeys and tasks are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from config.group import Group, GroupHead, SectionKey
from config.validation import errors, finding
from handlers.mall.rules import Rules as Shop
from handlers.text.names import suggest_name
from sop.journeys.section import Journeys
from sop.plans.controls import Controllable, ControlSource
from sop.waves.model import Wave

MOST_WAVES = 20
UNKNOWN_ITEM = "商城里没有「{name}」"
UNKNOWN_JOURNEY = "没有叫「{name}」的旅程"
THESE = "可以写：{names}"
NO_SHOP = "请先在 mall: 的 items 里写上它，或改成 points（几分）"
NO_JOURNEYS = "请先在 journeys: 里写上它，或换一种 touch"


@dataclass(frozen=True, slots=True)
class Waves(ControlSource):
    """The waves of a group."""

    waves: tuple[Wave, ...] = ()

    def single(self) -> Iterator[Controllable]:
        """Yield its waves."""
        yield from self.waves


def waves_of(group: Group) -> tuple[Wave, ...]:
    """Return the group's waves, in the order of its file."""
    return tuple(wave for section in group.sections_of(Waves) for wave in section.waves)


def waves_are_possible(head: GroupHead) -> None:
    """Refuse waves with what the group does not have: an offer, a journey. Raises ValidationError at each place."""
    items = [item.name for item in head.section(Shop).items]
    journeys = [journey.name for journey in head.section(Journeys).journeys]
    wrong = []
    for number, wave in enumerate(head.section(Waves).waves):
        if wave.offer and wave.offer.item and wave.offer.item not in items:
            hint = suggest_name(wave.offer.item, items, THESE.format(names="、".join(items)) if items else NO_SHOP)
            message = UNKNOWN_ITEM.format(name=wave.offer.item)
            wrong.append(finding(("waves", number, "offer", "item"), message, hint))
        if wave.journey and wave.journey not in journeys:
            known = THESE.format(names="、".join(journeys)) if journeys else NO_JOURNEYS
            message, hint = UNKNOWN_JOURNEY.format(name=wave.journey), suggest_name(wave.journey, journeys, known)
            wrong.append(finding(("waves", number, "journey"), message, hint))
    if wrong:
        raise errors(*wrong)


WAVES_SECTION = SectionKey(
    "waves",
    Annotated[tuple[Wave, ...], Field(max_length=MOST_WAVES), AfterValidator(Waves)],
    Field(default_factory=Waves, description="唤醒：把睡着的成员请回来，留一部分人对照"),
)
"""The key `waves` of a group's YAML."""
