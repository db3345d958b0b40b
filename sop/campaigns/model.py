"""`campaigns:` in a group's YAML: an aim, dates in phases, and what is done in each, unfolded into ordinary plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    field_validator,
    model_validator,
)

from config.group import Group, SectionKey
from config.validation import Place, error_at, errors, moved_below
from sop.campaigns.entries import GROUP, KIND, MOST_STEPS, TASK, CampaignPlan, Stage, Step, Touch, TouchField
from sop.campaigns.phases import PHASES, Phase, Span, overall_span, read_span
from sop.plans.controls import Controllable
from sop.plans.expansion import expand
from sop.plans.fields import Name
from sop.plans.plan import Plan
from sop.plans.sections import PlanSource, distinct
from storage.sop.goals import Deed

LONGEST_NAME = 16
MOST_CAMPAIGNS = 50
LONGEST = 62
"""Days from the first to the last."""
REPORT = "营销战报"
TOO_EARLY = "要在「{before}」结束（{end}）以后开始"
TOO_LONG = "从 {begin} 到 {end} 有 {days} 天，最多 {most} 天"
NO_DATES = "dates 里没有写「{phase}」是哪几天"
TWICE = "这个计划里已经有一条叫「{name}」"
NO_GOAL = "要和 goal 一起写，才有目标可以比"
_EXAMPLES = ["20:00", "每天 20:00", "第1天 09:00", "最后一天 20:00", "工作日 12:30"]


_WRITTEN: TypeAdapter[dict[Phase, Any]] = TypeAdapter(
    dict[Phase, Annotated[list[dict[str, Any]], Field(max_length=MOST_STEPS)]]
)


def _in_order(dates: dict[Phase, Span]) -> dict[Phase, Span]:
    """Refuse phases that overlap or go backwards, and what is too long in all."""
    phases = [phase for phase in PHASES if phase in dates]
    for before, phase in pairwise(phases):
        if dates[phase].begin <= dates[before].end:
            raise error_at((phase,), TOO_EARLY.format(before=before, end=dates[before].end), None)
    span = overall_span(dates)
    if span.days > LONGEST:
        message = TOO_LONG.format(begin=span.begin, end=span.end, days=span.days, most=LONGEST)
        raise error_at((phases[-1],), message, None)
    return {phase: dates[phase] for phase in phases}


_SpanField = Annotated[
    Span,
    PlainValidator(lambda words: read_span(str(words))),
    WithJsonSchema({"type": "string", "examples": ["2026-12-20 至 2026-12-22", "2026-12-26"]}),
]
_ENTRY = {
    "type": "object",
    "properties": {field.alias or name: {} for name, field in Step.model_fields.items()}
    | {"when": {"type": "string", "examples": _EXAMPLES}},
    "required": ["when"],
    "additionalProperties": False,
}
_PLAN = {
    "type": "object",
    "properties": {phase: {"type": "array", "items": _ENTRY, "maxItems": MOST_STEPS} for phase in PHASES},
    "additionalProperties": False,
}


class Campaign(BaseModel):
    """一份营销计划：目标、日期、计划、触达"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: ClassVar[type[Plan]] = Plan
    step: ClassVar[type[Step]] = Step
    report_plan: ClassVar[type[CampaignPlan]] = CampaignPlan

    name: Name = Field(min_length=1, max_length=LONGEST_NAME, description="叫什么，计划就叫 双旦·预热1 这样的名字")
    goal: dict[Deed, Annotated[int, Field(ge=1, le=1_000_000)]] = Field(
        {}, description="目标：这段日子里多少位成员做到", examples=[{"兑换": 50, "发言": 200}]
    )
    dates: Annotated[dict[Phase, _SpanField], Field(min_length=1), AfterValidator(_in_order)] = Field(
        description=f"日期：预热、正式、收尾各是哪几天，可以只写其中几段；一共最多 {LONGEST} 天"
    )
    touch: TouchField = Field(
        Touch(),
        description="触达：群（不写就是）、{whom: …} @ 一些成员、{task: …} 派给员工去发；每条计划里也可以另写",
        json_schema_extra={"default": GROUP},
    )
    report: bool = Field(False, description="结束后第二天 10:00 在群里说结果")
    plans: Annotated[tuple[Plan, ...], WithJsonSchema(_PLAN)] = Field(
        (),
        alias="plan",
        validate_default=True,
        description="计划：每一段里什么时候说什么、做什么；when 不写日期，say 里还可以用 {days}",
    )

    @field_validator("touch")
    @classmethod
    def _task_is_right(cls, touch: Touch, info: ValidationInfo) -> Touch:
        """Return what is wrong with the task is said once, at its own place."""
        if touch.task is None:
            return touch
        task = {"kind": KIND, "title": TASK, **touch.task}
        try:
            cls.kind.model_validate(
                {"name": TASK, "when": "每天 09:00", "do": TASK, "with": task}, context=info.context
            )
        except ValidationError as error:
            findings = error.errors(include_url=False)
            raise errors(
                *(moved_below(("task",), {**finding, "loc": finding["loc"][1:]}) for finding in findings)
            ) from None
        return touch

    @field_validator("plans", mode="plain")
    @classmethod
    def _unfold(cls, given: object, info: ValidationInfo) -> tuple[Plan, ...]:
        written = _WRITTEN.validate_python({} if given == () else given)
        values = info.data
        if not {"name", "dates", "touch", "report"} <= values.keys():
            return ()
        entries: list[tuple[Place, dict[str, Any], dict[str, Any]]] = []
        for phase in PHASES:
            if phase in written and phase not in values["dates"]:
                raise error_at((phase,), NO_DATES.format(phase=phase), phase)
            for place, entry in enumerate(written.get(phase, ())):
                stage = Stage(values["name"], values["dates"], phase, place + 1, values["touch"])
                context = {**(info.context or {}), "stage": stage, "campaign": (stage.campaign, stage.dates)}
                entries.append(((phase, place), entry, context))
        plans = expand(entries, cls.step)
        names: set[str] = set()
        for plan, (place_of, _, _) in zip(plans, entries, strict=True):
            if plan.name in names:
                raise error_at((*place_of, "name"), TWICE.format(name=plan.name), plan.name)
            names.add(plan.name)
        return (*plans, *([cls._report(values["name"], values["dates"])] if values["report"] else []))

    @classmethod
    def _report(cls, name: str, dates: Mapping[Phase, Span]) -> Plan:
        day = overall_span(dates).end + timedelta(days=1)
        plan = {"name": f"{name}·战报", "when": f"{day} 10:00", "do": REPORT, "with": {"name": name}, "missed": "补发"}
        return cls.report_plan.model_validate(plan, context={"campaign": (name, dates)})

    @model_validator(mode="after")
    def _something_to_report(self) -> Self:
        if self.report and not self.goal:
            raise error_at(("report",), NO_GOAL, None)
        return self


