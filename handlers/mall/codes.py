"""Codes such as 8F3K-27, read however people type them, and the days on which they are good."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from random import Random

from handlers.dates.months import midnight
from handlers.kit import Context, Drawing, Refusal, TimerPayload, set_timer
from handlers.kit.words import half_width
from handlers.pictures.specs import PickupSpec
from storage.mall import Order

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which look alike."""
EXAMPLE = "8F3K-27"
NO_CODE = "请带上取货码，例如：{word} 8F3K-27"
NOT_A_CODE = "「{shown}」不像取货码，它是 8F3K-27 这样的 6 位。"
LONGEST_CODE = 40
"""Characters in which a code has to be found."""
LONGEST_SHOWN = 12
DAY = timedelta(days=1)
FEATURE_NAME = "mall"
"""The feature whose timers end orders."""

_CODE = re.compile(r"\s*([A-Z0-9]{4})[\s\-_‐‑–—―−]*([A-Z0-9]{2})(?![A-Z0-9])", re.ASCII | re.IGNORECASE)


def generate_code(random: Random) -> str:
    """A new code; there are 31 to the sixth, so guessing one that is in use takes long."""
    letters = "".join(random.choices(ALPHABET, k=6))
    return f"{letters[:4]}-{letters[4:]}"


def split_code(said: str, word: str) -> tuple[str, str]:
    """The code that the arguments of the command `word` begin with, and the rest; raises Refusal."""
    if not said:
        raise Refusal(NO_CODE.format(word=word))
    # One character for one, so that the rest begins where the code ends.
    found = _CODE.match(half_width(said[:LONGEST_CODE]))
    if not found:
        raise Refusal(NOT_A_CODE.format(shown=said if len(said) <= LONGEST_SHOWN else said[:LONGEST_SHOWN] + "…"))
    return f"{found[1]}-{found[2]}".upper(), said[found.end() :].strip()


def expires_after(ctx: Context, days: int) -> datetime:
    """The local midnight behind the last of `days` days after today."""
    return midnight(ctx.today + (days + 1) * DAY, ctx.group.zone)


def last_valid_day(ctx: Context, until: datetime) -> date:
    """The last local date before `until`."""
    return ctx.local(until - timedelta(microseconds=1)).date()


def describe_refund(order: Order, balance: int) -> str:
    """What came back with an order that came to nothing; it is silent where nothing was paid."""
    return f"，退回 {order.points} 分，现有 {balance} 分" if order.points else ""


class OrderExpiry(TimerPayload):
    """The timer that ends an order which nobody picks up."""

    code: str

    @property
    def key(self) -> str:
        return self.code


def set_expiry_timer(ctx: Context, order: Order) -> None:
    """Sets the timer that ends an order which nobody picks up."""
    set_timer(ctx, FEATURE_NAME, OrderExpiry(code=order.code), order.until)


def draw_pickup(order: Order, ctx: Context) -> Drawing:
    """The order's code as a picture with a QR code."""
    day = last_valid_day(ctx, order.until).isoformat()
    sheet = PickupSpec(code=order.code, item=order.item, name=order.member.name, until=day)
    return Drawing(sheet=sheet, alt=f"取货码 {order.code}")
