"""One wave of a group, checked when the YAML is read: who is asleep, what calls them back, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from config.group import Group
from config.validation import error_at
from handlers.mall.rules import Item
from handlers.mall.rules import Rules as Shop
from handlers.segments.rules import SegmentRule
from handlers.text.money import Money
from handlers.text.template import require_known
from sop.journeys.model import LONGEST_WORDS, Goals, read_again
from sop.plans.fields import LONGEST_NAME, Name, Say, pool, read_when
from sop.plans.placeholders import PLACEHOLDERS
from sop.when.parser import When
from storage.sop.goals import Goal

OFFER = "offer"
KNOWN = ("name", *PLACEHOLDERS, OFFER)
ANGLE = "名字里不能有 @"
ONE_OFFER = "送什么只写一样：item（商城里的一样东西）或 points（几分）"
NO_OFFER = "要写送什么：item（商城里的一样东西）或 points（几分）"
NOTHING_OFFERED = "没有写 offer，不能用 {offer}"
NO_WORDS = "要写 say（说什么）"
JOURNEY_SAYS = "旅程有自己的词，不写 say"
NO_JOURNEY = "touch: 旅程 要写 journey（走哪个旅程）"
ONLY_JOURNEY = "journey 只能和 touch: 旅程 一起写"
ONLY_TASK = "{key} 只能和 touch: 任务 一起写"
SURVEY_IN_PRIVATE = "不来的原因只能私下问，要和 touch: 私聊 一起写"
COST_NOTHING = "没有写 offer，cost 里就没有 offer"
TOO_SOON = "again 要比 days 长，不然前一轮还没算完又找同一个人"
SENDS_THEM = "不能写给员工（staff）"
THANKS = "{name} 欢迎回来，好久没一起聊天啦～"
SPAN_OF_A_ROUND = timedelta(days=90)
TOUCHES = ("私聊", "群里", "任务", "旅程")


def _callable(name: str) -> str:
    if "@" in name:
        raise ValueError(ANGLE)
    return name


def _when(words: object, info: Any) -> When | None:
    return None if words is None else read_when(words, info)


class Offer(BaseModel):
    """送给被唤醒的人：商城里的一样东西，或者积分；发「回来礼」领"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: str = Field(
        "", max_length=30, description="商城里一样东西的名字，礼品或券，不用花积分", examples=["满100减20券"]
    )
    points: int = Field(0, ge=0, le=10_000, description="几分", examples=[20])

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if self.item and self.points:
            raise error_at(("points",), ONE_OFFER, None)
        if not self.item and not self.points:
            raise error_at((), NO_OFFER, None)
        return self

    def __str__(self) -> str:
        return self.item or f"{self.points} 积分"


