"""Shares of a whole in percent, as they are told: of a handful they say nothing; and how figures are rounded; pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

FEW = 5
"""Of fewer neither a percentage nor a change is told: one more or less is a fifth."""


def percent_of(part: int, of: int) -> int | None:
    """Return a share in whole percent; None where there are too few for one."""
    return whole(part * 100 / of) if of >= FEW else None


def in_brackets(part: int, of: int) -> str:
    """Return a share as it follows a number, （67%）; empty where there are too few."""
    percent = percent_of(part, of)
    return "" if percent is None else f"（{percent}%）"


def format_number(number: float) -> str:
    """Return a mean with one digit after the point, without one where it is whole; halves are rounded away from 0."""
    return str(Decimal(number).quantize(Decimal("0.1"), ROUND_HALF_UP)).removesuffix(".0")


def whole(number: float) -> int:
    """Return the nearest whole number; halves are rounded away from 0, as people do."""
    return int(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP))
