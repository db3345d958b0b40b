"""`campaigns:` in a group's YAML: an aim, dates in phases, and what is done in each, unfolded into ordinary plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
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
from handlers.kit import Section
from handlers.segments.rules import SegmentRule
from handlers.text.template import fill, placeholders
from sop.campaigns.phases import PHASES, Phase, Span, countdown, overall_span, read_span, within
from sop.plans.addressing import OF_MEMBERS
from sop.plans.controls import Controllable
from sop.plans.expansion import expand
from sop.plans.placeholders import COUNTDOWN, PLACEHOLDERS
from sop.plans.plan import Name, Plan, filled, pool, read_when
from sop.plans.sections import PlanSource, distinct
from sop.when.parser import When
from storage.sop.goals import Deed

LONGEST_NAME = 16
MOST_STEPS = 30
MOST_CAMPAIGNS = 50
LONGEST = 62
"""Days from the first to the last."""
TASK = "派任务"
KIND = "群发"
"""What staff have to do where the owner does not say: to send the words to their customers' groups."""
REPORT = "营销战报"
GROUP = "群"
NEITHER = "要写 群、{whom: {…}} 或 {task: {…}}"
ONE_TOUCH = "whom 和 task 只能写一个"
TOO_EARLY = "要在「{before}」结束（{end}）以后开始"
TOO_LONG = "从 {begin} 到 {end} 有 {days} 天，最多 {most} 天"
NO_DATES = "dates 里没有写「{phase}」是哪几天"
ONE_TEXT = "派给员工的只能写一段话"
NOT_FILLED = "派给员工的话里不能用 {{{name}}} 这样的占位，请写成平常的字"
TWICE = "这个计划里已经有一条叫「{name}」"
NO_GOAL = "要和 goal 一起写，才有目标可以比"
_EXAMPLES = ["20:00", "每天 20:00", "第1天 09:00", "最后一天 20:00", "工作日 12:30"]


def _of_group(words: object) -> object:
    if isinstance(words, str) and words != GROUP:
        raise ValueError(NEITHER)
    return {} if words == GROUP else words


class Touch(Section):
    """触达：说给谁，或者派给谁去说"""

    whom: SegmentRule | None = Field(None, description="@ 这些成员")
    task: dict[str, Any] | None = Field(None, description="派成员工任务，由员工发出去；写法同 派任务 的 with")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.whom and self.task is not None:
            raise error_at(("task",), ONE_TOUCH, self.task)
        return self


TouchField = Annotated[Touch, BeforeValidator(_of_group, json_schema_input_type=Touch | Literal["群"])]
_TOUCH: TypeAdapter[Touch] = TypeAdapter(TouchField)
_WRITTEN: TypeAdapter[dict[Phase, Any]] = TypeAdapter(
    dict[Phase, Annotated[list[dict[str, Any]], Field(max_length=MOST_STEPS)]]
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an entry stands."""

    campaign: str
    dates: Mapping[Phase, Span]
    phase: Phase
    number: int
    touch: Touch

    @property
    def span(self) -> Span:
        """Return the days of its phase."""
        return self.dates[self.phase]


def _when_in_phase(words: object, info: ValidationInfo) -> When:
    assert info.context
    return read_when(within(str(words), info.context["stage"].span), info)


StepSay = Annotated[str, AfterValidator(filled), placeholders(*PLACEHOLDERS, COUNTDOWN, *OF_MEMBERS)]


class CampaignPlan(Plan):
    """A plan of a campaign. The validation's context has the campaign's name and dates as `campaign`."""

    _campaign: str = PrivateAttr("")
    _dates: Mapping[Phase, Span] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _remember_campaign(self, info: ValidationInfo) -> Self:
        assert info.context
        self._campaign, self._dates = info.context["campaign"]
        return self

    @property
    def campaign(self) -> str:
        return self._campaign

    def placeholders(self, group: Group, at: datetime) -> dict[str, str]:
        """Return what placeholders stand for, among them how many days it still is."""
        days = countdown(self._dates, at.astimezone(group.zone).date())
        return {**super().placeholders(group, at), COUNTDOWN: str(days)}


class Step(CampaignPlan):
    """One entry of a phase. The validation's context has its Stage as `stage`."""

    when: Annotated[When, PlainValidator(_when_in_phase)]
    say: Annotated[tuple[StepSay, ...], BeforeValidator(pool)] = Field((), max_length=366)
    touch: Touch | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_its_place(cls, given: Any, info: ValidationInfo) -> Any:
        """Return the entry with its whole name, and with what its campaign says for all entries."""
        assert info.context
        stage: Stage = info.context["stage"]
        entry = {**given, "name": f"{stage.campaign}·{given.get('name') or f'{stage.phase}{stage.number}'}"}
        touch = _own_touch(entry.pop("touch")) if "touch" in entry else stage.touch
        if entry.get("say") is None or "do" in entry or "whom" in entry:
            return entry
        if touch.task is None:
            return {**entry, "whom": touch.whom} if touch.whom else entry
        return _as_task(entry, {"title": f"{stage.campaign}·{stage.phase}", **touch.task})


def _own_touch(given: object) -> Touch:
    try:
        return _TOUCH.validate_python(given)
    except ValidationError as error:
        raise errors(*(moved_below(("touch",), finding) for finding in error.errors(include_url=False))) from None


def _as_task(entry: dict[str, Any], task: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry with its words handed to staff, to be said by them."""
    text = entry.pop("say")
    if not isinstance(text, str):
        raise error_at(("say",), ONE_TEXT, text)
    filled(text)
    for name in (*PLACEHOLDERS, COUNTDOWN, *OF_MEMBERS):
        if fill(text, {name: ""}) != text:
            raise error_at(("say",), NOT_FILLED.format(name=name), text)
    picture = {"picture": entry.pop("picture")} if "picture" in entry else {}
    return {**entry, "do": TASK, "with": {"kind": KIND, **task, "text": text, **picture}}


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
        AfterValidator(distinct),
        AfterValidator(_campaigns),
    ]
    return SectionKey(
        "campaigns", annotation, Field(default_factory=Campaigns, description="营销计划：目标、日期、计划、触达")
    )


def _campaigns(campaigns: list[Campaign]) -> Campaigns:
    return Campaigns(tuple(plan for campaign in campaigns for plan in campaign.plans), tuple(campaigns))
