"""Reading, recording and returning an order, whether it comes from the group or from a file."""

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
from handlers.points.payments import Paid
from handlers.text.money import format_yuan
from storage import purchases
from storage.members.roster import Member
from storage.points import arrears, entries, ledger, lots
from storage.points.ledger import TREASURY
from storage.points.lots import Lot
from storage.purchases import Purchase

NOT_AN_ORDER_NUMBER = "订单号要 3 到 40 个字母或数字，比如 A123，「{shown}」不行。"
DUPLICATE_ORDER = "订单 {number} 已经记过了：{name}，{yuan} 元，{who}{at:%Y-%m-%d %H:%M} 记的。"
ALREADY_RETURNED = "订单 {number} 已经退完了，{who}{at:%Y-%m-%d %H:%M} 退的。"
TOO_MUCH = "订单 {number} 只剩 {yuan} 元可退。"
OVER_CAP = "（一单最多 {most} 分，超出的 {over} 分不算）"
REASON = "消费，订单 {number}"
LONGEST = 60
"""Characters looked at of a number."""


class Rules(Section):
    """消费积分"""

    points: int = Field(1, ge=0, le=1000, description="每满 1 元得几分；0 就是只记下来")
    most: int = Field(1000, ge=0, le=1_000_000, description="一单最多得几分")


class Returned(NamedTuple):
    """The outcome of a return, with amounts in fen."""

    fen: int
    """Returned now."""
    remaining: int
    """Not returned of the order."""
    points: int
    """Reclaimed from the member."""
    missing: int
    """Points that could not be reclaimed because the member has spent them."""
    balance: int
    """The member's balance afterwards."""


def read_order_number(text: str) -> str:
    """Read an order's number (3 to 40 letters, digits, - or _) and return it in capitals; raises Refusal otherwise."""
    number = half_width(text[:LONGEST]).strip()
    if not re.fullmatch("[A-Za-z0-9_-]{3,40}", number) or len(text) > LONGEST:
        raise Refusal(NOT_AN_ORDER_NUMBER.format(shown=truncate(text)))
    return number.upper()


def points_for(fen: int, rules: Rules) -> int:
    """Return the points for an order: the rate for each whole yuan, up to the limit of one order."""
    return min(fen // 100 * rules.points, rules.most)


def describe_cap(ctx: Context, fen: int) -> str:
    """Say how many points an order would have brought without the limit of one order; empty where it is not reached."""
    rules = ctx.rules(Rules)
    uncapped = fen // 100 * rules.points
    return OVER_CAP.format(most=rules.most, over=uncapped - rules.most) if uncapped > rules.most > 0 else ""


def record_purchase(
    ctx: Context, member: Member, fen: int, number: str, *, actor: str, by: str = "", bought_at: datetime | None = None
) -> Paid:
    """Record an order once per number and pay its points, or owe them where the budget is used up.

    `actor` is the user id of who records it, empty for a file; `by` names the second person, too, where there is one.
    `bought_at` is now by default. Raises Refusal where the number is recorded already.
    """
    points = points_for(fen, ctx.rules(Rules))
    key = f"purchase:{ctx.group.id}:{number}"
    is_new = purchases.record(
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
    if not is_new:
        raise Refusal(_describe_duplicate(ctx, number))
    growth = ctx.rules(level_rules.Rules).yuan * (fen // 100)
    add_growth(ctx, member, growth, key=f"growth-{key}", reason=REASON.format(number=number))
    if not points:
        return Paid(0, 0, ledger.balance(ctx.db, member))
    cause = f"{ctx.key} by {by or actor}" if actor else ctx.key
    paid = payments.pay(ctx, member, points, key=key, reason=REASON.format(number=number), owe=True, cause=cause)
    assert paid, "a number is recorded once, so its points are new"
    return paid


def require_new(ctx: Context, number: str) -> None:
    """Raise Refusal where this number is recorded already."""
    if purchases.get(ctx.db, ctx.group.id, number):
        raise Refusal(_describe_duplicate(ctx, number))


def return_purchase(ctx: Context, purchase: Purchase, fen: int | None, *, actor: str) -> Returned:
    """Return `fen` of an order, by default all that remains of it; raises Refusal where less remains.

    The points entry is reversed, and the points for the rest of the order are booked anew. Points that the member has
    spent cannot be reclaimed; a later return asks for them again.
    """
    remaining = purchase.fen - purchase.returned
    if not remaining:
        raise Refusal(
            ALREADY_RETURNED.format(number=purchase.number, who=_describe_actor(purchase), at=ctx.local(purchase.at))
        )
    fen = remaining if fen is None else fen
    if fen > remaining:
        raise Refusal(TOO_MUCH.format(number=purchase.number, yuan=format_yuan(remaining)))
    growth = ctx.rules(level_rules.Rules).yuan * (remaining // 100 - (remaining - fen) // 100)
    growth_key = f"growth-return:{ctx.group.id}:{purchase.number}:{purchase.returns + 1}"
    remove_growth(ctx, purchase.member, growth, key=growth_key, reason=f"退单 {purchase.number}")
    wanted = purchase.points - min(purchase.points, points_for(remaining - fen, ctx.rules(Rules)))
    key = f"purchase:{ctx.group.id}:{purchase.number}:{purchase.returns + 1}"
    reclaimed, key = _reclaim_points(ctx, purchase, wanted, key, actor) if wanted else (0, purchase.key)
    purchases.record_return(ctx.db, purchase, fen, points=purchase.points - reclaimed, key=key, actor=actor, at=ctx.now)
    return Returned(fen, remaining - fen, reclaimed, wanted - reclaimed, ledger.balance(ctx.db, purchase.member))


def _reclaim_points(ctx: Context, purchase: Purchase, wanted: int, key: str, actor: str) -> tuple[int, str]:
    """Reclaim up to `wanted` points; return how many, and the key under which the rest is booked or owed."""
    reason, cause = REASON.format(number=purchase.number), f"{ctx.key} by {actor}"
    if arrears.cancel(ctx.db, purchase.key):
        rest = purchase.points - wanted
        if rest:
            arrears.owe(ctx.db, purchase.member, rest, key=key, reason=reason, cause=cause, at=ctx.now)
        return wanted, key
    reclaimed = min(wanted, ledger.balance(ctx.db, purchase.member))
    if not reclaimed:
        return 0, purchase.key
    entry = entries.get_by_key(ctx.db, purchase.key)
    assert entry, "what is not owed was paid"
    rest = purchase.points - reclaimed
    if rest:
        # Before the reversal and out of the issuer: the member may have spent what they keep, the treasury be empty.
        ledger.earn(ctx.db, purchase.member, rest, key=key, reason=reason, cause=cause, at=ctx.now)
        kept = entries.get_by_key(ctx.db, key)
        assert kept, "it was booked"
        lots.record(ctx.db, kept, purchase.member, [Lot(lots.earned_at(ctx.db, entry), rest)])
    ledger.reverse(ctx.db, entry, reason=f"退单 {purchase.number}", cause=cause, at=ctx.now)
    if rest and entry.source == TREASURY:
        source, target = ledger.treasury(ctx.group.id), ledger.issuer(ctx.group.id)
        ledger.transfer(ctx.db, source, target, rest, key=f"{key}:treasury", reason=reason, cause=cause, at=ctx.now)
    return reclaimed, key


def _describe_duplicate(ctx: Context, number: str) -> str:
    known = purchases.get(ctx.db, ctx.group.id, number)
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
