"""Named segments of members, which plans and journeys can use."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import truncate
from handlers.segments.rules import NESTED, UNKNOWN, SegmentRule, refers_to_segment, select
from handlers.text.names import suggest_name
from handlers.text.people import join_names
from storage.members import audience
from storage.members.audience import Facts
from storage.members.roster import Member

MOST = 50
LONGEST = 12
SHOWN = 50

NONE = "还没有分群。在群的 YAML 里写，例如 segments: {铁粉: {streak: 7, spoke: 3}}。"
ALL = "分群（发「分群 {name}」看有谁）：\n{lines}"
LINE = "{name}：{count} 人"
MEMBERS = "「{name}」现在有 {count} 人：{names}"
NOBODY = "「{name}」现在没有人。"


def _refuse_nested(value: object) -> object:
    if refers_to_segment(value):
        raise ValueError(NESTED)
    return value


Segment = Annotated[SegmentRule, BeforeValidator(_refuse_nested)]


class Segments(RootModel[dict[Annotated[str, Field(min_length=1, max_length=LONGEST)], Segment]]):
    """分群：给一类成员起个名字，计划的 whom 里直接写名字"""

    root: dict[Annotated[str, Field(min_length=1, max_length=LONGEST)], Segment] = Field({}, max_length=MOST)


feature = Feature("segments", Segments, title="分群", topic="客户")


@feature.command("分群", help="有哪些分群，各有谁", usage="铁粉", role=Role.STAFF, read_only=True)
def show(_: Message, ctx: MemberContext) -> str:
    segments = ctx.rules(Segments).root
    if not segments:
        return NONE
    all_facts = audience.facts(ctx.db, ctx.group.id, ctx.today)
    if not ctx.args:
        lines = [
            LINE.format(name=name, count=len(_members(ctx, all_facts, segment))) for name, segment in segments.items()
        ]
        return ALL.format(name=next(iter(segments)), lines="\n".join(lines))
    segment = segments.get(ctx.args)
    if segment is None:
        tip = suggest_name(ctx.args[:LONGEST], segments, "发「分群」看有哪些。", least=0.4)
        raise Refusal(UNKNOWN.format(name=truncate(ctx.args), hint=tip))
    members = _members(ctx, all_facts, segment)
    if not members:
        return NOBODY.format(name=ctx.args)
    return MEMBERS.format(name=ctx.args, count=len(members), names=join_names(members, SHOWN))


def _members(ctx: MemberContext, all_facts: list[Facts], segment: SegmentRule) -> list[Member]:
    selected = select(segment, all_facts, ctx.today, ctx.group)
    return [facts.member for facts in selected]
