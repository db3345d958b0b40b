"""Timetables ready made: owners take one by its name, and change what they want otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from config.group import SectionKey
from config.validation import Place, error_at
from handlers.text.names import suggest_name
from handlers.text.template import fill
from sop.plans.expansion import expand
from sop.plans.plan import Plan
from sop.plans.ready_made import PRESETS, Preset
from sop.plans.sections import PresetPlans

UNKNOWN = "没有叫「{name}」的预设。{hint}"
KNOWN = "可以用：{names}"
NO_KEY = "「{preset}」里没有「{key}」，可以写：{names}"
NEEDED = "要写 {key}，例如 {preset}: {{{key}: {example}}}"
DROP = ("false", "off", "no", "不要")
"""What owners write for a plan that they do without."""


def presets_section(kind: type[Plan]) -> SectionKey:
    """Return the key `presets`: read from a mapping, kept as plans that may do what this kind may."""
    shapes = {name: {"type": ["object", "null"], "properties": _shape(preset)} for name, preset in PRESETS.items()}
    annotation = Annotated[
        PresetPlans,
        PlainValidator(lambda chosen, info: PresetPlans(expand_presets(chosen, kind, info.context) if chosen else ())),
        WithJsonSchema({"type": "object", "properties": shapes, "additionalProperties": False}),
    ]
    return SectionKey(
        "presets", annotation, Field(default_factory=PresetPlans, description="现成的计划，按名字拿来用，可以改")
    )


def _shape(preset: Preset) -> dict[str, dict[str, object]]:
    """Return what each key of a preset means, a setting or a plan's words, for editors and the page on the file."""
    shape: dict[str, dict[str, object]] = {key: {"examples": [example]} for key, example in preset.needed.items()}
    shape |= {key: {"default": value} for key, value in preset.settings.items()}
    for title, plan in preset.plans.items():
        does = plan.get("say") or f"{plan['do']} {next(iter(plan['with'].values()))}"
        shape[title] = {"description": "：".join(fill(str(words), preset.settings) for words in (plan["when"], does))}
    return shape


def expand_presets(chosen: object, kind: type[Plan], context: object) -> tuple[Plan, ...]:
    """Return the plans of the presets that a group takes, with its own changes; raises ValidationError.

    `chosen` maps a preset's name to its settings, to changes of single plans by their names, or to nothing.
    """
    if not isinstance(chosen, Mapping):
        raise error_at((), "要写「预设的名字: {改动}」，例如 新人第一周: {}", chosen)
    plans = []
    for name, changes in chosen.items():
        preset = PRESETS.get(str(name))
        if preset is None:
            tip = suggest_name(str(name), PRESETS, KNOWN.format(names="、".join(PRESETS)), least=0.4)
            raise error_at((name,), UNKNOWN.format(name=name, hint=tip), name)
        plans += _plans(str(name), preset, changes or {}, kind, context)
    return tuple(plans)


def _plans(name: str, preset: Preset, changes: object, kind: type[Plan], context: object) -> list[Plan]:
    if not isinstance(changes, Mapping):
        raise error_at((name,), "这里要写「键: 值」", changes)
    for key in changes:
        if key not in preset.keys:
            raise error_at((name, key), NO_KEY.format(preset=name, key=key, names="、".join(preset.keys)), key)
    for key, example in preset.needed.items():
        if not changes.get(key):
            raise error_at((name, key), NEEDED.format(preset=name, key=key, example=example), None)
    settings = {key: str(changes.get(key, value)) for key, value in {**preset.needed, **preset.settings}.items()}
    entries: list[tuple[Place, Mapping[str, Any], object]] = []
    for title, plan in preset.plans.items():
        change = changes.get(title, {})
        if str(change).casefold() in DROP:
            continue
        if not isinstance(change, Mapping):
            raise error_at((name, title), "这里要写「键: 值」，或者写 不要", change)
        # An owner's own words, or another action, take the place of all that the plan would do.
        replaced = ("say", "do", "with") if {"say", "do"} & set(change) else ()
        filled = {key: _fill(value, settings) for key, value in plan.items() if key not in replaced}
        entries.append(((name, title), {"name": title, **filled, **change}, context))
    return expand(entries, kind)


def _fill(value: object, settings: Mapping[str, str]) -> object:
    if isinstance(value, Mapping):
        return {key: _fill(part, settings) for key, part in value.items()}
    return fill(value, settings) if isinstance(value, str) else value