@dataclass(frozen=True, slots=True)
class Campaigns(PlanSource):
    """The campaigns of a group, with all their plans."""

    campaigns: tuple[Campaign, ...] = ()

    def together(self) -> Iterator[tuple[str, tuple[Controllable, ...]]]:
        """Yield each campaign's name with its plans."""
        yield from ((campaign.name, campaign.plans) for campaign in self.campaigns)


def campaigns_of(group: Group) -> tuple[Campaign, ...]:
    """Return the group's campaigns, in the order of its file."""
    return tuple(campaign for section in group.sections_of(Campaigns) for campaign in section.campaigns)


def campaigns_section(kind: type[Plan]) -> SectionKey:
    """Return the key `campaigns`, whose plans may do what this kind may."""
    model = create_model("Campaign", __base__=Campaign, __doc__=Campaign.__doc__)
    model.kind = kind
    model.step = create_model("Step", __base__=Step)
    model.step.actions = kind.actions
    model.report_plan = create_model("CampaignPlan", __base__=CampaignPlan)
    model.report_plan.actions = kind.actions
    annotation = Annotated[
        list[model],
        Field(max_length=MOST_CAMPAIGNS),
        AfterValidator(partial(distinct, kind="活动")),
        AfterValidator(_campaigns),
    ]
    return SectionKey(
        "campaigns", annotation, Field(default_factory=Campaigns, description="营销计划：目标、日期、计划、触达")
    )


def _campaigns(campaigns: list[Campaign]) -> Campaigns:
    return Campaigns(tuple(plan for campaign in campaigns for plan in campaign.plans), tuple(campaigns))
