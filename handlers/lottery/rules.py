"""Prizes and odds of draws, and how an outcome follows from a seed, so that anybody can calculate it again.

The outcome of a draw is the HMAC-SHA256 of `day:number:user` under the day's seed. The seed's SHA-256 is shown before
the first draw of the day, the seed itself when the day is over: nobody, not even the bot, can change an outcome.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Annotated

from pydantic import AfterValidator, Field

from handlers.kit import Section
from handlers.text.names import refuse_duplicates

DUPLICATE_PRIZE = "前面已经有叫「{name}」的奖品"
ONLY_BLANKS = "至少要有一样不是空奖（blank: true）的奖品"
SEED_BYTES = 32


class Prize(Section):
    """抽奖的一样奖品"""

    name: str = Field(min_length=1, max_length=20, description="叫什么")
    weight: int = Field(ge=1, le=1_000_000, description="权重：所有奖品的权重加起来，占多少就有多大机会")
    blank: bool = Field(False, description="空奖，例如谢谢参与")
    points: int = Field(0, ge=0, le=100_000, description="得几分")
    tickets: int = Field(0, ge=0, le=100, description="得几张抽奖券")
    stock: int | None = Field(None, ge=0, le=1_000_000, description="一共几份；不写就是不限")
    pickup: str = Field("", max_length=100, description="实物在哪里、怎么领")
    days: int = Field(30, ge=1, le=366, description="实物的取货码几天内有效")

    @property
    def is_gift(self) -> bool:
        """Return whether the prize is something that is picked up at the counter."""
        return not (self.blank or self.points or self.tickets)


def _check_prizes(prizes: tuple[Prize, ...]) -> tuple[Prize, ...]:
    refuse_duplicates((prize.name for prize in prizes), DUPLICATE_PRIZE)
    if prizes and all(prize.blank for prize in prizes):
        raise ValueError(ONLY_BLANKS)
    return prizes


EXAMPLES = [
    {"name": "谢谢参与", "weight": 60, "blank": True},
    {"name": "5 积分", "weight": 29, "points": 5},
    {"name": "再抽两次", "weight": 10, "tickets": 2},
    {"name": "保温杯", "weight": 1, "stock": 3, "pickup": "到前台报取货码", "days": 14},
]


class Rules(Section):
    """抽奖"""

    price: int = Field(10, ge=1, le=100_000, description="抽一次要几分；有抽奖券先用券")
    most: int = Field(10, ge=1, le=100, description="每人每天最多抽几次")
    sure: int = Field(10, ge=0, le=1000, description="连着几次空奖，下一次必中；0 就是不保底")
    prizes: Annotated[tuple[Prize, ...], AfterValidator(_check_prizes)] = Field(
        (), max_length=50, description="有哪些奖品；不写就没有抽奖", examples=[EXAMPLES]
    )


Odds = tuple[tuple[str, int], ...]
"""Names of prizes with their weights, in the order of the YAML, as they were at a draw."""


def current_odds(prizes: Sequence[Prize], taken: Mapping[str, int], *, sure: bool) -> Odds:
    """Return the odds of the next draw: all prizes in stock, without blanks where a prize is guaranteed (`sure`).

    Empty where nothing is left but blanks: nobody pays for what cannot be won.
    """
    in_stock = [prize for prize in prizes if prize.stock is None or taken.get(prize.name, 0) < prize.stock]
    if all(prize.blank for prize in in_stock):
        return ()
    return tuple((prize.name, prize.weight) for prize in in_stock if not (sure and prize.blank))


def seed_digest(seed: str) -> str:
    """Return the SHA-256 (hex) of a seed (hex), which is shown before the seed is used."""
    return sha256(bytes.fromhex(seed)).hexdigest()


def roll_outcome(seed: str, day: str, number: int, user: str) -> int:
    """Return the outcome of a draw, 0 to 2^256 - 1."""
    message = f"{day}:{number}:{user}".encode()
    return int.from_bytes(hmac.digest(bytes.fromhex(seed), message, "sha256"))


def prize_for(outcome: int, odds: Odds) -> str:
    """Return the prize of an outcome: its remainder by the sum of the weights, counted through the odds."""
    rest = outcome % sum(weight for _, weight in odds)
    for name, weight in odds:
        rest -= weight
        if rest < 0:
            return name
    raise AssertionError("the remainder is less than the sum")
