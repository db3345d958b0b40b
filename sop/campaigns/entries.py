"""The entries of a campaign's phases, each of which becomes a plan; and whom they reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    PrivateAttr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from config.group import Group
from config.validation import error_at, errors, moved_below
from handlers.kit import Section
from handlers.segments.rules import SegmentRule
from handlers.text.template import fill
from sop.campaigns.phases import Phase, Span, countdown, within
from sop.plans.addressing import OF_MEMBERS
from sop.plans.fields import filled, read_when
from sop.plans.placeholders import COUNTDOWN, PLACEHOLDERS
from sop.plans.plan import Plan
from sop.when.parser import When

MOST_STEPS = 30
TASK = "派任务"
KIND = "群发"
"""What staff have to do where the owner does not say: to send the words to their customers' groups."""

GROUP = "群"
NEITHER = "要写 群、{whom: {…}} 或 {task: {…}}"
ONE_TOUCH = "whom 和 task 只能写一个"
ONE_TEXT = "派给员工的只能写一段话"
NOT_FILLED = "派给员工的话里不能用 {{{name}}} 这样的占位，请写成平常的字"


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

    known = (*PLACEHOLDERS, COUNTDOWN)

    when: Annotated[When, PlainValidator(_when_in_phase)]
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
