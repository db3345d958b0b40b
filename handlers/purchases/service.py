"""How an order is read, recorded and returned, whether it comes from the group or from a file."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from pydantic import Field

from handlers.kit import Context, Refusal, Section
from handlers.kit.words import half_width, truncate
from handlers.levels import rules as level_rules
from handlers.levels.growth import add_growth, remove_growth
from handlers.points import payments
from handlers.text.money import format_yuan
from storage import purchases
from storage.members.roster import Member
from storage.points import arrears, ledger
from storage.points.ledger import TREASURY
from storage.purchases import Purchase

NOT_AN_AMOUNT = "「{shown}」不是金额，请写成 268 或 9.90，最大 999999.99。"
NOT_AN_ORDER_NUMBER = "「{shown}」不是订单号，它是 3 到 40 个字母、数字、- 或 _。"
DUPLICATE_ORDER = "订单 {number} 已经记过了：{name}，{yuan} 元，{who}{at:%Y-%m-%d %H:%M} 记的。"
ALREADY_RETURNED = "订单 {number} 已经退完了，{who}{at:%Y-%m-%d %H:%M} 退的。"
TOO_MUCH = "订单 {number} 只剩 {yuan} 元可退。"
REASON = "消费，订单 {number}"
LONGEST = 60
"""Characters looked at of an amount or a number."""


class Rules(Section):
    """消费积分"""

    points: int = Field(1, ge=0, le=1000, description="每满 1 元得几分；0 就是只记下来")
    most: int = Field(1000, ge=0, le=1_000_000, description="一单最多得几分")


class Recorded(NamedTuple):
    """What became of an order: points paid now or owed, and the member's balance."""

    paid: int
    owed: int
    balance: int


class Returned(NamedTuple):
    """What a return came to."""

    fen: int
    left: int
    """What is left of the order, in fen."""
    points: int
    """Taken back; `missing` were spent already and stay."""
    missing: int
    balance: int


def read_amount(said: str) -> int:
    """An amount in yuan as people write it (268, 9.9, ￥9.90, 268元), in fen, from 1 to 99,999,999; raises Refusal."""
    plain = half_width(said[:LONGEST]).replace("￥", "¥").strip().removeprefix("¥").removesuffix("元").strip()
    found = re.fullmatch(r"([0-9]{1,6})(?:\.([0-9]{1,2}))?", plain)
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if not fen or len(said) > LONGEST:
        raise Refusal(NOT_AN_AMOUNT.format(shown=truncate(said)))
    return fen


def read_order_number(said: str) -> str:
    """An order's number, in capitals; raises Refusal."""
    number = half_width(said[:LONGEST]).strip()
    if not re.fullmatch("[A-Za-z0-9_-]{3,40}", number) or len(said) > LONGEST:
        raise Refusal(NOT_AN_ORDER_NUMBER.format(shown=truncate(said)))
    return number.upper()


