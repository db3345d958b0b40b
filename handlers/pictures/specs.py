"""The content of pictures as plain data: a handler fills in a spec, another process draws it (bot/rendering.py).

This file is long because each kind of picture adds a few lines of data to it, and no logic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from handlers.pictures.report_specs import CurveSpec, HeatmapSpec, ReportSpec
from handlers.pictures.scene_specs import SceneSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupSpec:
    """A code for the counter, to be read by people and by a scanner."""

    kind: Literal["pickup"] = "pickup"
    code: str
    item: str
    name: str
    """The name of its owner."""
    until: str
    """The last day, as shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of a month."""

    mark: Literal["", "checked", "made up", "frozen", "missed"] = ""
    """Empty for a day that is still to come, or was before the member's time."""
    bonus: bool = False
    """It completed a cycle."""
    special: bool = False
    """The owner pays more for it."""
    today: bool = False
    label: str = ""
    """Its solar term or festival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSpec:
    """A member's check-ins of one month."""

    kind: Literal["calendar"] = "calendar"
    month: str
    """YYYY-MM."""
    name: str
    streak: int
    """Days in a row up to now."""
    days: tuple[CalendarDay, ...]
    """From the first on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One place of a ranking."""

    place: int
    name: str
    value: int
    mine: bool = False
    """It is the one who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSpec:
    """A ranking; places may be left out before the last line."""

    kind: Literal["board"] = "board"
    title: str
    unit: str
    """The unit of the values, e.g. 天."""
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopLine:
    """One thing in the shop."""

    number: int
    name: str
    price: str
    note: str = ""
    """The stock left, the conditions and the last day."""
    picture: str = ""
    """The path of its picture, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopSpec:
    """The items of the shop."""

    kind: Literal["shop"] = "shop"
    title: str
    lines: tuple[ShopLine, ...]
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """Points of one source, or for one purpose."""

    name: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSpec:
    """A member's month or year in points."""

    kind: Literal["bill"] = "bill"
    title: str
    name: str
    earned: tuple[StatementLine, ...]
    """By source, most first."""
    spent: tuple[StatementLine, ...]
    """By purpose, most first."""
    balance: int
    rank: int
    outlook: str
    """The reward in reach next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableDay:
    """One day of a timetable."""

    day: str
    """As shown, e.g. 11-23."""
    off: bool
    entries: tuple[str, ...]
    """Time and name of what is planned, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableSpec:
    """The plans of the next days."""

    kind: Literal["timetable"] = "timetable"
    title: str
    first: int
    """The first day's weekday; Monday is 0."""
    days: tuple[TimetableDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLine:
    """One option of a poll."""

    number: int
    option: str
    votes: int
    share: int
    """A whole percentage of those who took part."""
    won: bool
    """It has most votes; several have in a tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSpec:
    """The result of a poll."""

    kind: Literal["poll"] = "poll"
    title: str
    """The poll's number, and when it ended."""
    question: str
    lines: tuple[PollLine, ...]
    """Most votes first."""
    foot: str
    """The number of those who took part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """One topic of the help."""

    topic: str
    words: tuple[str, ...]
    """What can be said, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSpec:
    """The menu of the help."""

    kind: Literal["menu"] = "menu"
    title: str
    lines: tuple[MenuLine, ...]
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedPacketLine:
    """What one member grabbed of a red packet."""

    name: str
    points: int
    took: str
    """How long after the packet was opened, as shown."""
    best: bool
    """It is the largest share, where luck decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedPacketSpec:
    """Who got what of a red packet."""

    kind: Literal["redpacket"] = "redpacket"
    title: str
    """Its number and who sent it."""
    words: str
    lines: tuple[RedPacketLine, ...]
    """The luckiest first, the others in the order in which they were grabbed."""
    foot: str
    """How many shares and points were grabbed, and how fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCodeSpec:
    """What those who come to an event say or scan at the door."""

    kind: Literal["event_code"] = "event_code"
    title: str
    time: str
    words: str
    """What they send to the group, with the code in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestQuote:
    """What one member said."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSpec:
    """The best that was said to a topic."""

    kind: Literal["digest"] = "digest"
    title: str
    subject: str
    quotes: tuple[DigestQuote, ...]
    foot: str
    """How many took part, and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCardSpec:
    """A card for somebody who has just joined."""

    kind: Literal["join_card"] = "join_card"
    group: str
    name: str
    number: int
    """They are the group's member of this number, from 1."""
    day: str
    """When they joined, as shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSpec:
    """A certificate for somebody who has completed a course."""

    kind: Literal["certificate"] = "certificate"
    group: str
    name: str
    course: str
    lessons: int
    day: str
    """When they completed it, as shown."""


PictureSpec = Annotated[
    PickupSpec
    | CalendarSpec
    | BoardSpec
    | ShopSpec
    | StatementSpec
    | TimetableSpec
    | PollSpec
    | MenuSpec
    | RedPacketSpec
    | EventCodeSpec
    | DigestSpec
    | JoinCardSpec
    | CertificateSpec
    | ReportSpec
    | HeatmapSpec
    | CurveSpec
    | SceneSpec,
    Field(discriminator="kind"),
]
