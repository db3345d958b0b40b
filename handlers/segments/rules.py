"""Rules that select the members a plan speaks to: how they are written and what they ask for; pure.

This file is long because a rule, what owners write for one and the names in it are read together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, TypeAdapter, ValidationInfo, model_validator

from config.validation import detail, errors
from handlers.kit import Section
from handlers.segments.ready import NAMES
from handlers.text.money import Money
from handlers.text.names import suggest_name

EMPTY = "要写给谁，例如 {silent: 7} 或 {level: 老朋友}"
EMPTY_KEY = "不能为空。要写条件，不要这一条就删去"
EMPTY_OF_WORDS = "要写条件，不写名字，例如 {silent: 7}、{level: 老朋友}，或先给人贴标签再写 {tag: 老客户}"
EVERYBODY = ("所有人", "全部", "全体", "全群", "大家", "全员", "all", "everyone", "@所有人", "@all")
USUAL = {
    ("新人", "新成员", "新朋友"): "{joined: 1-7} 是入群 7 天内的新人",
    ("老人", "老成员", "老朋友", "老客户"): "{level: 老朋友} 或 {tag: 老客户}",
    ("员工", "管理员", "店员"): "{staff: true}",
    ("没签到", "未签到", "没签到的", "没签到的人"): "{unchecked: true}",
    ("沉默", "潜水", "潜水的", "不说话的"): "{silent: 7} 是 7 天没说话的人",
    ("寿星", "生日", "过生日的"): "{birthday: 0} 是今天过生日的人",
}
"""What owners write for whom, and the rule that means it."""
UNKNOWN = "没有叫「{name}」的分群。{hint}"
KNOWN = "有这些：{names}"
NO_SEGMENTS = "请先在 segments: 里写上它，例如 segments: {铁粉: {streak: 7}}；现成的发「分群」看"
BACK_FROM_WHERE = "back 要和 wave 一起写，例如 {wave: 唤回老客, back: false}"
NESTED = "分群里不能再写别的分群，请把条件写全"
READY_ONES = "分群里只能写现成的分群，发「分群」看有哪些"
MOST = 50
LONGEST = 12
"""Characters of a segment's name."""
SPAN = "要写第几天，例如 3 或 1-7"


def _read_span(value: object) -> object:
    if not isinstance(value, str | int):
        return value
    first, dash, last = str(value).strip().partition("-")
    if not re.fullmatch("[0-9]{1,9}", first) or (dash and not re.fullmatch("[0-9]{1,9}", last)):
        raise ValueError(SPAN)
    span = (int(first), int(last) if dash else int(first))
    if span[0] > span[1]:
        raise ValueError(SPAN)
    return span


