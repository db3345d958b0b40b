"""Describes what a service that pays real money has to offer."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple, Protocol

NOT_SET_UP = "还没有配商户号（services.yaml 的 payout）"


class Order(NamedTuple):
    """What is to be paid, the same words and the same number in every try."""

    number: str
    """The merchant's order number: 26 digits and letters."""
    openid: str
    fen: int
    words: str


class Outcome(Enum):
    """What a service says of an order."""

    PAID = auto()
    WAITING = auto()
    """It was taken; the money is on its way, or the payee has to take it."""
    FAILED = auto()
    """It is known that nothing was paid, or that it came back."""
    REFUSED = auto()
    """The service will not take it as it is; whether it took an earlier try is another question."""
    MISSING = auto()
    """The service knows no such order, or not yet."""
    UNKNOWN = auto()
    """No answer, an error of the service's own, or one that its documents do not name."""


class Result(NamedTuple):
    """The outcome, and the service's own word for it."""

    outcome: Outcome
    note: str = ""
    to_take: bool = False
    """The payee has to take the money on a page of the owner's."""
    package: str = ""
    """What that page gives to WeChat; only the answer to a request to pay has it."""


class PayoutProvider(Protocol):
    """Pays through one service. Nothing is raised: what goes wrong on the way is UNKNOWN."""

    def refuses(self, order: Order) -> str:
        """Return why the service would never take an order; empty where it may."""

    async def pay(self, order: Order) -> Result:
        """Ask to pay. Asked again with the same order, the service pays no second time."""

    async def query(self, number: str) -> Result:
        """Ask what became of an order."""


class NoService:
    """Stands where the owner has no account: every order fails at once, and those in charge are told."""

    def refuses(self, order: Order) -> str:  # noqa: ARG002
        """Return how to set one up."""
        return NOT_SET_UP

    async def pay(self, order: Order) -> Result:  # noqa: ARG002
        """Return that nothing is paid."""
        return Result(Outcome.FAILED, NOT_SET_UP)

    async def query(self, number: str) -> Result:  # noqa: ARG002
        """Return that nothing is known: an order may have been paid while there was a service."""
        return Result(Outcome.UNKNOWN, NOT_SET_UP)
