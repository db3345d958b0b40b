"""The month's figures for those who pay for it: points issued, spent and still to be redeemed, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.dates.months import first_of_month, midnight
from handlers.dates.past_month import read_past_month
from handlers.kit import Feature, MemberContext, Message, Role
from handlers.points.flows import FlowKind, Sums, total
from handlers.points.rules import BudgetRules, Rules
from handlers.points.treasury import describe
from handlers.text.money import format_yuan
from storage import mall
from storage.points import arrears, flows

feature = Feature("report", title="积分报表")

HEAD = "📊 积分报表 {month}"
TOTALS = "发出 {issued} 分，花掉 {spent} 分，过期 {expired} 分，扣回 {taken} 分，互送 {given} 分"
FROM = "来源："
TO = "去向："
MONTHS = "近 {count} 个月（发出 / 花掉 / 过期）："
MONTH = "{month:%Y-%m}  {issued} / {spent} / {expired}"
HELD = "现在成员手里共 {points} 分"
OWED = "，另外欠着 {points} 分"
COST = "1 分算 {value} 元：{month} 花掉的合 {spent} 元，还没花的合 {open} 元"
FAVOURITE = "最受欢迎：{item}（换了 {count} 件）"
SPANS = 6


@feature.command(
    "积分报表", "报表", help="一个月的积分收支、成本和预算", usage="2026-11", role=Role.ADMIN, read_only=True
)
def show(message: Message, ctx: MemberContext) -> str:
    month = read_past_month(ctx.args, ctx.today, "积分报表")
    months = [first_of_month(month, back) for back in range(SPANS - 1, -1, -1)]
    bounds = [midnight(day, ctx.group.zone) for day in (*months, first_of_month(month, -1))]
    sums = total(flows.list_flows(ctx.db, ctx.group.id, bounds), SPANS)
    titles = {kind: entry.title for kind, entry in ctx.registry.ledger_kinds.items()}
    favourite = mall.most_ordered(ctx.db, ctx.group.id, bounds[-2], bounds[-1])
    lines = [
        HEAD.format(month=f"{month:%Y-%m}"),
        TOTALS.format(**_shown(sums[-1])),
        *_listed(FROM, sums[-1].kinds[FlowKind.ISSUED], titles),
        *_listed(TO, sums[-1].kinds[FlowKind.SPENT], titles),
        *([FAVOURITE.format(item=favourite[0], count=favourite[1])] if favourite else []),
        MONTHS.format(count=SPANS),
        *(MONTH.format(month=day, **_shown(one)) for day, one in zip(months, sums, strict=True)),
        *_worth(ctx, f"{month:%Y-%m}", sums[-1].ways[FlowKind.SPENT]),
        *([describe(ctx, month)] if ctx.rules(BudgetRules).monthly is not None else []),
    ]
    return "\n".join(lines)


def _shown(sums: Sums) -> dict[str, int]:
    return {way.name.lower(): points for way, points in sums.ways.items()}


def _listed(head: str, kinds: Mapping[str, int], titles: Mapping[str, str]) -> list[str]:
    """Kinds with their points, the largest first; none where nothing moved."""
    parts = [f"{titles.get(kind, kind)} {points}" for kind, points in sorted(kinds.items(), key=_by_points) if points]
    return [head + "、".join(parts)] if parts else []


def _by_points(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _worth(ctx: MemberContext, month: str, spent: int) -> list[str]:
    """What is in members' hands, and in money what was spent and what is open, debts included."""
    held, owed = flows.outstanding(ctx.db, ctx.group.id), arrears.total(ctx.db, ctx.group.id)
    lines = [HELD.format(points=held) + (OWED.format(points=owed) if owed else "")]
    value = ctx.rules(Rules).value
    if value:
        worth = {"spent": format_yuan(max(0, spent) * value), "open": format_yuan((held + owed) * value)}
        lines.append(COST.format(value=format_yuan(value), month=month, **worth))
    return lines
