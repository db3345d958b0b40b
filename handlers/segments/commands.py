"""分群: the owner's own segments and the ready ones, each with what it means and who is in it, for those in charge."""

from __future__ import annotations

from collections import Counter

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.segments.matching import select_ids
from handlers.segments.ready import FIRST_OF, READY, RFM, define
from handlers.segments.rules import Segments
from handlers.segments.service import find_name, members_of
from handlers.segments.standing import facts_for, look_up
from handlers.segments.thresholds import Thresholds
from handlers.segments.wording import describe_rule
from handlers.text.money import format_yuan
from handlers.text.people import join_names
from storage.members import roster

SHOWN = 50

TITLE = "分群（发「分群 {name}」看怎么算、有谁；「分群对比 甲 乙」比一比）："
LINE = "{name}：{count} 人"
READY_LINE = "【{heading}】{counts}"
READY_COUNT = "{name} {count}"
OWN_TIP = "自己的分群写在群的 YAML 里，例如 segments: {铁粉: {streak: 7, spoke: 3}}。"
MEMBERS = "「{name}」现在有 {count} 人：{names}"
NOBODY = "「{name}」现在没有人。"
MEANS = "怎么算：{words}。"
ORDER = "够得上几个的只算一个，按这样先看先算：{names}。"
MEAN = "近 {days} 天大家平均每单 {yuan} 元。"

feature = Feature("segments", Segments, title="分群", topic="客户")


@feature.command(
    "分群", help="有哪些分群、各有几人；带上名字看怎么算、有谁", usage="重点突破", role=Role.STAFF, read_only=True
)
def show(_: Message, ctx: MemberContext) -> str:
    return _describe(ctx, find_name(ctx, ctx.args)) if ctx.args else _list_all(ctx)


def _list_all(ctx: MemberContext) -> str:
    own, standing = ctx.rules(Segments).root, look_up(ctx)
    lines = []
    if own:
        ids = select_ids(own, facts_for(ctx, own.values(), standing), ctx.today, ctx.group)
        lines = [LINE.format(name=name, count=len(ids[name])) for name in own]
    counts: Counter[str] = Counter()
    for together, members in Counter(standing.names.values()).items():  # few, however many members there are
        counts.update(dict.fromkeys(together, members))
    for heading, names in READY.items():
        told = "、".join(READY_COUNT.format(name=name, count=counts[name]) for name in names if name not in own)
        lines.append(READY_LINE.format(heading=heading, counts=told))
    return "\n".join([TITLE.format(name=next(iter(own), RFM[1])), *lines, *([] if own else [OWN_TIP])])


def _describe(ctx: MemberContext, name: str) -> str:
    ids = sorted(members_of(ctx, name))
    people = [member for member_id in ids[: SHOWN + 1] if (member := roster.get(ctx.db, member_id))]
    lines = [
        MEMBERS.format(name=name, count=len(ids), names=join_names(people, SHOWN)) if ids else NOBODY.format(name=name)
    ]
    own = ctx.rules(Segments).root
    words = describe_rule(own[name]) if name in own else define(name, ctx.rules(Thresholds))
    lines.append(MEANS.format(words=words))
    if name not in own and (first := FIRST_OF.get(name)):
        lines.append(ORDER.format(names="、".join(first)))
    if name not in own and name in RFM:
        lines += _mean(ctx)
    return "\n".join(lines)


def _mean(ctx: MemberContext) -> list[str]:
    sales = look_up(ctx, ()).sales
    if not sales.orders:
        return []
    return [MEAN.format(days=ctx.rules(Thresholds).month, yuan=format_yuan(round(sales.fen / sales.orders)))]
