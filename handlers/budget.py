"""The points budget: the treasury is filled every month, and by admins in between."""

from __future__ import annotations

from handlers.earning import Rules
from handlers.kit import Context, Feature, Message, Refusal, Role, Scene
from handlers.kit.words import whole_number
from handlers.months import begins, first
from storage import arrears, ledger, treasury
from storage.ledger import Overdrawn

feature = Feature("budget", Rules, title="积分预算")
feature.books("budget", "月度预算")
feature.books("topup", "加拨预算")
feature.books("unspent", "预算清零", back="请用「预算 数目」加拨。")

MONTHLY = "每月1日 00:00"
HELPING = 100
"""Payments looked at in one go."""
LOW = 10
"""Percent of the month's points; below, admins are told when they ask."""
MOST = 100_000_000
"""Points filled in at once."""

UNLIMITED = "这个群没有设积分预算，发多少都不限。要设的话，在群的 YAML 里写 budget: {monthly: 20000}。"
SHOWN = "💰 预算每月 {monthly} 分，本月已拨 {filled} 分，还剩 {left} 分。"
OWED = "欠成员 {owed} 分，一有预算就先补发。"
SCARCE = "⚠ 剩下的不到一成了，可以用「预算 5000」加拨。"
FILLED = "已加拨 {points} 分"
SETTLED = "，补发了欠的 {points} 分"


@feature.command("预算", help="积分预算还剩多少；带上数目就是加拨", usage="5000", role=Role.ADMIN)
def budget(message: Message, ctx: Context) -> str:
    if ctx.rules(Rules).monthly is None:
        raise Refusal(UNLIMITED)
    if not ctx.args:
        return state(ctx)
    points = whole_number(ctx.args, 1, MOST)
    source, target = ledger.issuer(ctx.group.id), ledger.treasury(ctx.group.id)
    cause = f"{ctx.key} by {ctx.member.user_id}"
    ledger.transfer(ctx.db, source, target, points, key=f"topup:{ctx.key}", reason="加拨预算", cause=cause, at=ctx.now)
    settled = pay_arrears(ctx)
    return FILLED.format(points=points) + (SETTLED.format(points=settled) if settled else "") + "。\n" + state(ctx)


@feature.routine(lambda group: MONTHLY if group.rules(Rules).monthly is not None else None)
def fill(scene: Scene) -> None:
    month = f"{scene.today:%Y-%m}"
    rules = scene.rules(Rules)
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


def state(scene: Scene) -> str:
    """What the treasury holds and owes this month; where little is left, so much is said."""
    monthly = scene.rules(Rules).monthly or 0
    since, until = (begins(first(scene.today, back), scene.group.zone) for back in (0, -1))
    filled = treasury.filled(scene.db, scene.group.id, since, until)
    left = treasury.left(scene.db, scene.group.id)
    owed = arrears.total(scene.db, scene.group.id)
    shown = SHOWN.format(monthly=monthly, filled=filled, left=left)
    if owed:
        shown += OWED.format(owed=owed)
    return shown + (SCARCE if scarce(left, max(monthly, filled)) else "")


def scarce(left: int, given: int) -> bool:
    """Whether less than a tenth is left of what the month was given."""
    return left * 100 < given * LOW


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
