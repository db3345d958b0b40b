"""Pick-up codes such as 8F3K-27, read however people type them, their expiry and their picture."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from handlers.dates.months import midnight
from handlers.kit import Context, Drawing, MemberContext, Refusal, TimerPayload, set_timer
from handlers.kit.words import half_width, truncate
from handlers.pictures.specs import PickupSpec
from storage.mall import fulfilment
from storage.mall.orders import Offer, Order

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which look alike."""
EXAMPLE = "8F3K-27"
NO_CODE = "请带上取货码，例如：{word} 8F3K-27"
NOT_A_CODE = "「{shown}」不像取货码，它是 8F3K-27 这样的 6 位。"
LONGEST_CODE = 40
"""Characters of the arguments in which a code must be found."""
LONGEST_SHOWN = 12
DAY = timedelta(days=1)
FEATURE_NAME = "mall"
"""The feature whose timers let orders expire."""

_CODE = re.compile(r"\s*([A-Z0-9]{4})[\s\-_‐‑–—―−]*([A-Z0-9]{2})(?![A-Z0-9])", re.ASCII | re.IGNORECASE)


def generate_code(random: Random) -> str:
    """Return a new code, one of 31 to the sixth: guessing one that is in use takes long."""
    letters = "".join(random.choices(ALPHABET, k=6))
    return f"{letters[:4]}-{letters[4:]}"


def split_code(text: str, word: str) -> tuple[str, str]:
    """Split the arguments of the command `word` into the code and the rest; raises Refusal where there is no code."""
    if not text:
        raise Refusal(NO_CODE.format(word=word))
        # One character for one, so that the rest begins where the code ends.
    match = _CODE.match(half_width(text[:LONGEST_CODE]))
    if not match:
        raise Refusal(NOT_A_CODE.format(shown=truncate(text, LONGEST_SHOWN)))
    return f"{match[1]}-{match[2]}".upper(), text[match.end() :].strip()


def expires_after(ctx: Context, days: int) -> datetime:
    """Return the local midnight after the last of the `days` days that follow today."""
    return midnight(ctx.today + (days + 1) * DAY, ctx.group.zone)


def last_valid_day(ctx: Context, until: datetime) -> date:
    """Return the last local date on which an order that expires at `until` is valid."""
    return ctx.local(until - timedelta(microseconds=1)).date()


def describe_refund(order: Order, balance: int) -> str:
    """Say how many points of a cancelled or expired order came back; empty where none were paid."""
    return f"，退回 {order.points} 分，现有 {balance} 分" if order.points else ""


class OrderExpiry(TimerPayload):
    """The timer that lets an order expire which nobody picks up."""

    code: str

    @property
    def key(self) -> str:
        return self.code


def set_expiry_timer(ctx: Context, order: Order) -> None:
    """Set the timer that lets an order expire at its `until`."""
    set_timer(ctx, FEATURE_NAME, OrderExpiry(code=order.code), order.until)


def reserve_free_item(ctx: MemberContext, name: str, *, days: int, minimum: int = 0) -> Order:
    """Reserve an item for the member that costs nothing, valid for `days` days; a coupon has a `minimum` in fen."""
    offer = Offer(name, 0, 0, minimum, None, None, False, expires_after(ctx, days))
    order = fulfilment.reserve(ctx.db, ctx.member, offer, draw=partial(generate_code, ctx.random), at=ctx.now)
    set_expiry_timer(ctx, order)
    return order


def draw_pickup(order: Order, ctx: Context) -> Drawing:
    """Return a drawing of the order's code with a QR code."""
    day = last_valid_day(ctx, order.until).isoformat()
    sheet = PickupSpec(code=order.code, item=order.item, name=order.member.name, until=day)
    return Drawing(sheet=sheet, alt=f"取货码 {order.code}")
