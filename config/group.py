"""groups/*.yaml: one group's life, as its owner wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from config.calendar import CHINA, OwnCalendar, occasion_names
from config.channels import is_channel_name
from config.loader import check, tree
from config.problems import ConfigError, Problem
from config.wording import line_of

Rules = TypeVar("Rules")


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


LONGEST_NAME = 64
"""Letters of a group's name."""


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("没有这个时区，中国请写 Asia/Shanghai")
    return name


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class GroupChannels(BaseModel):
    """这个群用 channels.yaml 里的哪些通道"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hear: Annotated[list[str], BeforeValidator(_listed)] = Field(
        description="从哪些通道听成员说话", min_length=1, examples=["sandbox"]
    )
    push: str | None = Field(None, description="定时消息和通知从哪个通道发出")
    staff: str | None = Field(
        None,
        description="只给员工和管理员看的内容发到哪个通道：工作群的推送机器人。不写就私聊给每个人",
    )


class GroupHead(BaseModel):
    """What every group's file says, whatever features it uses."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: str = Field(description="群在平台上的会话 ID；机器人在群里被 @ 时会告诉你", min_length=1, max_length=64)
    name: str = Field(description="群名", min_length=1, max_length=LONGEST_NAME)
    channels: GroupChannels = Field(description="用哪些通道")
    timezone: Annotated[str, AfterValidator(_zone)] = Field("Asia/Shanghai", description="群的时区")
    owner: str = Field("", description="群主的用户 ID")
    admins: Annotated[list[str], BeforeValidator(_listed)] = Field([], description="管理员的用户 ID")
    staff: Annotated[list[str], BeforeValidator(_listed)] = Field([], description="员工的用户 ID")
    calendar: OwnCalendar = Field(
        CHINA,
        description="日历：这个群自己的休息日和上班日，定时计划里的 工作日、休息日、节假日 照它算；还有自己的日子",
    )

    checks: ClassVar[tuple[Callable[[GroupHead], None], ...]] = ()
    """What has to hold between sections, contributed by their owners; each raises ValidationError at its place."""

    @model_validator(mode="after")
    def _sections_fit_together(self) -> Self:
        for check_sections in self.checks:
            check_sections(self)
        return self

    @property
    def sections(self) -> tuple[object, ...]:
        """Return the sections, in the order of the file's model."""
        names = (name for name in type(self).model_fields if name not in GroupHead.model_fields)
        return tuple(getattr(self, name) for name in names)

    def section(self, kind: type[Rules]) -> Rules:
        """Return the section of this class; raises StopIteration where the model has none."""
        return next(section for section in self.sections if isinstance(section, kind))


@dataclass(frozen=True, slots=True)
class SectionKey:
    """A key of a group's YAML, contributed by its owner."""

    name: str
    annotation: object
    """The type that reads the key's value into an object of a class of its own, by which the section is asked for."""
    field: object
    """Pydantic's Field, with the default and the description."""


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
    sections: Mapping[type, object]
    """By their classes, in the order of the file's model."""
    path: Path
    calendar: OwnCalendar = CHINA
    file_problem: str = ""
    """What is wrong with its file, where this is its last good version."""
    staff_channel: str | None = None
    """The chat of those in charge: a channel that speaks there and nowhere else."""
    check_file: Callable[[Path, bytes], object] = lambda _path, _text: None
    """Reads a text in place of this group's file; raises ConfigError where it could not take its place."""

    def rules(self, kind: type[Rules]) -> Rules:
        """Return the group's section of this class, with defaults where the file says nothing."""
        section = self.sections[kind]
        assert isinstance(section, kind)
        return section

    def sections_of(self, kind: type[Rules]) -> Iterator[Rules]:
        """Yield all sections that are of this class or of one derived from it."""
        return (section for section in self.sections.values() if isinstance(section, kind))


def rules_section(name: str, kind: type[BaseModel]) -> SectionKey:
    """Return the key under which a feature's rules stand."""
    return SectionKey(name, kind, Field(default_factory=kind, description=(kind.__doc__ or "").strip()))


def group_model(
    keys: Iterable[SectionKey],
    calendar: type[OwnCalendar] = OwnCalendar,
    checks: Sequence[Callable[[GroupHead], None]] = (),
) -> type[GroupHead]:
    """Return the model of a whole group file: the head and all sections, all of which may be left out.

    `calendar` is an OwnCalendar with what the timetable asks of it.
    """
    fields: dict[str, Any] = {key.name: (key.annotation, key.field) for key in keys}
    fields["calendar"] = (calendar, GroupHead.model_fields["calendar"])
    model = create_model("GroupFile", __base__=GroupHead, **fields)
    model.checks = tuple(checks)
    return model


def _speaking(channels: GroupChannels) -> Iterator[tuple[str, str]]:
    """Yield the keys and names of the channels that a group is spoken to by."""
    for key, name in (("push", channels.push), ("staff", channels.staff)):
        if name is not None:
            yield key, name


def load_group(
    path: Path, model: type[GroupHead], channels: Iterable[str], content: Path, text: bytes | None = None
) -> Group:
    """Return one file as a Group; raises ConfigError.

    `channels` are the names that channels.yaml knows, `content` is the folder with the pictures that it may name. With
    a `text`, that is read in place of what is in the file.
    """
    data = tree(path, text)
    known_words = {"segments": data.get("segments"), "occasions": occasion_names(data.get("calendar"))}
    head = check(path, data, model, context={"content": content, **known_words})
    channel_names = set(channels)
    head_channels = head.channels
    unknown = []
    for key, name in [*(("hear", name) for name in head_channels.hear), *_speaking(head_channels)]:
        if name not in channel_names:
            line, column = line_of(data, ("channels", key))
            allowed = "、".join(sorted(channel_names))
            # What cannot be a name may be a robot's key that belongs into channels.yaml.
            shown = f"没有叫「{name}」的通道" if is_channel_name(name) else "这里要写通道的名字"
            unknown.append(Problem(path, line, column, shown, f"channels.yaml 里有：{allowed}"))
    if unknown:
        raise ConfigError(*unknown)
    return Group(
        id=head.group,
        name=head.name,
        zone=ZoneInfo(head.timezone),
        hear=tuple(head.channels.hear),
        push=head.channels.push,
        owner=head.owner,
        admins=frozenset(head.admins),
        staff=frozenset(head.staff),
        sections={type(section): section for section in head.sections},
        path=path,
        calendar=head.calendar,
        staff_channel=head.channels.staff,
        check_file=lambda path, text: load_group(path, model, channel_names, content, text),
    )
