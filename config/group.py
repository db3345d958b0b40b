"""groups/*.yaml: one group's life, as its owner wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model
from pydantic_core import InitErrorDetails, PydanticCustomError
from ruamel.yaml.comments import CommentedMap

from config.calendar import CHINA, OwnCalendar, occasion_names
from config.loader import check, line_of, tree
from config.problems import ConfigError, Problem

Rules = TypeVar("Rules", bound=BaseModel)


MOST_CAMPAIGNS = 50


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("没有这个时区，中国请写 Asia/Shanghai")
    return name


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _distinct(plans: list[Any]) -> list[Any]:
    """A plan is known by its name: which of its moments are done is remembered under it."""
    names: set[str] = set()
    for place, plan in enumerate(plans):
        if plan.name in names:
            kind = PydanticCustomError("value_error", "{error}", {"error": "前面已经有一个同名的计划，请换个名字"})
            twice = InitErrorDetails(type=kind, loc=(place, "name"), input=plan.name)
            raise ValidationError.from_exception_data("sop", [twice])
        names.add(plan.name)
    return plans


class GroupChannels(BaseModel):
    """这个群用 channels.yaml 里的哪些通道"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hear: Annotated[list[str], BeforeValidator(_listed)] = Field(
        description="从哪些通道听成员说话", min_length=1, examples=["sandbox"]
    )
    push: str | None = Field(None, description="定时消息和通知从哪个通道发出")


class GroupHead(BaseModel):
    """What every group's file says, whatever features it uses."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: str = Field(description="群在平台上的会话 ID；机器人在群里被 @ 时会告诉你", min_length=1, max_length=64)
    name: str = Field(description="群名", min_length=1, max_length=64)
    channels: GroupChannels = Field(description="用哪些通道")
    timezone: Annotated[str, AfterValidator(_zone)] = Field("Asia/Shanghai", description="群的时区")
    owner: str = Field("", description="群主的用户 ID")
    admins: Annotated[list[str], BeforeValidator(_listed)] = Field([], description="管理员的用户 ID")
    staff: Annotated[list[str], BeforeValidator(_listed)] = Field([], description="员工的用户 ID")
    calendar: OwnCalendar = Field(
        CHINA,
        description="日历：这个群自己的休息日和上班日，定时计划里的 工作日、休息日、节假日 照它算；还有自己的日子",
    )


@dataclass(frozen=True)
class Group:
    """One group with its rules in force. `id` is its chat id; identities are user ids, never nicknames."""

    id: str
    name: str
    zone: ZoneInfo
    hear: tuple[str, ...]
    push: str | None
    owner: str
    admins: frozenset[str]
    staff: frozenset[str]
    sections: Mapping[type[BaseModel], BaseModel]
    plans: tuple[Any, ...]
    path: Path
    calendar: OwnCalendar = CHINA
    campaigns: tuple[Any, ...] = ()
    journeys: tuple[Any, ...] = ()

    def rules(self, kind: type[Rules]) -> Rules:
        """The group's section of this kind, with defaults where the file says nothing."""
        section = self.sections[kind]
        assert isinstance(section, kind)
        return section


def group_model(
    sections: Mapping[str, type[BaseModel]],
    plan: type[BaseModel],
    presets: Any = dict[str, Any],
    calendar: Any = OwnCalendar,
    campaign: type[BaseModel] = BaseModel,
    journeys: Any = tuple[Any, ...],
) -> type[GroupHead]:
    """The model of a whole group file: the head, one optional section per feature, the timetable and journeys.

    `presets` is the type that reads the presets a group takes, as a tuple of plans; `calendar` is an OwnCalendar with
    what the timetable asks of it; a `campaign` has a name and a tuple of plans; `journeys` is the type of its journeys.
    """
    fields: dict[str, Any] = {
        name: (kind, Field(default_factory=kind, description=(kind.__doc__ or "").strip()))
        for name, kind in sections.items()
    }
    fields["calendar"] = (calendar, GroupHead.model_fields["calendar"])
    plans = Annotated[list[plan], AfterValidator(_distinct)]  # type: ignore[valid-type]
    fields["sop"] = (plans, Field([], description="定时要做的事"))
    campaigns = Annotated[list[campaign], Field(max_length=MOST_CAMPAIGNS), AfterValidator(_distinct)]  # type: ignore[valid-type]
    fields["campaigns"] = (campaigns, Field([], description="营销计划：目标、日期、计划、触达"))
    fields["presets"] = (presets, Field((), description="现成的计划，按名字拿来用，可以改"))
    fields["journeys"] = (journeys, Field((), description="旅程：每位成员自己走的一串步骤"))
    return create_model("GroupFile", __base__=GroupHead, **fields)


