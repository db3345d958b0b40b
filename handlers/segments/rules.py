"""Whom a plan speaks to: members by what is known of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from handlers.dates.months import next_birthday
from handlers.kit import Section
from handlers.levels import rules as level_rules
from handlers.text.names import suggest_name
from storage.members.audience import Facts

EMPTY = "要写给谁，例如 {silent: 7} 或 {level: 老朋友}"
UNKNOWN = "没有叫「{name}」的分群。{hint}"
KNOWN = "有这些：{names}"
NO_SEGMENTS = "请先在 segments: 里写上它，例如 segments: {铁粉: {streak: 7}}"
NESTED = "分群里不能再写别的分群，请把条件写全"
SPAN = "要写第几天，例如 3 或 1-7"


def _read_span(value: object) -> object:
    if not isinstance(value, str | int):
        return value
    first, dash, last = str(value).strip().partition("-")
    if not first.isdecimal() or (dash and not last.isdecimal()) or (dash and int(first) > int(last)):
        raise ValueError(SPAN)
    return (int(first), int(last) if dash else int(first))


class SegmentRule(Section):
    """给谁：写几条就要都符合"""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    level: str = Field("", max_length=12, description="这个等级以上")
    joined: Annotated[tuple[int, int] | None, BeforeValidator(_read_span, json_schema_input_type=int | str)] = Field(
        None, description="入群第几天，当天是第 1 天", examples=["3", "1-7"]
    )
    spoke: int | None = Field(None, ge=1, le=3650, description="最近几天里说过话")
    silent: int | None = Field(None, ge=1, le=3650, description="至少几天没说话")
    streak: int | None = Field(None, ge=1, le=36_500, description="至少连续签到几天")
    points: int | None = Field(None, ge=0, description="至少有多少积分")
    birthday: int | None = Field(None, ge=0, le=366, description="几天后过生日，0 就是今天")
    unchecked: bool | None = Field(None, description="今天还没签到")
    introduced: bool | None = Field(None, description="介绍过自己")
    tag: str = Field("", max_length=12, description="有这个标签，员工发「标签 @小明 老客户」加上")
    segment: str = Field("", max_length=12, description="这个分群里的人，分群写在 segments 里")
    every: tuple[SegmentRule, ...] = Field((), alias="all", max_length=20, description="都符合")
    some: tuple[SegmentRule, ...] = Field((), alias="any", max_length=20, description="符合一条就算")
    none: tuple[SegmentRule, ...] = Field((), alias="not", max_length=20, description="一条都不符合")

    @model_validator(mode="before")
    @classmethod
    def _spelled_out(cls, given: Any, info: ValidationInfo) -> Any:
        """A segment's name stands for all that the file says of it, so that a plan's version tells of a change."""
        if not isinstance(given, Mapping) or not given.get("segment"):
            return given
        meant = _definition(str(given["segment"]), info.context)
        others = {key: value for key, value in given.items() if key != "segment"}
        every = others.get("all", [])
        return {**others, "all": [*every, meant] if isinstance(every, list) else every}

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(EMPTY)
        return self


def refers_to_segment(given: object) -> bool:
    """Whether what stands in a file asks for a segment, anywhere in it."""
    if not isinstance(given, Mapping):
        return False
    lists = [given.get(key) for key in ("all", "any", "not")]
    return "segment" in given or any(
        refers_to_segment(one) for found in lists if isinstance(found, list) for one in found
    )


def _definition(name: str, context: Any) -> object:
    segments = (context or {}).get("segments")
    segments = segments if isinstance(segments, Mapping) else {}
    if name not in segments:
        known = KNOWN.format(names="、".join(map(str, segments))) if segments else NO_SEGMENTS
        raise ValueError(UNKNOWN.format(name=name, hint=suggest_name(name, segments, known)))
    if refers_to_segment(segments[name]):
        raise ValueError(NESTED)
    return segments[name]


def select(
    whom: SegmentRule, known: Iterable[Facts], today: date, zone: ZoneInfo, steps: level_rules.Rules
) -> list[Facts]:
    """Those of the members that are meant, in their order."""
    return [one for one in known if matches(whom, one, today, zone, steps)]


def matches(whom: SegmentRule, one: Facts, today: date, zone: ZoneInfo, steps: level_rules.Rules) -> bool:
    """Whether everything that is asked of a member is so."""
    return (
        _meets_own_conditions(whom, one, today, zone, steps)
        and all(matches(part, one, today, zone, steps) for part in whom.every)
        and (not whom.some or any(matches(part, one, today, zone, steps) for part in whom.some))
        and not any(matches(part, one, today, zone, steps) for part in whom.none)
    )


def _meets_own_conditions(whom: SegmentRule, one: Facts, today: date, zone: ZoneInfo, steps: level_rules.Rules) -> bool:
    day = (today - one.joined_at.astimezone(zone).date()).days + 1
    last = max(one.spoke or date.min, one.joined_at.astimezone(zone).date())
    silent = (today - last).days
    ahead = (next_birthday(*one.birthday, today) - today).days if one.birthday else None
    asked = (
        not whom.level
        or level_rules.has_reached(steps.ladder, level_rules.level_at(steps.ladder, one.growth), whom.level),
        whom.joined is None or whom.joined[0] <= day <= whom.joined[1],
        whom.spoke is None or (one.spoke is not None and (today - one.spoke).days < whom.spoke),
        whom.silent is None or silent >= whom.silent,
        whom.streak is None or one.streak >= whom.streak,
        whom.points is None or one.points >= whom.points,
        whom.birthday is None or whom.birthday == ahead,
        whom.unchecked is None or whom.unchecked is not one.checked_in,
        whom.introduced is None or whom.introduced is one.introduced,
        not whom.tag or whom.tag in one.tags,
    )
    return all(asked)