class Cost(BaseModel):
    """花多少钱，元，算投入产出用"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    touch: Money = Field(0, description="找一位成员要花几元：短信、人工", examples=[0.5])
    offer: Money = Field(0, description="一份礼的成本几元，领了才算", examples=[10])


class Wave(BaseModel):
    """唤醒：一轮把睡着的成员请回来，留一部分人不打扰，比出有没有用"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[Name, AfterValidator(_callable)] = Field(
        description="名字，一个群里不能重复", min_length=1, max_length=LONGEST_NAME
    )
    whom: SegmentRule = Field(
        description="谁算睡着了，按数据：现成的分群如 {segment: 睡眠客户}，几天没露面 {absent: 30}，没说话 {silent: 30}"
    )
    cause: str = Field("", max_length=100, description="他们为什么睡着了，写给自己人看", examples=["换季没有新品"])
    scene: Literal["线上", "线下", "两者"] = Field("线上", description="在哪里请回来：线上、线下、两者")
    when: Annotated[
        When | None,
        PlainValidator(_when),
        PlainSerializer(str, when_used="unless-none"),
        WithJsonSchema({"type": "string", "examples": ["每月1日 10:00"]}),
    ] = Field(None, description="什么时候自己开始一轮；不写就等管理员发「唤醒 开始」")
    touch: Literal["私聊", "群里", "任务", "旅程"] = Field(
        "私聊", description="怎么找他们：私聊、群里 @、派任务给员工一对一、走一个旅程"
    )
    say: Annotated[tuple[Say, ...], BeforeValidator(pool, json_schema_input_type=str | list[str])] = Field(
        (),
        max_length=50,
        description="说什么，touch: 任务 时是任务的内容；写几条就一轮用一条。可以用 "
        + " ".join(f"{{{name}}}" for name in KNOWN),
        examples=["{name} 好久不见，店里换了新茶，回来坐坐？"],
    )
    journey: str = Field("", max_length=LONGEST_NAME, description="touch: 旅程 时走哪个旅程", examples=["回来路"])
    to: str = Field("", max_length=64, description="touch: 任务 时任务给谁：员工的用户 ID；不写就给负责这位成员的员工")
    hours: int = Field(48, ge=1, le=720, description="touch: 任务 时几小时内完成")
    offer: Offer | None = Field(None, description="送什么")
    invite: bool = Field(False, description="在后面加一句，请他们来最近的一个活动")
    survey: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] = Field(
        (),
        max_length=8,
        description="问问为什么少来了，给几个选项；回答只有管理员看得到",
        examples=[["太忙", "消息太多"]],
    )
    thanks: str = Field(THANKS, max_length=LONGEST_WORDS, description="人回来了说什么；写空的就不说")
    goal: Goals = Field((Goal.SPOKE, Goal.CHECKED_IN, Goal.ORDERED), min_length=1, description="做到其中一样就算回来了")
    days: int = Field(14, ge=1, le=60, description="几天之内回来算唤醒")
    holdout: int = Field(10, ge=10, le=20, description="留百分之几的人不打扰，用来对照，10 到 20")
    again: Annotated[
        timedelta, BeforeValidator(read_again), WithJsonSchema({"type": "string", "examples": ["90天"]})
    ] = Field(
        SPAN_OF_A_ROUND,
        description="同一个人几天之内只进一轮，哪个唤醒都算",
        json_schema_extra={"default": "90天"},
    )
    cost: Cost = Field(Cost(), description="花多少钱")
    worth: Money | None = Field(None, description="回来一位值几元；不写就看他们这些天的订单", examples=[30])
    approve: bool = Field(False, description="要不要管理员发「SOP 批准」才能开始；内容改了要重新批准")
    author: str = Field("", max_length=64, description="谁写的（用户 ID）；人多的群要由别人批准")

    @model_validator(mode="before")
    @classmethod
    def _again_is_written(cls, given: Any) -> Any:
        return (
            {key: value for key, value in given.items() if key not in ("again", "say") or value is not None}
            if isinstance(given, Mapping)
            else given
        )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.touch == "旅程":
            if not self.journey:
                raise error_at(("touch",), NO_JOURNEY, None)
            if self.say:
                raise error_at(("say",), JOURNEY_SAYS, None)
        elif self.journey:
            raise error_at(("journey",), ONLY_JOURNEY, None)
        elif not self.say:
            raise error_at((), NO_WORDS, None)
        for key in ("to", "hours"):
            if key in self.model_fields_set and self.touch != "任务":
                raise error_at((key,), ONLY_TASK.format(key=key), None)
        if self.survey and self.touch != "私聊":
            raise error_at(("survey",), SURVEY_IN_PRIVATE, None)
        if self.offer is None and self.cost.offer:
            raise error_at(("cost", "offer"), COST_NOTHING, None)
        if self.again <= timedelta(days=self.days):
            raise error_at(("again",), TOO_SOON, None)
        for place, words in enumerate(self.say):
            self._check(words, ("say", place))
        self._check(self.thanks, ("thanks",))
        return self

    def _check(self, words: str, place: tuple[str | int, ...]) -> None:
        if len(words) > LONGEST_WORDS:
            raise error_at(place, f"最多 {LONGEST_WORDS} 个字", None)
        if self.offer is None and f"{{{OFFER}}}" in words:
            raise error_at(place, NOTHING_OFFERED, words)
        try:
            require_known(words, *KNOWN)
        except ValueError as error:
            raise error_at(place, str(error), words) from None

    @property
    def kind(self) -> str:
        """Return what owners call it."""
        return "唤醒"

    @property
    def shown_by(self) -> str:
        """Return the command that tells more of it."""
        return "唤醒方案"

    @property
    def campaign(self) -> str:
        """Return the campaign that it belongs to: waves belong to none."""
        return ""

    @cached_property
    def version(self) -> str:
        """Return a fingerprint of all that is said and done, to whom and when: what an approval is for."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]


def is_held_out(group_id: str, wave: Wave, member_id: int) -> bool:
    """Return whether a member is left alone in a wave: always the same ones, the wave's share of all, by a hash.

    What counts as the wave is its name. In one of another name others are left alone.
    """
    digest = sha256(f"{group_id}\n{wave.name}\n{member_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") * 100 < wave.holdout << 64


def offered_item(group: Group, offer: Offer) -> Item | None:
    """Return the item of the group's shop that is offered; None for points, and where the shop has it no more."""
    return next((item for item in group.rules(Shop).items if item.name == offer.item), None)