def _read_words(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _read_spent(value: object) -> object:
    return None if value is None else _FEN.validate_python(value)


SaidWord = Annotated[str, Field(min_length=1, max_length=20)]
_FEN = TypeAdapter(Money)


class SegmentRule(Section):
    """给谁：写几条就要都符合"""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    level: str = Field("", max_length=12, description="这个等级以上")
    joined: Annotated[tuple[int, int] | None, BeforeValidator(_read_span, json_schema_input_type=int | str)] = Field(
        None, description="入群第几天，当天是第 1 天", examples=["3", "1-7"]
    )
    spoke: int | None = Field(None, ge=1, le=3650, description="最近几天里在群里说过话；签到等口令不算")
    silent: int | None = Field(None, ge=1, le=3650, description="至少几天没在群里说话；签到等口令不算说话")
    absent: int | None = Field(
        None,
        ge=1,
        le=3650,
        description="至少几天没露面：没说话、没签到，什么都没发",
        exclude_if=lambda value: value is None,  # as that of `staff`
    )
    seen: int | None = Field(
        None,
        ge=1,
        le=3650,
        description="最近几天里露过面：说话、签到，发过什么都算",
        exclude_if=lambda value: value is None,  # as that of `staff`
    )
    streak: int | None = Field(None, ge=1, le=36_500, description="至少连续签到几天")
    points: int | None = Field(None, ge=0, description="至少有多少积分")
    birthday: int | None = Field(None, ge=0, le=366, description="几天后过生日，0 就是今天")
    unchecked: bool | None = Field(None, description="今天还没签到")
    introduced: bool | None = Field(None, description="介绍过自己")
    staff: bool | None = Field(
        None,
        description="是不是员工、管理员或群主；不写就不说给他们",
        examples=[True],
        exclude_if=lambda value: value is None,  # so that what was approved before there was this stays approved
    )
    said: Annotated[tuple[SaidWord, ...], BeforeValidator(_read_words, json_schema_input_type=str | list[str])] = Field(
        (),
        max_length=50,
        description="自我介绍里说过其中一个词",
        examples=[["宝妈", "孩子"]],
        exclude_if=lambda value: not value,
    )
    spent: Annotated[int | None, BeforeValidator(_read_spent, json_schema_input_type=str | float)] = Field(
        None, description="一共至少花了几元，退的不算", examples=[500], exclude_if=lambda value: value is None
    )
    tag: str = Field("", max_length=12, description="有这个标签，员工发「标签 @小明 老客户」加上")
    segment: str = Field("", max_length=12, description="这个分群里的人：segments 里写的，或现成的，如 重点突破")
    wave: str = Field(
        "",
        max_length=30,
        description="这个唤醒最近一轮找过的人；留着对照、没去打扰的不算",
        examples=["唤回老客"],
        exclude_if=lambda value: not value,  # as that of `staff`
    )
    back: bool | None = Field(
        None,
        description="和 wave 一起写：true 是找过以后回来了的，false 是还没回来的",
        exclude_if=lambda value: value is None,
    )
    every: tuple[SegmentRule, ...] = Field((), alias="all", max_length=20, description="都符合")
    some: tuple[SegmentRule, ...] = Field((), alias="any", max_length=20, description="符合一条就算")
    none: tuple[SegmentRule, ...] = Field((), alias="not", max_length=20, description="一条都不符合")

    @model_validator(mode="before")
    @classmethod
    def _spelled_out(cls, value: Any, info: ValidationInfo) -> Any:
        """Put a segment's definition in the place of its name, so that a plan's version changes with it.

        The names of ready segments stay, unless the owner has one of that name.
        """
        if isinstance(value, str):
            raise ValueError(_meant(value, info.context))  # noqa: TRY004 - pydantic passes others on
        if not isinstance(value, Mapping) or not value.get("segment") or _is_ready(value["segment"], info.context):
            return value
        definition = _definition(str(value["segment"]), info.context)
        others = {key: value for key, value in value.items() if key != "segment"}
        every = others.get("all", [])
        return {**others, "all": [*every, definition] if isinstance(every, list) else every}

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(EMPTY)
        empty = [name for name in type(self).model_fields if name in self.model_fields_set and _is_empty(self, name)]
        if empty:  # it would be asked of nobody, and so mean everybody
            keys = ((type(self).model_fields[name].alias or name, getattr(self, name)) for name in empty)
            raise errors(*(detail((key,), EMPTY_KEY, given) for key, given in keys))
        if self.back is not None and not self.wave:
            raise ValueError(BACK_FROM_WHERE)
        return self


def _is_empty(rule: SegmentRule, name: str) -> bool:
    """Return whether a key of a rule is written without a value, or with an empty word or list."""
    words = value if isinstance(value := getattr(rule, name), tuple) else (value,)
    return not words or any(word is None or not str(word).strip() for word in words)


def _refuse_nested(value: object, info: ValidationInfo) -> object:
    _require_ready(value, _own(info.context))
    return value


Segment = Annotated[SegmentRule, BeforeValidator(_refuse_nested)]


class Segments(RootModel[dict[Annotated[str, Field(min_length=1, max_length=LONGEST)], Segment]]):
    """分群：给一类成员起个名字，计划的 whom 里直接写名字"""

    root: dict[Annotated[str, Field(min_length=1, max_length=LONGEST)], Segment] = Field({}, max_length=MOST)


def tells_on(rule: SegmentRule) -> bool:
    """Return whether it tells something private of members to mention all whom a rule selects.

    That is silence, absence, a tag, what they spent, a wave, or what they buy and how close they are: a ready segment.
    """
    private = rule.silent or rule.absent or rule.tag or rule.segment or rule.spent or rule.wave
    return bool(private) or any(map(tells_on, (*rule.every, *rule.some)))


def levels_in(rule: SegmentRule) -> set[str]:
    """Return the names of the levels that a rule asks for, anywhere in it."""
    inner = (levels_in(part) for part in (*rule.every, *rule.some, *rule.none))
    return ({rule.level} if rule.level else set()).union(*inner)


def names_ready(rule: SegmentRule) -> bool:
    """Return whether a rule asks for a ready segment, anywhere in it."""
    return bool(rule.segment) or any(map(names_ready, (*rule.every, *rule.some, *rule.none)))


def tags_in(rule: SegmentRule) -> set[str]:
    """Return the tags that a rule asks for, anywhere in it."""
    inner = (tags_in(part) for part in (*rule.every, *rule.some, *rule.none))
    return ({rule.tag} if rule.tag else set()).union(*inner)


def waves_in(rule: SegmentRule) -> set[str]:
    """Return the waves that a rule asks for, anywhere in it."""
    inner = (waves_in(part) for part in (*rule.every, *rule.some, *rule.none))
    return ({rule.wave} if rule.wave else set()).union(*inner)


def _segments_in(value: object) -> Iterator[str]:
    """Yield the segments that a rule in a file refers to, anywhere in it."""
    if not isinstance(value, Mapping):
        return
    named = value.get("segment")
    if named and isinstance(named, str):
        yield named
    for rules in (value.get(key) for key in ("all", "any", "not")):
        for rule in rules if isinstance(rules, list) else ():
            yield from _segments_in(rule)


def _require_ready(value: object, own: Mapping[str, object]) -> None:
    """Raise ValueError where a segment of the owner's refers to another one of theirs, or to one that there is not."""
    for name in _segments_in(value):
        if name in own:
            raise ValueError(NESTED)
        if name not in NAMES:
            raise ValueError(UNKNOWN.format(name=name, hint=suggest_name(name, NAMES, READY_ONES)))


def _meant(word: str, context: Any) -> str:
    """Return what to write in place of a single word."""
    if word in _own(context) or word in NAMES:
        return f"分群要写成 {{segment: {word}}}"
    if word in EVERYBODY:
        return "说给全群就不写 whom，把这一行删去"
    usual = next((rule for words, rule in USUAL.items() if word in words), "")
    return f"{word}要写成条件：{usual}" if usual else EMPTY_OF_WORDS


def _definition(name: str, context: Any) -> object:
    segments = _own(context)
    if name not in segments:
        hint = KNOWN.format(names="、".join(map(str, segments))) if segments else NO_SEGMENTS
        hint = suggest_name(name, map(str, segments), suggest_name(name, NAMES, hint))
        raise ValueError(UNKNOWN.format(name=name, hint=hint))
    _require_ready(segments[name], segments)
    return segments[name]


def _own(context: Any) -> Mapping[str, object]:
    """Return the segments that the owner wrote."""
    segments = (context or {}).get("segments")
    return segments if isinstance(segments, Mapping) else {}


def _is_ready(name: object, context: Any) -> bool:
    return name in NAMES and name not in _own(context)
