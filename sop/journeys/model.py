"""One journey of a group, checked when the YAML is read: who begins when, each step, and what ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from config.validation import error_at
from handlers.segments.rules import SegmentRule
from handlers.text.names import suggest_name
from handlers.text.template import placeholders
from sop.plans.fields import LONGEST_NAME, Name, filled, read_when
from sop.plans.placeholders import PLACEHOLDERS
from sop.when import relative
from sop.when.durations import EXAMPLES as WAITS
from sop.when.durations import Wait, parse_wait
from sop.when.parser import When, parse
from storage.db import EPOCH
from storage.sop.goals import Goal

JOINING = "入群"
BEGINS = (JOINING, *relative.EXAMPLES, "每天 10:00")
MOST_STEPS = 30
LONGEST_WORDS = 500
MOST_DAYS = 3650
AT = "名字里不能有 @"
UNKNOWN_GOAL = "没有叫「{word}」的目标。{hint}"
KNOWN = "可以写：{names}"
AGAIN = f"看不懂「{{words}}」，要写几天以后可以再来，1 到 {MOST_DAYS} 天，例如 90天"
WHOM = "这是全群一样的时间，要用 whom 写哪些人，例如 whom: {silent: 7}"
NO_WHOM = "一入群就开始，不用写 whom；要挑人请写 入群当天 20:00 这样的 begin，或在步骤里写 if"
NO_GOAL = "没有写 goal，这句话永远说不到"
EMPTY = "这一步什么也没写，要写 wait（等多久）、say（说什么）、task（给员工的任务）或 go（转到哪个旅程）"
ONE_THING = "一步只做一件事：say、task、go 只写一个，别的放到下一步"
FOR_NOTHING = "if 要和 say、task 或 go 一起写"
ONLY_TASK = "{key} 只能和 task 一起写"
UNREACHED = "前一步已经转到别的旅程，这一步到不了；给前一步写 if，或删去这一步"


@dataclass(frozen=True, slots=True)
class Begin:
    """When members begin: on joining, where there is no `when`, or at planned moments those whom it means."""

    words: str
    when: When | None = None
    whom: SegmentRule | None = None

    def __str__(self) -> str:
        return self.words


def _begin(words: object, info: ValidationInfo) -> Begin:
    plain = " ".join(str(words).split())
    if plain == JOINING:
        return Begin(plain)
    own = relative.parse_relative(plain)
    if own:
        return Begin(plain, parse(f"每天 {own.at:%H:%M}"), SegmentRule.model_validate(own.whom))
    try:
        return Begin(plain, read_when(plain, info))
    except ValueError as error:
        raise ValueError(f"{error}；也可以写：{'；'.join(BEGINS)}") from None


def _wait(words: object) -> Wait | None:
    return None if words is None else parse_wait(str(words))


def read_again(words: object) -> timedelta | None:
    """Return 1 to 3650 days that are written as 90天; None where nothing is written. Raises ValueError."""
    if words is None:
        return None
    match = re.fullmatch("([0-9]{1,4}) ?天", str(words).strip())
    if not match or not 1 <= int(match[1]) <= MOST_DAYS:
        raise ValueError(AGAIN.format(words=str(words)[:20]))
    return timedelta(days=int(match[1]))


def _goals(words: object) -> object:
    return [words] if isinstance(words, str) else words


def _goal(word: object) -> Goal:
    if word not in set(Goal):
        raise ValueError(UNKNOWN_GOAL.format(word=str(word)[:20], hint=suggest(str(word), list(Goal))))
    return Goal(str(word))


def suggest(word: str, names: list[str]) -> str:
    """Return which of the names was probably meant, as a question; else all of them."""
    return suggest_name(word[:40], names, KNOWN.format(names="、".join(names)), least=0.4)


def _callable(name: str) -> str:
    if "@" in name:
        raise ValueError(AT)
    return name


Words = Annotated[str, Field(max_length=LONGEST_WORDS), AfterValidator(filled), placeholders("name", *PLACEHOLDERS)]
_GoalWord = Literal["发言", "签到", "介绍", "兑换", "下单"]
Goals = Annotated[
    tuple[Annotated[Goal, BeforeValidator(_goal)], ...],
    BeforeValidator(_goals, json_schema_input_type=_GoalWord | list[_GoalWord]),
]


class Step(BaseModel):
    """旅程的一步：先等，再看 if，符合才做；不符合就直接去下一步"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wait: Annotated[
        Wait | None,
        PlainValidator(_wait),
        PlainSerializer(str, when_used="unless-none"),
        WithJsonSchema({"type": "string", "examples": list(WAITS)}),
    ] = Field(None, description="上一步以后等多久，1 分钟到 90 天；只写 wait 就是再等等看目标有没有达成")
    only: SegmentRule | None = Field(None, alias="if", description="符合才做这一步，写法和计划的 whom 一样")
    say: Words | None = Field(None, description="说什么，第一个 {name} 处会 @ 这些人")
    task: Words | None = Field(None, description="给员工的任务，{name} 是成员的名字")
    to: str = Field("", max_length=64, description="任务给谁：员工的用户 ID；不写就给负责这位成员的员工")
    hours: int = Field(24, ge=1, le=720, description="任务几小时内完成")
    go: str | None = Field(None, max_length=40, description="到这里结束，转到另一个旅程")

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        things = [key for key in ("say", "task", "go") if getattr(self, key) is not None]
        if len(things) > 1:
            raise error_at((things[1],), ONE_THING, None)
        if not things and self.only:
            raise error_at(("if",), FOR_NOTHING, None)
        if not things and not self.wait:
            raise error_at((), EMPTY, None)
        for key in ("to", "hours"):
            if key in self.model_fields_set and self.task is None:
                raise error_at((key,), ONLY_TASK.format(key=key), None)
        return self


