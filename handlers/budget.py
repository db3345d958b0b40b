"""The points budget: the treasury is filled every month, and by admins in between."""

from __future__ import annotations

from handlers.earning import Rules
from handlers.kit import Feature, Scene
from storage import arrears, ledger
from storage.ledger import Overdrawn

feature = Feature("budget", Rules, title="积分预算")

MONTHLY = "每月1日 00:00"
HELPING = 100
"""Payments looked at in one go."""


@feature.routine(lambda group: MONTHLY if group.rules(Rules).monthly is not None else None)
def fill(scene: Scene) -> None:
    month = f"{scene.today:%Y-%m}"
    points = scene.rules(Rules).monthly
    source, target = ledger.issuer(scene.group.id), ledger.treasury(scene.group.id)
    if points:
        key = f"budget:{scene.group.id}:{month}"
        ledger.transfer(
            scene.db, source, target, points, key=key, reason=f"{month} 预算", cause=scene.key, at=scene.now
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
