"""`tags:`, the tags that rules give; pure."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, RootModel, model_validator

from handlers.kit import Context
from handlers.segments.rules import SegmentRule, tags_in
from storage.members.tags import Tag

LONGEST = 12
"""Characters of a tag."""
MOST = 20
"""Tags of one member, tags given at once, and rules."""
CIRCLE = "标签的规则里不能再用规则贴的标签「{name}」，请把条件写全"
BY_RULE = "{name}（规则）"
BY_HAND = "{name}（{who} {day:%m-%d}）"


class TagRules(RootModel[dict[Annotated[str, Field(min_length=1, max_length=LONGEST)], SegmentRule]]):
    """自动标签：符合条件的人每晚贴上，不符合了就去掉；手工贴的不动"""

    root: dict[Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^\S+$")], SegmentRule] = Field(
        {}, max_length=MOST, examples=[{"宝妈": {"said": ["宝妈", "孩子"]}, "大客户": {"spent": 1000}}]
    )

    @model_validator(mode="after")
    def _not_in_circles(self) -> Self:
        for rule in self.root.values():
            for name in sorted(tags_in(rule) & self.root.keys()):
                raise ValueError(CIRCLE.format(name=name))
        return self


def describe_origin(ctx: Context, tag: Tag) -> str:
    """Return a tag with where it came from: a rule, or who gave it on which local day."""
    if tag.by_rule:
        return BY_RULE.format(name=tag.name)
    return BY_HAND.format(name=tag.name, who=tag.who, day=ctx.local(tag.at)) if tag.who else tag.name
