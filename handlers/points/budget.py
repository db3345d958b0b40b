"""The points budget: the treasury is filled every month, and by admins in between."""

from __future__ import annotations

from handlers.dates.months import first_of_month
from handlers.kit import Context, Feature, MemberContext, Message, Refusal, Role
from handlers.points.rules import BudgetRules
from handlers.points.treasury import describe_treasury, fill_treasury, lapse_unspent, pay_arrears
from handlers.text.numbers import read_whole_number
from storage.points import ledger

feature = Feature("budget", BudgetRules, title="积分预算", topic="积分")
feature.ledger_kind("budget", "月度预算")
feature.ledger_kind("topup", "加拨预算")
feature.ledger_kind("unspent", "预算清零", undo_hint="请用「预算 数目」加拨。")

MONTHLY = "每月1日 00:00"
MOST_ADDED = 100_000_000
"""Points that an admin may add at once."""

UNLIMITED = "这个群没有设积分预算，发多少都不限。要设的话，在群的 YAML 里写 budget: {monthly: 20000}。"
ADDED = "已加拨 {points} 分"
ARREARS_PAID = "，补发了欠的 {points} 分"


@feature.command("预算", help="积分预算还剩多少；带上数目就是加拨", usage="5000", role=Role.ADMIN)
def budget(message: Message, ctx: MemberContext) -> str:
    if ctx.rules(BudgetRules).monthly is None:
        raise Refusal(UNLIMITED)
    fill_treasury(ctx)
    if not ctx.args:
        return describe_treasury(ctx, first_of_month(ctx.today))
    points = read_whole_number(ctx.args, 1, MOST_ADDED)
    source, target = ledger.issuer(ctx.group.id), ledger.treasury(ctx.group.id)
    cause = f"{ctx.key} by {ctx.member.user_id}"
    ledger.transfer(ctx.db, source, target, points, key=f"topup:{ctx.key}", reason="加拨预算", cause=cause, at=ctx.now)
    arrears_paid = pay_arrears(ctx)
    return (
        ADDED.format(points=points)
        + (ARREARS_PAID.format(points=arrears_paid) if arrears_paid else "")
        + "。\n"
        + describe_treasury(ctx, first_of_month(ctx.today))
    )


@feature.scheduled("fill", lambda group: MONTHLY if group.rules(BudgetRules).monthly is not None else None)
def begin_month(ctx: Context) -> None:
    if ctx.rules(BudgetRules).monthly:
        fill_treasury(ctx)
    else:
        lapse_unspent(ctx)
