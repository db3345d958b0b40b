"""Growth and levels as the owner writes them, and a level's privileges. Growth is earned, decays and is never spent."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from handlers.dates.hours import TimeOfDay
from handlers.kit import Section
from handlers.text.names import refuse_duplicates
from storage.db import Db
from storage.members.roster import Member
from storage.points import ledger

GROWTH_UNIT = "growth"
"""The ledger's unit for growth."""
FIRST_NOT_FROM_ZERO = "第一级要从 0 开始"
NOT_ASCENDING = "「{later}」要比「{earlier}」的成长值高"
DUPLICATE_LEVEL = "前面已经有叫「{name}」的等级"
HUNDRED_PERCENT = 100
"""Of points or growth, in percent: neither more nor less than the rules say."""


class Level(Section):
    """一个等级和它的特权"""

    name: str = Field(min_length=1, max_length=12, description="叫什么")
    growth: int = Field(ge=0, le=100_000_000, description="成长值到多少")
    earn: int = Field(HUNDRED_PERCENT, ge=HUNDRED_PERCENT, le=1000, description="得分按百分之几算，120 就是 1.2 倍")
    discount: int = Field(0, ge=0, le=90, description="商城减百分之几的积分，10 就是九折")
    birthday: int = Field(0, ge=0, le=100_000, description="生日再多送几分")


def _check_ladder(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """Return the levels; raises ValueError unless they begin at 0, ascend and have distinct names."""
    if levels and levels[0].growth:
        raise ValueError(FIRST_NOT_FROM_ZERO)
    for lower, higher in pairwise(levels):
        if higher.growth <= lower.growth:
            raise ValueError(NOT_ASCENDING.format(later=higher.name, earlier=lower.name))
    refuse_duplicates((level.name for level in levels), DUPLICATE_LEVEL)
    return levels


LADDER = (
    Level(name="新朋友", growth=0),
    Level(name="熟朋友", growth=100),
    Level(name="老朋友", growth=500),
    Level(name="铁杆", growth=2000),
)


class Rules(Section):
    """成长值和等级"""

    ladder: Annotated[tuple[Level, ...], AfterValidator(_check_ladder)] = Field(
        LADDER,
        max_length=20,
        description="有哪些等级，从低到高；写 [] 就是不分等级",
        examples=[
            [
                {"name": "新朋友", "growth": 0},
                {"name": "老朋友", "growth": 500, "earn": 120, "discount": 10, "birthday": 20},
            ]
        ],
    )
    checkin: int = Field(5, ge=0, le=1000, description="签到一天长几点")
    message: int = Field(1, ge=0, le=1000, description="一条发言长几点")
    messages: int = Field(10, ge=0, le=1000, description="一天最多算几条发言")
    yuan: int = Field(1, ge=0, le=1000, description="消费一元长几点")
    idle: int = Field(30, ge=1, le=366, description="几天没动静，每月 1 日就开始往下掉")
    decay: int = Field(10, ge=0, le=100, description="每月掉百分之几；0 就是不掉")
    at: TimeOfDay = Field("09:00", description="几点在群里宣布升降级")
    falls: bool = Field(False, description="降级要不要在群里说：说了，大家就知道谁好久没来", examples=[True])

    @cached_property
    def boosts(self) -> bool:
        """Return whether any level earns more than others: only then a payment has to look the level up."""
        return any(level.earn != HUNDRED_PERCENT for level in self.ladder)

    @cached_property
    def discounts(self) -> bool:
        """Return whether any level pays less than others."""
        return any(level.discount for level in self.ladder)


def growth_of(db: Db, member: Member) -> int:
    """Return the member's growth, from 0."""
    return ledger.balance(db, member, GROWTH_UNIT)


def level_for(ladder: tuple[Level, ...], growth: int) -> Level | None:
    """Return the highest level reached with a growth; None where there are no levels."""
    return max((level for level in ladder if level.growth <= growth), key=lambda level: level.growth, default=None)


def get_level(db: Db, member: Member, rules: Rules) -> Level | None:
    """Return the member's level; None where the group has no levels."""
    return level_for(rules.ladder, growth_of(db, member)) if rules.ladder else None


def next_level(ladder: tuple[Level, ...], growth: int) -> Level | None:
    """Return the lowest level not yet reached with a growth; None at the top."""
    return next((level for level in ladder if level.growth > growth), None)


def has_reached(ladder: tuple[Level, ...], level: Level | None, wanted: str) -> bool:
    """Return whether a level is the wanted one or a higher one; nobody reaches a name that is not in the ladder."""
    threshold = next((step.growth for step in ladder if step.name == wanted), None)
    return threshold is not None and level is not None and level.growth >= threshold


def apply_earn_rate(points: int, level: Level | None) -> int:
    """Return earned points at the level's rate, rounded down."""
    return points * level.earn // HUNDRED_PERCENT if level else points


def apply_discount(points: int, level: Level | None) -> int:
    """Return a price in points with the level's discount, rounded up and at least 1."""
    return max(1, points - points * level.discount // HUNDRED_PERCENT) if level else points


def describe_privileges(level: Level) -> list[str]:
    """Return what the level brings, a text for each privilege."""
    lines = []
    if level.earn != HUNDRED_PERCENT:
        lines.append(f"得分 {level.earn / HUNDRED_PERCENT:g} 倍")
    if level.discount:
        lines.append(f"商城减 {level.discount}%")
    if level.birthday:
        lines.append(f"生日多送 {level.birthday} 分")
    return lines