def load_group(path: Path, model: type[GroupHead], channels: Iterable[str], content: Path) -> Group:
    """One file as a Group; raises ConfigError.

    `channels` are the names that channels.yaml knows, `content` is the folder with the pictures that it may name.
    """
    data = tree(path)
    known_words = {"segments": data.get("segments"), "occasions": occasion_names(data.get("calendar"))}
    head = check(path, data, model, context={"content": content, **known_words})
    known = set(channels)
    wanted = [*head.channels.hear, *([head.channels.push] if head.channels.push else [])]
    for name in wanted:
        if name not in known:
            line, column = data["channels"].lc.line + 1, data["channels"].lc.col + 1
            allowed = "、".join(sorted(known))
            raise ConfigError(Problem(path, line, column, f"没有叫「{name}」的通道", f"channels.yaml 里有：{allowed}"))
    sections = {type(value): value for value in (getattr(head, field) for field in _sections(model))}
    plans = _plans(path, data, head)
    return Group(
        id=head.group,
        name=head.name,
        zone=ZoneInfo(head.timezone),
        hear=tuple(head.channels.hear),
        push=head.channels.push,
        owner=head.owner,
        admins=frozenset(head.admins),
        staff=frozenset(head.staff),
        sections=sections,
        plans=plans,
        path=path,
        calendar=head.calendar,
        campaigns=tuple(getattr(head, "campaigns", ())),
        journeys=_journeys(path, data, head, plans),
    )


def _plans(path: Path, data: CommentedMap, head: GroupHead) -> tuple[Any, ...]:
    """The group's own plans, those of its presets and of its campaigns.

    Raises ConfigError where two share a name; a campaign's own name counts, because it stands for all of its plans.
    """
    own, ready, campaigns = (tuple(getattr(head, key, ())) for key in ("sop", "presets", "campaigns"))
    named: list[tuple[tuple[str | int, ...], str, str]] = [
        *((("presets",), plan.name, "请换个名字，或写 不要") for plan in ready),
        *(
            (("campaigns", place, "name"), name, "请换个名字")
            for place, one in enumerate(campaigns)
            for name in (one.name, *(plan.name for plan in one.plans))
        ),
    ]
    names = {plan.name for plan in own}
    for place, name, fix in named:
        if name in names:
            line, column = line_of(data, place)
            raise ConfigError(Problem(path, line, column, f"「{name}」已经有一个同名的计划", fix))
        names.add(name)
    return (*own, *ready, *(plan for one in campaigns for plan in one.plans))


def _journeys(path: Path, data: CommentedMap, head: GroupHead, plans: Iterable[Any]) -> tuple[Any, ...]:
    """The group's journeys; raises ConfigError where one has the name of another or of a plan: both are told by it."""
    journeys = tuple(getattr(head, "journeys", ()))
    names = {plan.name for plan in plans}
    for place, journey in enumerate(journeys):
        if journey.name in names:
            line, column = line_of(data, ("journeys", place, "name"))
            raise ConfigError(
                Problem(path, line, column, f"「{journey.name}」已经有一个同名的计划或旅程", "请换个名字")
            )
        names.add(journey.name)
    return journeys


def load_groups(
    folder: Path, model: type[GroupHead], channels: Iterable[str]
) -> tuple[dict[str, Group], list[Problem]]:
    """All groups by id, and the problems of files that could not be used. Two files never share an id.

    The pictures they name are in the folder `content` beside theirs.
    """
    groups: dict[str, Group] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            group = load_group(path, model, channels, folder.parent / "content")
        except ConfigError as error:
            problems.extend(error.problems)
            continue
        if group.id in groups:
            other = groups[group.id].path.name
            problems.append(Problem(path, 1, 1, f"群「{group.id}」在 {other} 里已经写过", "一个群只写一个文件"))
            continue
        groups[group.id] = group
    return groups, problems


def _sections(model: type[GroupHead]) -> list[str]:
    others = (*GroupHead.model_fields, "sop", "presets", "campaigns", "journeys")
    return [name for name in model.model_fields if name not in others]
