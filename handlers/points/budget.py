"""The points budget: the treasury is filled every month, and by admins in between."""

from __future__ import annotations

from handlers.dates.months import first
from handlers.kit import Context, Feature, Message, Refusal, Role, Scene
from handlers.points.rules import BudgetRules
from handlers.points.treasury import state
from handlers.text.numbers import whole_number
from storage.points import arrears, ledger, treasury
from storage.points.ledger import Overdrawn

feature = Feature("budget", BudgetRules, title="积分预算")
feature.books("budget", "月度预算")
feature.books("topup", "加拨预算")
feature.books("unspent", "预算清零", back="请用「预算 数目」加拨。")

MONTHLY = "每月1日 00:00"
HELPING = 100
"""Payments looked at in one go."""
MOST = 100_000_000
"""Points filled in at once."""

UNLIMITED = "这个群没有设积分预算，发多少都不限。要设的话，在群的 YAML 里写 budget: {monthly: 20000}。"
FILLED = "已加拨 {points} 分"
SETTLED = "，补发了欠的 {points} 分"


@feature.command("预算", help="积分预算还剩多少；带上数目就是加拨", usage="5000", role=Role.ADMIN)
def budget(message: Message, ctx: Context) -> str:
    if ctx.rules(BudgetRules).monthly is None:
        raise Refusal(UNLIMITED)
    if not ctx.args:
        return state(ctx, first(ctx.today))
    points = whole_number(ctx.args, 1, MOST)
    source, target = ledger.issuer(ctx.group.id), ledger.treasury(ctx.group.id)
    cause = f"{ctx.key} by {ctx.member.user_id}"
    ledger.transfer(ctx.db, source, target, points, key=f"topup:{ctx.key}", reason="加拨预算", cause=cause, at=ctx.now)
    settled = pay_arrears(ctx)
    return (
        FILLED.format(points=points)
        + (SETTLED.format(points=settled) if settled else "")
        + "。\n"
        + state(ctx, first(ctx.today))
    )


@feature.routine(lambda group: MONTHLY if group.rules(BudgetRules).monthly is not None else None)
def fill(scene: Scene) -> None:
    month = f"{scene.today:%Y-%m}"
    rules = scene.rules(BudgetRules)
    source, target = ledger.issuer(scene.group.id), ledger.treasury(scene.group.id)
    rest = treasury.left(scene.db, scene.group.id)
    if rest and not rules.carry:
        key = f"unspent:{scene.group.id}:{month}"
        ledger.transfer(
            scene.db, target, source, rest, key=key, reason="上月没发完的预算", cause=scene.key, at=scene.now
        )
    if rules.monthly:
        key = f"budget:{scene.group.id}:{month}"
        ledger.transfer(
            scene.db, source, target, rules.monthly, key=key, reason=f"{month} 预算", cause=scene.key, at=scene.now
        )
    pay_arrears(scene)


def pay_arrears(scene: Scene) -> int:
    """Pays what the treasury owes, the oldest first, as far as it goes; returns the points paid."""
    paid = 0
    source = ledger.treasury(scene.group.id)
    while owed := arrears.oldest(scene.db, scene.group.id, HELPING):
        for one in owed:
            try:
                ledger.earn(
                    scene.db,
                    one.member,
                    one.amount,
                    key=one.key,
                    reason=one.reason,
                    cause=one.cause,
                    at=scene.now,
                    source=source,
                )
            except Overdrawn:
                return paid
            arrears.settle(scene.db, one)
            paid += one.amount
    return paid