class Journey(BaseModel):
    """旅程：每位成员自己走的一串步骤"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[Name, AfterValidator(_callable)] = Field(
        description="名字，一个群里不能重复", min_length=1, max_length=LONGEST_NAME
    )
    begin: Annotated[
        Begin,
        PlainValidator(_begin),
        PlainSerializer(str),
        WithJsonSchema({"type": "string", "examples": list(BEGINS)}),
    ] = Field(description="什么时候开始：入群，或者定时挑人")
    whom: SegmentRule | None = Field(None, description="定时开始时挑哪些人")
    goal: Goals = Field((), description="开始以后做到其中一样，旅程就提前结束；退群总会结束")
    again: Annotated[
        timedelta | None, BeforeValidator(read_again), WithJsonSchema({"type": "string", "examples": ["90天"]})
    ] = Field(None, description="从上次开始算，几天以后可以再来；不写就是每人一次")
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS, description="一步一步做什么")
    thanks: Words | None = Field(None, description="达成目标时说的话，到下一步的时候说")
    approve: bool = Field(False, description="要不要管理员发「SOP 批准」才走；内容改了要重新批准")
    author: str = Field("", max_length=64, description="谁写的（用户 ID）；人多的群要由别人批准")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.begin.when is None and self.whom:
            raise error_at(("whom",), NO_WHOM, None)
        if self.begin.when and not self.begin.whom and not self.whom:
            raise error_at(("begin",), WHOM, self.begin.words)
        if self.thanks is not None and not self.goal:
            raise error_at(("thanks",), NO_GOAL, None)
        for place, step in enumerate(self.steps[:-1]):
            if step.go is not None and step.only is None:
                raise error_at(("steps", place + 1), UNREACHED, None)
        return self

    @property
    def kind(self) -> str:
        """Return what owners call it."""
        return "旅程"

    @property
    def shown_by(self) -> str:
        """Return the command that tells more of it."""
        return "旅程"

    @property
    def campaign(self) -> str:
        """Return the campaign that it belongs to: journeys belong to none."""
        return ""

    @cached_property
    def version(self) -> str:
        """Return a fingerprint of all that is said and done, and when: what an approval is for."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]

    @property
    def audiences(self) -> tuple[SegmentRule, ...]:
        """Return the rules by which it chooses members."""
        return tuple(rule for rule in (self.begin.whom, self.whom, *(step.only for step in self.steps)) if rule)

    def since(self, at: datetime) -> datetime:
        """Return the moment after which nobody may have begun who is to begin again at the moment `at`."""
        return at - self.again if self.again else EPOCH
