"""How every feature pays points: out of the group's budget, where it has one."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import Field

from handlers import ladder
from handlers.kit import Scene, Section
from storage import arrears, ledger
from storage.ledger import Overdrawn
from storage.members import Member

EMPTY = "这个月的积分预算已经发完啦，{points} 分这次没法发，下个月再来～"


class Rules(Section):
    """积分预算"""

    monthly: int | None = Field(
        None,
        ge=0,
        le=1_000_000_000,
        description="每月最多发多少积分；不写就是不限，0 就是只发管理员用「预算」拨的",
        examples=[20000],
    )
    carry: bool = Field(True, description="上个月没发完的留到下个月；false 就是月底清零")


class Paid(NamedTuple):
    """What became of a payment."""

    points: int
    """Paid now; 0 where the treasury is empty."""
    owed: int
    """Not paid but written down, to be paid when the treasury is filled."""
    balance: int


def reward(scene: Scene, member: Member, points: int, *, key: str, reason: str, owe: bool = False) -> Paid | None:
    """As `pay`, with what the member's level adds to it: for what members do, not for what admins give."""
    rules = scene.rules(ladder.Rules)
    if rules.boosts:
        points = ladder.boosted(points, ladder.level_of(scene.db, member, rules))
    return pay(scene, member, points, key=key, reason=reason, owe=owe)


def pay(
    scene: Scene, member: Member, points: int, *, key: str, reason: str, owe: bool = False, cause: str = ""
) -> Paid | None:
    """Pays `points` (at least 1) for something done, once for ever per key; None when it was paid before.

    Where the group's treasury holds too little nothing is paid; with `owe` it is written down for later. The key's
    first word is the source in the report; `cause` is the scene's key unless said otherwise.
    """
    cause = cause or scene.key
    source = None if scene.rules(Rules).monthly is None else ledger.treasury(scene.group.id)
    try:
        balance = ledger.earn(
            scene.db, member, points, key=key, reason=reason, cause=cause, at=scene.now, source=source
        )
    except Overdrawn:
        if owe:
            arrears.owe(scene.db, member, points, key=key, reason=reason, cause=cause, at=scene.now)
        return Paid(0, points if owe else 0, ledger.balance(scene.db, member))
    return None if balance is None else Paid(points, 0, balance)