def points_for(fen: int, rules: Rules) -> int:
    """The points for an order: so many for each whole yuan, up to the limit of one order."""
    return min(fen // 100 * rules.points, rules.most)


def record_purchase(
    ctx: Context, member: Member, fen: int, number: str, *, actor: str, bought_at: datetime | None = None
) -> Recorded:
    """Books an order once per number and pays its points, owing them where the budget is used up; raises Refusal.

    `actor` is the user id of who records it, empty for a file; `bought_at` is now unless said otherwise.
    """
    points = points_for(fen, ctx.rules(Rules))
    key = f"purchase:{ctx.group.id}:{number}"
    new = purchases.record(
        ctx.db,
        member,
        number,
        fen=fen,
        points=points,
        key=key,
        bought_at=bought_at or ctx.now,
        actor=actor,
        at=ctx.now,
    )
    if not new:
        raise Refusal(_describe_duplicate(ctx, number))
    grown = ctx.rules(level_rules.Rules).yuan * (fen // 100)
    add_growth(ctx, member, grown, key=f"growth-{key}", reason=REASON.format(number=number))
    if not points:
        return Recorded(0, 0, ledger.balance(ctx.db, member))
    cause = f"{ctx.key} by {actor}" if actor else ctx.key
    paid = payments.pay(ctx, member, points, key=key, reason=REASON.format(number=number), owe=True, cause=cause)
    assert paid, "a number is recorded once, so its points are new"
    return Recorded(*paid)


def return_purchase(ctx: Context, purchase: Purchase, fen: int | None, *, actor: str) -> Returned:
    """Returns `fen` of an order, all that is left of it unless said otherwise; raises Refusal where that is too much.

    The points entry is reversed, and what the rest of the order is worth is booked anew. Of the points to go, those
    that the member has spent stay with him; a later return asks for them again.
    """
    left = purchase.fen - purchase.returned
    if not left:
        raise Refusal(
            ALREADY_RETURNED.format(number=purchase.number, who=_describe_actor(purchase), at=ctx.local(purchase.at))
        )
    fen = left if fen is None else fen
    if fen > left:
        raise Refusal(TOO_MUCH.format(number=purchase.number, yuan=format_yuan(left)))
    grown = ctx.rules(level_rules.Rules).yuan * (left // 100 - (left - fen) // 100)
    back = f"growth-return:{ctx.group.id}:{purchase.number}:{purchase.returns + 1}"
    remove_growth(ctx, purchase.member, grown, key=back, reason=f"退单 {purchase.number}")
    wanted = purchase.points - min(purchase.points, points_for(left - fen, ctx.rules(Rules)))
    key = f"purchase:{ctx.group.id}:{purchase.number}:{purchase.returns + 1}"
    taken, key = _reclaim_points(ctx, purchase, wanted, key, actor) if wanted else (0, purchase.key)
    purchases.give_back(ctx.db, purchase, fen, points=purchase.points - taken, key=key, actor=actor, at=ctx.now)
    return Returned(fen, left - fen, taken, wanted - taken, ledger.balance(ctx.db, purchase.member))


def _reclaim_points(ctx: Context, purchase: Purchase, wanted: int, key: str, actor: str) -> tuple[int, str]:
    """Takes up to so many points back; returns how many, and the key under which the rest is booked or owed."""
    reason, cause = REASON.format(number=purchase.number), f"{ctx.key} by {actor}"
    if arrears.cancel(ctx.db, purchase.key):
        rest = purchase.points - wanted
        if rest:
            arrears.owe(ctx.db, purchase.member, rest, key=key, reason=reason, cause=cause, at=ctx.now)
        return wanted, key
    taken = min(wanted, ledger.balance(ctx.db, purchase.member))
    if not taken:
        return 0, purchase.key
    entry = ledger.booked(ctx.db, purchase.key)
    assert entry, "what is not owed was paid"
    rest = purchase.points - taken
    if rest:
        # Before the reversal and out of the issuer: the member may have spent what he keeps, the treasury be empty.
        ledger.earn(ctx.db, purchase.member, rest, key=key, reason=reason, cause=cause, at=ctx.now)
    ledger.reverse(ctx.db, entry, reason=f"退单 {purchase.number}", cause=cause, at=ctx.now)
    if rest and entry.source == TREASURY:
        source, target = ledger.treasury(ctx.group.id), ledger.issuer(ctx.group.id)
        ledger.transfer(ctx.db, source, target, rest, key=f"{key}:treasury", reason=reason, cause=cause, at=ctx.now)
    return taken, key


def _describe_duplicate(ctx: Context, number: str) -> str:
    known = purchases.find(ctx.db, ctx.group.id, number)
    assert known, "only a known number is refused"
    return DUPLICATE_ORDER.format(
        number=number,
        name=known.member.name,
        yuan=format_yuan(known.fen),
        who=_describe_actor(known),
        at=ctx.local(known.at),
    )


def _describe_actor(purchase: Purchase) -> str:
    return f"{purchase.who} 在 " if purchase.who else ""
