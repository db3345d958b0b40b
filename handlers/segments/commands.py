"""Named segments of members, which plans and journeys can use."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import truncate
from handlers.segments.rules import LONGEST, UNKNOWN, SegmentRule, Segments, select
from handlers.text.names import suggest_name
from handlers.text.people import join_names
from storage.members import audience
from storage.members.audience import Facts
from storage.members.roster import Member

SHOWN = 50

NONE = "还没有分群。在群的 YAML 里写，例如 segments: {铁粉: {streak: 7, spoke: 3}}。"
ALL = "分群（发「分群 {name}」看有谁）：\n{lines}"
LINE = "{name}：{count} 人"
MEMBERS = "「{name}」现在有 {count} 人：{names}"
NOBODY = "「{name}」现在没有人。"


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
