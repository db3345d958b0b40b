"""One entry of a group's timetable: what happens when, checked as far as can be when the YAML is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails

from config.content import ContentFile, ContentPicture
from config.group import Group
from config.validation import detail, error_at, errors, moved_below
from handlers.kit import Action
from handlers.segments.rules import SegmentRule
from handlers.text.mentions import is_to_all
from handlers.text.names import suggest_name
from handlers.text.template import require_known
from sop.plans.addressing import OF_MEMBERS
from sop.plans.fields import (
    LATE,
    LONGEST_NAME,
    Missed,
    Name,
    Say,
    pool,
    read_late,
    read_missed,
    read_patience,
    read_when,
)
from sop.plans.links import Links
from sop.plans.placeholders import PLACEHOLDERS, values
from sop.when.parser import EXAMPLES, When
from sop.when.relative import parse_relative

_WHEN = {"type": ["string", "object"], "properties": {"cron": {"type": "string"}}, "examples": list(EXAMPLES)}
BESIDES = {"picture": "图", "file": "文件", "link": "链接"}
"""What may go with the words of a plan, and what owners call it."""


class Plan(BaseModel):
    """定时要做的一件事"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    actions: ClassVar[Mapping[str, Action]] = {}
    known: ClassVar[tuple[str, ...]] = PLACEHOLDERS
    """What its words may say of their moment, whomever they are said to."""

    name: Name = Field(description="名字，一个群里不能重复", min_length=1, max_length=LONGEST_NAME)
    when: Annotated[When, PlainValidator(read_when), WithJsonSchema(_WHEN)] = Field(description="什么时候，按群的时区")
    say: Annotated[
        tuple[Say, ...],
        BeforeValidator(pool, json_schema_input_type=str | list[str]),
    ] = Field(
        (),
        max_length=366,
        description="说什么；写几条就轮着说。可以用 "
        + " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        + "；有 whom 时还可以用 "
        + " ".join(f"{{{name}}}" for name in OF_MEMBERS),
    )
    do: str | None = Field(None, description="做什么")
    params: Annotated[Any, WithJsonSchema({"type": "object"})] = Field(
        None, alias="with", validate_default=True, description="do 的参数"
    )
    """The action's own parameter model; None where the plan says something."""
    picture: ContentPicture = Field(None, description="和 say 一起发的图，content 文件夹里的 png 或 jpg，最大 2 MB")
    file: ContentFile = Field(None, description="和 say 一起发的文件，在 content 文件夹里，最大 10 MB")
    link: Links = Field((), description="和 say 一起发的链接，一条或最多 8 条")
    whom: SegmentRule | None = Field(None, description="说给谁：会 @ 他们；不写就是全群")
    late: Annotated[
        timedelta, BeforeValidator(read_late), WithJsonSchema({"type": "string", "examples": ["10分钟", "2小时"]})
    ] = Field(LATE, description="晚多久就不发了", json_schema_extra={"default": "10分钟"})
    missed: Annotated[
        Missed, BeforeValidator(read_missed, json_schema_input_type=Literal["跳过", "补发", "只补最后一次"])
    ] = Field(
        Missed.SKIP, description="晚过了头怎么办：跳过、补发、只补最后一次", json_schema_extra={"default": "跳过"}
    )
    avoid: Annotated[
        timedelta | None, BeforeValidator(read_patience), WithJsonSchema({"type": "string", "examples": ["20分钟"]})
    ] = Field(None, description="避开聊天：群里正聊着就等，安静一分钟再发；最多等多久，2 小时以内")
    approve: bool = Field(False, description="要不要管理员发「SOP 批准」才发；内容改了要重新批准")
    author: str = Field("", max_length=64, description="谁写的（用户 ID）；人多的群要由别人批准")

    @model_validator(mode="before")
    @classmethod
    def _of_members(cls, given: Any) -> Any:
        """Return a moment of each member's own is a daily one, for those whose day it is."""
        words = given.get("when") if isinstance(given, Mapping) else None
        try:
            relative = parse_relative(words) if isinstance(words, str) else None
        except ValueError as error:
            raise error_at(("when",), str(error), words) from None
        if relative is None:
            return given
        whom = {"all": [relative.whom, given["whom"]]} if given.get("whom") else relative.whom
        return {**given, "when": f"每天 {relative.at:%H:%M}", "whom": whom}

    @field_validator("do")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is None or name in cls.actions:
            return name
        actions = f"可以做的有：{'、'.join(cls.actions)}" if cls.actions else "现在还没有可以定时做的事，请用 say"
        raise ValueError(f"不会做「{name}」。" + suggest_name(name, cls.actions, actions))

    @field_validator("params", mode="plain")
    @classmethod
    def _fitting(cls, given: object, info: ValidationInfo) -> BaseModel | None:
        action = cls.actions.get(info.data.get("do") or "")
        if action is None:
            if given is not None and "do" in info.data:
                raise ValueError("这些参数只能和 do 一起写")
            return None
        try:
            return action.params.model_validate({} if given is None else given, context=info.context)
        except ValidationError as error:
            details = [_translated(finding, action) for finding in error.errors(include_url=False)]
            raise errors(*details) from None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if not self.say and self.do is None:
            raise error_at(("say",), "要写 say（说什么）或 do（做什么）", None)
        if self.say and self.do is not None:
            raise error_at(("do",), "say 和 do 只能写一个", self.do)
        for name in OF_MEMBERS:
            if not self.whom and any(f"{{{name}}}" in words for words in self.say):
                raise error_at(("say",), f"{{{name}}} 要和 whom 一起写，才知道说的是谁", None)
        for place, words in enumerate(self.say):
            try:
                require_known(words, *self.known, *(OF_MEMBERS if self.whom else ()))
            except ValueError as error:
                raise error_at(("say", place), str(error), words) from None
        if self.whom and any(map(is_to_all, self.say)):
            raise error_at(("say",), "@所有人 和 whom 不能一起写：whom 只说给一部分人", None)
        if self.whom and self.do is not None:
            raise error_at(("whom",), "whom 只能和 say 一起写", None)
        for key, what in BESIDES.items():
            if self.whom and getattr(self, key):
                raise error_at((key,), f"@ 人的消息不能带{what}，请分成两个计划", None)
            if self.do is not None and getattr(self, key):
                raise error_at((key,), f"{what}只能和 say 一起发", None)
        return self

    @property
    def kind(self) -> str:
        """Return what owners call it."""
        return "计划"

    @property
    def shown_by(self) -> str:
        """Return the command that tells more of it."""
        return "SOP 记录"

    @property
    def campaign(self) -> str:
        """Return the name of the campaign that it belongs to; empty where it is a plan by itself."""
        return ""

    @property
    def audiences(self) -> tuple[SegmentRule, ...]:
        """Return the rule by which it chooses members, if it does."""
        return (self.whom,) if self.whom else ()

    def placeholders(self, group: Group, at: datetime) -> dict[str, str]:
        """Return what placeholders in its words stand for at a moment (aware)."""
        return values(group, at)

    @cached_property
    def version(self) -> str:
        """Return a fingerprint of all that is said and done, and when: what an approval is for."""
        fields = self.model_dump_json(exclude={"when", "picture", "file", "params"})
        params = self.params.model_dump_json() if self.params else ""
        digest = sha256(f"{self.when}|{fields}|{params}|".encode())
        for path in (self.picture, self.file):
            digest.update(path.read_bytes() if path else b"|")
        return digest.hexdigest()[:12]

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a schema that names the actions, and for each of them what its `with` may say."""
        schema = handler.resolve_ref_schema(handler(core))
        if cls.actions:
            schema["properties"]["do"]["anyOf"][0]["enum"] = list(cls.actions)
        schema["oneOf"] = [{"required": ["say"]}, {"required": ["do"]}]
        schema["allOf"] = [
            {
                "if": {"properties": {"do": {"const": name}}, "required": ["do"]},
                "then": {"properties": {"with": handler(action.params.__pydantic_core_schema__)}},
            }
            for name, action in cls.actions.items()
        ]
        return schema


def plan_model(actions: Mapping[str, Action]) -> type[Plan]:
    """Return the model of a `sop:` entry that may do these actions, by name."""
    kind = create_model("Plan", __base__=Plan, __doc__=Plan.__doc__)
    kind.actions = dict(actions)
    return kind


def _translated(error: Any, action: Action) -> InitErrorDetails:
    """Return one finding in an action's parameters; unknown ones are told which there are."""
    loc = error["loc"]
    if error["type"] == "extra_forbidden" and len(loc) == 1:
        names = [field.alias or name for name, field in action.params.model_fields.items()]
        allowed = f"可用的有：{'、'.join(names)}" if names else "它没有参数"
        return detail(
            loc, f"「{action.name}」没有这个参数。{suggest_name(str(loc[0]), names, allowed)}", error["input"]
        )
    return moved_below((), error)
