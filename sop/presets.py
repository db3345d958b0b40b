"""Timetables ready made: an owner takes one by its name, and changes what he wants otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails

from handlers.kit.template import fill
from sop.faults import detail, fault
from sop.plan import Plan

UNKNOWN = "没有叫「{name}」的预设。{hint}"
MEANT = "是不是「{near}」？"
KNOWN = "可以用：{names}"
NO_KEY = "「{preset}」里没有「{key}」，可以写：{names}"
DROP = ("false", "off", "no", "不要")
"""What an owner writes for a plan that he does without."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Plans as YAML would say them; what stands in braces and is named in `settings` is filled in."""

    settings: Mapping[str, str]
    plans: Mapping[str, Mapping[str, Any]]


def _day(number: int, say: str) -> dict[str, Any]:
    return {"when": "每天 {at}", "say": say, "whom": {"joined": number}}


PRESETS: Mapping[str, Preset] = {
    "新人第一周": Preset(
        {"at": "10:00"},
        {
            "新人第1天": _day(1, "欢迎来到{group}！先发「签到」领今天的积分，再发「帮助」看看我会什么～"),
            "新人第2天": _day(2, "昨天的签到还热着，今天接上就是连续 2 天啦～"),
            "新人第3天": _day(3, "介绍过自己了吗？说说你叫什么、喜欢什么，也许就遇到同好。"),
            "新人第5天": _day(5, "积分能换东西哦，发「商城」看看，发「积分」算算还差多少。"),
            "新人第7天": _day(7, "来一周啦！连签满 7 天有奖，发「签到日历」看看自己的这一周。"),
        },
    ),
    "沉睡唤醒": Preset(
        {"at": "20:00"},
        {
            "想念一周": {
                "when": "每天 {at}",
                "say": "一周没见啦，最近忙吗？来聊两句～",
                "whom": {"silent": 7, "not": [{"silent": 8}]},
            },
            "想念半月": {
                "when": "每天 {at}",
                "say": "半个月没见，群里攒了不少新话题，回来看看？",
                "whom": {"silent": 15, "not": [{"silent": 16}]},
            },
            "想念一月": {
                "when": "每天 {at}",
                "say": "一个月没见，签到一次就有积分，想要什么也可以直接说～",
                "whom": {"silent": 30, "not": [{"silent": 31}]},
            },
        },
    ),
    "课程周": Preset(
        {"course": "小课堂", "days": "每周一、三", "notice": "19:30", "start": "20:00", "after": "21:00"},
        {
            "课程预告": {"when": "{days} {notice}", "say": "📚 今晚 {start}，{course}开课啦。先想好一个想问的问题～"},
            "课程开始": {"when": "{days} {start}", "say": "🔔 {course}开始啦，听到的朋友回个「到」。", "late": "5分钟"},
            "课程作业": {
                "when": "{days} {after}",
                "say": "📝 今天的{course}讲完了。记下一点收获发到群里，明天一起看。",
            },
        },
    ),
    "文章三条": Preset(
        {"days": "每周二、五", "first": "08:30", "second": "12:30", "third": "20:30"},
        {
            "头条": {"when": "{days} {first}", "say": "📰 头条：{group}这几天最值得看的一件事，点开慢慢看。"},
            "次条": {"when": "{days} {second}", "say": "💬 次条：看完头条，说说你的想法，有问必答。"},
            "三条": {"when": "{days} {third}", "say": "🎁 三条：积分能换什么？发「商城」看看。"},
        },
    ),
}


def presets_type(kind: type[Plan]) -> Any:
    """The type of a group's `presets`: read from a mapping, kept as plans."""
    shapes = {
        name: {"type": ["object", "null"], "properties": dict.fromkeys([*one.settings, *one.plans], True)}
        for name, one in PRESETS.items()
    }
    return Annotated[
        tuple[Plan, ...],
        PlainValidator(lambda chosen, info: unfold(chosen, kind, info.context) if chosen else ()),
        WithJsonSchema({"type": "object", "properties": shapes, "additionalProperties": False}),
    ]


def unfold(chosen: object, kind: type[Plan], context: object) -> tuple[Plan, ...]:
    """The plans of the presets that a group takes, with its own changes; raises ValidationError at what is wrong.

    `chosen` maps a preset's name to its settings, to changes of single plans by their names, or to nothing.
    """
    if not isinstance(chosen, Mapping):
        raise fault((), "要写「预设的名字: {改动}」，例如 新人第一周: {}", chosen)
    plans = []
    for name, changes in chosen.items():
        preset = PRESETS.get(str(name))
        if preset is None:
            near = get_close_matches(str(name), PRESETS, 1, 0.4)
            hint = MEANT.format(near=near[0]) if near else KNOWN.format(names="、".join(PRESETS))
            raise fault((name,), UNKNOWN.format(name=name, hint=hint), name)
        plans += _plans(str(name), preset, changes or {}, kind, context)
    return tuple(plans)


def _plans(name: str, preset: Preset, changes: object, kind: type[Plan], context: object) -> list[Plan]:
    if not isinstance(changes, Mapping):
        raise fault((name,), "这里要写「键: 值」", changes)
    for key in changes:
        if key not in preset.settings and key not in preset.plans:
            names = "、".join([*preset.settings, *preset.plans])
            raise fault((name, key), NO_KEY.format(preset=name, key=key, names=names), key)
    settings = {key: str(changes.get(key, value)) for key, value in preset.settings.items()}
    plans = []
    for title, plan in preset.plans.items():
        change = changes.get(title, {})
        if str(change).casefold() in DROP:
            continue
        if not isinstance(change, Mapping):
            raise fault((name, title), "这里要写「键: 值」，或者写 不要", change)
        filled = {key: fill(value, settings) if isinstance(value, str) else value for key, value in plan.items()}
        try:
            plans.append(kind.model_validate({"name": title, **filled, **change}, context=context))
        except ValidationError as error:
            details = [_below((name, title), one) for one in error.errors(include_url=False)]
            raise ValidationError.from_exception_data("presets", details) from None
    return plans


def _below(place: tuple[Any, ...], error: Any) -> InitErrorDetails:
    """A finding in one of the plans, at its place in the file."""
    loc = (*place, *error["loc"])
    if error["type"] == "value_error":
        return detail(loc, str(error["ctx"]["error"]), error["input"])
    return InitErrorDetails(type=error["type"], loc=loc, input=error["input"], ctx=error.get("ctx", {}))
