"""A month's report for those who pay for it: points issued, spent and outstanding, and their cost."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.dates.months import first_of_month, midnight
from handlers.dates.past_month import read_past_month
from handlers.kit import Feature, MemberContext, Message, Role
from handlers.points.flows import WORDS, FlowKind, FlowTotals, largest_first, say_flow, sum_flows
from handlers.points.rules import BudgetRules, Rules
from handlers.points.treasury import describe_treasury
from handlers.text.money import format_yuan
from storage.mall import orders
from storage.points import arrears, flows

feature = Feature("report", title="积分报表", topic="积分")

HEAD = "📊 积分报表 {month}"
POINTS = "{flow} 分"
SOURCES, RECALLED = "来源：", "收回："
USES, RETURNED = "去向：", "退回："
MONTHS = "近 {count} 个月（发出 / 花掉 / 过期）："
MONTH = "{month:%Y-%m}  {flows}"
SHOWN = (FlowKind.ISSUED, FlowKind.SPENT, FlowKind.EXPIRED)
"""Of each month."""
HELD_BY_MEMBERS = "现在成员手里共 {points} 分"
OWED = "，另外欠着 {points} 分"
COST = "1 分算 {value} 元：{month} 花掉的合 {spent} 元，还没花的合 {open} 元"
FAVOURITE = "最受欢迎：{item}（换了 {count} 件）"
MONTHS_SHOWN = 6


@feature.command(
    "积分报表", "报表", help="一个月的积分收支、成本和预算", usage="2026-11", role=Role.ADMIN, read_only=True
)
def show_report(message: Message, ctx: MemberContext) -> str:
    month = read_past_month(ctx.args, ctx.today, "积分报表")
    months = [first_of_month(month, back) for back in range(MONTHS_SHOWN - 1, -1, -1)]
    bounds = [midnight(day, ctx.group.zone) for day in (*months, first_of_month(month, -1))]
    sums = sum_flows(flows.list_flows(ctx.db, ctx.group.id, bounds), MONTHS_SHOWN)
    titles = {kind: entry.title for kind, entry in ctx.registry.ledger_kinds.items()}
    favourite = orders.most_ordered(ctx.db, ctx.group.id, bounds[-2], bounds[-1])
    lines = [
        HEAD.format(month=f"{month:%Y-%m}"),
        "，".join(POINTS.format(flow=say_flow(kind, sums[-1].totals[kind])) for kind in WORDS),
        *_list_kinds(SOURCES, RECALLED, sums[-1].kinds[FlowKind.ISSUED], titles),
        *_list_kinds(USES, RETURNED, sums[-1].kinds[FlowKind.SPENT], titles),
        *([FAVOURITE.format(item=favourite[0], count=favourite[1])] if favourite else []),
        MONTHS.format(count=MONTHS_SHOWN),
        *(MONTH.format(month=day, flows=_say_month(one)) for day, one in zip(months, sums, strict=True)),
        *_describe_holdings(ctx, f"{month:%Y-%m}", sums[-1].totals[FlowKind.SPENT]),
        *([describe_treasury(ctx, month)] if ctx.rules(BudgetRules).monthly is not None else []),
    ]
    return "\n".join(lines)


def _say_month(sums: FlowTotals) -> str:
    """Return figures below a heading that names them; what came back is called so."""
    return " / ".join(str(points) if (points := sums.totals[kind]) >= 0 else say_flow(kind, points) for kind in SHOWN)


def _list_kinds(head: str, back: str, kinds: Mapping[str, int], titles: Mapping[str, str]) -> list[str]:
    """Return a line of ledger kinds with their points, the largest first, and one of those of which more came back."""
    lines = []
    for begin, sign in ((head, 1), (back, -1)):
        moved = {kind: points * sign for kind, points in kinds.items() if points * sign > 0}
        parts = [f"{titles.get(kind, kind)} {points}" for kind, points in largest_first(moved)]
        lines += [begin + "、".join(parts)] if parts else []
    return lines


def _describe_holdings(ctx: MemberContext, month: str, spent: int) -> list[str]:
    """Return lines on the points that members hold, and on the value in yuan of points spent and outstanding."""
    held, owed = flows.total_outstanding(ctx.db, ctx.group.id), arrears.total_of_group(ctx.db, ctx.group.id)
    lines = [HELD_BY_MEMBERS.format(points=held) + (OWED.format(points=owed) if owed else "")]
    value = ctx.rules(Rules).value
    if value:
        worth = {"spent": format_yuan(max(0, spent) * value), "open": format_yuan((held + owed) * value)}
        lines.append(COST.format(value=format_yuan(value), month=month, **worth))
    return lines
